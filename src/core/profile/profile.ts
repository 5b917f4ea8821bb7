/** The Index's own terms: what a content pack holds once it has been read and checked. */

export const PILLAR_SLUGS = ["markets", "actors", "resilience"] as const;
export type PillarSlug = (typeof PILLAR_SLUGS)[number];

/** Criminality is worse when high, resilience is better when high. */
export const DIRECTIONS = ["worse", "better"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface Pillar {
  readonly slug: PillarSlug;
  readonly name: string;
  /** One sentence in our words. */
  readonly definition: string;
  readonly high: Direction;
  readonly aliases: readonly string[];
  /** Aliases that mean the very thing, so that whoever asks what they mean is told its definition. */
  readonly meant: readonly string[];
}

export interface Section {
  readonly slug: string;
  readonly name: string;
  readonly pillar: PillarSlug;
  /** One sentence in our words. */
  readonly definition: string;
  readonly aliases: readonly string[];
  /** As a pillar's. */
  readonly meant: readonly string[];
}

export interface Indicator {
  readonly slug: string;
  readonly name: string;
  /** Within a sentence: `the heroin trade`. */
  readonly phrase: string;
  /** For a chart's label: at most 20 characters, no two alike. */
  readonly short: string;
  readonly pillar: PillarSlug;
  /** Null for the indicators that came with a later edition and have no text in this one. */
  readonly section: string | null;
  readonly definition: string;
  /** A term of the Index, whose words alone do not say what is meant: the definition stands on its page at once. */
  readonly coined: boolean;
  /** The first edition that scored it. */
  readonly since: number;
  readonly aliases: readonly string[];
  /** As a pillar's. */
  readonly meant: readonly string[];
}

/** What of a subject may be asked and told: who controls it, where it comes from, why. */
export interface Aspect {
  readonly slug: string;
  readonly name: string;
  /** The words and phrases that ask for it, in all languages: in lower case, `word*` for every word that begins so. */
  readonly words: readonly string[];
  /** Slugs of aspects that answer the question as well, where this one is not told. */
  readonly also: readonly string[];
  /** It tells who: `who` by itself asks for it. */
  readonly isOfPeople: boolean;
  /** Nothing else answers a question for it: who asks for a name is not told what the thing does. */
  readonly isExact: boolean;
}

/** What holds in any country: the three levels of topics, what may be asked of them, and the scale. */
export interface Taxonomy {
  readonly pillars: readonly Pillar[];
  readonly sections: readonly Section[];
  readonly indicators: readonly Indicator[];
  readonly aspects: readonly Aspect[];
  /** Everyday words that fit several topics, in lower case; slugs best first. */
  readonly ambiguous: readonly { readonly word: string; readonly slugs: readonly string[] }[];
  /** Scores run from `low` to `high`; `line` parts low from high. */
  readonly scale: { readonly low: number; readonly high: number; readonly line: number };
}

/** How sure the source is: says so itself, passes on reports, thinks it likely, or says no more than that it may be so. */
export const CERTAINTIES = ["stated", "reported", "likely", "possible"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** One claim of the profile in our own words. */
export interface Finding {
  /** Stable for ever: `indicator-slug.what-it-says`. */
  readonly id: string;
  /** The indicator it belongs to; it is also the first half of the id. */
  readonly indicator: string;
  /** The section of the source that it comes from (it may differ from the indicator's own). */
  readonly section: string;
  readonly certainty: Certainty;
  /** That the text itself says how sure the source is, so that nothing need say it beside it. */
  readonly said: boolean;
  /** A sentence that stands alone: it names its country. */
  readonly text: string;
  /** The same where a message has named the country above it, and shown what it stands `behind`: neither need be said again. */
  readonly textInList: string;
  /** Worth a message of its own: what a digest opens with before all else. It stands alone, `with` no other. */
  readonly striking: boolean;
  /** Slugs of what it tells of its indicator; the one that it tells first of all comes first. */
  readonly aspects: readonly string[];
  /** What it is about, as meanings and countries of the vocabulary: things, places, groups; the most telling first. */
  readonly subjects: readonly string[];
  /** Other indicators it bears on, those that it covers among them. */
  readonly also: readonly string[];
  /** Other indicators of which it is said as much as of its own: a claim about all drugs, filed under one of them. */
  readonly covers: readonly string[];
  /** Ids of findings that mislead without it, or it without them: a concession and its main clause. They name each other. */
  readonly with: readonly string[];
  /** Ids of those among them that the profile says the contrary in. */
  readonly contradicts: readonly string[];
  /** Ids of findings that say all that it says: a message that shows one of them leaves it out. */
  readonly repeats: readonly string[];
  /** Id of the finding of its indicator that its text in a list points back at; it is whole where that is not above it. */
  readonly behind: string | null;
  /** Persons it names; such a finding never goes into a digest. */
  readonly people: readonly string[];
  /** Words a person might search it by that are not in the text. */
  readonly terms: readonly string[];
}

export interface Rank {
  readonly rank: number;
  readonly of: number;
  /** Others share it, and the next one is skipped. */
  readonly joint: boolean;
}

/** Measures that have ranks, in the Index's order: the columns of scores that are not indicators. */
export const MEASURES = ["criminality", "markets", "actors", "resilience"] as const;
export type Measure = (typeof MEASURES)[number];

/** The published figures of one country in one edition. */
export interface CountryFigures {
  readonly edition: number;
  readonly headline: Readonly<Record<Measure, number>>;
  readonly ranks: Readonly<Record<Measure, { readonly world: Rank; readonly continent: Rank; readonly region: Rank }>>;
  /** Score by indicator slug; an indicator younger than the edition is absent. */
  readonly indicators: Readonly<Record<string, number>>;
}

export interface Country {
  readonly slug: string;
  readonly name: string;
  /** Other words for it, in lower case, as people type them. */
  readonly aliases: readonly string[];
  /** Oldest edition first. */
  readonly editions: readonly CountryFigures[];
}

export interface Figures {
  readonly source: { readonly name: string; readonly url: string };
  readonly region: string;
  readonly continent: string;
  /** The pack's own country first, then its neighbours by name. */
  readonly countries: readonly Country[];
}

/** One country's profile in one edition, with its figures. */
export interface Pack {
  /** `figures` for one that was brought in without a profile: nothing but its figures is told. */
  readonly kind: "profile" | "figures";
  /** Gives the command: `/slug`. */
  readonly slug: string;
  readonly country: string;
  readonly edition: number;
  /** The year that the edition describes. */
  readonly dataYear: number;
  readonly profileUrl: string;
  readonly newestUrl: string;
  readonly credit: string;
  readonly funding: string;
  /** What the profile is, in one or two sentences. */
  readonly summary: string;
  /** The headline of each pillar, one sentence in our words (profile.yaml: `pillars`). */
  readonly pillarFindings: Readonly<Record<PillarSlug, string>>;
  /** By section slug. */
  readonly keyFindings: Readonly<Record<string, string>>;
  /** Both by their slugs, as they stand where a message has named the country above them. */
  readonly headlinesInList: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly figures: Figures;
  /**
   * Questions in the words of those who ask, by what each deserves: the id of a finding, `figures`, or the reason why the
   * profile does not answer it. Empty when nobody has listed any.
   */
  readonly questions: Readonly<Record<string, readonly string[]>>;
}

/** What countries are called where Unicode has another name, by ISO 3166 code; and by which slug the vocabulary knows them. */
export type CountrySpellings = Readonly<Record<string, { readonly slug: string; readonly names: readonly string[] }>>;

/** Everything that was loaded from `content/`. */
export interface Library {
  readonly taxonomy: Taxonomy;
  /** What is asked about the Index and the bot. */
  readonly facts: readonly import("./aside-words.ts").Fact[];
  /** By language. */
  readonly asides: readonly import("./aside-words.ts").AsideWords[];
  readonly wording: import("#core/wording/wording.ts").Wording;
  /** How questions are put, in the languages that are known. */
  readonly asking: import("./asking-words.ts").AskingWords<Measure>;
  /** Words of short questions about figures, in the languages that are known. */
  readonly figureWords: import("./figure-words.ts").FigureWords;
  /** How people say when digests shall come, in the languages that are known. */
  readonly orders: import("./order-lexicon.ts").OrderLexicon;
  /** What people call the cities of time zones in other languages than English, by the zone's name. */
  readonly zoneWords: Readonly<Record<string, readonly string[]>>;
  readonly countries: CountrySpellings;
  readonly nations: import("./nations.ts").Nations;
  /** The words that questions are read with. */
  readonly vocabulary: import("./vocabulary.ts").SearchWords;
  /** Questions that no profile answers, whatever its country, by the reason why. */
  readonly refusals: Readonly<Record<string, readonly string[]>>;
  /** In the order of their slugs; never empty. */
  readonly packs: readonly Pack[];
}
