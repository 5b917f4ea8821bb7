/** A question taken apart: what it is about, piece by piece, and what kind of question it is. */
import { CUES, type Cue } from "#core/profile/vocabulary.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { FoundPhrase } from "./phrases.ts";
import { readTransliterated } from "./transliteration.ts";
import { mendWord } from "./typos.ts";
import { cutUnits, type Unit } from "./units.ts";
import { readSentences, readWords, type Word } from "./words.ts";
import { MENDING, READING } from "#search/tuning.ts";

export interface QuestionReading {
  readonly words: readonly Word[];
  /** The words before slips were mended. */
  readonly spelt: readonly Word[];
  /** What the question is about. */
  readonly units: readonly Unit[];
  /** Ordinary words: they prove nothing but may tip the scales. */
  readonly ordinary: readonly Unit[];
  readonly cues: ReadonlyMap<Cue, readonly FoundPhrase[]>;
  /** Countries other than the pack's own. */
  readonly countries: readonly string[];
  /** Whether the pack's own country is named. */
  readonly own: boolean;
  readonly years: readonly number[];
  /** Topics by name or alias, the longest phrases first. */
  readonly topics: readonly string[];
  /** Numbers with a decimal point: scores are written so. */
  readonly decimals: boolean;
  /** How many words belong to subjects that no profile has. */
  readonly everyday: number;
  /** All that was said, sentence by sentence, the one that asks first. */
  readonly sentences: readonly (readonly Word[])[];
}

const CUES_BY_NAME: ReadonlyMap<string, Cue> = new Map(CUES.map((cue) => [cue, cue]));

/** Cues whose words say how something is asked, not what. */
const MANNER: ReadonlySet<Cue> = new Set([
  "score",
  "like-for-like",
  "amount",
  "soft-amount",
  "later",
  "price",
  "first-person-how",
  "extreme",
  "weakest",
  "strongest",
  "compare",
  "follow-up",
  "identity",
  "who",
  "date",
  "names",
  "where",
  "why",
]);

const FIGURES: ReadonlySet<string> = new Set<Cue>(["score", "like-for-like"]);
const ASKING: ReadonlySet<string> = new Set<Cue>([
  "where",
  "why",
  "who",
  "date",
  "names",
  "amount",
  "score",
  "identity",
]);

/** Cues of one word that may be part of a subject. */
const SUBJECT_CUES: ReadonlySet<string> = new Set<Cue>(["score", "trend", "extreme", "later", "price", "deed"]);

/** Reads the sentence that asks, with those around it when it says too little by itself. */
export function readQuestion(message: string, index: PackIndex, lexicon: Lexicon): QuestionReading {
  const sentences = readSentences(message, lexicon.stemmer);
  const asking = sentences.find(({ asks, words }) => asks || asksByItsWords(words, lexicon)) ?? sentences[0];
  const first = asking?.words ?? [];
  let reading = readWordsOf(first, index, lexicon);
  const read = new Set([first]);
  const widen = (words: readonly Word[]): QuestionReading => readWordsOf([...reading.spelt, ...words], index, lexicon);
  for (const { words } of sentences) {
    // The figure may be asked for in a sentence of its own: `Did it fall? On the old basis?`
    if (read.has(words) || !asksByItsWords(words, lexicon, FIGURES)) continue;
    reading = widen(words);
    read.add(words);
  }
  for (const { words } of sentences) {
    if (reading.units.length >= READING.units) break;
    if (read.has(words)) continue;
    const wider = widen(words);
    if (wider.units.length <= reading.units.length && reading.words.length >= READING.wordsAlone) continue;
    reading = wider;
    read.add(words);
  }
  return { ...reading, sentences: [first, ...sentences.flatMap(({ words }) => (words === first ? [] : [words]))] };
}

/** What was said around the question, without it. */
export function readContext({ sentences }: QuestionReading, index: PackIndex, lexicon: Lexicon): QuestionReading {
  return readWordsOf(sentences.slice(1).flat(), index, lexicon);
}

