/** A question taken apart: what it is about, piece by piece, and what kind of question it is. */
import { CUES, type Cue } from "#core/search-words.ts";
import type { PackIndex } from "./index-pack.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Found } from "./phrases.ts";
import { mendWord } from "./typos.ts";
import { readSentences, type Word } from "./words.ts";

/** A piece of the subject: a word or a phrase, with the tokens of the index that would satisfy it. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly { readonly token: string; readonly strength: number }[];
  /** The words of a phrase, each on its own. */
  readonly parts: readonly Unit[];
  /** Meanings and topics it names. */
  readonly meanings: readonly string[];
  readonly topics: readonly string[];
  readonly country: string | null;
  /** Of a subject that no profile has. */
  readonly everyday: boolean;
  readonly cyrillic: boolean;
}

export interface Reading {
  readonly words: readonly Word[];
  /** The words before slips were mended. */
  readonly spelt: readonly Word[];
  /** What the question is about. */
  readonly units: readonly Unit[];
  /** Ordinary words: they prove nothing but may tip the scales. */
  readonly ordinary: readonly Unit[];
  readonly cues: ReadonlyMap<Cue, readonly Found[]>;
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
}

/** A word of another meaning is nearly as good as the word itself. */
const MEANING = 0.96;
/** The contrary of what was asked answers it as well, but less to the point. */
const OPPOSITE = 0.7;
/** What holds of drugs holds of heroin, more or less. */
const BROADER = 0.4;
/** A word that had to be mended may be another word. */
const MENDED = 0.85;

/** Longer sentences are read as they are spelt: mending takes time, and they have words enough. */
const MENDABLE = 25;

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
  "compare",
  "follow-up",
  "identity",
  "who",
  "date",
  "names",
  "where",
  "why",
]);

/** Cues of one word that may be part of a subject. */
const SUBJECT_CUES: ReadonlySet<string> = new Set<Cue>(["score", "trend", "extreme", "later", "price", "deed"]);

/** Reads the sentence that asks, with those around it when it says too little by itself. */
export function readQuestion(message: string, index: PackIndex, lexicon: Lexicon): Reading {
  const sentences = readSentences(message, lexicon.stemmer);
  const [first = [], ...others] = sentences;
  let reading = readWordsOf(first, index, lexicon);
  for (const sentence of others) {
    if (reading.units.length >= 2) break;
    const wider = readWordsOf([...reading.spelt, ...sentence], index, lexicon);
    if (wider.units.length > reading.units.length || reading.words.length < 2) reading = wider;
  }
  return reading;
}

function readWordsOf(spelt: readonly Word[], index: PackIndex, lexicon: Lexicon): Reading {
  const words = spelt.length > MENDABLE ? spelt : spelt.map((word) => mendWord(word, index, lexicon));
  const meanings = lexicon.meanings.find(words);
  const cues = groupCues(lexicon.cues.find(words).filter((cue) => !isInside(cue, meanings)));
  const countries = lexicon.countries.find(words);
  const topics = lexicon.topics.find(words).toSorted((one, other) => other.to - other.from - (one.to - one.from));
  const everyday = lexicon.everyday.find(words);
  const ordinary = ordinaryWords(words, cues, { lexicon, index });
  const units = cutUnits({ words, spelt, index, lexicon, topics, countries, everyday, meanings }, ordinary);
  const isOrdinary = ({ from, to }: Unit): boolean => to - from === 1 && ordinary.has(from);
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
  };
}

interface Context {
  readonly words: readonly Word[];
  readonly spelt: readonly Word[];
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
  readonly meanings: readonly Found[];
  readonly topics: readonly Found[];
  readonly countries: readonly Found[];
  readonly everyday: readonly Found[];
}

/** A phrase of the field is no turn of phrase: settling scores asks for no score. */
function isInside(cue: Found, meanings: readonly Found[]): boolean {
  const length = cue.to - cue.from;
  return (
    SUBJECT_CUES.has(cue.value) &&
    meanings.some(({ from, to }) => to - from > length && from <= cue.from && cue.to <= to)
  );
}

function groupCues(found: readonly Found[]): ReadonlyMap<Cue, readonly Found[]> {
  const cues = new Map<Cue, Found[]>();
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
  cues: Reading["cues"],
  { lexicon, index }: Pick<Context, "lexicon" | "index">,
): ReadonlySet<number> {
  const ordinary = new Set<number>();
  const cover = ({ from, to }: Found): void => {
    for (let at = from; at < to; at++) ordinary.add(at);
  };
  lexicon.ordinary.find(words).forEach(cover);
  for (const [cue, found] of cues) if (MANNER.has(cue)) found.forEach(cover);
  for (const [at, { raw, stem }] of words.entries()) {
    if (/^\d+$/.test(raw) || index.ownStems.has(stem) || raw.length < 2) ordinary.add(at);
  }
  return ordinary;
}

/** The longest phrase at each place, then the next one behind it; a phrase may hold ordinary words. */
function cutUnits(context: Context, ordinary: ReadonlySet<number>): readonly Unit[] {
  const units: Unit[] = [];
  const { words, meanings, topics, countries } = context;
  const lengths = new Map<number, number>();
  for (const { from, to } of [...meanings, ...topics, ...countries])
    lengths.set(from, Math.max(lengths.get(from) ?? 1, to - from));
  for (let from = 0; from < words.length;) {
    const to = from + (lengths.get(from) ?? 1);
    const parts =
      to - from === 1
        ? []
        : words
            .slice(from, to)
            .flatMap((_, at) => (ordinary.has(from + at) ? [] : [unitOf(context, from + at, from + at + 1)]));
    units.push({ ...unitOf(context, from, to), parts });
    from = to;
  }
  return units;
}

function unitOf(
  { words, spelt, meanings, topics, countries, everyday, index, lexicon }: Context,
  from: number,
  to: number,
): Unit {
  const here = (found: Found): boolean => found.from === from && found.to === to;
  const names = [...new Set(meanings.filter(here).map(({ value }) => value))];
  const named = [...new Set(topics.filter(here).map(({ value }) => value))];
  const country = countries.find((found) => here(found) && !index.own.has(found.value))?.value ?? null;
  const factor = words.slice(from, to).some((word, at) => word !== spelt[from + at]) ? MENDED : 1;
  const word = words[from];
  const single = to - from === 1;
  const tokens = [
    ...(single && word !== undefined ? [{ token: `w:${word.stem}`, strength: factor }] : []),
    ...names.map((name) => ({ token: `m:${name}`, strength: factor * MEANING })),
    ...names.flatMap((name) => ({ token: `m:${lexicon.opposites.get(name)}`, strength: factor * OPPOSITE })),
    ...names.flatMap((name) => ({ token: `m:${lexicon.broader.get(name)}`, strength: factor * BROADER })),
    ...(single ? [] : named.map((slug) => ({ token: `t:${slug}`, strength: factor }))),
    ...(country === null ? [] : [{ token: `c:${country}`, strength: factor }]),
  ].filter(({ token }) => index.postings.has(token));
  return {
    from,
    to,
    tokens,
    parts: [],
    meanings: names,
    topics: named,
    country,
    everyday: everyday.some((found) => found.from <= from && to <= found.to),
    cyrillic: /^[\u0400-\u04ff]/u.test(word?.raw ?? ""),
  };
}
