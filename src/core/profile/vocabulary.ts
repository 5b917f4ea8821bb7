/** The words that questions are read with (`content/index/vocabulary.yaml`): in lower case, `word*` for every word that begins so. */

export const CUES = [
  "first-person-how",
  "wish",
  "recipe",
  "price",
  "role",
  "cloak",
  "means",
  "evasion",
  "honest",
  "deed",
  "later",
  "score",
  "trend",
  "extreme",
  "weakest",
  "strongest",
  "compare",
  "rank",
  "like-for-like",
  "gravity",
  "amount",
  "soft-amount",
  "degree",
  "follow-up",
  "more",
  "new-subject",
  "person",
  "look-up",
  "identity",
  "who",
  "date",
  "names",
  "pronoun",
  "where",
  "why",
  "forename",
  "surname-ending",
  "passing",
] as const;

/** A turn of phrase that shows what kind of question it is. */
export type Cue = (typeof CUES)[number];

export interface SearchWords {
  /** Words whose endings mislead, with the word that they count as. */
  readonly exceptions: Readonly<Record<string, string>>;
  /** What means the same when one searches, by a name of ours. */
  readonly meanings: Readonly<Record<string, readonly string[]>>;
  /** The broader meaning that a narrower one also has. */
  readonly broader: Readonly<Record<string, string>>;
  /** A question about the one is also answered by the other. */
  readonly opposites: Readonly<Record<string, string>>;
  /** What says nothing about the subject: question words, politeness, small change. */
  readonly ordinary: readonly string[];
  /** Countries and their people, by a slug that is the figures' own where they have the country. */
  readonly countries: Readonly<Record<string, readonly string[]>>;
  /** Countries whose names a slip of the finger must not be mended to. */
  readonly "rare-countries": Readonly<Record<string, readonly string[]>>;
  readonly cues: Readonly<Record<Cue, readonly string[]>>;
  /** Meanings that are places; a country is one anyway. */
  readonly places: readonly string[];
  /** Those of them that are in the country itself. */
  readonly home: readonly string[];
  /** Meanings that are institutions or markets of a country: those of another one are not told. */
  readonly institutions: readonly string[];
  /** Meanings that ask for a detail: what has it not does not answer. */
  readonly details: readonly string[];
  /** Meanings of goods, drugs and animals: a finding that has one by no more than its topic is not about it. */
  readonly things: readonly string[];
  /** Meanings of things of one kind that a profile seldom tells by their names: `which bank` asks for one. */
  readonly classes: readonly string[];
  /** Meanings that are an aspect of a subject and no subject. */
  readonly aspects: readonly string[];
  /** Words that give a reason. */
  readonly reasons: readonly string[];
  /** Words that deny something. */
  readonly denials: readonly string[];
  /** Words that count something. */
  readonly numbers: readonly string[];
  /** The asker's own day: what is asked of it may be later than the edition. */
  readonly present: readonly string[];
  /** Ways of asking how something is done, or of taking part in it. */
  readonly doing: readonly string[];
  /** Places that can be in none but another country. */
  readonly abroad: readonly string[];
  /** Words for one person. */
  readonly somebody: readonly string[];
  /** Subjects that no profile has. */
  readonly everyday: readonly string[];
}
