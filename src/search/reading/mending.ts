/** What was typed, as it was meant: Russian in Latin letters (`skolko geroina`), names in Cyrillic ones, slips of the finger. */
import { editDistance } from "#core/profile/fold.ts";
import { MENDING } from "#search/tuning.ts";
import { spellingShape, type ByShape, type KnownWords } from "./lexicon.ts";
import type { Word } from "./words.ts";

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
const SILENT = /^[aeiouyаеёиоуыэюяйөүьъ]$/u;
/** Consonants that sound alike. */
const SOUND_ALIKE: ReadonlySet<string> = new Set(["sz", "ck", "cs", "dt", "bp", "vw", "gj", "зс", "дт", "бп"]);

/** The words as Russian where that makes known words of several unknown ones; as they are otherwise. */
export function readTransliterated(words: readonly Word[], known: KnownWords): readonly Word[] {
  const russian = words.map((word) => {
    if (word.raw.length < MENDING.shortestTransliterated || !/^[a-z]+$/u.test(word.raw) || isKnown(word, known))
      return null;
    const raw = word.raw.replaceAll(SOUND, (sound) => CYRILLIC.get(sound) ?? sound);
    return { ...word, raw, stem: known.lexicon.stemmer.stem(raw) };
  });
  const read = russian.filter((word) => word !== null && isKnown(word, known));
  return read.length < MENDING.transliterated ? words : words.map((word, at) => russian[at] ?? word);
}

export function inLatinLetters(word: string): string {
  return /^[a-z]*$/u.test(word) ? word : word.replaceAll(/./gu, (letter) => LATIN[letter] ?? letter);
}

/** Each word that nobody lists as the listed word that it nearly is; as it is when nothing is near it. */
export function mendSlips(words: readonly Word[], known: KnownWords): readonly Word[] {
  return words.length > MENDING.words ? words : words.map((word) => mendSlip(word, known));
}

/** Whether the pack or the vocabulary has the word. */
export function isKnown(word: Word, { index, lexicon }: KnownWords): boolean {
  return index.postings.has(`w:${word.stem}`) || lexicon.knows(word);
}

function mendSlip(word: Word, known: KnownWords): Word {
  if (word.raw.length < MENDING.shortest || /\d/u.test(word.raw) || isKnown(word, known)) return word;
  const near = nearest(word.raw, [known.index.byShape, known.lexicon.byShape]);
  return near === undefined ? word : { ...word, raw: near, stem: known.lexicon.stemmer.stem(near) };
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
 * Whether fingers make this mistake: two letters swapped, one left out or doubled, one vowel for another. A
 * consonant for another makes another word more often than a slip: brother is no brothel.
 */
function isSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  if (typed.length < meant.length) return at < typed.length;
  if (typed.length > meant.length)
    return typed[at] === typed[at - 1] || typed[at] === typed[at + 1] || at < meant.length - 1;
  const swapped = typed[at] === meant[at + 1] && typed[at + 1] === meant[at];
  const letters = [typed[at] ?? "", meant[at] ?? ""] as const;
  return swapped || letters.every((letter) => VOWELS.test(letter)) || SOUND_ALIKE.has([...letters].toSorted().join(""));
}
