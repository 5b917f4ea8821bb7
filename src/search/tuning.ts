/**
 * The numbers that decide, in the order in which a question meets them, tuned on `tests/evaluation` but for `hold-out`,
 * `fresh` and those called `last` (decision 050). What a group moves is a column or a kind of `npm run evaluate`.
 */

/** How much of a message is read: moves the time that an answer takes, and questions with a story around them. */
export const READING = {
  /** What is longer than this is not a question: its beginning and its end are read, and so many words of a sentence. */
  head: 1200,
  tail: 600,
  words: 90,
  /** A sentence with so many units says enough by itself. */
  units: 2,
  /** A sentence of so many words takes in only those that add a unit. */
  wordsAlone: 2,
  /** A shorter beginning of an open phrase (`crimin*`) would match too much. */
  shortestOpening: 2,
} as const;

/** What counts as a slip of the finger and as Russian in Latin letters: they move questions that are typed so. */
export const MENDING = {
  /** Longer sentences are read as they are spelt, and shorter words: mending takes time, and they are near to too many. */
  words: 25,
  shortest: 4,
  /** From this length on, two slips are forgiven. */
  long: 9,
  /** From this length on, two are forgiven where the word sounds the same. */
  sounded: 6,
  /** From this length on, a key beside the right one is a slip, and so are the first two letters swapped. */
  keyed: 5,
  /** A longer one may be two words without their space, no shorter than a part. */
  ...{ joined: 7, shortestPart: 3 },
  /** Shorter words in Latin letters are not read as Russian, and none unless so many of a message are. */
  ...{ shortestTransliterated: 3, transliterated: 2 },
} as const;

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

/** What makes questions alike, so that an example is known again in other words: moves every column. */
export const ALIKE = {
  ...{ word: 1, meaning: 2, country: 1.3, cue: 0.5 },
  /** What so large a share of the examples have parts none from another, and takes the longest to compare. */
  everywhere: 0.1,
  /** Where there are few examples, so many may have it nevertheless. */
  few: 50,
  /** Less is chance. */
  least: 0.05,
  /** Of what a question may deserve, the three nearest examples count, each for less than the one before. */
  ...{ second: 0.45, third: 0.25 },
} as const;

/** How a thread draws questions to its topic: moves questions that are asked `after` another. */
export const FOLLOW_UP = {
  /** A thread's findings with less than this of what the best one has are not meant; where another topic is named, less than that. */
  elsewhere: 0.6,
  toldThere: 0.95,
  /** So many small words may stand beside another country or topic that is all that is named. */
  besideOther: 2,
  /** A question of so many units says what it is about. */
  units: 4,
  /** What the findings of the thread's topic gain where the question has a subject as well, and where it has none. */
  tied: 1.5,
  alone: 6,
  /** What a finding keeps of its score that the thread has seen: of two that answer alike the new one comes. */
  shown: 0.9,
  /** Findings that only touch on the topic gain one part in so many. */
  partOfAlso: 3,
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

/** What likeness to examples settles, 0 to about 1.4: moves the precision, the recall and the reasons of abstentions. */
export const LIKENESS = {
  /** Hardly another question than an example that is answered. */
  allButTheSame: 0.65,
  /** Where so large a part of the subject is in no finding. */
  despiteAbsent: 0.75,
  mostlyAbsent: 0.4,
  /** Like what is answered, and by so much more than like what is not. */
  answered: 0.3,
  answeredNearer: 0.08,
  /** In a thread less will do, with the findings of its topic; what is refused may be so much nearer. */
  answeredInThread: 0.2,
  refusedNearerInThread: 0.1,
  /** So like what is not answered that no coverage helps, and by so much more than like what is. */
  refused: 0.65,
  refusedNearer: 0.1,
  /** Recipes are asked for in the words of the findings, and their turns of phrase are known besides. */
  recipeNearer: 0.25,
  /** Like enough to what is not answered to share its reason. */
  refusedForItsReason: 0.4,
  /** Like what the figures answer, and by so much more than like any finding where no measure is named. */
  figures: 0.45,
  figuresNearer: 0.15,
  /** A question that names somebody is like the examples of the finding about them. */
  named: 0.38,
} as const;

/** What share of a question's weight findings must have to answer it: moves the precision and the recall of abstentions. */
export const COVERAGE = {
  /** All that is shown together, of a question with no more units than this. */
  all: 0.52,
  units: 2,
  /** The more units a question has, the more of them are mere talk: each asks for so much less, but not for less than the least. */
  lessAUnit: 0.04,
  least: 0.43,
  /** What a pack asks for of it that lists no questions: more of their words are known to none of its findings. */
  unlisted: 0.8,
  /** The best finding alone must have this much. */
  first: 0.42,
  /** A follow-up's subject is mostly in what was said before. */
  followUp: 0.3,
  /** A finding that counts must count what was asked: this much of the word behind `how many`. */
  counted: 0.5,
  /** Where the word cannot be told, all of it must be there. */
  exact: 0.7,
  /** A country that a finding speaks of, if only beside others. */
  country: 0.3,
  /** Of another country's own affairs it must be just what was asked, of a neighbour's, whom the profile often names, even more so. */
  there: 0.72,
  nextDoor: 0.88,
  /** A question about a named person must be all but covered: nothing more is said about anybody. */
  person: 0.8,
  /** The subject of a question about figures may be taken from the best finding when that has so much. */
  figureSubject: 0.6,
} as const;

/**
 * When what is covered is not answered all the same: moves the recall of abstentions against their precision. Of the likeness to what is
 * refused `most` may be left when parts of the likeness to what is answered and of the coverage are taken off.
 */
export const DOUBT = {
  ...{ answered: 0.6, covered: 0.4, most: -0.15 },
  /** One of so few units weighs so much, and the finding has no more of it than this. */
  ...{ units: 3, weight: 1.7, untold: 0.1 },
  /** What questions of all kinds have leaves nothing out; a word that nobody lists must be rarer still among them. */
  ...{ telling: 2, tellingUnheard: 3.5 },
} as const;

/** What is shown: moves the facts. */
export const SHOWN = {
  most: 3,
  /** Findings this close behind the best one are looked at with it. */
  next: 0.5,
  /** Cannabis is told beside heroin only where both are spoken of: what the first finding plainly has, the others must have too. */
  plain: 0.8,
  beside: 0.45,
  /** What the others must have of the subject, as a part of what the first has, and how near they must come to it in all. */
  subject: 0.8,
  asNear: 0.85,
  /** One of another indicator must come so near to it whatever it adds; it adds what it has so much more of. */
  elsewhere: 0.88,
  adds: 0.5,
  /** Findings beside figures. */
  besideFigures: 2,
  /** An abstention points at so many that have this share of the question, and of its heaviest subjects. */
  near: 0.25,
  nearby: 2,
  mainSubject: 0.6,
} as const;

/** How few words say too little; a longer sentence with a pronoun, or more units, explain it: moves bare topics and stray pronouns. */
export const BREVITY = { bare: 3, pronounWords: 6, pronounUnits: 1 } as const;

/**
 * What is taken for the name of a person: moves the reasons of abstentions. Shorter surnames must be spelt as the profile spells them;
 * in longer ones so many slips are forgiven. The letters that stand before a surname's ending, and those of the shortest name.
 */
export const NAMES = { shortestMended: 6, slips: 2, beforeEnding: 3, shortest: 3 } as const;
