/** Wall times in IANA zones, by way of `Intl`: the core imports no package. */
import { DAY_MS, dayNumber, type LocalDay } from "./calendar.ts";

/** Zones without a city that mean one thing only; abbreviations such as `EST` or `CST` do not. */
const PLAIN_ZONES: readonly string[] = ["UTC", "GMT"];
const MINUTE_MS = 60_000;

/** One formatter a zone: making one costs about a hundred times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();
/** In lower case and as they are spelt; listing them takes longer than looking one up. */
let names: ReadonlyMap<string, string> | undefined;

/** The zone in its usual spelling (`europe/vienna` and `vienna` give `Europe/Vienna`), or undefined when there is none. */
export function findZone(asked: string): string | undefined {
  const wanted = asked.trim().toLowerCase().replaceAll(" ", "_");
  if (wanted === "") return undefined;
  const plain = PLAIN_ZONES.find((zone) => zone.toLowerCase() === wanted);
  if (plain !== undefined) return plain;
  names ??= new Map(Intl.supportedValuesOf("timeZone").map((zone) => [zone.toLowerCase(), zone]));
  const exact = names.get(wanted);
  if (exact !== undefined) return exact;
  if (wanted.includes("/")) return spellLink(asked.trim());
  const cities = [...names].filter(([name]) => name.endsWith(`/${wanted}`));
  return cities.length === 1 ? cities[0]?.[1] : undefined;
}

/** The day on the wall of `zone` at `instant` (milliseconds since 1970 UTC). */
export function localDay(zone: string, instant: number): LocalDay {
  return new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 10);
}

/** What `zone` is ahead of UTC at `instant`, in milliseconds. */
export function offsetAt(zone: string, instant: number): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = formatter(zone)
    .format(seconds)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

/**
 * The instant at which the clocks of `zone` show `time` (`HH:MM`) on `day`, in milliseconds since 1970 UTC. A time that
 * a clock change leaves out is the moment of that change, the next time that exists; a time that comes twice is the first.
 */
export function instantOf(zone: string, day: LocalDay, time: string): number {
  const wall = dayNumber(day) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const before = offsetAt(zone, wall - DAY_MS);
  const after = offsetAt(zone, wall + DAY_MS);
  const first = wall - Math.max(before, after);
  const second = wall - Math.min(before, after);
  if (first + offsetAt(zone, first) === wall) return first;
  if (second + offsetAt(zone, second) === wall) return second;
  return changeBetween(zone, first, second);
}

/** `HH:MM` as minutes since midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** `UTC+06:00` */
export function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  return `UTC${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** The first instant after `from`, up to `to`, at which the offset of `from` no longer holds, to the second. */
function changeBetween(zone: string, from: number, to: number): number {
  const offset = offsetAt(zone, from);
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * 1000) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/** Old names such as `Asia/Calcutta` are not listed but still work; an offset such as `+06:00` is no zone. */
function spellLink(asked: string): string | undefined {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(asked)) return undefined;
  try {
    formatter(asked);
    return asked;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(zone, made);
  return made;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
