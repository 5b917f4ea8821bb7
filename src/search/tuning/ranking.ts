/** In which order findings answer: how plainly one has a word, and what a word is worth. */

/** What satisfies a unit of a question, 1 being the word itself: moves hit@1. */
export const STRENGTH = {
  /** A word of the same meaning is nearly as good as the word itself. */
  meaning: 0.96,
  /** The contrary of what was asked answers it as well, but less to the point. */
  opposite: 0.7,
  /** What holds of drugs holds of heroin, more or less. */
  broader: 0.4,
  /** A word that had to be mended may be another word. */
  mended: 0.85,
} as const;

/** How plainly a finding has a word, by where it stands: moves hit@1. */
export const FINDING = {
  text: 1,
  terms: 0.85,
  subject: 1,
  topic: 0.5,
  also: 0.3,
  section: 0.25,
  /** Findings longer than usual count for less, word for word. */
  lengthPenalty: 0.25,
  /** Shorter ones do not count for more than this lets them. */
  leastLength: 0.85,
  /** What of its weight a meaning passes on to a broader one. */
  broader: 0.7,
  /** Meanings further up than this count for nothing. */
  leastBroader: 0.2,
  /** What a word counts for that is only part of a phrase. */
  insidePhrase: 0.5,
  /** A place that weighs more than this is told in the finding's own text. */
  placeTold: 0.8,
} as const;

/** The order of the findings: moves hit@1 and hit@3. */
export const RANKING = {
  /** What a unit weighs that is but a part of how an aspect is asked for: `who ends up in`. */
  ofAspect: 0.3,
  /** The weight of a subject that the vocabulary knows and the pack does not have: kidneys, cars, cigarettes. */
  absent: 6,
  /** The weight of a word that nobody lists: it may be the subject or just a way of speaking. */
  unknown: 1.8,
  /** Russian and Kyrgyz are listed more thinly. */
  unknownCyrillic: 1.4,
  /** Of two or three letters that nobody lists it is mostly a slip. */
  unknownShort: 0.8,
  short: 3,
  /** A question of less weight than this says too little to be judged by all of it. */
  leastWeight: 3,
  /** What even a common word gives a finding, and what it gives besides where it is as telling as the unit it is in. */
  common: 0.55,
  telling: 0.45,
  /** A phrase is together where each of its words has this share; what it then counts. */
  together: 0.3,
  phrase: 0.9,
  /** And of a phrase that means something of its own which others have. */
  meant: 0.78,
  /** Two words of a phrase apart from each other are not the phrase. */
  apart: 0.62,
  /** What the words of a phrase count for that has a meaning of its own which no finding has. */
  unheard: 0.25,
  /** Ordinary words only part findings that are otherwise equal. */
  ordinary: 0.18,
  /** What a finding gains of the topic that the rest of the question points at, and of one that is named. */
  topic: 0.4,
  namedTopic: 0.15,
  /** What a finding keeps of its score that has nothing of the topics that are named. */
  lacksNamed: 0.92,
  /** A finding that has what `where` or `why` asks for. */
  fitting: 1.18,
  /** A finding that tells the aspect that was asked for, and one that tells another. */
  asked: 1.12,
  notAsked: 0.97,
  /** Earlier findings of an indicator are the more general ones. */
  earlier: 0.002,
  /** What the likeness of examples counts beside the words of the finding itself. */
  likeness: 1.2,
  /** Two or three words are a part of many questions. */
  bareWords: 3,
  likenessOfBare: 0.9,
  /** So many findings are looked at closely. */
  shortList: 24,
} as const;
