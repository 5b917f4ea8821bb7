/** A question taken apart: what it is about, unit by unit, and what kind of question it is. */
import type { Cue } from "#core/profile/vocabulary.ts";
import { READING } from "#search/tuning/reading.ts";
import type { AskingPatterns } from "./asking.ts";
import { ASKING, ASKING_FIGURES, CUES_BY_NAME, MANNER, SUBJECT } from "./cues.ts";
import type { KnownWords, Lexicon } from "./lexicon.ts";
import { mendSlips, readTransliterated } from "./mending.ts";
import type { FoundPhrase } from "./phrase-table.ts";
import { countryWithin, cutUnits, type Unit } from "./units.ts";
import { readSentences, readWords, type Sentence, type Word } from "./words.ts";

const PRONOUN: Cue = "pronoun";
const FOLLOW_UP: Cue = "follow-up";

export interface QuestionReading {
  /** How questions are put. */
  readonly asking: AskingPatterns;
  readonly words: readonly Word[];
  /** The words before slips were mended. */
  readonly spelt: readonly Word[];
  /** What the question is about. */
  readonly units: readonly Unit[];
  /** Ordinary words: they prove nothing but may tip the scales. */
  readonly ordinary: readonly Unit[];
  readonly cues: ReadonlyMap<Cue, readonly FoundPhrase[]>;
  /** What of its subject is asked, by the slugs of the aspects; of phrases inside one another the longest only. */
  readonly aspects: readonly FoundPhrase[];
  /** Countries other than the pack's own. */
  readonly countries: readonly string[];
  readonly namesOwnCountry: boolean;
  /** The country of `in Canada`, where the pack's own is not named. */
  readonly elsewhere: string | null;
  readonly years: readonly number[];
  /** Topics by name or alias, the longest phrases first. */
  readonly topics: readonly string[];
  /** Numbers with a decimal point: scores are written so. */
  readonly hasDecimals: boolean;
  /** How many words belong to subjects that no profile has. */
  readonly everydayWords: number;
  /** Whether any sentence is put as questions are. */
  readonly asks: boolean;
  /** Whether it takes back what was understood. */
  readonly corrects: boolean;
  /** All that was said, sentence by sentence, the one that asks first. */
  readonly sentences: readonly (readonly Word[])[];
}

/** Reads the sentence that asks, with those around it when it says too little by itself. */
export function readQuestion(message: string, known: KnownWords): QuestionReading {
  const sentences = readSentences(message, known.lexicon);
  const first = sentences.find(({ asks, words }) => asks || asksByCues(words, known.lexicon, ASKING)) ?? sentences[0];
  const asking = first?.words ?? [];
  let reading = readUnits(asking, known);
  const read = new Set([asking]);
  const widen = (words: readonly Word[]): QuestionReading => readUnits([...reading.spelt, ...words], known);
  for (const { words } of sentences) {
    // The figure may be asked for in a sentence of its own: `Did it fall? On the old basis?`
    if (read.has(words) || !asksByCues(words, known.lexicon, ASKING_FIGURES)) continue;
    reading = widen(words);
    read.add(words);
  }
  for (const { words } of aroundIt(reading, sentences).filter((sentence) => !read.has(sentence.words))) {
    if (saysEnough(reading)) break;
    const wider = widen(words);
    if (wider.units.length > reading.units.length || reading.words.length < READING.wordsAlone) reading = wider;
  }
  const asks = sentences.some((sentence) => sentence.asks);
  return {
    ...reading,
    asks,
    sentences: [asking, ...sentences.flatMap(({ words }) => (words === asking ? [] : [words]))],
  };
}

/** `They buy at bazaars. Any hold over such places?`, `Who controls them?`: what points back does not. */
function saysEnough({ units, words, asking, cues }: QuestionReading): boolean {
  if (cues.has("pronoun") || words.some(({ raw }) => asking.such.test(raw))) return false;
  return units.length >= READING.units && units.some(({ topics, country }) => topics.length > 0 || country !== null);
}

