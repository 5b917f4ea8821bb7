/** Questions about the Index and the bot: one or two of them, with nothing but courtesies round and between them. */
import { TONES, type AsideWords, type Tone } from "#core/profile/aside-words.ts";
import { createMatcher, type ListedPattern } from "./matching.ts";
import { readLists, surePattern, wholeWordsIn, type Lists } from "./patterns.ts";

export interface Facts {
  /** What the words ask for: the slug of a fact. */
  readonly of: (words: readonly string[]) => string | undefined;
  /** Every word of the questions. */
  readonly words: ReadonlySet<string>;
}

/** Among the facts' questions those that name a `TERM` of the Index: what that means. */
export const DEFINITION = "definition";

/** `who made you and what can you answer` is two; the first is answered. */
const MOST = 2;

/** The ways to a place, by how many questions are on them: the slug of the first, null before there is one. */
type Ways = readonly (string | null | undefined)[];

/** How people of one language say it, with what is read but once of it: a first text waits for all of this. */
export interface ReadAsides {
  readonly words: AsideWords;
  readonly lists: Lists;
  readonly smalltalk: readonly ListedPattern<Tone>[];
}

export function readAsides(words: AsideWords): ReadAsides {
  const lists = readLists(words.lists);
  const smalltalk = TONES.flatMap((value) =>
    words.smalltalk[value].map((source) => ({ value, pattern: surePattern(source, lists) })),
  );
  return { words, lists, smalltalk };
}

export function createFacts(languages: readonly ReadAsides[]): Facts {
  const phrases = languages.flatMap(phrasesOf);
  const phrasesAt = createMatcher(phrases);
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
  const asking = phrases.filter(({ value }) => value !== null);
  return { of, words: wholeWordsIn(asking.map(({ pattern }) => pattern)) };
}

function phrasesOf({ words: { fillers, facts }, lists, smalltalk }: ReadAsides) {
  const read = (value: string | null, sources: readonly string[]) =>
    sources.map((source) => ({ value, pattern: surePattern(source, lists) }));
  return [
    ...Object.entries(facts).flatMap(([slug, sources]) => read(slug, sources)),
    ...read(null, fillers),
    ...smalltalk.map(({ pattern }) => ({ value: null, pattern })),
  ];
}

/** One question more on every way. */
function asked(ways: Ways, slug: string): Ways {
  return [undefined, ...ways.slice(0, MOST).map((first) => (first === null ? slug : first))];
}

function joined(known: Ways, more: Ways): Ways {
  return Array.from({ length: Math.max(known.length, more.length) }, (_, count) => known[count] ?? more[count]);
}
