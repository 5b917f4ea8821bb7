/** What every answer in Slack is given: the bot, and the ways to the people who ask. */
import type { Bot, Log } from "#core/ports.ts";
import { chatWith, type Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";
import type { Files } from "./files.ts";
import type { FormSeal } from "./wire/form-context.ts";
import type { People } from "./people.ts";
import type { Posts } from "./post.ts";
import type { TenantOf } from "./read.ts";
import { type Drawing } from "./reply.ts";

export interface Answering {
  readonly bot: Bot;
  readonly log: Log;
  readonly posts: Posts;
  readonly people: People;
  readonly drawing: Drawing;
  readonly files: Files;
  readonly forms: FormSeal;
  readonly tenantOf: TenantOf;
}

/** What asks for something, and the trigger that Slack made for it; the trigger is empty where Slack gave none. */
interface Triggered {
  readonly pack: string;
  readonly conversation: Conversation;
  readonly asker: Asker;
  readonly triggerId: string;
}

export interface Deed {
  readonly act: () => Promise<Reply>;
  /** Says what came of it; whoever did it is owed that until it is done. */
  readonly tell: (reply: Reply) => Promise<void>;
}

/**
 * Does what changes something once, and owes whoever asked what came of it until that is told, however often Slack's request is sent: for five minutes anybody who has it can send
 * it again. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export async function doOnce(
  { pack, conversation, asker, triggerId }: Triggered,
  { bot }: Answering,
  { act, tell }: Deed,
): Promise<void> {
  if (triggerId === "") return tell(await act());
  // A trigger is made for one person's one deed. https://docs.slack.dev/interactivity/handling-user-interaction
  const key = ["trigger", asker.id, triggerId].join(":");
  const isFirst = await bot.once({ key, pack, conversation: chatWith({ conversation, asker }) }, async () => {
    const reply = await act();
    await tell(reply);
    return reply.kind === "apology" ? "undone" : true;
  });
  if (!isFirst) await tell(bot.remark("again"));
}
