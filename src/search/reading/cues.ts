/** What the vocabulary's turns of phrase do to the reading of a question. */
import { CUES, type Cue } from "#core/profile/vocabulary.ts";

export const CUES_BY_NAME: ReadonlyMap<string, Cue> = new Map(CUES.map((cue) => [cue, cue]));

/** Cues whose words say how something is asked, not what. */
export const MANNER: ReadonlySet<Cue> = new Set([
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
  "rank",
  "follow-up",
  "new-subject",
  "identity",
  "who",
  "date",
  "names",
  "where",
  "why",
]);

/** Cues that make a question of a sentence that has no question mark. */
export const ASKING: ReadonlySet<string> = new Set<Cue>([
  "where",
  "why",
  "who",
  "date",
  "names",
  "amount",
  "score",
  "identity",
]);

/** Cues that ask for figures in a sentence of their own. */
export const ASKING_FIGURES: ReadonlySet<string> = new Set<Cue>(["score", "like-for-like"]);

/** Cues of one word that may be part of a subject. */
export const SUBJECT: ReadonlySet<string> = new Set<Cue>(["score", "trend", "extreme", "later", "price", "deed"]);
