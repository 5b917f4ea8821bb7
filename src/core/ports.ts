/** What the outside hands to the core, each no larger than its users need. */
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { HandedOver } from "#core/document/exported.ts";
import type { FormValues, Option } from "#core/document/form.ts";
import type { FileReply, Reply } from "./reply.ts";
import type { Asker, Command, Conversation, Incoming, Platform, Removed, Tenants } from "./request.ts";

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** Structured logging as pino does it: what happened as fields, then a sentence. Never message text or secrets. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The bot as adapters see it: words in, a reply out. */
export interface Bot {
  /** In the order of their slugs. */
  readonly packs: readonly { readonly slug: string; readonly country: string }[];
  /** Whether anything is answered of the country of that slug, be it its figures alone. */
  readonly answersOf: (slug: string) => boolean;
  /** Slug of the pack that is meant where none is named. */
  readonly defaultPack: string;
  /**
   * Reads what a person typed after the command of a pack (a slug). Takes any text and never throws. `mentions` are those
   * of others than the bot, with their mark: `@Bob`, `#general`.
   */
  readonly parse: (text: string, pack?: string, mentions?: readonly string[]) => Command;
  /** Reads a mention or direct message: it may name the pack (`/country drugs`, `country drugs`) or not, then it is null. */
  readonly parseMention: (
    text: string,
    mentions?: readonly string[],
  ) => { readonly pack: string | null; readonly command: Command };
  /** Reads what a button carries; null where what it asks for is not here any more. */
  readonly parsePress: (text: string) => Command | null;
  /** Reads a form that asks a question of the pack; null for every other form, and where nothing was asked. */
  readonly parseQuestion: (
    form: string,
    values: FormValues,
    pack: string,
  ) => { readonly command: Command; readonly about: readonly string[]; readonly question: string } | null;
  /** Answers. Never rejects: a fault of ours is logged and counted, and its answer is an apology. */
  readonly handle: (request: Incoming) => Promise<Reply>;
  /**
   * Gives a reply again that `handle` gave before to the same command, which leaned on nothing: it is counted and remembered
   * as if it had been asked for. Null where it is not the answer any more. Never rejects.
   */
  readonly repeat: (reply: Reply, request: Incoming) => Promise<void> | null;
  /** A message with this reply stands there now under its own id: a thread below it is about the same. Never rejects. */
  readonly posted: (
    reply: Reply,
    message: { pack: string | null; conversation: Conversation; id: string },
  ) => Promise<void>;
  /** Says that something failed inside and what to do next: for an answer that does not come in time. */
  readonly apology: () => Reply;
  /** What may be chosen in a form's field of that name by who types `asked`, best first; nothing in a field that is not searched. */
  readonly findOptions: (field: string, asked: string) => readonly Option[];
  /** What is said of a file that was to be handed over where `conversation` is. */
  readonly handedOver: (file: FileReply, how: HandedOver, conversation: Conversation) => Briefing;
  /** A sentence in place of an answer, and the way to help. */
  readonly remark: (remark: Remark) => Reply;
  /** Whether a person's question is answered now, who may have asked very many; each call counts as one. */
  readonly heed: (asker: Asker, where: Pick<Conversation, "platform" | "tenant">) => Heed;
  /** Counts a message that the platform did not take as it was drawn: `taken` tells whether it took its words alone. */
  readonly refusedForm: (platform: Platform, taken: boolean) => void;
  /** What the adapters themselves must say, in the bot's wording. */
  readonly sharedBy: (person: { readonly id: string; readonly name: string }) => Block;
  readonly askedBy: (person: { readonly id: string; readonly name: string }, question: string) => Block;
  /** The notice in a message that had no room for `count` of its items; a renderer takes it as it is. */
  readonly leftOut: (count: number) => Block;
  /** The words on what adapters draw themselves. */
  readonly labels: Labels;
  /**
   * Answers a message by `act`, once for all replicas however often the platform delivers it. `act` gives whether the
   * answer went out; where it did not, or the process ended first, the asker is told later. `undone` is as if it had
   * never come. Resolves with whether this was the first time. Rejects as `act` does. `taken` is called before `act`, when
   * the message is kept, was kept before, or cannot be: from then on the platform need not deliver it again.
   */
  readonly once: (message: Message, act: () => Promise<boolean | "undone">, taken?: () => void) => Promise<boolean>;
  readonly given: GivenAnswers;
  /** The bot was taken out there: what is kept of it is deleted. Rejects when the store does. */
  readonly removed: (from: Removed) => Promise<void>;
}

/** Which message of ours answers which, for 30 days: an answer goes when its question is deleted. Neither rejects. */
export interface GivenAnswers {
  /** `question` is the platform's own key of the message, `answer` the id of ours in the same conversation. */
  note(question: string, answer: string): Promise<"noted" | "question-gone">;
  /** The answer's id, once, the question being gone; null where there is none, which one that comes later is told of. */
  take(question: string): Promise<string | null>;
}

/** `too-many` is said once, then there is silence. */
export type Heed = "answer" | "too-many" | "silence";

export const REMARKS = [
  /** What was pressed again was done the first time. */
  "again",
  /** A question asked by form has its answer in the conversation. */
  "answered",
  "asker-only",
  /** What was pressed on a post is answered below it. */
  "below",
  "deleted",
  /** A message that is only a file. */
  "files",
  /** Teams asks for something that the app does not declare. */
  "not-offered",
  "shared-already",
  /** A form that the bot has not opened for whoever submits it, or that nobody knows any more. */
  "stale-form",
  "too-many",
  /** A button that nobody knows any more, or that asks for what is gone. */
  "unknown-press",
] as const;
export type Remark = (typeof REMARKS)[number];

