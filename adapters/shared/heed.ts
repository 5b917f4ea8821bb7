/** What a message gets: its answer, one sentence in its place, or nothing. */
import type { Bot, Remark } from "#core/ports.ts";
import type { Asker, Conversation } from "#core/request.ts";

interface Heard {
  readonly asker: Asker;
  readonly conversation: Conversation;
  /** Whether it holds files and no words. */
  readonly isFile: boolean;
}

/** Counts the question: to be asked once for each. */
export function heed(bot: Pick<Bot, "heed">, { asker, conversation, isFile }: Heard): "answer" | "silence" | Remark {
  const heard = bot.heed(asker, conversation);
  return heard === "answer" && isFile ? "files" : heard;
}
