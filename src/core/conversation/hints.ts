/** What shows by several things said together, wherever they stand, when nobody listed the words as they are. */
import { createMatcher } from "./matching.ts";
import { surePattern, wholeWordsIn, type Lists, type Pattern } from "./patterns.ts";

export interface Hint<T> {
  readonly value: T;
  /** All of them must be said, in any order. */
  readonly parts: readonly Pattern[];
}

/** Stands between the parts of a hint. */
const AND = "&";

export function partsOfHint(source: string): readonly string[] {
  return source.split(AND).map((part) => part.trim());
}

/** Throws on a part that is no pattern: the content check has read them all. */
export function readHint<T>(value: T, source: string, lists: Lists): Hint<T> {
  return { value, parts: partsOfHint(source).map((part) => surePattern(part, lists)) };
}

export interface Hints<T> {
  /** What the words hint at: of several hints the one that is listed first. */
  readonly of: (words: readonly string[]) => T | undefined;
  /** Every word of the hints. */
  readonly words: ReadonlySet<string>;
}

export function createHints<T>(hints: readonly Hint<T>[]): Hints<T> {
  const parts = hints.flatMap((hint) => hint.parts.map((pattern) => ({ pattern, value: { hint, pattern } })));
  const partsAt = createMatcher(parts);
  const of = (words: readonly string[]): T | undefined => {
    let said: Map<Hint<T>, Set<Pattern>> | undefined;
    for (let from = 0; from < words.length; from++)
      for (const { value } of partsAt(words, from)) {
        said ??= new Map();
        said.set(value.hint, (said.get(value.hint) ?? new Set()).add(value.pattern));
      }
    // Most texts say no part of any.
    return said && hints.find((hint) => said.get(hint)?.size === hint.parts.length)?.value;
  };
  return { of, words: wholeWordsIn(parts.map(({ pattern }) => pattern)) };
}
