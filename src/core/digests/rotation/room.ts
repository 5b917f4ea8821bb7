/** How often what may be told has come, and how much room a digest has for it. */
import type { Portion, Subject } from "./portions.ts";

/** How many findings there are in one, and how many words they may have together: it is read on one screen of a phone. */
export const FEWEST_FINDINGS = 3;
export const MOST_FINDINGS = 4;
const WORDS = 78;

/** How often each portion has come in a cycle. */
export type Counts = ReadonlyMap<Portion, number>;

export function countFresh({ portions }: Subject, counts: Counts): number {
  return countFindings(portions.filter((portion) => counts.get(portion) === 0));
}

export function sizeOf({ findings }: Portion): number {
  return findings.length;
}

export function hasRoom(portions: readonly Portion[]): boolean {
  return countFindings(portions) <= MOST_FINDINGS && countWords(portions) <= WORDS;
}

/** What several topics have to come together for may be all that there is room for: it may open with one finding more. */
export function hasRoomForOpening(portions: readonly Portion[]): boolean {
  return countFindings(portions) <= MOST_FINDINGS + 1 && countWords(portions) <= WORDS;
}

function countWords(portions: readonly Portion[]): number {
  return portions.reduce((sum, { words }) => sum + words, 0);
}

export function countFindings(portions: readonly Portion[]): number {
  return portions.reduce((sum, { findings }) => sum + findings.length, 0);
}

export function saysTheSame(one: Portion, other: Portion): boolean {
  const repeats = (these: Portion, those: Portion): boolean =>
    these.findings.some(({ repeats: ids }) => those.findings.some(({ id }) => ids.includes(id)));
  return repeats(one, other) || repeats(other, one);
}

export function timesOf(portion: Portion, counts: Counts): number {
  return counts.get(portion) ?? 0;
}
