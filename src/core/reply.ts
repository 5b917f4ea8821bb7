/** What may go back to the asker. Every reply carries a briefing; its kind says what that briefing is. */
import type { Briefing } from "#core/document/briefing.ts";
import type { EvidencePack, ExportOrder } from "#core/document/evidence.ts";
import type { Form } from "#core/document/form.ts";
import type { FigureNumber } from "#core/profile/figure-number.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { Asker, Conversation } from "./request.ts";

export const ABSTENTION_REASONS = [
  "not-in-profile",
  "after-edition",
  "about-a-person",
  "operational-detail",
  "another-country",
  "off-topic",
] as const;

export type AbstentionReason = (typeof ABSTENTION_REASONS)[number];

/** A briefing as a reply; `topic` is the slug of what it is about, or null for help, notices and the like. */
export function briefingReply(briefing: Briefing, topic: string | null = null): Reply {
  return { kind: "briefing", topic, briefing };
}

/** What was asked named something that is not here, or that could not be read. */
export function unreadReply(briefing: Briefing): Reply {
  return { kind: "briefing", topic: null, briefing, unread: true };
}

export interface FileReply {
  readonly kind: "file";
  readonly topic: string | null;
  readonly order: ExportOrder;
  readonly evidence: EvidencePack;
  readonly briefing: Briefing;
}

export interface Citation {
  readonly finding: string;
  readonly section: string;
  readonly edition: number;
}

/** Whether all who are there have to see it, though it was asked in private. */
export function isAloud(reply: Reply): boolean {
  return reply.kind === "briefing" && reply.aloud === true;
}

export type Reply =
  /** `topic` is the slug of what it is about, or null for help, notices and the like. */
  | {
      readonly kind: "briefing";
      readonly topic: string | null;
      readonly briefing: Briefing;
      /** A submitted form was not taken: what is wrong with it, by field name, where the form can be kept open. */
      readonly errors?: Readonly<Record<string, string>>;
      /** It tells everyone there what was done, though it was asked in private: the bot can tell them by no other way. */
      readonly aloud?: true;
      /** It tells everyone there what was done, and nothing else does. */
      readonly lasting?: true;
      /** Something that was named is not here or could not be read; scripts are told by the exit code. */
      readonly unread?: true;
    }
  | {
      readonly kind: "answer";
      readonly topic: string;
      /** Slugs of what the conversation is about from here on: the question's own topic, or the one that it leant on before that. */
      readonly about: readonly string[];
      /** Slug of what was asked of the topic; null where nothing in particular was. */
      readonly aspect: string | null;
      readonly briefing: Briefing;
      readonly citations: readonly Citation[];
    }
  /** Figures; the findings that say the same in words are cited. */
  | {
      readonly kind: "figures";
      readonly topic: string;
      readonly question: FigureQuestion;
      /** The numbers of the answer, for scripts. */
      readonly figures: readonly FigureNumber[];
      readonly briefing: Briefing;
      readonly citations: readonly Citation[];
    }
  /** Something to take away; `briefing` says what is in it, and each platform hands it over in its own way. */
  | FileReply
  /** Which of several topics is meant? */
  | { readonly kind: "choice"; readonly topic: null; readonly briefing: Briefing }
  /** About the bot and the Index rather than the country; thanks and greetings; somebody in need. */
  | { readonly kind: "about" | "smalltalk" | "need"; readonly topic: null; readonly briefing: Briefing }
  | {
      readonly kind: "abstention";
      readonly topic: string | null;
      readonly briefing: Briefing;
      readonly reason: AbstentionReason;
    }
  /** Something failed inside; `briefing` says so and what to do next. It is nobody's but the asker's. */
  | { readonly kind: "apology"; readonly topic: null; readonly briefing: Briefing }
  /** A form to open; `briefing` says the same where a form cannot be shown (typed instead of pressed). */
  | { readonly kind: "form"; readonly topic: null; readonly form: Form; readonly briefing: Briefing };

/** The asker's own chat with the bot: what only they see is spoken of nowhere else. No platform is asked for its id. */
export function chatWith({
  conversation,
  asker,
}: {
  readonly conversation: Conversation;
  readonly asker: Asker;
}): Conversation {
  return { ...conversation, kind: "direct", channel: asker.id, thread: null };
}
