/** The words of short questions about figures as a table: which of them begin where, the longest first. */
import { editDistance, sortedLetters } from "#core/profile/fold.ts";
import type { FigureWordList, FigureWords } from "#core/profile/figure-words.ts";
import type { Topics } from "#core/profile/topics.ts";

/** What a word or a turn of phrase says. */
export interface PhraseMeaning {
  readonly lists: ReadonlySet<FigureWordList>;
  readonly place: number | null;
  readonly number: number | null;
}

export interface FigurePhrases {
  /** The longest phrase that begins at `from`; undefined where none does. */
  find(
    words: readonly (string | null)[],
    from: number,
  ): { readonly meaning: PhraseMeaning; readonly to: number } | undefined;
  /** The one word that `word` is a slip of: a letter too many, too few or two swapped. */
  slipOf(word: string): string | undefined;
}

/** Shorter words would be others by one slip. */
const SHORTEST_SLIP = 5;
/** Shorter words are topics by too few letters. */
const SHORTEST_TOPIC = 5;
/** As the lists have them. */
const SPELLED: Readonly<Record<string, string>> = {
  ">": "is more than the number",
  "<": "is less than the number",
  ">=": "is at least the number",
  "≥": "is at least the number",
  "<=": "is at most the number",
  "≤": "is at most the number",
};
const SIGN = /(?<![\d<>=-])\s*(>=|<=|[<>≥≤])\s*(?=\d)/gu;
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th)$/u;
/** With the ending of Kyrgyz that says `from` it: `6дан`. */
const NUMBER = /^((?:\d|[1-9]\d)(?:\.\d{1,2})?)(?:[дт][аеоө]н)?$/u;

/** Reads the lists when the first question comes. */
export function createFigurePhrases(words: FigureWords): FigurePhrases {
  let read: FigurePhrases | undefined;
  const all = (): FigurePhrases => (read ??= readPhrases(words));
  return { find: (...place) => all().find(...place), slipOf: (word) => all().slipOf(word) };
}

function readPhrases({ lists, places, numbers }: FigureWords): FigurePhrases {
  const listsOf = new Map<string, Set<FigureWordList>>();
  for (const [list, phrases] of lists)
    for (const phrase of phrases) listsOf.set(phrase, (listsOf.get(phrase) ?? new Set()).add(list));
  const phrases = new Set([...listsOf.keys(), ...places.keys(), ...numbers.keys()]);
  const meaningOf = (phrase: string): PhraseMeaning => ({
    lists: listsOf.get(phrase) ?? new Set(),
    place: places.get(phrase) ?? null,
    number: numbers.get(phrase) ?? null,
  });
  const meanings = new Map([...phrases].map((phrase) => [phrase, meaningOf(phrase)]));
  const singles = [...phrases].filter((phrase) => phrase.length > SHORTEST_SLIP && !phrase.includes(" "));
  const longest = Math.max(...[...phrases].map((phrase) => phrase.split(" ").length));
  return {
    find(words, from) {
      for (let length = Math.min(longest, words.length - from); length > 0; length--) {
        const span = words.slice(from, from + length);
        if (span.includes(null)) continue;
        const text = span.join(" ");
        const meaning = meanings.get(text) ?? (length === 1 ? numbered(text) : undefined);
        if (meaning !== undefined) return { meaning, to: from + length };
      }
      return undefined;
    },
    slipOf(word) {
      if (word.length < SHORTEST_SLIP) return undefined;
      return singles.find((known) => isSlip(known, word));
    },
  };
}

/** Another letter makes another word: `price`, `place`. */
export function isSlip(known: string, word: string): boolean {
  if (word[0] !== known[0] || editDistance(word, known, 1) !== 1) return false;
  return word.length !== known.length || sortedLetters(word) === sortedLetters(known);
}

/** `2nd`, `3`, `5.5`; years are longer. */
function numbered(word: string): PhraseMeaning | undefined {
  const lists: PhraseMeaning["lists"] = new Set();
  const place = ORDINAL.exec(word)?.[1];
  if (place !== undefined) return { lists, place: Number(place), number: null };
  const number = NUMBER.exec(word)?.[1];
  return number === undefined ? undefined : { lists, place: null, number: Number(number) };
}

/** Whether a part of the world is named that there is no list of; `Central Asia` is the region. */
export function namesElsewhere(words: readonly string[], phrases: FigurePhrases): boolean {
  for (let at = 0; at < words.length;) {
    const phrase = phrases.find(words, at);
    if (phrase?.meaning.lists.has("elsewhere") === true) return true;
    at = phrase?.to ?? at + 1;
  }
  return false;
}

/** `This market` names none: the one that was spoken of is meant. */
export function withoutSmallPhrases(words: readonly string[], phrases: FigurePhrases): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = phrases.find(words, at);
    const to = phrase?.to ?? at + 1;
    if (phrase?.meaning.lists.has("small") !== true || to - at < 2) left.push(...words.slice(at, to));
    at = to;
  }
  return left;
}

/**
 * Words with a slip of the finger as they were meant: `hihgest market`, `worst contry for herion`. Null where none of those that
 * are `unread` is near a known one.
 */
export function withoutSlips(
  words: readonly string[],
  unread: readonly string[],
  { phrases, topics }: { readonly phrases: FigurePhrases; readonly topics: Topics },
): readonly string[] | null {
  const meant = new Map<string, string>();
  for (const word of unread) {
    const near = phrases.slipOf(word) ?? topicMeant(word, topics);
    if (near !== undefined) meant.set(word, near);
  }
  return meant.size === 0 ? null : words.map((word) => meant.get(word) ?? word);
}

function topicMeant(word: string, topics: Topics): string | undefined {
  const found = word.length < SHORTEST_TOPIC || /\d/u.test(word) ? null : topics.find(word);
  return found?.kind === "one" ? found.slug : undefined;
}

/** `Markets >5.5` with the sign in words: folding would take it away, and `heroin > 5.5` would be a score of 5.5. */
export function spelledSigns(text: string): string {
  return text.replaceAll(SIGN, (_, sign: string) => ` ${SPELLED[sign] ?? sign} `);
}
