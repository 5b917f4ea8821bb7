/** Slips of the finger: a word that nobody lists is read as the listed word that it nearly is. */
import { editDistance } from "#core/profile/fold.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { ByLength } from "./spellings.ts";
import type { Word } from "./words.ts";
import { MENDING } from "#search/tuning.ts";

const VOWELS = /^[aeiouyаеиоуыэюяөү]$/u;

/** Consonants that sound alike. */
const SOUND_ALIKE: ReadonlySet<string> = new Set(["sz", "ck", "dt", "bp", "vw", "gj", "зс", "дт", "бп"]);

/** The word itself when it is known or nothing is near it. */
export function mendWord(word: Word, index: PackIndex, lexicon: Lexicon): Word {
  if (word.raw.length < MENDING.shortest || /\d/u.test(word.raw) || isKnown(word, index, lexicon)) return word;
  const near = nearest(word.raw, [index.byLength, lexicon.byLength]);
  return near === undefined ? word : { ...word, raw: near, stem: lexicon.stemmer.stem(near) };
}

/** Whether the pack or the vocabulary has the word. */
export function isKnown(word: Word, index: PackIndex, lexicon: Lexicon): boolean {
  if (index.postings.has(`w:${word.stem}`)) return true;
  const alone = [word];
  const { meanings, countries, cues, ordinary, everyday, topics } = lexicon;
  return [meanings, countries, cues, ordinary, everyday, topics].some(
    (phrases) => phrases.stems.has(word.stem) || phrases.find(alone).length > 0,
  );
}

function nearest(raw: string, spellings: readonly ByLength[]): string | undefined {
  const allowed = raw.length >= MENDING.long ? 2 : 1;
  let best: string | undefined;
  let least = allowed + 1;
  for (let length = raw.length - allowed; length <= raw.length + allowed; length++) {
    for (const candidate of spellings.flatMap((byLength) => byLength.get(length) ?? [])) {
      // The first letter is hardly ever the slip, and looking only there keeps this quick.
      if (candidate[0] !== raw[0]) continue;
      const distance = editDistance(raw, candidate, least - 1);
      if (distance < least && (raw.length >= MENDING.long || isSlip(raw, candidate)))
        [best, least] = [candidate, distance];
    }
  }
  return best;
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
