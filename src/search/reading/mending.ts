/** What was typed, as it was meant: Russian in Latin letters (`skolko geroina`), names in Cyrillic ones, slips of the finger. */
import { editDistance } from "#core/profile/fold.ts";
import { MENDING } from "#search/tuning/reading.ts";
import { keysBeside } from "./keyboards.ts";
import { spellingShape, type ByShape, type KnownWords, type Lexicon } from "./lexicon.ts";
import type { Word } from "./words.ts";

/** What of the known words tells a slip from a word. */
export interface SpelledWords {
  readonly lexicon: Pick<Lexicon, "stemmer" | "knows" | "plain" | "byShape">;
  readonly index: Pick<KnownWords["index"], "postings" | "byShape">;
}

/** Sounds as people type them on the keyboard they have, the longest first. */
const SOUNDS: readonly (readonly [string, string])[] = [
  ["shch", "щ"],
  ["sch", "щ"],
  ["zh", "ж"],
  ["kh", "х"],
  ["ts", "ц"],
  ["ch", "ч"],
  ["sh", "ш"],
  ["yo", "е"],
  ["ye", "е"],
  ["yu", "ю"],
  ["ju", "ю"],
  ["iu", "ю"],
  ["ya", "я"],
  ["ja", "я"],
  ["ia", "ия"],
  ["iy", "ий"],
  ["yy", "ый"],
  ["ay", "ай"],
  ["ey", "ей"],
  ["oy", "ой"],
  ["uy", "уй"],
];
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: "а", b: "б", c: "ц", d: "д", e: "е", f: "ф", g: "г", h: "х", i: "и", j: "ж", k: "к", l: "л", m: "м" },
  ...{ n: "н", o: "о", p: "п", q: "к", r: "р", s: "с", t: "т", u: "у", v: "в", w: "в", x: "х", y: "ы", z: "з" },
};
const SOUND = new RegExp([...SOUNDS.map(([latin]) => latin), "[a-z]"].join("|"), "gu");
const CYRILLIC: ReadonlyMap<string, string> = new Map([...Object.entries(LETTERS), ...SOUNDS]);

/** Russian and Kyrgyz letters as names are spelt with them in English. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "j", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m" },
  ...{ н: "n", ң: "n", о: "o", ө: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ү: "u", ф: "f", х: "h", ц: "ts" },
  ...{ ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya" },
};

const VOWELS = /^[aeiouyаеиоуыэюяөү]$/u;
const SOUNDS_AS: Readonly<Record<string, string>> = { c: "k", q: "k", z: "s", w: "v", ё: "е" };
const WITH_YEAR = /^(\p{L}{2,})((?:19|20)\d\d)$/u;
const LETTERS_ALONE = /^\p{L}+$/u;
const SILENT = /^[aeiouyаеёиоуыэюяйөүьъ]$/u;
/** Consonants that sound alike. */
const SOUND_ALIKE: ReadonlySet<string> = new Set(["sz", "ck", "cs", "dt", "bp", "vw", "gj", "зс", "дт", "бп"]);

/** The words as Russian where that makes known words of several unknown ones; as they are otherwise. */
export function readTransliterated(
  words: readonly Word[],
  known: SpelledWords & { readonly lexicon: Pick<Lexicon, "ordinary"> },
): readonly Word[] {
  const russian = words.map((word) => {
    if (word.raw.length < MENDING.shortestTransliterated || !/^[a-z]+$/u.test(word.raw) || isSpeltAsMeant(word, known))
      return null;
    const raw = word.raw.replaceAll(SOUND, (sound) => CYRILLIC.get(sound) ?? sound);
    return { ...word, raw, stem: known.lexicon.stemmer.stem(raw) };
  });
  const read = russian.filter((word) => word !== null && isKnown(word, known));
  // `Do polise arest pepole just to get mony of them` is English, whatever its slips sound like.
  const english = words.filter((word) => /^[a-z]+$/u.test(word.raw) && known.lexicon.ordinary.find([word]).length > 0);
  return read.length < Math.max(MENDING.transliterated, english.length)
    ? words
    : words.map((word, at) => russian[at] ?? word);
}

export function inLatinLetters(word: string): string {
  return /^[a-z]*$/u.test(word) ? word : word.replaceAll(/./gu, (letter) => LATIN[letter] ?? letter);
}

/** `whocontrols`, `score2025`: the two words that were typed as one, each of them as somebody listed it. */
function partsOf(word: Word, known: SpelledWords): readonly Word[] | null {
  const { raw } = word;
  const { lexicon, index } = known;
  const part = (spelt: string): Word => ({ ...word, raw: spelt, stem: lexicon.stemmer.stem(spelt) });
  const [, before, year] = WITH_YEAR.exec(raw) ?? [];
  if (before !== undefined && year !== undefined) return [part(before), part(year)];
  if (raw.length < MENDING.joined || !LETTERS_ALONE.test(raw)) return null;
  const isSpelt = (some: string): boolean =>
    [index.byShape, lexicon.byShape].some((shapes) => shapes.get(spellingShape(some[0], some.length))?.includes(some));
  // The longest first part, so that no ending is taken for a word.
  for (let at = raw.length - MENDING.shortestPart; at >= MENDING.shortestPart; at--) {
    const parts = [raw.slice(0, at), raw.slice(at)];
    if (parts.every(isSpelt)) return parts.map(part);
  }
  return null;
}

