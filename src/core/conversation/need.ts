/** Somebody who writes of harm to themselves or to somebody near: no finding is an answer to that. */
import type { AsideWords } from "#core/profile/aside-words.ts";
import { createHints, readHint } from "./hints.ts";
import { createMatcher, type Matcher } from "./matching.ts";
import { END, readLists, surePattern, wholeWordsIn } from "./patterns.ts";
import type { Spoken } from "./spoken.ts";
import { createMender, mendedIn } from "./slips.ts";

/** As much as is read of a letter. */
const LONGEST = 8000;
const SENTENCES = 40;
/** Whoever is in fear makes slips; in a longer sentence one of its words would be mended to a sign by chance. */
const LONGEST_WITH_SLIPS = 20;

/** `isKnown` tells words that are no slips of others. */
export function createNeed(
  languages: readonly AsideWords[],
  { spoken, isKnown }: { readonly spoken: Spoken; readonly isKnown: (word: string) => boolean },
): (text: string) => boolean {
  const read = languages.map(({ need }) => ({ need, lists: readLists(need.lists) }));
  const signs = read.flatMap(({ need, lists }) => need.signs.map((sign) => surePattern(sign, lists)));
  const told = createHints(
    read.flatMap(({ need, lists }) => need.together.map((source) => readHint(true, source, lists))),
  );
  const signsAt = createMatcher(signs.map((pattern) => ({ pattern, value: null })));
  const mend = createMender(wholeWordsIn(signs), isKnown);
  const tells = (words: readonly string[]): boolean => {
    if (hasSign([...words, END], signsAt)) return true;
    const mended = words.length <= LONGEST_WITH_SLIPS ? mendedIn(words, mend) : null;
    return mended !== null && hasSign([...mended, END], signsAt);
  };
  return (text) => {
    const sentences = text
      .slice(0, LONGEST)
      .split(/[.!?;\n]+/u, SENTENCES)
      .map(spoken);
    return sentences.some(tells) || told.of(sentences.flat()) === true;
  };
}

function hasSign(words: readonly string[], signsAt: Matcher<null>): boolean {
  return words.some((_, from) => signsAt(words, from).length > 0);
}
