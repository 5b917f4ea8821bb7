/** The vocabulary and the Index's topics, made ready for reading questions and findings. */
import type { Library, Taxonomy } from "#core/profile/profile.ts";
import type { Cue, SearchWords } from "#core/profile/vocabulary.ts";
import { createAsking, type AskingPatterns } from "./asking.ts";
import { createPhrases, type Phrases } from "./phrases.ts";
import { createStemmer, type Stemmer } from "./words.ts";

/** Words as they are spelt, by length: what a slip of the finger can be near to. */
export type ByLength = ReadonlyMap<number, readonly string[]>;

/** What words are known by: the lexicon, and what of a pack's index reading must know. */
export interface KnownWords {
  readonly lexicon: Lexicon;
  readonly index: {
    /** By token: `w:stem`, `m:meaning`, `c:country` or `t:indicator`. */
    readonly postings: { has(token: string): boolean };
    readonly byLength: ByLength;
    /** Slugs of countries that are the pack's own. */
    readonly ownCountries: ReadonlySet<string>;
    /** Stems of the pack's names. */
    readonly ownStems: ReadonlySet<string>;
  };
}

export interface Lexicon {
  readonly stemmer: Stemmer;
  /** How questions are put. */
  readonly asking: AskingPatterns;
  /** Meanings by their names. */
  readonly meanings: Phrases;
  readonly broader: ReadonlyMap<string, string>;
  readonly opposites: ReadonlyMap<string, string>;
  readonly ordinary: Phrases;
  readonly everyday: Phrases;
  /** Countries by their slugs. */
  readonly countries: Phrases;
  readonly cues: Phrases;
  /** Indicators, sections and pillars by their slugs, from their names and aliases. */
  readonly topics: Phrases;
  /** Words that fit several topics, by the most apt one. */
  readonly ambiguous: Phrases;
  /** What of a subject may be asked, by the slugs of the aspects. */
  readonly asked: Phrases;
  /** Aspects that answer a question for another as well. */
  readonly alsoAsked: ReadonlyMap<string, readonly string[]>;
  readonly surnameEndings: readonly string[];
  readonly numbers: Phrases;
  readonly reasons: Phrases;
  /** The asker's own day, ways of doing, places abroad, words for one person: they bear a reason for refusing out. */
  readonly present: Phrases;
  readonly doing: Phrases;
  readonly abroad: Phrases;
  readonly somebody: Phrases;
  /** Meanings that are an aspect of a subject and no subject. */
  readonly aspects: ReadonlySet<string>;
  /** Meanings that are places. */
  readonly places: ReadonlySet<string>;
  /** Meanings that are a country's own institutions and markets. */
  readonly institutions: ReadonlySet<string>;
  /** Every single word that is listed anywhere, for mending slips of the finger. */
  readonly byLength: ByLength;
}

/** Endings, not words. */
const SEPARATE: ReadonlySet<string> = new Set<Cue>(["surname-ending"]);

export function createLexicon({
  vocabulary: words,
  taxonomy,
  asking,
}: Pick<Library, "vocabulary" | "taxonomy" | "asking">): Lexicon {
  const stemmer = createStemmer(words.exceptions);
  const meanings = createPhrases(Object.entries(words.meanings), stemmer);
  const ordinary = createPhrases([["ordinary", words.ordinary]], stemmer);
  const everyday = createPhrases([["everyday", words.everyday]], stemmer);
  const common = createPhrases(Object.entries(words.countries), stemmer);
  const countries = createPhrases(
    [words.countries, words["rare-countries"]].flatMap((named) => Object.entries(named)),
    stemmer,
  );
  const cues = createPhrases(
    Object.entries(words.cues).filter(([cue]) => !SEPARATE.has(cue)),
    stemmer,
  );
  const topics = createPhrases(topicPhrases(taxonomy), stemmer);
  const spellings = new Set([meanings, ordinary, everyday, common, cues, topics].flatMap((phrases) => phrases.singles));
  return {
    stemmer,
    asking: createAsking(asking),
    meanings,
    broader: new Map(Object.entries(words.broader)),
    opposites: new Map(Object.entries(words.opposites)),
    ordinary,
    everyday,
    countries,
    cues,
    topics,
    ...createSigns(words, stemmer),
    places: new Set(words.places),
    aspects: new Set(words.aspects),
    institutions: new Set(words.institutions),
    ambiguous: createPhrases(
      taxonomy.ambiguous.map(({ word, slugs }) => [slugs[0] ?? "", [word]] as const),
      stemmer,
    ),
    asked: createPhrases(
      taxonomy.aspects.map((aspect) => [aspect.slug, aspect.words] as const),
      stemmer,
    ),
    alsoAsked: new Map(taxonomy.aspects.map(({ slug, also }) => [slug, also])),
    surnameEndings: words.cues["surname-ending"],
    byLength: groupByLength(spellings),
  };
}

/** Lists without names, each found as a whole. */
function createSigns(
  { numbers, reasons, present, doing, abroad, somebody }: SearchWords,
  stemmer: Stemmer,
): Pick<Lexicon, "numbers" | "reasons" | "present" | "doing" | "abroad" | "somebody"> {
  const found = (phrases: readonly string[]): Phrases => createPhrases([["", phrases]], stemmer);
  return {
    numbers: found(numbers),
    reasons: found(reasons),
    present: found(present),
    doing: found(doing),
    abroad: found(abroad),
    somebody: found(somebody),
  };
}

export function groupByLength(spellings: Iterable<string>): ByLength {
  const byLength = new Map<number, string[]>();
  for (const spelling of spellings) {
    const list = byLength.get(spelling.length);
    if (list === undefined) byLength.set(spelling.length, [spelling]);
    else list.push(spelling);
  }
  return byLength;
}

function topicPhrases({ pillars, sections, indicators }: Taxonomy): readonly (readonly [string, readonly string[]])[] {
  return [...indicators, ...sections, ...pillars].map(({ slug, name, aliases }) => [slug, [name, slug, ...aliases]]);
}
