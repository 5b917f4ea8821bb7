/** An answer as one line of JSON, for scripts. */
import { plainText } from "#core/document/plain-text.ts";
import type { AbstentionReason, Citation, Reply } from "#core/reply.ts";

export interface AnswerLine {
  readonly kind: "answer" | "figures" | "page" | "smalltalk" | "about" | "need" | "choice" | "abstention";
  readonly topic: string | null;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly reason: AbstentionReason | null;
}

/** `reply` as a script reads it; `text` is the whole text twin. What is neither answer nor abstention is a page. */
export function answerLine(reply: Reply): AnswerLine {
  const { topic } = reply;
  const text = plainText(reply.briefing);
  switch (reply.kind) {
    case "answer":
    case "figures":
      return { kind: reply.kind, topic, text, citations: reply.citations, reason: null };
    case "abstention":
      return { kind: reply.kind, topic, text, citations: [], reason: reply.reason };
    case "smalltalk":
    case "about":
    case "need":
    case "choice":
      return { kind: reply.kind, topic, text, citations: [], reason: null };
    case "briefing":
    case "file":
    case "apology":
    case "form":
      return { kind: "page", topic, text, citations: [], reason: null };
  }
}
