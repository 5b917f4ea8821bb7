/** How near a question is to examples, and what that settles. */

/** What makes questions alike, so that an example is known again in other words: moves every column. */
export const ALIKE = {
  /** What two questions have in common, by its kind. */
  word: 1,
  meaning: 2,
  country: 1.3,
  cue: 0.5,
  /** What so large a share of the examples have parts none from another, and takes the longest to compare. */
  everywhere: 0.1,
  /** Where there are few examples, so many may have it nevertheless. */
  few: 50,
  /** Less is chance. */
  least: 0.05,
  /** Of what a question may deserve, the three nearest examples count, each for less than the one before. */
  second: 0.45,
  third: 0.25,
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
