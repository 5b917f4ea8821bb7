/** What is said beside questions about the country: `content/index/about.yaml` and `content/index/asides/`, a file a language. */
export const TONES = ["thanks", "farewell", "greeting", "assent"] as const;
/** What kind of small talk it is; where several are in one message, the first of these counts. */
export type Tone = (typeof TONES)[number];

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

export const FACT_WAYS = ["about", "privacy", "help"] as const;

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

/** How people of one language say it: patterns as `patterns.ts` reads them. */
export interface AsideWords {
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
  };
  /** By the English command. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** What may stand before an order: it asks, `can you`, or begs, `please`; and how verbs are said behind that, by the English one. */
  readonly courtesies: {
    readonly asking: readonly string[];
    readonly begging: readonly string[];
    readonly orders: Readonly<Partial<Record<string, readonly string[]>>>;
    /** With whom a text begins that orders something for them; and verbs that stand last, behind what they are about. */
    readonly whom: readonly string[];
    readonly behind: Readonly<Partial<Record<string, readonly string[]>>>;
  };
  /** What stands before and after the name of a section that is asked for, one of the words in `needed` among it. */
  readonly sections: Readonly<Record<"before" | "after" | "needed", readonly string[]>>;
}
