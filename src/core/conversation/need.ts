/** Somebody who writes of harm to themselves or to somebody near: no finding is an answer to that. */
import type { AsideWords } from "#core/profile/aside-words.ts";
import { END, endsOf, readLists, surePattern, type Pattern } from "./patterns.ts";
import type { Spoken } from "./spoken.ts";
import { createStarts, type Starts } from "./starts.ts";

/** As much as is read of a letter. */
const LONGEST = 8000;
const SENTENCES = 40;

export function createNeed(languages: readonly AsideWords[], spoken: Spoken): (text: string) => boolean {
  const starts = createStarts(languages.flatMap(signsOf).map((pattern) => ({ pattern, value: null })));
  return (text) =>
    text
      .slice(0, LONGEST)
      .split(/[.!?;\n]+/u, SENTENCES)
      .some((sentence) => hasSign([...spoken(sentence), END], starts));
}

function signsOf({ need }: AsideWords): readonly Pattern[] {
  const lists = readLists(need.lists);
  return need.signs.map((sign) => surePattern(sign, lists));
}

function hasSign(words: readonly string[], starts: Starts<null>): boolean {
  return words.some((word, from) => starts(word).some(({ pattern }) => endsOf(pattern, { words, from }).size > 0));
}
