/**
 * Many patterns matched at once, word by word: how far each of them is after the same words is worked out once and kept,
 * since what people write begins alike. Tried one by one, thousands of patterns were a seventh of a question's CPU.
 */
import { exactly, type Pattern, type Sequence } from "./patterns.ts";

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

/** How far a pattern is: before one of its groups, or behind so many words of a sequence in it. */
interface Step<T> {
  readonly listed: ListedPattern<T>;
  readonly group: number;
  readonly within: { readonly sequence: Sequence; readonly at: number } | null;
}

/** Where all patterns are after the same words. */
interface Place<T> {
  readonly steps: readonly Step<T>[];
  readonly ended: readonly T[];
  /** By what a word is to the patterns; null where none goes on. */
  readonly next: Map<string, Place<T> | null>;
}

/** So many steps and ways are kept, at most some ten megabytes; then they are found anew. */
const REMEMBERED = 60_000;
const NOTHING: readonly never[] = [];

export function createMatcher<T>(all: readonly ListedPattern<T>[]): Matcher<T> {
  const begunBy = stepsByFirstWord(all);
  const kindOf = createKinds(all.map(({ pattern }) => pattern));
  const start: Place<T> = { steps: [], ended: [], next: new Map() };
  let remembered = 0;
  const placeAfter = (steps: readonly Step<T>[], word: string): Place<T> | null => {
    const reached = withoutDoubles(steps.flatMap((step) => stepsAfter(step, word)));
    remembered += reached.length + 1;
    if (reached.length === 0) return null;
    const ended = new Set(reached.filter(isEnd).map(({ listed }) => listed));
    return { steps: reached, ended: [...ended].map(({ value }) => value), next: new Map() };
  };
  const goOn = (place: Place<T>, word: string): Place<T> | null => {
    const kind = kindOf(word);
    const known = place.next.get(kind);
    if (known !== undefined) return known;
    const next = placeAfter(place === start ? begunBy(word) : place.steps, word);
    place.next.set(kind, next);
    return next;
  };
  return (words, from) => {
    if (remembered > REMEMBERED) {
      start.next.clear();
      remembered = 0;
    }
    let found: Matched<T>[] | undefined;
    let place: Place<T> | null = start;
    for (let at = from; at < words.length; at++) {
      place = goOn(place, words[at] ?? "");
      if (place === null) break;
      for (const value of place.ended) (found ??= []).push({ value, end: at + 1 });
    }
    return found ?? NOTHING;
  };
}

/** Where a pattern may be with one word more. */
function stepsAfter<T>({ listed, group, within }: Step<T>, word: string): readonly Step<T>[] {
  if (within !== null) {
    const { sequence, at } = within;
    return exactly(word, sequence[at] ?? "") ? [stepBehind(listed, group, { sequence, at: at + 1 })] : [];
  }
  const steps: Step<T>[] = [];
  for (const [at, { byFirst, open, mayBeEmpty }] of listed.pattern.entries()) {
    if (at < group) continue;
    for (const sequence of byFirst.get(word) ?? NOTHING) steps.push(stepBehind(listed, at, { sequence, at: 1 }));
    for (const sequence of open)
      if (exactly(word, sequence[0] ?? "")) steps.push(stepBehind(listed, at, { sequence, at: 1 }));
    if (!mayBeEmpty) break;
  }
  return steps;
}

function stepBehind<T>(listed: ListedPattern<T>, group: number, within: NonNullable<Step<T>["within"]>): Step<T> {
  const isOver = within.at === within.sequence.length;
  return isOver ? { listed, group: group + 1, within: null } : { listed, group, within };
}

function isEnd<T>({ listed, group, within }: Step<T>): boolean {
  return within === null && listed.pattern.slice(group).every(({ mayBeEmpty }) => mayBeEmpty);
}

/** Several sequences may lead before the same group. */
function withoutDoubles<T>(steps: readonly Step<T>[]): readonly Step<T>[] {
  const groups = new Map<ListedPattern<T>, Set<number>>();
  return steps.filter(({ listed, group, within }) => {
    if (within !== null) return true;
    const known = groups.get(listed) ?? new Set();
    groups.set(listed, known);
    return known.size < known.add(group).size;
  });
}

/** Of thousands only those few are tried that a word can begin. */
function stepsByFirstWord<T>(all: readonly ListedPattern<T>[]): (word: string) => readonly Step<T>[] {
  const byWord = new Map<string, Set<number>>();
  for (const [at, { pattern }] of all.entries())
    for (const { sequences, mayBeEmpty } of pattern) {
      for (const [first] of sequences)
        if (first !== undefined) byWord.set(first, (byWord.get(first) ?? new Set()).add(at));
      if (!mayBeEmpty) break;
    }
  const beginnings = [...byWord.keys()].filter(isBeginning);
  return (word) => {
    const begun = [word, ...beginnings.filter((beginning) => exactly(word, beginning))];
    const listed = new Set(
      begun.flatMap((first) => [...(byWord.get(first) ?? [])]).toSorted((one, other) => one - other),
    );
    return [...listed].flatMap((at) => all.slice(at, at + 1).map((each) => ({ listed: each, group: 0, within: null })));
  };
}

/** What a word is to the patterns: itself where one of them has it, else the beginnings that it has; nothing for most. */
function createKinds(patterns: readonly Pattern[]): (word: string) => string {
  const words = new Set(patterns.flatMap((pattern) => pattern.flatMap(({ sequences }) => sequences.flat())));
  const beginnings = [...words].filter(isBeginning);
  let kinds = new Map<string, string>();
  return (word) => {
    if (words.has(word)) return word;
    const known = kinds.get(word);
    if (known !== undefined) return known;
    if (kinds.size > REMEMBERED) kinds = new Map();
    const kind = beginnings.filter((beginning) => exactly(word, beginning)).join(" ");
    kinds.set(word, kind);
    return kind;
  };
}

function isBeginning(word: string): boolean {
  return word.endsWith("*");
}
