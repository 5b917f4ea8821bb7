/** How questions are put in the languages that are known (`content/index/words/`): `word*` stands for every word that begins so. */

/** Those of all languages together. */
export interface AskingWords<Measured extends string = string> {
  /** First words of a question, so that it is not read as a misspelt topic. */
  readonly questions: readonly string[];
  /** First words of a sentence that asks, with a question mark or without. */
  readonly openings: readonly string[];
  /** What may stand before them. */
  readonly joints: readonly string[];
  /** Before a country: something is asked of what is in it. */
  readonly within: readonly string[];
  /** Before a country: it is asked about itself. */
  readonly "asked-of": readonly string[];
  /** Before a country: something goes there, passes there or comes from there. */
  readonly bound: readonly string[];
  /** Asks what was said, not what was scored. */
  readonly said: readonly string[];
  /** Sets one country against another. */
  readonly against: readonly string[];
  /** Stands between the two, before the other one. */
  readonly than: readonly string[];
  /** Stands for whatever the Index measures. */
  readonly general: readonly string[];
  /** Leaves it open what is so: asks for it, gives a choice, or denies. */
  readonly open: readonly string[];
  /** Stands for what was spoken of. */
  readonly pronouns: readonly string[];
  /** In the country that was spoken of last. */
  readonly there: readonly string[];
  /** Points at what stands beside the question. */
  readonly such: readonly string[];
  /** Speaks of who asks. */
  readonly asker: readonly string[];
  /** Before what is the asker's own. */
  readonly owned: readonly string[];
  /** What somebody takes to be so, or wishes to know. */
  readonly supposing: readonly string[];
  /** Asks for one of several; asks how something is called. */
  readonly which: readonly string[];
  readonly naming: readonly string[];
  /** Chooses one of several; what of which one by its name is seldom told; parts of a country; who holds an office, and by what name. */
  readonly singling: readonly string[];
  readonly singled: readonly string[];
  readonly areas: readonly string[];
  readonly offices: readonly string[];
  readonly "by-name": readonly string[];
  /** What became of somebody; what is paid, behind `what do they`. */
  readonly fates: readonly string[];
  /** Says how many there are, as a number does. */
  readonly multitudes: readonly string[];
  /** Says that it is so of one more than of all others, by itself or before the word for it. */
  readonly superlative: readonly string[];
  /** First words of a question for something in particular: whoever asks whether or why something is so leaves more open. */
  readonly wanting: readonly string[];
  /** Ends the name of a country in the form in which something goes there. */
  readonly reached: readonly string[];
  readonly charged: readonly string[];
  readonly "paid-for": readonly string[];
  /** Behind what is denied: what is there nevertheless. */
  readonly besides: readonly string[];
  /** Behind `how much`: a sum of money is asked for. */
  readonly sums: readonly string[];
  /** Behind `why`: takes for granted that it is large, which what says `little` contradicts, or that it is so of none but these. */
  readonly much: readonly string[];
  readonly little: readonly string[];
  readonly only: readonly string[];
  /** Asks what of it changed, not how it went on the whole. */
  readonly parts: readonly string[];
  /** With somebody's name: asks what they do or have. */
  readonly deeds: readonly string[];
  /** Stands between two things of which one is chosen. */
  readonly either: readonly string[];
  /** How a score is called. */
  readonly level: readonly string[];
  /** Opens a question of how to do something; the word for what one does, as it is said of nobody else. */
  readonly whereby: readonly string[];
  readonly undertaken: readonly string[];
  /** Tells by its form that others do it. */
  readonly finite: readonly string[];
  /** Names a deed as an order does: `forge papers, where to start`. */
  readonly bids: readonly string[];
  /** Puts a thing as it would be. */
  readonly conditional: readonly string[];
  /** Behind how it should or could be: it is not said who does it. */
  readonly done: readonly string[];
  /** Introduces what shall not come of it, and denies it. */
  readonly "so-that": readonly string[];
  readonly denying: readonly string[];
  /** What became of something behind what was told of it; one of a kind that stands for what was spoken of. */
  readonly afterwards: readonly string[];
  readonly standing: readonly string[];
  /** Takes back what was understood, or delays what is meant; both before it. */
  readonly retracting: readonly string[];
  readonly stalling: readonly string[];
  /** Says what is meant: before it and behind it; what may stand between: `about`. */
  readonly meaning: readonly string[];
  readonly "meaning-behind": readonly string[];
  readonly concerning: readonly string[];
  /** One thing and not another: before the one that is not meant, between the two, and behind the one that is not meant. */
  readonly excluding: readonly string[];
  readonly instead: readonly string[];
  readonly "excluded-behind": readonly string[];
  /** Turns from what is said first to what is asked: `I am new here, but who ...`. */
  readonly turning: readonly string[];
  /** Before `in`: it is brought here. */
  readonly carried: readonly string[];
  /** Behind somebody: it is they who ask or say it. */
  readonly relaying: readonly string[];
  /** Asks for what surrounds a thing: when, where, why. */
  readonly circumstances: readonly string[];
  /** Stands for one person who was spoken of. */
  readonly him: readonly string[];
  /** Asks what is to come. */
  readonly future: readonly string[];
  /** Of figures: the newest edition. */
  readonly newest: readonly string[];
  /** The editions of the Index themselves. */
  readonly editions: readonly string[];
  /** The countries round about, as a whole. */
  readonly region: readonly string[];
  /** What tells one country's place from another's, or asks for all of them. */
  readonly order: readonly string[];
  /** Countries, of which some are counted. */
  readonly nations: readonly string[];
  /** How many of them, and on which side of the one that is named. */
  readonly many: readonly string[];
  readonly above: readonly string[];
  readonly below: readonly string[];
  readonly worse: readonly string[];
  readonly better: readonly string[];
  /** Of the whole world. */
  readonly world: readonly string[];
  /** The two sides of then and now. */
  readonly now: readonly string[];
  readonly before: readonly string[];
  /** Stands before the first of several years. */
  readonly since: readonly string[];
  /** The good and the bad end, whichever way is worse. */
  readonly best: readonly string[];
  readonly worst: readonly string[];
  /** Asks for one country's place among others. */
  readonly placed: readonly string[];
  /** Of all that has a score. */
  readonly everything: readonly string[];
  /** What markets deal in. */
  readonly crimes: readonly string[];
  /** Common words that are near to a listed one: nobody who types them has misspelt that. */
  readonly plain: readonly string[];
  readonly measures: Readonly<Record<Measured, readonly string[]>>;
}

export type AskingList = Exclude<keyof AskingWords, "measures">;
