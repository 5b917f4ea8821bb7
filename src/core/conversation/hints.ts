/** What shows by several things said together, wherever they stand, when nobody listed the words as they are. */
import { openMatcher } from "#core/conversation/patterns/matching.ts";
import { patternTableOf, type PatternTable } from "#core/conversation/patterns/table.ts";
import { readWritten, type Lists, type WrittenPattern } from "#core/conversation/patterns/pattern.ts";

export interface Hint<T> {
  readonly value: T;
  /** Patterns; all of them must be said, in any order. */
  readonly parts: readonly string[];
  readonly lists: () => Lists;
}

/** A part of a hint, by its place. */
interface HintPart<T> {
  readonly hint: Hint<T>;
  readonly part: number;
}

/** Stands between the parts of a hint. */
const AND = "&";

export function partsOfHint(source: string): readonly string[] {
  return source.split(AND).map((part) => part.trim());
}

export function readHint<T>(value: T, source: string, lists: () => Lists): Hint<T> {
  return { value, parts: partsOfHint(source), lists };
}

/** In the order in which their table has them. */
export function patternsOfHints<T>(hints: readonly Hint<T>[]): readonly WrittenPattern<HintPart<T>>[] {
  return hints.flatMap((hint) =>
    hint.parts.map((source, part) => ({ value: { hint, part }, source, lists: hint.lists })),
  );
}

export interface Hints<T> {
  /** What the words hint at: of several hints the one that is listed first. */
  readonly of: (words: readonly string[]) => T | undefined;
}

/** `table` is of their patterns. Without it they are read; that throws on a part that is no pattern: the content check has read them all. */
export function createHints<T>(hints: readonly Hint<T>[], table?: PatternTable): Hints<T> {
  const patterns = patternsOfHints(hints);
  const partsAt = openMatcher(
    table ?? patternTableOf(patterns.map(readWritten)),
    patterns.map(({ value }) => value),
  );
  const of = (words: readonly string[]): T | undefined => {
    let said: Map<Hint<T>, Set<number>> | undefined;
    for (let from = 0; from < words.length; from++)
      for (const { value } of partsAt(words, from)) {
        said ??= new Map();
        said.set(value.hint, (said.get(value.hint) ?? new Set()).add(value.part));
      }
    // Most texts say no part of any.
    return said && hints.find((hint) => said.get(hint)?.size === hint.parts.length)?.value;
  };
  return { of };
}
