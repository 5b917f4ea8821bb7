/** An answer as one line of JSON, for scripts. */
import { plainText } from "#core/document/plain-text.ts";
import type { AbstentionReason, Citation, Reply } from "#core/reply.ts";

export interface AnswerLine {
  readonly kind: "answer" | "abstention";
  readonly topic: string | null;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly reason: AbstentionReason | null;
}

/** `reply` as a script reads it; `text` is the whole text twin. Null for a reply that answers no question. */
export function answerLine(reply: Reply): AnswerLine | null {
  const text = plainText(reply.briefing);
  switch (reply.kind) {
    case "answer":
      return { kind: "answer", topic: reply.topic, text, citations: reply.citations, reason: null };
    case "abstention":
      return { kind: "abstention", topic: reply.topic, text, citations: [], reason: reply.reason };
    case "briefing":
    case "apology":
    case "form":
      return null;
  }
}
