/** What is said beside questions about the country: `content/index/about.yaml` and `content/index/asides/`, a file a language. */
export const TONES = ["thanks", "farewell", "greeting", "assent"] as const;
/** What kind of small talk it is; where several are in one message, the first of these counts. */
export type Tone = (typeof TONES)[number];

/** What somebody needs help with; where a message tells of several, the first of these is answered. */
export const NEEDS = ["self-harm", "debt", "held", "missing", "witness", "addiction", "report", "danger"] as const;
export type Need = (typeof NEEDS)[number];

/** Where help is, whatever the country: addresses are in the wording, what they are called in each language's file. */
export const NEED_LINKS = ["helplines", "women", "trafficked"] as const;
export type NeedLink = (typeof NEED_LINKS)[number];

export const FACT_PLACEHOLDERS = [
  "actors",
  "age",
  "command",
  "country",
  "credit",
  "edition",
  "editions",
  "figures",
  "funding",
  "high",
  "line",
  "low",
  "markets",
  "neighbours",
  "newest",
  "profile",
  "resilience",
  "year",
] as const;
export type FactPlaceholder = (typeof FACT_PLACEHOLDERS)[number];

export const FACT_WAYS = ["about", "privacy", "help", "scores"] as const;

/** Something about the Index or the bot itself, in a few lines with `{placeholders}`. */
export interface Fact {
  readonly slug: string;
  /** What is about the Index shows its edition. */
  readonly of: "index" | "bot";
  readonly title: string;
  readonly lines: readonly string[];
  /** `It` in the question may be the topic of the conversation. */
  readonly yields: boolean;
  /** Pages that say more. */
  readonly ways: readonly (typeof FACT_WAYS)[number][];
}

/** How people of one language say it: patterns as `conversation/patterns/pattern.ts` reads them. */
export interface AsideWords {
  /** BCP 47. */
  readonly language: string;
  /** Names of the bot. */
  readonly names: readonly string[];
  /** Short forms, and what they are read as. */
  readonly spelt: Readonly<Record<string, string>>;
  /** Words that stand for each other, by the name that patterns call them by. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** What may stand round a whole question, and between two. */
  readonly fillers: readonly string[];
  readonly smalltalk: Readonly<Record<Tone, readonly string[]>>;
  /** Whole questions, by the slug of the fact that answers them. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** What anywhere in a message shows that it asks for a fact, by its slug, or is small talk, by its tone: patterns joined by `&`, all of which must be there. */
  readonly hints: Readonly<Record<string, readonly string[]>>;
  readonly need: {
    readonly lists: Readonly<Record<string, readonly string[]>>;
    /** What anywhere in a sentence shows that somebody here needs help. */
    readonly signs: readonly string[];
    /** What shows it together, in a message of several sentences too: patterns joined by `&`. */
    readonly together: readonly string[];
    /** What shows which need it is, of a message that tells of one: patterns joined by `&`. Where none does, it is danger. */
    readonly kinds: Readonly<Partial<Record<Need, readonly string[]>>>;
    /** What goes on with a need that was told before, and what asks of the country again: patterns joined by `&`. */
    readonly pleas: readonly string[];
    readonly turned: readonly string[];
    /** What is answered in this language: to each need a sentence in bold and others, then where help is. */
    readonly answers: Readonly<Record<Need, readonly string[]>>;
    readonly links: Readonly<Record<NeedLink, string>>;
    /** With `{contact}`: whom the deployment names. */
    readonly contact: string;
    /** That nobody reads along. */
    readonly unread: string;
  };
  /** By the English command. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /**
   * What may stand before an order: it asks, `can you`, or begs, `please`, or wants none of it, `don't`; and how verbs are said
   * behind that, by the English one.
   */
  readonly courtesies: {
    readonly asking: readonly string[];
    readonly begging: readonly string[];
    readonly negating: readonly string[];
    readonly orders: Readonly<Partial<Record<string, readonly string[]>>>;
    /** With whom a text begins that orders something for them; and verbs that stand last, behind what they are about. */
    readonly whom: readonly string[];
    readonly behind: Readonly<Partial<Record<string, readonly string[]>>>;
    /** The same with what says that it shall not be done. */
    readonly spared: Readonly<Partial<Record<string, readonly string[]>>>;
  };
  /** What stands before and after the name of a section that is asked for, one of the words in `needed` among it. */
  readonly sections: Readonly<Record<"before" | "after" | "needed", readonly string[]>>;
}
