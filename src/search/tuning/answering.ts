/** Whether findings answer, and how many of them are shown. */

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

/** When what is covered is not answered all the same: moves the recall of abstentions against their precision. */
export const DOUBT = {
  /** Of the likeness to what is refused no more may be left, when parts of the likeness to what is answered and of the coverage are taken off. */
  most: -0.15,
  answered: 0.6,
  covered: 0.4,
  /** One of so few units weighs so much, and the finding has no more of it than this. */
  units: 3,
  weight: 1.7,
  untold: 0.1,
  /** What questions of all kinds have leaves nothing out; a word that nobody lists must be rarer still among them. */
  telling: 2,
  tellingUnheard: 3.5,
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
