/** Russian typed with Latin letters: `skolko geroina`. */
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "./lexicon.ts";
import { isKnown } from "./typos.ts";
import type { Word } from "./words.ts";
import { MENDING } from "#search/tuning.ts";

/** As people type them on the keyboard they have, the longest first. */
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

const PATTERN = new RegExp([...SOUNDS.map(([latin]) => latin), "[a-z]"].join("|"), "gu");
const SPELLINGS = new Map(SOUNDS);

/** The words as Russian where that makes known words of several unknown ones; as they are otherwise. */
export function readTransliterated(words: readonly Word[], index: PackIndex, lexicon: Lexicon): readonly Word[] {
  const known = (word: Word): boolean => isKnown(word, index, lexicon);
  const russian = words.map((word) => {
    if (word.raw.length < MENDING.shortestTransliterated || !/^[a-z]+$/u.test(word.raw) || known(word)) return null;
    const raw = cyrillic(word.raw);
    return { ...word, raw, stem: lexicon.stemmer.stem(raw) };
  });
  const read = russian.filter((word) => word !== null && known(word));
  return read.length < MENDING.transliterated ? words : words.map((word, at) => russian[at] ?? word);
}

function cyrillic(latin: string): string {
  return latin.replaceAll(PATTERN, (sound) => SPELLINGS.get(sound) ?? LETTERS[sound] ?? sound);
}