/** `We mine gold in Almaty. What is told of corruption?`: who asks adds nothing to what names a topic. */
function aroundIt({ units, asking }: QuestionReading, sentences: readonly Sentence[]): readonly Sentence[] {
  const namesTopic = units.some(({ topics }) => topics.length > 0);
  return namesTopic ? sentences.filter(({ words }) => !isOfTheAsker(words, asking)) : sentences;
}

/** `Hi, I am writing about mines.` */
function isOfTheAsker(words: readonly Word[], { asker }: AskingPatterns): boolean {
  return words.slice(0, READING.introducing).some(({ raw }) => asker.test(raw));
}

/** What was said around the question, without it. */
export function readContext({ sentences }: QuestionReading, known: KnownWords): QuestionReading {
  return readUnits(sentences.slice(1).flat(), known);
}

/** The words of a text that is spelt as it should be, as examples are. */
export function readAsSpelt(text: string, known: KnownWords): readonly Word[] {
  return readTransliterated(readWords(text, known.lexicon.stemmer), known);
}

function asksByCues(words: readonly Word[], { cues }: Lexicon, asking: ReadonlySet<string>): boolean {
  return cues.find(words).some(({ value }) => asking.has(value));
}

function readUnits(typed: readonly Word[], known: KnownWords): QuestionReading {
  const { lexicon, index } = known;
  const { spelt, words } = mendSlips(readTransliterated(typed, known), known);
  const meanings = lexicon.meanings.find(words);
  const turnsOfPhrase = lexicon.cues.find(words);
  const turns = lexicon.ordinary.find(words);
  const listed = groupCues(
    turnsOfPhrase.filter((cue) => !isInside(cue, [...meanings, ...turns]) && !isOpening(cue, turnsOfPhrase)),
  );
  const aspects = longestOf(
    aspectsIn(words, [...(listed.get("passing") ?? []), ...(listed.get("pronoun") ?? [])], lexicon),
  );
  const cues = withoutCounting(listed, aspects);
  // No snow falls on a snow leopard.
  const everyday = lexicon.everyday.find(words).filter((phrase) => !isPartOf(phrase, [...meanings, ...turns]));
  const named = lexicon.countries.find(words).filter((phrase) => !isPartOf(phrase, everyday));
  // South Sudan is not Sudan.
  const countries = named.filter((phrase) => !isPartOf(phrase, named));
  // The United States are no state actors.
  const topics = lexicon.topics
    .find(words)
    .filter((phrase) => !isPartOf(phrase, [...countries, ...(cues.get("pronoun") ?? [])]))
    .toSorted((one, other) => other.to - other.from - (one.to - one.from));
  const ordinary = ordinaryWords(words, { turns, cues }, known);
  const all = cutUnits({ words, spelt, topics, countries, everyday, meanings }, ordinary, known);
  const manners = [...cues].flatMap(([cue, found]) => (MANNER.has(cue) ? found : []));
  const isOrdinary = ({ from, to }: Unit): boolean =>
    to - from === 1
      ? ordinary.has(from)
      : manners.some((manner) => manner.from <= from && to <= manner.to && manner.to - manner.from > to - from);
  const units = all.filter((unit) => !isOrdinary(unit));
  const namesOwnCountry = words.some(({ stem }) => index.ownStems.has(stem));
  return {
    asking: lexicon.asking,
    words,
    spelt,
    units,
    ordinary: all.filter(isOrdinary),
    cues,
    aspects,
    countries: [...new Set(countries.map(({ value }) => value))].filter((slug) => !index.ownCountries.has(slug)),
    namesOwnCountry,
    elsewhere: namesOwnCountry ? null : countryWithin(units, words, lexicon),
    years: words.flatMap(({ raw }) => (/^(?:19|20)\d\d$/.test(raw) ? [Number(raw)] : [])),
    topics: [...new Set(topics.map(({ value }) => value))],
    hasDecimals: words.some(
      ({ raw }, at) => /^\d\d?$/.test(raw) && /^\d\d?$/.test(words[at + 1]?.raw ?? "") && words[at + 1]?.glued === true,
    ),
    everydayWords: new Set(everyday.map(({ from }) => from)).size,
    ...{ asks: false, corrects: false },
    sentences: [typed],
  };
}

