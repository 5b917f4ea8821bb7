/** The vocabulary and the Index's topics, made ready for reading questions and findings. */
import type { Library, Taxonomy } from "#core/profile/profile.ts";
import type { Cue, SearchWords } from "#core/profile/vocabulary.ts";
import { createAsking, type AskingPatterns } from "./asking.ts";
import { openPhraseBook, writePhraseBook, type PhraseBookTables, type Phrases } from "./phrases.ts";
import { createStemmer, type Stemmer, type Word } from "./words.ts";

/** Words as they are spelt, by their shapes: what a slip of the finger can be near to. */
export type ByShape = ReadonlyMap<string, readonly string[]>;

/** What words are known by: the lexicon, and what of a pack's index reading must know. */
export interface KnownWords {
  readonly lexicon: Lexicon;
  readonly index: {
    /** By token: `w:stem`, `m:meaning`, `c:country` or `t:indicator`. */
    readonly postings: { has(token: string): boolean };
    readonly byShape: ByShape;
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
  /** Whether any of `meanings`, `ordinary`, `everyday`, `countries`, `cues` and `topics` has the word. */
  readonly knows: (word: Word) => boolean;
  /** Common words that nobody lists: neither slips of others nor two words in one. */
  readonly plain: ReadonlySet<string>;
  /** What stands before a country that another one is set against: `than`, `than in`. */
  readonly than: readonly string[];
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
  /** Aspects that tell who. */
  readonly ofPeople: ReadonlySet<string>;
  /** Aspects that nothing else answers. */
  readonly exact: ReadonlySet<string>;
  readonly surnameEndings: readonly string[];
  readonly numbers: Phrases;
  readonly reasons: Phrases;
  readonly denials: Phrases;
  /** The asker's own day, ways of doing, places abroad, words for one person: they bear a reason for refusing out. */
  readonly present: Phrases;
  readonly doing: Phrases;
  readonly abroad: Phrases;
  readonly somebody: Phrases;
  /** Meanings that are an aspect of a subject and no subject. */
  readonly aspects: ReadonlySet<string>;
  /** Meanings that are places. */
  readonly places: ReadonlySet<string>;
  /** Those of them in the country itself. */
  readonly home: ReadonlySet<string>;
  /** Meanings that are a country's own institutions and markets. */
  readonly institutions: ReadonlySet<string>;
  /** Meanings that ask for a detail, are things, or of which one by its name is a detail. */
  readonly details: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** Every single word that is listed anywhere, for mending slips of the finger. */
  readonly byShape: ByShape;
}

/** Endings, not words. */
const SEPARATE: ReadonlySet<string> = new Set<Cue>(["surname-ending"]);

type Words = Pick<Library, "vocabulary" | "taxonomy" | "asking">;

/** What of a lexicon takes long to work out, as it can be kept. */
export interface LexiconTables {
  readonly known: PhraseBookTables<ReturnType<typeof knownLists>[number][0]>;
  readonly signs: PhraseBookTables<ReturnType<typeof signLists>[number][0]>;
  readonly byShape: ByShape;
}

export function writeLexicon({ vocabulary: words, taxonomy }: Words): LexiconTables {
  const stemmer = createStemmer(words.exceptions);
  const known = writePhraseBook(knownLists(words, taxonomy), stemmer);
  const signs = writePhraseBook(signLists(words, taxonomy), stemmer);
  const singles = [
    ...(["meanings", "ordinary", "everyday"] as const).map((name) => known.singles.get(name)),
    signs.singles.get("common"),
    ...(["cues", "topics"] as const).map((name) => known.singles.get(name)),
  ];
  const byShape = groupByShape(new Set(singles.flatMap((some = []) => some)));
  return { known: known.tables, signs: signs.tables, byShape };
}

function wholeWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.includes("*"));
}

/** `tables` are those of the same words. */
export function openLexicon({ vocabulary: words, taxonomy, asking }: Words, tables: LexiconTables): Lexicon {
  const known = openPhraseBook(tables.known);
  const signs = openPhraseBook(tables.signs);
  return {
    stemmer: createStemmer(words.exceptions),
    asking: createAsking(asking),
    knows: known.knows,
    plain: new Set(asking.plain),
    than: asking.than.flatMap((than) => [than, ...wholeWords(asking.within).map((within) => `${than} ${within}`)]),
    meanings: known.list("meanings"),
    broader: new Map(Object.entries(words.broader)),
    opposites: new Map(Object.entries(words.opposites)),
    ordinary: known.list("ordinary"),
    everyday: known.list("everyday"),
    countries: known.list("countries"),
    cues: known.list("cues"),
    topics: known.list("topics"),
    numbers: signs.list("numbers"),
    reasons: signs.list("reasons"),
    denials: signs.list("denials"),
    present: signs.list("present"),
    doing: signs.list("doing"),
    abroad: signs.list("abroad"),
    somebody: signs.list("somebody"),
    places: new Set(words.places),
    home: new Set(words.home),
    aspects: new Set(words.aspects),
    institutions: new Set(words.institutions),
    details: new Set(words.details),
    things: new Set(words.things),
    classes: new Set(words.classes),
    ambiguous: signs.list("ambiguous"),
    asked: signs.list("asked"),
    alsoAsked: new Map(taxonomy.aspects.map(({ slug, also }) => [slug, also])),
    ofPeople: new Set(taxonomy.aspects.flatMap(({ slug, isOfPeople }) => (isOfPeople ? [slug] : []))),
    exact: new Set(taxonomy.aspects.flatMap(({ slug, isExact }) => (isExact ? [slug] : []))),
    surnameEndings: words.cues["surname-ending"],
    byShape: tables.byShape,
  };
}

/** What makes a word known: nobody who types it has misspelt another. */
function knownLists(words: SearchWords, taxonomy: Taxonomy) {
  return [
    ["meanings", Object.entries(words.meanings)],
    ["ordinary", [["ordinary", words.ordinary]]],
    ["everyday", [["everyday", words.everyday]]],
    ["countries", [words.countries, words["rare-countries"]].flatMap((named) => Object.entries(named))],
    ["cues", Object.entries(words.cues).filter(([cue]) => !SEPARATE.has(cue))],
    ["topics", topicPhrases(taxonomy)],
  ] as const;
}

/** What is looked for beside it; a sign has no name but that of its list. */
function signLists(words: SearchWords, taxonomy: Taxonomy) {
  return [
    ["asked", taxonomy.aspects.map((aspect) => [aspect.slug, aspect.words] as const)],
    ["ambiguous", taxonomy.ambiguous.map(({ word, slugs }) => [slugs[0] ?? "", [word]] as const)],
    // Only countries that are often named are what a slip was meant to be.
    ["common", Object.entries(words.countries)],
    ["numbers", [["", words.numbers]]],
    ["reasons", [["", words.reasons]]],
    ["denials", [["", words.denials]]],
    ["present", [["", words.present]]],
    ["doing", [["", words.doing]]],
    ["abroad", [["", words.abroad]]],
    ["somebody", [["", words.somebody]]],
  ] as const;
}

export function groupByShape(spellings: Iterable<string>): ByShape {
  return Map.groupBy(spellings, (spelling) => spellingShape(spelling[0], spelling.length));
}

/** The first letter and the length. */
export function spellingShape(first: string | undefined, length: number): string {
  return `${first} ${length}`;
}

function topicPhrases({ pillars, sections, indicators }: Taxonomy): readonly (readonly [string, readonly string[]])[] {
  return [...indicators, ...sections, ...pillars].map(({ slug, name, aliases }) => [slug, [name, slug, ...aliases]]);
}