export interface Mended {
  /** What was typed, with a space where one was left out. */
  readonly spelt: readonly Word[];
  /** The same words as they were meant. */
  readonly words: readonly Word[];
}

/** Each word that nobody lists as the listed word that it nearly is, or as the two that it is; as it is when nothing is near it. */
export function mendSlips(typed: readonly Word[], known: SpelledWords): Mended {
  if (typed.length > MENDING.words) return { spelt: typed, words: typed };
  const mended = typed.map((word) => mendSlip(word, known));
  return { spelt: mended.flatMap(({ spelt }) => spelt), words: mended.flatMap(({ words }) => words) };
}

/** Whether the pack or the vocabulary has the word. */
export function isKnown(word: Word, { index, lexicon }: SpelledWords): boolean {
  return index.postings.has(`w:${word.stem}`) || lexicon.knows(word);
}

function isSpeltAsMeant(word: Word, known: SpelledWords): boolean {
  return known.lexicon.plain.has(word.raw) || isKnown(word, known);
}

function mendSlip(word: Word, known: SpelledWords): Mended {
  const asTyped = { spelt: [word], words: [word] };
  if (word.raw.length < MENDING.shortest || isSpeltAsMeant(word, known)) return asTyped;
  const spellings = [known.index.byShape, known.lexicon.byShape];
  const hasDigits = /\d/u.test(word.raw);
  const near = hasDigits ? undefined : nearest(word.raw, spellings);
  const parts = near === undefined ? partsOf(word, known) : null;
  if (parts !== null) return { spelt: parts, words: parts };
  const meant = near ?? (hasDigits ? undefined : nearestElsewhere(word.raw, spellings));
  if (meant === undefined) return asTyped;
  return { spelt: [word], words: [{ ...word, raw: meant, stem: known.lexicon.stemmer.stem(meant) }] };
}

/** The fewest slips away; of several, one that sounds as it is typed. */
function nearest(typed: string, spellings: readonly ByShape[]): string | undefined {
  const allowed = typed.length >= MENDING.sounded ? 2 : 1;
  const sound = soundOf(typed);
  let best: string | undefined;
  let least = allowed + 1;
  let isSounded = true;
  for (let length = typed.length - allowed; length <= typed.length + allowed; length++) {
    // The first letter is hardly ever the slip, and looking only there keeps this quick.
    for (const candidate of spellings.flatMap((some) => some.get(spellingShape(typed[0], length)) ?? [])) {
      const limit = Math.min(allowed, isSounded ? least - 1 : least);
      const distance = editDistance(typed, candidate, limit);
      if (distance > limit) continue;
      const sounds = soundOf(candidate) === sound;
      if (distance === least && !sounds) continue;
      if (sounds || typed.length >= MENDING.long || (distance === 1 && isSlip(typed, candidate)))
        [best, least, isSounded] = [candidate, distance, sounds];
    }
  }
  return best;
}

/** With the first two letters swapped, or a key beside the first one: only where nothing else is near. */
function nearestElsewhere(typed: string, spellings: readonly ByShape[]): string | undefined {
  if (typed.length < MENDING.keyed) return undefined;
  const [first = "", second = ""] = typed;
  const swapped = second + first + typed.slice(2);
  const rest = typed.slice(1);
  for (const letter of new Set([second, ...keysBeside(first)]))
    for (const some of spellings)
      for (const candidate of some.get(spellingShape(letter, typed.length)) ?? [])
        if (candidate === swapped || (letter !== second && candidate.endsWith(rest))) return candidate;
  return undefined;
}

/** What is heard of a word: its first letter and its consonants, doubled ones once and those that sound alike as one. */
function soundOf(word: string): string {
  let heard = word[0] ?? "";
  let last = heard;
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? "";
    const sound = SOUNDS_AS[letter] ?? letter;
    if (sound !== last && !SILENT.test(sound)) heard += sound;
    last = sound;
  }
  return heard;
}

/**
 * Whether fingers make this mistake: two letters swapped, one left out or doubled, one vowel for another, a key beside
 * the one that was meant. Another consonant for it makes another word more often than a slip: brother is no brothel.
 */
function isSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  if (typed.length < meant.length) return at < typed.length;
  if (typed.length > meant.length)
    return typed[at] === typed[at - 1] || typed[at] === typed[at + 1] || at < meant.length - 1;
  const swapped = typed[at] === meant[at + 1] && typed[at + 1] === meant[at];
  return swapped || isOneForAnother(typed[at] ?? "", meant[at] ?? "", typed.length);
}

function isOneForAnother(typed: string, meant: string, length: number): boolean {
  const letters = [typed, meant];
  if (letters.every((letter) => VOWELS.test(letter))) return true;
  if (length >= MENDING.keyed && keysBeside(typed).includes(meant)) return true;
  return SOUND_ALIKE.has(letters.toSorted().join(""));
}