/** As they are listed, and with what stands inside them in passing: `who mostly controls`, `where is it common`. */
function aspectsIn(
  words: readonly Word[],
  passing: readonly FoundPhrase[],
  { asked }: Lexicon,
): readonly FoundPhrase[] {
  const listed = asked.find(words);
  const kept = [...words.keys()].filter((at) => !passing.some(({ from, to }) => from <= at && at < to));
  if (kept.length === words.length) return listed;
  const inside = asked.find(kept.flatMap((at) => words[at] ?? [])).map(({ value, from, to }) => ({
    ...{ value, from: kept[from] ?? 0, to: (kept[to - 1] ?? 0) + 1 },
  }));
  return [...listed, ...inside.filter(({ from, to }) => to - from > 1)];
}

/** `In what part of the country` counts no part, and `a generous budget` no money. */
function withoutCounting(cues: QuestionReading["cues"], aspects: readonly FoundPhrase[]): QuestionReading["cues"] {
  const others = aspects.filter(({ value }) => value !== "how-much");
  const counting = cues.get("amount")?.filter((cue) => !isPartOf(cue, others));
  if (counting === undefined || counting.length === cues.get("amount")?.length) return cues;
  const left = [...cues].filter(([cue]) => cue !== "amount");
  return new Map(counting.length === 0 ? left : [...left, ["amount", counting]]);
}

function longestOf(found: readonly FoundPhrase[]): readonly FoundPhrase[] {
  return found.filter(
    ({ from, to }) => !found.some((other) => other.to - other.from > to - from && other.from <= from && to <= other.to),
  );
}

/** A phrase of the field is no turn of phrase: settling scores asks for no score, and who pays the price for none. */
function isInside(cue: FoundPhrase, meanings: readonly FoundPhrase[]): boolean {
  return SUBJECT.has(cue.value) && isPartOf(cue, meanings);
}

/** `Ал эми` goes on with something else, though `ал` by itself is what was spoken of. */
function isOpening(cue: FoundPhrase, cues: readonly FoundPhrase[]): boolean {
  return (
    cue.value === PRONOUN &&
    isPartOf(
      cue,
      cues.filter(({ value }) => value === FOLLOW_UP),
    )
  );
}

/** Whether it stands in a longer phrase. */
function isPartOf(phrase: FoundPhrase, phrases: readonly FoundPhrase[]): boolean {
  const length = phrase.to - phrase.from;
  return phrases.some(({ from, to }) => to - from > length && from <= phrase.from && phrase.to <= to);
}

function groupCues(found: readonly FoundPhrase[]): ReadonlyMap<Cue, readonly FoundPhrase[]> {
  const cues = new Map<Cue, FoundPhrase[]>();
  for (const phrase of found) {
    const cue = CUES_BY_NAME.get(phrase.value);
    if (cue === undefined) continue;
    const list = cues.get(cue);
    if (list === undefined) cues.set(cue, [phrase]);
    else list.push(phrase);
  }
  return cues;
}

/** Positions of words that do not name the subject: ordinary ones, the asker's manner, numbers, the country itself. */
function ordinaryWords(
  words: readonly Word[],
  { turns, cues }: { readonly turns: readonly FoundPhrase[]; readonly cues: QuestionReading["cues"] },
  { index }: KnownWords,
): ReadonlySet<number> {
  const ordinary = new Set<number>();
  const cover = ({ from, to }: FoundPhrase): void => {
    for (let at = from; at < to; at++) ordinary.add(at);
  };
  turns.forEach(cover);
  for (const [cue, found] of cues) if (MANNER.has(cue)) found.forEach(cover);
  for (const [at, { raw, stem }] of words.entries()) {
    if (/^\d+$/.test(raw) || index.ownStems.has(stem) || raw.length < 2) ordinary.add(at);
  }
  return ordinary;
}
