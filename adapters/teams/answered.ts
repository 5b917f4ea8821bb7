/**
 * Which answer a message of ours gave. Teams tells a thumb's message and nothing else of it: no data of ours travels
 * with the thumbs, so it has to be looked up, after a restart and by every replica.
 */
import { z } from "zod";

import type { Feedback } from "#core/document/briefing.ts";

export interface Answered {
  save(message: string, feedback: Feedback): Promise<void>;
  load(message: string): Promise<Feedback | null>;
}

/** A store of short lines that forgets old ones by itself. */
export interface KeptLines {
  remember(name: string, line: string): Promise<void>;
  recall(name: string): Promise<string | null>;
}

export function keepAnswered(lines: KeptLines): Answered {
  return {
    save: (message, { pack, answer }) => lines.remember(nameOf(message), `${pack} ${answer}`),
    async load(message) {
      const [pack, answer] = (await lines.recall(nameOf(message)))?.split(" ") ?? [];
      return pack === undefined || answer === undefined ? null : { pack, answer };
    },
  };
}

function nameOf(message: string): string {
  return `teams answer ${message}`;
}

const Thumb = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.object({ reaction: z.enum(["like", "dislike"]), feedback: z.string().nullish() }),
});
const Comment = z.object({ feedbackText: z.string() });

/** What a thumb says; null for anything else. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
export function readThumb(value: unknown): { readonly helpful: boolean; readonly comment: string } | null {
  const thumb = Thumb.safeParse(value);
  if (!thumb.success) return null;
  const { reaction, feedback } = thumb.data.actionValue;
  return { helpful: reaction === "like", comment: readComment(feedback ?? "") };
}

/** What was written with a thumb comes as JSON inside a string. */
function readComment(feedback: string): string {
  if (!feedback.startsWith("{")) return feedback;
  try {
    return Comment.parse(JSON.parse(feedback)).feedbackText;
  } catch {
    return "";
  }
}
