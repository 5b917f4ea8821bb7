/** How a thread draws questions to its topic. */

/** How a thread draws questions to its topic: moves questions that are asked `after` another. */
export const FOLLOW_UP = {
  /** A thread's findings with less than this of what the best one has are not meant; where another topic is named, less than that. */
  elsewhere: 0.6,
  toldThere: 0.95,
  /** So many small words may stand beside another country or topic that is all that is named. */
  besideOther: 2,
  /** And so many where one of them stands for what was spoken of: `and the one with`. */
  besideStanding: 5,
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

/** What a correction means where it names no topic: moves what is asked `no, I mean ...`. */
export const CORRECTION = {
  /** A topic is meant of whose findings so much has it, one with another, and so many times what the next topic has. */
  topic: 0.15,
  apart: 1.05,
  /** What was spoken of is still meant where its findings have so much of what those of the best topic have. */
  own: 0.8,
} as const;
