/**
 * Many patterns matched at once, word by word: how far each of them is after the same words is worked out once and kept,
 * since what people write begins alike. Tried one by one, thousands of patterns were a seventh of a question's CPU.
 */
import type { PatternTable } from "./table.ts";
import { exactly, isBeginning } from "./pattern.ts";
import {
  begunBy,
  isEnd,
  isSamePosition,
  numbersIn,
  positionsAfter,
  type PatternPosition,
  type Step,
  type WordNumbers,
} from "./position.ts";

export interface Matched<T> {
  readonly value: T;
  /** One past its last word. */
  readonly end: number;
}

/** What begins at a place and has a word at least; of those that end alike, the one that is listed first comes first. */
export type Matcher<T> = (words: readonly string[], from: number) => readonly Matched<T>[];

/** Where all patterns are after the same words. */
interface Place<T> {
  readonly steps: readonly Step[];
  readonly ended: readonly T[];
  /** By the number of what a word is to the patterns; null where none goes on. */
  readonly next: Map<number, Place<T> | null>;
}

/** So many steps and ways are kept, at most some ten megabytes; then they are found anew. */
const REMEMBERED = 60_000;
/** So many words are known by what they are to the patterns: each list of patterns has its own. */
const KNOWN_WORDS = 4000;
const NOTHING: readonly never[] = [];

/** `values` in the order of the patterns that are written. */
export function openMatcher<T>(table: PatternTable, values: readonly T[]): Matcher<T> {
  const kindOf = createKinds(wordsOf(table));
  const start: Place<T> = { steps: [], ended: [], next: new Map() };
  let remembered = 0;
  const placeAfter = (steps: readonly Step[], word: WordNumbers): Place<T> | null => {
    const reached = withoutDoubles(
      steps.flatMap(({ listed, position }) =>
        positionsAfter(table, position, word).map((each) => ({ listed, position: each })),
      ),
    );
    remembered += reached.length + 1;
    if (reached.length === 0) return null;
    const ended = new Set(reached.filter(({ position }) => isEnd(table, position)).map(({ listed }) => listed));
    return { steps: reached, ended: valuesOf(values, ended), next: new Map() };
  };
  const goOn = (place: Place<T>, { number, words }: Kind): Place<T> | null => {
    const known = place.next.get(number);
    if (known !== undefined) return known;
    const next = placeAfter(place === start ? begunBy(table, words) : place.steps, words);
    place.next.set(number, next);
    return next;
  };
  /** The same words are looked through from one place after the other. */
  let latest: { readonly words: readonly string[]; readonly kinds: readonly Kind[] } | null = null;
  const kindsOf = (words: readonly string[]): readonly Kind[] => {
    if (latest?.words !== words) latest = { words, kinds: words.map(kindOf) };
    return latest.kinds;
  };
  return (words, from) => {
    const kinds = kindsOf(words);
    if (remembered > REMEMBERED) {
      start.next.clear();
      remembered = 0;
    }
    let found: Matched<T>[] | undefined;
    let place: Place<T> | null = start;
    for (let at = from; at < words.length; at++) {
      const kind = kinds[at] ?? NO_KIND;
      place = kind === NO_KIND ? null : goOn(place, kind);
      if (place === null) break;
      for (const value of place.ended) (found ??= []).push({ value, end: at + 1 });
    }
    return found ?? NOTHING;
  };
}

/** Values may be nothing themselves. */
function valuesOf<T>(values: readonly T[], listed: Iterable<number>): readonly T[] {
  return [...listed].flatMap((at) => values.slice(at, at + 1));
}

/** Several ways may lead to the same place. */
function withoutDoubles(steps: readonly Step[]): readonly Step[] {
  const known = new Map<number, PatternPosition[]>();
  return steps.filter(({ listed, position }) => {
    const before = known.get(listed) ?? [];
    known.set(listed, before);
    if (before.some((each) => isSamePosition(each, position))) return false;
    before.push(position);
    return true;
  });
}

/** What a word is to the patterns. */
interface Kind {
  readonly number: number;
  readonly words: WordNumbers;
}

/** Of most words: no pattern has it. */
const NO_KIND: Kind = { number: 0, words: [] };

/** By which of the patterns' words each is: itself where one of them has it, and the beginnings that it has. */
function createKinds(words: readonly string[]): (word: string) => Kind {
  const numbers = new Map(words.map((word, at) => [word, at + 1]));
  const beginnings = Map.groupBy(words.filter(isBeginning), (word) => word.charCodeAt(0));
  const kinds = new Map([["", NO_KIND]]);
  let known = new Map<string, Kind>();
  const look = (word: string): Kind => {
    const begun = (beginnings.get(word.charCodeAt(0)) ?? NOTHING).filter((beginning) => exactly(word, beginning));
    const found = [word, ...begun].flatMap((each) => numbers.get(each) ?? []);
    const name = found.join(" ");
    const kind = kinds.get(name) ?? { number: kinds.size, words: found };
    kinds.set(name, kind);
    return kind;
  };
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size > KNOWN_WORDS) known = new Map();
    const kind = look(word);
    known.set(word, kind);
    return kind;
  };
}

/** Every word of the patterns, beginnings among them, in the order in which they stand. */
function wordsOf({ words }: PatternTable): readonly string[] {
  return words === "" ? [] : words.split(" ");
}

/** Those that are no beginnings, of all patterns or of some, by their places. */
export function wholeWordsOf(table: PatternTable, isWanted?: (listed: number) => boolean): readonly string[] {
  const words = wordsOf(table);
  const some = isWanted === undefined ? words : [...numbersIn(table, isWanted)].map((at) => words[at - 1] ?? "");
  return some.filter((word) => !isBeginning(word));
}

/** What is found first, of the first in which it is. */
export function firstFound<Of, Found>(some: readonly Of[], find: (one: Of) => Found | undefined): Found | undefined {
  for (const one of some) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
