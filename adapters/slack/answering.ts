/** What every answer in Slack is given: the bot, and the ways to the people who ask. */
import type { Bot, Log } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";
import type { FormSeal } from "./wire/form-context.ts";
import type { People } from "./people.ts";
import type { Posts } from "./post.ts";
import { chatWith, type Drawing } from "./reply.ts";

export interface Answering {
  readonly bot: Bot;
  readonly log: Log;
  readonly posts: Posts;
  readonly people: People;
  readonly drawing: Drawing;
  readonly forms: FormSeal;
}

/** Slack shows an error after 3 s; what takes longer than this comes by the response address instead. */
export const ANSWER_WITHIN_MS = 2000;

/** What asks for something, and the trigger that Slack made for it; the trigger is empty where Slack gave none. */
interface Triggered {
  readonly pack: string;
  readonly conversation: Conversation;
  readonly asker: Asker;
  readonly triggerId: string;
}

/**
 * Does what changes something once, however often Slack's request is sent: for five minutes anybody who has it can send
 * it again. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export async function replyOnce(
  { pack, conversation, asker, triggerId }: Triggered,
  { bot }: Answering,
  act: () => Promise<Reply>,
): Promise<Reply> {
  if (triggerId === "") return act();
  let reply = bot.remark("again");
  // A trigger is made for one person's one deed. https://docs.slack.dev/interactivity/handling-user-interaction
  const key = ["trigger", conversation.tenant, asker.id, triggerId].join(":");
  await bot.once({ key, pack, conversation: chatWith({ conversation, asker }) }, async () => {
    reply = await act();
    return reply.kind === "apology" ? "undone" : true;
  });
  return reply;
}
