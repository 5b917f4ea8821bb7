/** Whether a question is about a person: one that the profile names, or anybody else. */
import { editDistance } from "#core/profile/fold.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { KnownWords, Lexicon } from "#search/reading/lexicon.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { inLatinLetters, isKnown } from "#search/reading/mending.ts";
import type { Word } from "#search/reading/words.ts";
import { NAMES } from "#search/tuning.ts";

export type PersonMeant = "named" | "unnamed" | "nobody";

export function readPerson(reading: QuestionReading, index: PackIndex, lexicon: Lexicon): PersonMeant {
  const phrases = new Set(reading.units.flatMap(({ from, to }) => (to - from > 1 ? spread(from, to) : [])));
  if (reading.spelt.some(({ raw }) => isSurname(raw, index.surnames))) return "named";
  const source = { reading, index, lexicon };
  if (reading.spelt.some((_, at) => !phrases.has(at) && isStranger(at, source))) return "unnamed";
  return reading.sentences.some((words) => words.some((_, at) => isFullName(words, at, source))) ? "unnamed" : "nobody";
}

/** Beside the question only a forename and a surname with capitals are somebody: whoever is greeted is not asked about. */
function isFullName(words: readonly Word[], at: number, source: Heard): boolean {
  const [word, before] = [words[at], words[at - 1]];
  if (word === undefined || before === undefined || !word.capital) return false;
  return hasSurnameEnding(word, source.lexicon) && isUnheard(word, source) && /^\p{L}{3,}$/u.test(before.raw);
}

function hasSurnameEnding({ raw }: Word, { surnameEndings }: Lexicon): boolean {
  return surnameEndings.some((letters) => raw.endsWith(letters) && raw.length >= letters.length + NAMES.beforeEnding);
}

/** The name and nothing but the name. */
export function asksNothingElse({ units, words }: QuestionReading, index: PackIndex): boolean {
  return units.every(({ from, to }) => words.slice(from, to).every(({ raw }) => isSurname(raw, index.personNames)));
}

function spread(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}

function isSurname(raw: string, surnames: ReadonlySet<string>): boolean {
  const word = inLatinLetters(raw);
  if (surnames.has(word)) return true;
  return (
    word.length >= NAMES.shortestMended &&
    [...surnames].some((surname) => editDistance(word, surname, NAMES.slips) <= NAMES.slips)
  );
}

interface Heard {
  readonly reading: QuestionReading;
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
}

/** A surname by its ending, a forename with a word behind it that nobody lists, or two such words with capitals. */
function isStranger(at: number, source: Heard): boolean {
  const { reading, lexicon } = source;
  const word = reading.spelt[at];
  if (word === undefined) return false;
  const next = reading.spelt[at + 1];
  const followed = next !== undefined && isUnheard(next, source);
  const forename = reading.cues.get("forename")?.some(({ from }) => from === at) ?? false;
  if (forename && (word.capital || followed || next?.capital === true)) return true;
  if (!isUnheard(word, source)) return false;
  if (word.capital && followed && next.capital) return true;
  const ending = hasSurnameEnding(word, lexicon);
  // Russian plurals end as surnames do: there it takes a capital or a question about a person.
  return ending && (/^[a-z]+$/u.test(word.raw) || word.capital || reading.cues.has("person"));
}

function isUnheard(word: Word, known: KnownWords): boolean {
  return word.raw.length >= NAMES.shortest && !/\d/u.test(word.raw) && !isKnown(word, known);
}
