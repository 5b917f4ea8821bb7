/** Which zones letters such as `CST` may mean: the same ones are said of different clocks. */
import type { ZoneEntry } from "./names.ts";

/** Best first; none where nothing goes by these letters. */
export type ZoneLetters = (letters: string) => readonly string[];

/** Also by what a clock is called, `Pacific Time`, with or without its last word. */
export function createZoneLetters(entries: readonly ZoneEntry[]): ZoneLetters {
  const known = new Map<string, ZoneEntry[]>();
  for (const entry of entries.filter(({ clock }) => clock !== null))
    for (const key of new Set([...entry.abbreviations, entry.clock?.name ?? ""].map(asKey)))
      known.set(key, [...(known.get(key) ?? []), entry]);
  return (letters) => {
    const key = asKey(letters);
    return oneOfEachClock((known.get(key) ?? []).toSorted((one, other) => zoneWeight(other) - zoneWeight(one)));
  };
}

function asKey(letters: string): string {
  return letters
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .replace(/ time$/u, "");
}

/**
 * Higher is what more people mean. A zone that is named after its letters is the one that most mean: `PST8PDT` is Los Angeles, not
 * Tijuana, `EET` is Athens.
 */
export function zoneWeight({ name, aliases, abbreviations, clock }: ZoneEntry): number {
  const bears = [name, ...aliases].some((each) =>
    abbreviations.some((own) => each.startsWith(own) && /^(?:\d|$)/u.test(each.slice(own.length))),
  );
  return (bears ? BEARS : 0) + (clock?.size ?? 0);
}

/** Whether a name of the database is also what several clocks are called: `EST`, Panama's name, and what New York calls its winter. */
export function isLetters(name: string, zone: string): boolean {
  return /^[a-z]{2}t$/iu.test(name) && zone.toLowerCase() !== name.toLowerCase();
}

/** Above any size. */
const BEARS = 1000;

/** The largest of each clock first, then the others. */
function oneOfEachClock(zones: readonly ZoneEntry[]): readonly string[] {
  const first = [...Map.groupBy(zones, ({ clock }) => clock?.name).values()].flatMap(([largest]) => largest ?? []);
  return [...new Set([...first, ...zones])].map(({ name }) => name);
}
