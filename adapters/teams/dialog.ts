/**
 * Forms in a dialog of Teams' own: the card whose button opens it stays as it is, so whoever leaves finds it there.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
import type { Reply } from "#core/reply.ts";
import type { Conversation } from "#core/request.ts";

import { CARD_TYPE } from "./drawing/card.ts";
import type { Inbound } from "./read.ts";
import { replyTo, type Speaking } from "./reply.ts";
import type { Turn } from "./wire/connector.ts";

type Opening = Extract<Inbound, { readonly kind: "dialog" }>;

/** Answers a press for a form. Opening one twice does no harm: it is not asked whether Teams has delivered it before. */
export async function openDialog(turn: Turn, opening: Opening, answering: Speaking): Promise<void> {
  const { press, conversation, asker, key, at } = opening;
  const command = answering.bot.parsePress(press.text);
  if (command === null || press.pack === "")
    return turn.respond(200, dialogSaying(answering.bot.remark("unknown-press").briefing.summary));
  const asked = { pack: press.pack, command, typed: false, audience: "asker" } as const;
  const reply = await replyTo({ ...asked, conversation, asker, key, at }, answering);
  return turn.respond(200, dialogWith(reply, conversation, answering));
}

/** Goes on in the dialog: with the form, as far as it is filled in, or with what stands in its way. */
export function dialogWith(reply: Reply, conversation: Conversation, { drawing }: Pick<Speaking, "drawing">): object {
  const card = drawing.inDialog(reply, conversation);
  const isLong = reply.kind === "form" && reply.form.fields.length > 2;
  const title = reply.kind === "form" ? reply.form.title : reply.briefing.title;
  const size = { height: isLong ? "large" : "medium", width: "medium" };
  return { task: { type: "continue", value: { title, ...size, card: { contentType: CARD_TYPE, content: card } } } };
}

/** Closes the dialog with a sentence in a window of Teams' own. */
export function dialogSaying(sentence: string): object {
  return { task: { type: "message", value: sentence } };
}