/** Without a question mark, as people type. */
function asksByItsWords(words: readonly Word[], { cues }: Lexicon, kinds = ASKING): boolean {
  return cues.find(words).some(({ value }) => kinds.has(value));
}

/** The words of a text that is spelt as it should be, as examples are. */
export function readAsSpelt(text: string, index: PackIndex, lexicon: Lexicon): readonly Word[] {
  return readTransliterated(readWords(text, lexicon.stemmer), index, lexicon);
}

function readWordsOf(typed: readonly Word[], index: PackIndex, lexicon: Lexicon): QuestionReading {
  const spelt = readTransliterated(typed, index, lexicon);
  const words = spelt.length > MENDING.words ? spelt : spelt.map((word) => mendWord(word, index, lexicon));
  const meanings = lexicon.meanings.find(words);
  const cues = groupCues(lexicon.cues.find(words).filter((cue) => !isInside(cue, meanings)));
  const countries = lexicon.countries.find(words);
  const topics = lexicon.topics.find(words).toSorted((one, other) => other.to - other.from - (one.to - one.from));
  const everyday = lexicon.everyday.find(words);
  const ordinary = ordinaryWords(words, cues, { lexicon, index });
  const units = cutUnits({ words, spelt, index, lexicon, topics, countries, everyday, meanings }, ordinary);
  const manners = [...cues].flatMap(([cue, found]) => (MANNER.has(cue) ? found : []));
  const isOrdinary = ({ from, to }: Unit): boolean =>
    to - from === 1
      ? ordinary.has(from)
      : manners.some((manner) => manner.from <= from && to <= manner.to && manner.to - manner.from > to - from);
  return {
    words,
    spelt,
    units: units.filter((unit) => !isOrdinary(unit)),
    ordinary: units.filter(isOrdinary),
    cues,
    countries: [...new Set(countries.map(({ value }) => value))].filter((slug) => !index.own.has(slug)),
    own: words.some(({ stem }) => index.ownStems.has(stem)),
    years: words.flatMap(({ raw }) => (/^(?:19|20)\d\d$/.test(raw) ? [Number(raw)] : [])),
    topics: [...new Set(topics.map(({ value }) => value))],
    decimals: words.some(
      ({ raw }, at) => /^\d\d?$/.test(raw) && /^\d\d?$/.test(words[at + 1]?.raw ?? "") && words[at + 1]?.glued === true,
    ),
    everyday: new Set(everyday.map(({ from }) => from)).size,
    sentences: [typed],
  };
}

/** A phrase of the field is no turn of phrase: settling scores asks for no score. */
function isInside(cue: FoundPhrase, meanings: readonly FoundPhrase[]): boolean {
  const length = cue.to - cue.from;
  return (
    SUBJECT_CUES.has(cue.value) &&
    meanings.some(({ from, to }) => to - from > length && from <= cue.from && cue.to <= to)
  );
}

function groupCues(found: readonly FoundPhrase[]): ReadonlyMap<Cue, readonly FoundPhrase[]> {
  const cues = new Map<Cue, FoundPhrase[]>();
  for (const one of found) {
    const cue = CUES_BY_NAME.get(one.value);
    if (cue === undefined) continue;
    const list = cues.get(cue);
    if (list === undefined) cues.set(cue, [one]);
    else list.push(one);
  }
  return cues;
}

/** Positions of words that do not name the subject: ordinary ones, the asker's manner, numbers, the country itself. */
function ordinaryWords(
  words: readonly Word[],
  cues: QuestionReading["cues"],
  { lexicon, index }: { readonly lexicon: Lexicon; readonly index: PackIndex },
): ReadonlySet<number> {
  const ordinary = new Set<number>();
  const cover = ({ from, to }: FoundPhrase): void => {
    for (let at = from; at < to; at++) ordinary.add(at);
  };
  lexicon.ordinary.find(words).forEach(cover);
  for (const [cue, found] of cues) if (MANNER.has(cue)) found.forEach(cover);
  for (const [at, { raw, stem }] of words.entries()) {
    if (/^\d+$/.test(raw) || index.ownStems.has(stem) || raw.length < 2) ordinary.add(at);
  }
  return ordinary;
}
