/**
 * Many patterns matched at once, word by word: how far each of them is after the same words is worked out once and kept,
 * since what people write begins alike. Tried one by one, thousands of patterns were a seventh of a question's CPU.
 */
import { byFirstWord, exactly, isBeginning, wordsIn, type Pattern } from "./patterns.ts";
import { isEnd, isSamePosition, positionsAfter, type PatternPosition } from "./position.ts";

export interface ListedPattern<T> {
  readonly pattern: Pattern;
  readonly value: T;
}

export interface Matched<T> {
  readonly value: T;
  /** One past its last word. */
  readonly end: number;
}

/** What begins at a place and has a word at least; of those that end alike, the one that is listed first comes first. */
export type Matcher<T> = (words: readonly string[], from: number) => readonly Matched<T>[];

/** How far a pattern is. */
interface Step<T> {
  readonly listed: ListedPattern<T>;
  readonly position: PatternPosition;
}

/** Where all patterns are after the same words. */
interface Place<T> {
  readonly steps: readonly Step<T>[];
  readonly ended: readonly T[];
  /** By the number of what a word is to the patterns; null where none goes on. */
  readonly next: Map<number, Place<T> | null>;
}

/** So many steps and ways are kept, at most some ten megabytes; then they are found anew. */
const REMEMBERED = 60_000;
/** So many words are known by what they are to the patterns: each list of patterns has its own. */
const KNOWN_WORDS = 4000;
const NOTHING: readonly never[] = [];

export function createMatcher<T>(all: readonly ListedPattern<T>[]): Matcher<T> {
  const kindOf = createKinds(all.map(({ pattern }) => pattern));
  const begunBy = byFirstWord(all, ({ pattern }) => pattern);
  const beginnings = (word: string): readonly Step<T>[] =>
    begunBy(word).map((listed) => ({ listed, position: { parts: listed.pattern, at: 0, up: null } }));
  const start: Place<T> = { steps: [], ended: [], next: new Map() };
  let remembered = 0;
  const placeAfter = (steps: readonly Step<T>[], word: string): Place<T> | null => {
    const reached = withoutDoubles(
      steps.flatMap(({ listed, position }) =>
        positionsAfter(position, word).map((each) => ({ listed, position: each })),
      ),
    );
    remembered += reached.length + 1;
    if (reached.length === 0) return null;
    const ended = new Set(reached.filter(({ position }) => isEnd(position)).map(({ listed }) => listed));
    return { steps: reached, ended: [...ended].map(({ value }) => value), next: new Map() };
  };
  const goOn = (place: Place<T>, word: string, kind: number): Place<T> | null => {
    const known = place.next.get(kind);
    if (known !== undefined) return known;
    const next = placeAfter(place === start ? beginnings(word) : place.steps, word);
    place.next.set(kind, next);
    return next;
  };
  /** The same words are looked through from one place after the other. */
  let latest: { readonly words: readonly string[]; readonly kinds: readonly number[] } | null = null;
  const kindsOf = (words: readonly string[]): readonly number[] => {
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
      place = kind === NO_KIND ? null : goOn(place, words[at] ?? "", kind);
      if (place === null) break;
      for (const value of place.ended) (found ??= []).push({ value, end: at + 1 });
    }
    return found ?? NOTHING;
  };
}

/** Several ways may lead to the same place. */
function withoutDoubles<T>(steps: readonly Step<T>[]): readonly Step<T>[] {
  const known = new Map<ListedPattern<T>, PatternPosition[]>();
  return steps.filter(({ listed, position }) => {
    const before = known.get(listed) ?? [];
    known.set(listed, before);
    if (before.some((each) => isSamePosition(each, position))) return false;
    before.push(position);
    return true;
  });
}

/** Of most words: no pattern has it. */
const NO_KIND = 0;

/** What a word is to the patterns, as a number: itself where one of them has it, else the beginnings that it has. */
function createKinds(patterns: readonly Pattern[]): (word: string) => number {
  const words = wordsIn(patterns);
  const beginnings = Map.groupBy([...words].filter(isBeginning), (word) => word.charCodeAt(0));
  const numbers = new Map([["", NO_KIND]]);
  let kinds = new Map<string, number>();
  const look = (word: string): number => {
    const begun = beginnings.get(word.charCodeAt(0)) ?? NOTHING;
    const kind = words.has(word) ? word : begun.filter((beginning) => exactly(word, beginning)).join(" ");
    const number = numbers.get(kind) ?? numbers.size;
    numbers.set(kind, number);
    return number;
  };
  return (word) => {
    const known = kinds.get(word);
    if (known !== undefined) return known;
    if (kinds.size > KNOWN_WORDS) kinds = new Map();
    const kind = look(word);
    kinds.set(word, kind);
    return kind;
  };
}

/** What is found first, of the first in which it is. */
export function firstFound<Of, Found>(some: readonly Of[], find: (one: Of) => Found | undefined): Found | undefined {
  for (const one of some) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
