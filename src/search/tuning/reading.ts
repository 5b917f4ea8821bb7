/** How a message is read: what of it, what counts as a slip, how little says too little, what a name is. */

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
  /** Whoever asks is spoken of in one of so many first words, where a sentence introduces them. */
  introducing: 3,
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
  /** A word so long may be two without their space, each no shorter than a part. */
  joined: 7,
  shortestPart: 3,
  /** Shorter words in Latin letters are not read as Russian, and none unless so many of a message are. */
  shortestTransliterated: 3,
  transliterated: 2,
} as const;

/** How few words say too little; a longer sentence with a pronoun, or more units, explain it: moves bare topics and stray pronouns. */
export const BREVITY = {
  bare: 3,
  pronounWords: 6,
  pronounUnits: 1,
} as const;

/** What is taken for the name of a person: moves the reasons of abstentions. */
export const NAMES = {
  /** Shorter surnames must be spelt as the profile spells them; in longer ones so many slips are forgiven. */
  shortestMended: 6,
  slips: 2,
  /** So many letters stand before a surname's ending. */
  beforeEnding: 3,
  shortest: 3,
} as const;
