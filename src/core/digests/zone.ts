/** Wall times in IANA zones, by way of `Intl`: the core imports no package. */
import { openContext, type Content, type Context, type Occasion } from "#core/briefings/context.ts";
import type { OrderLexicon } from "#core/profile/order-lexicon.ts";
import { DAY_MS, dayNumber, type LocalDay } from "./calendar.ts";
import type { DigestPlans } from "./plans.ts";
import { createZoneNames, type ZoneEntry, type ZoneNames } from "#core/digests/zones/names.ts";
import { createZoneLetters, type ZoneLetters } from "#core/digests/zones/letters.ts";
import { createZoneSearch, type FoundZone, type ZoneSearch } from "#core/digests/zones/search.ts";

export { isLetters } from "#core/digests/zones/letters.ts";

export interface OffsetZone extends FoundZone {
  /** What it is ahead of UTC, in milliseconds. */
  readonly offset: number;
}

/** The zones that the runtime knows; made once and shared by all. */
export interface Zones {
  /**
   * Today's name of a zone, in its proper case, or undefined when there is none: `asia/calcutta`, `kolkata` and
   * `Asia/Kolkata` give `Asia/Kolkata`. Any IANA name, or a city that only one zone is named after.
   */
  find(asked: string): string | undefined;
  /** At most `count` zones by city, country, abbreviation or offset at `instant`, best first, with what each is ahead of UTC then. */
  search(asked: string, within: { readonly instant: number; readonly count: number }): readonly OffsetZone[];
  /**
   * The zones that letters or the name of a clock may mean, one of each clock first, the largest ahead: of `CST` those of
   * Chicago and Shanghai, of `Pacific Time` that of Los Angeles; none of anything else. Takes any text; never throws.
   */
  meant(letters: string): readonly string[];
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
  readonly plans: DigestPlans;
}

/** What composers work from that tell times. */
export interface ZonedContext extends Context {
  /** In which words people say when. */
  readonly orders: OrderLexicon;
  readonly zones: Zones;
  readonly plans: DigestPlans;
  /** The zone of whoever asked, where their platform tells it. */
  readonly readerZone?: string;
}

/** Throws when there is no pack of that slug: whoever may name a lost one looks first. */
export function openZonedContext(content: ZonedContent, slug: string, occasion: Occasion): ZonedContext {
  const { zones, plans, library } = content;
  return { ...openContext(content, slug, occasion), zones, plans, orders: library.orders };
}

/** Reckons with the zone rules of the runtime; `readEntries` is asked once, when a name is first looked up. */
export function createZones(readEntries: () => readonly ZoneEntry[]): Zones {
  /** One wall clock a zone: making one costs about a hundred times as much as reading it. */
  const walls = new Map<string, Intl.DateTimeFormat>();
  const wallOf = (zone: string): Intl.DateTimeFormat => {
    const known = walls.get(zone);
    if (known !== undefined) return known;
    const made = createWall(zone);
    walls.set(zone, made);
    return made;
  };
  /** Whoever is due in one minute has a few days, times and zones in common. */
  const instants = new Map<string, number>();
  const instantOf = (zone: string, day: LocalDay, time: string): number => {
    const key = `${zone} ${day} ${time}`;
    const instant = instants.get(key) ?? instantOnWall(wallOf(zone), day, time);
    if (instants.size >= MOST_INSTANTS) instants.clear();
    instants.set(key, instant);
    return instant;
  };
  let opened: (ZoneNames & { readonly search: ZoneSearch; readonly meant: ZoneLetters }) | undefined;
  const names = (): NonNullable<typeof opened> => {
    if (opened !== undefined) return opened;
    const made = createZoneNames(readEntries(), { listed: Intl.supportedValuesOf("timeZone"), isKnown });
    opened = { ...made, search: createZoneSearch(made.entries), meant: createZoneLetters(made.entries) };
    return opened;
  };
  const offsetAt = (zone: string, instant: number): number => readOffset(wallOf(zone), instant);
  return {
    find: (asked) => names().find(asked),
    meant: (letters) => names().meant(letters),
    search: (asked, { instant, count }) =>
      names()
        .search(asked, (zone) => Math.round(offsetAt(zone, instant) / MINUTE_MS))
        .slice(0, count)
        .map((found) => ({ ...found, offset: offsetAt(found.name, instant) })),
    localDay: (zone, instant) => new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 10),
    offsetAt,
    instantOf,
  };
}

/** As many as are kept at hand. */
const MOST_INSTANTS = 1000;

/** `UTC+06:00` */
export function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  return `UTC${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const MINUTE_MS = 60_000;

/** Whether the runtime has rules for a name, also one that it does not list. */
function isKnown(name: string): boolean {
  try {
    return createWall(name).resolvedOptions().timeZone !== "";
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