/** A message to answer: never its words, only what tells it from others, and where it stands. */
export interface Message {
  /** The platform's own: `Request.key`. */
  readonly key: string;
  readonly pack: string;
  /**
   * Where the answer goes. Null where nobody is owed one by this: then it is a thing to do once, which may be done again
   * when for `ANSWERED_WITHIN_MS` nobody has said that it was done.
   */
  readonly conversation: Conversation | null;
}

/** No answer takes this long, with all its attempts: what has no outcome by then was interrupted. */
export const ANSWERED_WITHIN_MS = 3 * 60_000;

/** A message that was taken and has no outcome yet. */
export interface OpenMessage extends Message {
  readonly conversation: Conversation;
  /** When it was taken, or last in hand to be told of, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly askedAt: number;
  /** Whether somebody began to tell of it, and what came of that is not known. */
  readonly isBegun: boolean;
}

/** The messages without an outcome, of all replicas. */
export interface OpenMessages {
  /** Last in hand between the two times, milliseconds since 1970 UTC, and not settled; oldest first. */
  listOpen(
    between: { readonly after: number; readonly before: number },
    limit: number,
  ): Promise<readonly OpenMessage[]>;
  /** Takes one in hand, to be told of; true for the one caller who does. */
  begin(open: OpenMessage, now: number): Promise<boolean>;
  /** Nothing was told of it by whoever took it in hand at `begun`: as it was before, unless somebody else has it since. */
  withdraw(open: OpenMessage, begun: number): Promise<void>;
  /** Its answer is not owed any more; true for the one caller who settles it. */
  settle(key: string): Promise<boolean>;
}

/** Words on buttons and states that are the platform's, not part of any briefing. */
export interface Labels {
  /** Takes an answer away. */
  readonly delete: string;
  readonly helpful: string;
  readonly unhelpful: string;
  /** Leaves a form without sending it. */
  readonly cancel: string;
  /** Said beside a field that must not be empty. */
  readonly required: string;
  /** Follows the bot's name while an answer takes long: `is looking it up`. */
  readonly working: string;
}

/** Where a digest goes and under which name it is remembered. */
export interface Outgoing {
  readonly to: Conversation;
  /** Travels with the message where the platform can carry it, so that a repeat is recognised. */
  readonly delivery: string;
  readonly briefing: Briefing;
}

/** Which sentence helps whoever has to act before anything can be sent there. */
export const REFUSAL_ADVICE = ["invite", "channel-gone", "reinstall", "permission", "blocked", "unknown"] as const;
export type RefusalAdvice = (typeof REFUSAL_ADVICE)[number];

/** Nothing can ever be sent there, as things are; `reason` is the platform's word. */
export interface Unreachable {
  readonly advice: RefusalAdvice;
  readonly reason: string;
}

export type SendOutcome = { readonly kind: "sent"; readonly messageId: string } | NotSent;

export type NotSent =
  /** A passing fault; `wholeTenant` when the platform holds back everything of that workspace or tenant. */
  | { readonly kind: "later"; readonly afterMs: number | null; readonly wholeTenant: boolean; readonly reason: string }
  /** It will not work until somebody acts; `reason` is the platform's word, `advice` tells which sentence helps. */
  | { readonly kind: "refused"; readonly reason: string; readonly advice: RefusalAdvice }
  /** The platform does not take this message for what it is, such as its size; another one may well go there. */
  | { readonly kind: "unsendable"; readonly reason: string }
  /** It may or may not have arrived. */
  | { readonly kind: "unknown"; readonly reason: string };

/** A message that needs nothing more but to leave. */
export interface Departure {
  readonly kind: "ready";
  /**
   * One attempt. `mayLeave` is asked in the same turn of the event loop as each write to the socket: where it says no,
   * nothing leaves, which is an outcome of `later`.
   */
  leave(mayLeave: () => boolean): Promise<SendOutcome>;
}

/**
 * Sends without being asked. One attempt a call, and one in its words alone after a form that was refused: retries and
 * pacing belong to the schedule.
 */
export interface Sender {
  /**
   * Whose conversations it can write to, as far as that is known by now: what is another tenant's waits for a process that
   * serves it. Asked before each claim. Rejects when the store does.
   */
  tenants(): Promise<Tenants>;
  /** Does all that takes time, so that only the message itself is left to do: finds the way, draws it. Nothing leaves. */
  prepare(message: Outgoing): Promise<Departure | NotSent>;
  /** Prepares it, and lets it leave at once. */
  send(message: Outgoing): Promise<SendOutcome>;
  /**
   * Why nothing can be sent to a conversation, as things are; null where it can be, or the platform does not tell. Sends
   * nothing.
   */
  reach(to: Conversation): Promise<Unreachable | null>;
  /** Whether a delivery of unknown outcome arrived after all; `cannot-tell` where the platform gives no way to look. */
  find(
    to: Conversation,
    delivery: string,
  ): Promise<
    | { readonly kind: "found"; readonly messageId: string }
    | { readonly kind: "absent" }
    /** It may be asked again: the platform does not answer, or not so soon; `afterMs` when it holds the tenant back. */
    | { readonly kind: "later"; readonly reason: string; readonly afterMs?: number | null }
    | { readonly kind: "cannot-tell"; readonly reason: string }
  >;
}
