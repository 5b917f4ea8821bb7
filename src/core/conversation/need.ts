/** Somebody who writes of harm to themselves or to somebody near: no finding is an answer to that. */
import type { Need } from "#core/profile/aside-words.ts";
import type { Command } from "#core/request.ts";
import { createHints, type Hint, type Hints } from "./hints.ts";
import { firstFound, openMatcher, wholeWordsOf, type Matcher } from "#core/conversation/patterns/matching.ts";
import type { PatternTable } from "#core/conversation/patterns/table.ts";
import { END, type WrittenPattern } from "#core/conversation/patterns/pattern.ts";
import type { Spoken } from "./spoken.ts";
import { createMender, mendedIn } from "./slips.ts";

/** As much as is read of a letter. */
const LONGEST = 8000;
const SENTENCES = 40;
/** Whoever is in fear makes slips; in a longer sentence one of its words would be mended to a sign by chance. */
const LONGEST_WITH_SLIPS = 20;

/** What somebody needs help with, and the language that they wrote it in. */
export type ReadNeed = (text: string) => Extract<Command, { kind: "need" }> | undefined;

/** Needs as people of a language tell of them. */
export interface LanguageOfNeed {
  readonly language: string;
  /** Asked for seldom. */
  readonly kinds: () => Hints<Need>;
}

interface NeedParts {
  readonly spoken: Spoken;
  /** Tells words that are no slips of others. */
  readonly isKnown: (word: string) => boolean;
  readonly signs: readonly WrittenPattern<LanguageOfNeed>[];
  readonly together: readonly Hint<LanguageOfNeed>[];
  /** Of the patterns of both. */
  readonly tables: { readonly signs: PatternTable; readonly together: PatternTable };
}

type Words = readonly string[];

export function createNeed({ spoken, isKnown, signs, together, tables }: NeedParts): ReadNeed {
  const told = createHints(together, tables.together);
  const signsAt = openMatcher(
    tables.signs,
    signs.map(({ value }) => value),
  );
  const mend = createMender(new Set(wholeWordsOf(tables.signs)), isKnown);
  const mended = (words: Words): Words | null => (words.length <= LONGEST_WITH_SLIPS ? mendedIn(words, mend) : null);
  const saidIn = (words: Words): LanguageOfNeed | undefined => {
    const asTyped = firstSign([...words, END], signsAt);
    if (asTyped !== undefined) return asTyped;
    const meant = mended(words);
    return meant === null ? undefined : firstSign([...meant, END], signsAt);
  };
  return (text) => {
    const sentences = text
      .slice(0, LONGEST)
      .split(/[.!?;\n]+/u, SENTENCES)
      .map(spoken);
    const said = firstFound(sentences, saidIn) ?? told.of(sentences.flat());
    if (said === undefined) return undefined;
    const words = sentences.flat();
    const of = said.kinds().of(words) ?? said.kinds().of(mended(words) ?? []) ?? "danger";
    return { kind: "need", of, language: said.language };
  };
}

function firstSign<T>(words: Words, signsAt: Matcher<T>): T | undefined {
  return firstFound([...words.keys()], (from) => signsAt(words, from)[0]?.value);
}
