/** Wall times in IANA zones, by way of `Intl`: the core imports no package. */
import { openContext, type Content, type Context, type Occasion } from "#core/briefings/context.ts";
import type { OrderLexicon } from "#core/profile/order-lexicon.ts";
import { DAY_MS, dayNumber, type LocalDay } from "./calendar.ts";

/** The zones that the runtime knows; made once and shared by all. */
export interface Zones {
  /** The zone in its usual spelling (`europe/vienna` and `vienna` give `Europe/Vienna`), or undefined when there is none. */
  find(asked: string): string | undefined;
  /** The day on the wall of `zone` at `instant` (milliseconds since 1970 UTC). */
  localDay(zone: string, instant: number): LocalDay;
  /** What `zone` is ahead of UTC at `instant`, in milliseconds. */
  offsetAt(zone: string, instant: number): number;
  /**
   * The instant at which the clocks of `zone` show `time` (`HH:MM`) on `day`, in milliseconds since 1970 UTC. A time that
   * a clock change leaves out is the moment of that change, the next time that exists; a time that comes twice is the first.
   */
  instantOf(zone: string, day: LocalDay, time: string): number;
}

/** What digests and subscriptions are made from: content, and the zones that people live in. */
export interface ZonedContent extends Content {
  readonly zones: Zones;
}

/** What composers work from that tell times. */
export interface ZonedContext extends Context {
  /** In which words people say when. */
  readonly orders: OrderLexicon;
  readonly zones: Zones;
}

/** Throws when there is no pack of that slug: whoever may name a lost one looks first. */
export function openZonedContext(content: ZonedContent, slug: string, occasion: Occasion): ZonedContext {
  return { ...openContext(content, slug, occasion), zones: content.zones, orders: content.library.orders };
}

/** Reckons with the zone rules of the runtime. */
export function createZones(): Zones {
  /** One wall clock a zone: making one costs about a hundred times as much as reading it. */
  const walls = new Map<string, Intl.DateTimeFormat>();
  /** Listing the names takes longer than looking one up. */
  let names: ReadonlyMap<string, string> | undefined;
  const wallOf = (zone: string): Intl.DateTimeFormat => {
    const known = walls.get(zone);
    if (known !== undefined) return known;
    const made = createWall(zone);
    walls.set(zone, made);
    return made;
  };
  return {
    find(asked) {
      const wanted = asked.trim().toLowerCase().replaceAll(" ", "_");
      if (wanted === "") return undefined;
      const plain = PLAIN_ZONES.find((zone) => zone.toLowerCase() === wanted);
      if (plain !== undefined) return plain;
      names ??= listNames();
      const exact = names.get(wanted);
      if (exact !== undefined) return exact;
      if (wanted.includes("/")) return isLink(asked.trim(), wallOf) ? asked.trim() : undefined;
      const cities = [...names].filter(([name]) => name.endsWith(`/${wanted}`));
      return cities.length === 1 ? cities[0]?.[1] : undefined;
    },
    localDay: (zone, instant) => new Date(instant + readOffset(wallOf(zone), instant)).toISOString().slice(0, 10),
    offsetAt: (zone, instant) => readOffset(wallOf(zone), instant),
    instantOf: (zone, day, time) => instantOnWall(wallOf(zone), day, time),
  };
}

/** `UTC+06:00` */
export function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  return `UTC${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Zones without a city that mean one thing only; abbreviations such as `EST` or `CST` do not. */
const PLAIN_ZONES: readonly string[] = ["UTC", "GMT"];
const MINUTE_MS = 60_000;

/** In lower case, and as they are spelt. */
function listNames(): ReadonlyMap<string, string> {
  return new Map(Intl.supportedValuesOf("timeZone").map((zone) => [zone.toLowerCase(), zone]));
}

/** Old names such as `Asia/Calcutta` are not listed but still work; an offset such as `+06:00` is no zone. */
function isLink(asked: string, wallOf: (zone: string) => Intl.DateTimeFormat): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(asked)) return false;
  try {
    wallOf(asked);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Throws a `RangeError` for a zone that the runtime does not know. */
function createWall(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

function readOffset(wall: Intl.DateTimeFormat, instant: number): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = wall
    .format(seconds)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

function instantOnWall(wall: Intl.DateTimeFormat, day: LocalDay, time: string): number {
  const shown = dayNumber(day) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const before = readOffset(wall, shown - DAY_MS);
  const after = readOffset(wall, shown + DAY_MS);
  const first = shown - Math.max(before, after);
  const second = shown - Math.min(before, after);
  if (first + readOffset(wall, first) === shown) return first;
  if (second + readOffset(wall, second) === shown) return second;
  return changeBetween(wall, first, second);
}

/** `HH:MM` as minutes since midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The first instant after `from`, up to `to`, at which the offset of `from` no longer holds, to the second. */
function changeBetween(wall: Intl.DateTimeFormat, from: number, to: number): number {
  const offset = readOffset(wall, from);
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(wall, middle * 1000) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
