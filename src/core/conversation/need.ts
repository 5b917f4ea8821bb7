/** Somebody who writes of harm to themselves or to somebody near: no finding is an answer to that. */
import { NEEDS, type AsideWords, type Need } from "#core/profile/aside-words.ts";
import type { Command } from "#core/request.ts";
import { createHints, readHint, type Hints } from "./hints.ts";
import { createMatcher, firstFound, type Matcher } from "./matching.ts";
import { END, readLists, surePattern, wholeWordsIn } from "./patterns.ts";
import type { Spoken } from "./spoken.ts";
import { createMender, mendedIn } from "./slips.ts";

/** As much as is read of a letter. */
const LONGEST = 8000;
const SENTENCES = 40;
/** Whoever is in fear makes slips; in a longer sentence one of its words would be mended to a sign by chance. */
const LONGEST_WITH_SLIPS = 20;

/** What somebody needs help with, and the language that they wrote it in. */
export type ReadNeed = (text: string) => Extract<Command, { kind: "need" }> | undefined;

interface NeedParts {
  readonly spoken: Spoken;
  /** Tells words that are no slips of others. */
  readonly isKnown: (word: string) => boolean;
}

type Words = readonly string[];

export function createNeed(languages: readonly AsideWords[], { spoken, isKnown }: NeedParts): ReadNeed {
  const read = languages.map(readNeed);
  const signs = read.flatMap((value) => value.signs.map((pattern) => ({ pattern, value })));
  const told = createHints(
    read.flatMap((value) => value.together.map((source) => readHint(value, source, value.lists))),
  );
  const signsAt = createMatcher(signs);
  const mend = createMender(wholeWordsIn(signs.map(({ pattern }) => pattern)), isKnown);
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

type LanguageOfNeed = ReturnType<typeof readNeed>;

function readNeed({ language, need }: AsideWords) {
  const lists = readLists(need.lists);
  // Asked for seldom.
  let kinds: Hints<Need> | undefined;
  const readKinds = (): Hints<Need> =>
    createHints(NEEDS.flatMap((kind) => (need.kinds[kind] ?? []).map((source) => readHint(kind, source, lists))));
  return {
    language,
    lists,
    signs: need.signs.map((sign) => surePattern(sign, lists)),
    together: need.together,
    kinds: () => (kinds ??= readKinds()),
  };
}

function firstSign<T>(words: Words, signsAt: Matcher<T>): T | undefined {
  return firstFound([...words.keys()], (from) => signsAt(words, from)[0]?.value);
}
