/** Questions about the Index and the bot: one or two of them, with nothing but courtesies round and between them. */
import { openMatcher } from "#core/conversation/patterns/matching.ts";
import type { PatternTable } from "#core/conversation/patterns/table.ts";
import type { WrittenPattern } from "#core/conversation/patterns/pattern.ts";

export interface Facts {
  /** What the words ask for: the slug of a fact. */
  readonly of: (words: readonly string[]) => string | undefined;
}

/** Among the facts' questions those that name a `TERM` of the Index: what that means. */
export const DEFINITION = "definition";

/** Asked of what was said before, by pointing at it. */
export const STILL_TRUE = "still-true";

/** `who made you and what can you answer` is two; the first is answered. */
const MOST = 2;

/** The ways to a place, by how many questions are on them: the slug of the first, null before there is one. */
type Ways = readonly (string | null | undefined)[];

/** A phrase's value is the slug of a fact, null for what may stand beside; `table` is of their patterns. */
export function createFacts(phrases: readonly WrittenPattern<string | null>[], table: PatternTable): Facts {
  const phrasesAt = openMatcher(
    table,
    phrases.map(({ value }) => value),
  );
  const of: Facts["of"] = (words) => {
    const reached: Ways[] = [[null]];
    for (const from of words.keys()) {
      const before = reached[from];
      if (before === undefined) continue;
      for (const { value, end } of phrasesAt(words, from))
        reached[end] = joined(reached[end] ?? [], value === null ? before : asked(before, value));
    }
    return reached[words.length]?.find((slug) => slug !== null && slug !== undefined) ?? undefined;
  };
  return { of };
}

/** One question more on every way. */
function asked(ways: Ways, slug: string): Ways {
  return [undefined, ...ways.slice(0, MOST).map((first) => (first === null ? slug : first))];
}

function joined(known: Ways, more: Ways): Ways {
  return Array.from({ length: Math.max(known.length, more.length) }, (_, count) => known[count] ?? more[count]);
}
