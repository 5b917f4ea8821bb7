/** What was asked, by whom and where: the one shape that every platform's events are read into. */
import type { ExportFormat, ExportOrder } from "#core/document/evidence.ts";
import type { FormValues } from "#core/document/form.ts";
import type { Need, Tone } from "#core/profile/aside-words.ts";
import type { CountryWay, FigureQuestion } from "#core/profile/figure-question.ts";

export const PLATFORMS = ["slack", "teams", "terminal"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** How the platforms differ, as far as the core has to know. */
export const PLATFORM_TRAITS: Readonly<
  Record<
    Platform,
    {
      /** Whether a subscription can be kept for it: something can be sent there without being asked. */
      readonly takesDigests: boolean;
      /** Whether replies to commands are seen by the asker alone. */
      readonly repliesPrivately: boolean;
    }
  >
> = {
  slack: { takesDigests: true, repliesPrivately: true },
  teams: { takesDigests: true, repliesPrivately: false },
  terminal: { takesDigests: false, repliesPrivately: true },
};

export const CONVERSATION_KINDS = ["channel", "group", "direct"] as const;

/** A place to answer in. The same shape addresses digests. */
export interface Conversation {
  readonly platform: Platform;
  /** Slack team id, Teams tenant id; bounds rate limits and tokens. Empty where the platform has not told it: see `isOfPlace`. */
  readonly tenant: string;
  /** Channel or chat id, without any thread. */
  readonly channel: string;
  /** Slack thread_ts or Teams root message id, when the question was asked in a thread. */
  readonly thread: string | null;
  readonly kind: (typeof CONVERSATION_KINDS)[number];
}

/** Tenants of a platform (Slack's workspaces, Teams' organisations) by their ids. */
export type Tenants = readonly string[] | "all";

/** Where the bot is not any more. */
export interface Removed {
  readonly platform: Platform;
  readonly tenant: string;
  /** Conversations of the tenant by their ids; null for the tenant with all that is in it. */
  readonly channels: readonly string[] | null;
}

export interface Asker {
  readonly id: string;
  readonly name: string;
  /** IANA zone, as the platform told it: it may be one that is not known here. */
  readonly zone: string | null;
}

export type Detail = "brief" | "full";

export const SUBSCRIPTION_VERBS = [
  "subscribe",
  "subscriptions",
  "pause",
  "resume",
  "skip",
  "preview",
  "status",
  "unsubscribe",
  "undo",
] as const;
export type SubscriptionVerb = (typeof SUBSCRIPTION_VERBS)[number];

/**
 * How an order was given that is not simply done: `asked` with a question mark, `unsubscribe drugs?`, or `guessed` from words that
 * may be one, so that it is offered; `added` to the topics of a digest, or `replaced` them; `negated`, `don't pause drugs`, so that nothing is done.
 */
export type OrderManner = "asked" | "guessed" | "added" | "replaced" | "negated";

export type Command =
  | { readonly kind: "overview"; readonly detail: Detail }
  /** With its words where they end as a question does: `victims?` asks for more in a conversation than for the page. */
  | { readonly kind: "topic"; readonly slug: string; readonly detail: Detail; readonly asked?: string }
  /** A word that fits several topics, best first. */
  | { readonly kind: "choose"; readonly asked: string; readonly slugs: readonly string[] }
  /** Figures that may be of several topics or pillars, or that take one edition only where several were named. */
  | {
      readonly kind: "choose-figures";
      readonly by: "topic" | "edition" | "pillar";
      readonly asked: string;
      readonly questions: readonly FigureQuestion[];
      readonly leans: boolean;
      /** As below. */
      readonly country?: string;
    }
  /** Words that are a part of several countries' names, with what asks the same of each. */
  | { readonly kind: "choose-country"; readonly asked: string; readonly ways: readonly CountryWay[] }
  | { readonly kind: "unknown"; readonly asked: string; readonly nearest: readonly string[] }
  /** Thanks, a greeting and the like. */
  | { readonly kind: "smalltalk"; readonly tone: Tone }
  /** Somebody needs help: with what, and in which of the languages that are known; never with their words. */
  | { readonly kind: "need"; readonly of: Need; readonly language: string }
  /**
   * Something about the Index or the bot, by its slug in `content/index/about.yaml`; with its words where they speak of
   * `it`, which in a conversation may be its topic.
   */
  | { readonly kind: "fact"; readonly slug: string; readonly asked?: string }
  /** What the Index means by a topic, by its slug. */
  | { readonly kind: "definition"; readonly topic: string }
  | { readonly kind: "help" }
  | { readonly kind: "about" }
  | { readonly kind: "privacy" }
  /** `leans` when nothing was named that the figures are of: in a conversation it is what that is about. */
  | {
      readonly kind: "figures";
      readonly question: FigureQuestion;
      readonly leans: boolean;
      /** Slug of a country of which only figures are here, that it is asked of whatever pack was named. */
      readonly country?: string;
      /** With its words where they may ask of what a finding tells: `which ones are worst?` */
      readonly asked?: string;
    }
  | { readonly kind: "ask"; readonly question: string }
  /** Somebody wants to ask about these topics, by their slugs, and has not said what. */
  | { readonly kind: "question"; readonly topics: readonly string[] }
  /** How to cite findings, by their ids; the profile as a whole where none is named. */
  | { readonly kind: "cite"; readonly findings: readonly string[] }
  /**
   * A topic to take away as a file. `leans` when none was named: in a conversation it is what that is about, and `aspect`
   * what was asked of it.
   */
  | (Omit<ExportOrder, "pack"> & {
      readonly kind: "export";
      readonly leans: boolean;
      readonly aspect?: string | null;
      readonly country?: string;
    })
  /** The answer to a question to take away. */
  | { readonly kind: "export-answer"; readonly question: string; readonly format: ExportFormat }
  /** A topic to take away that may be several, or a format: `nothing` where it is no topic at all. */
  | {
      readonly kind: "choose-export";
      readonly by: "topic" | "format" | "nothing";
      readonly asked: string;
      /** Slugs; null for the whole profile. */
      readonly topics: readonly (string | null)[];
      /** Those that were named. */
      readonly formats: readonly ExportFormat[];
    }
  /** An answer as it was given: findings by their ids, after the topic it was of where that is another. */
  | { readonly kind: "findings"; readonly findings: readonly string[]; readonly score: boolean }
  /** The channel's own country; `pack` is null where `asked` names none that is known. */
  | { readonly kind: "here"; readonly asked: string; readonly pack: string | null }
  | {
      readonly kind: "subscription";
      readonly verb: SubscriptionVerb;
      readonly rest: string;
      /** Nothing is changed where it says how the order was given. */
      readonly manner?: OrderManner;
    }
  /** Something in an answer is wrong; `about` is the answer's key or a finding's id. */
  | { readonly kind: "report"; readonly about: string }
  /** A submitted form. */
  | { readonly kind: "submission"; readonly form: string; readonly values: FormValues }
  /** What a person thinks of an answer, by its key; `helpful` is null where only a comment was given. */
  | { readonly kind: "feedback"; readonly answer: string; readonly helpful: boolean | null; readonly comment: string };

/** Told to its asker alone, where the platform can; to be asked of a reply as well, as words that go on with a need do not show it. */
export function isForAskerAlone({ kind }: { readonly kind: string }): boolean {
  return kind === "smalltalk" || kind === "need";
}

/** Whether its answer may be a file, which is handed over in each platform's own way. */
export function asksForFile({ kind }: Command): boolean {
  return kind === "export" || kind === "export-answer";
}

/** Verbs that change nothing. */
export const READING_VERBS: ReadonlySet<SubscriptionVerb> = new Set(["subscriptions", "preview", "status"]);

/** Whether a repeat of it would do something again, and not only say it. */
export function changesSomething(command: Command): boolean {
  switch (command.kind) {
    case "subscription":
      return !READING_VERBS.has(command.verb);
    case "here":
    case "submission":
    case "feedback":
      return true;
    case "overview":
    case "topic":
    case "choose":
    case "choose-figures":
    case "choose-country":
    case "unknown":
    case "smalltalk":
    case "need":
    case "fact":
    case "definition":
    case "help":
    case "about":
    case "privacy":
    case "figures":
    case "ask":
    case "question":
    case "cite":
    case "export":
    case "export-answer":
    case "choose-export":
    case "findings":
    case "report":
      return false;
  }
}

/** Whether it reads or writes what is kept for a place, which has to be known then. */
export function isOfPlace(command: Command): boolean {
  return (
    changesSomething(command) ||
    command.kind === "subscription" ||
    // Both open a form that comes back to the place.
    command.kind === "report" ||
    command.kind === "question"
  );
}

export interface Request {
  /** Slug of the pack that was asked. */
  readonly pack: string;
  readonly command: Command;
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** The platform's own key of the message, for answering it once; null where a repeat is harmless. */
  readonly key: string | null;
  /** When it was said, as the platform tells it, in milliseconds since 1970 UTC; null where it does not tell. */
  readonly at: number | null;
  /** Typed words may lean on what was said before; what a button asks for is complete. */
  readonly typed: boolean;
  /** Who will see the answer. */
  readonly audience: "asker" | "everyone";
}

/** A request as it comes in: null where no pack was named, which means the conversation's, else the default one. */
export interface Incoming extends Omit<Request, "pack"> {
  readonly pack: string | null;
  /** Slugs of the topics that it was asked under, whatever the conversation was about before. */
  readonly about?: readonly string[];
}
