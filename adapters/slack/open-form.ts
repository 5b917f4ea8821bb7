/** Opening a modal for what was asked, typed or pressed. */
import type { Reply } from "#core/reply.ts";
import type { Conversation } from "#core/request.ts";
import type { SlackContext } from "./reply.ts";
import { renderForm } from "./form.ts";

export interface Asked {
  readonly conversation: Conversation;
  readonly responseUrl: string;
  /** Lives for 3 s, and opens one modal. https://docs.slack.dev/interactivity/handling-user-interaction */
  readonly triggerId: string;
}

/** Whether the reply was a form and is open now; otherwise its briefing is still to be shown. Never rejects. */
export async function opensForm(reply: Reply, asked: Asked, { bot, outbound, log }: SlackContext): Promise<boolean> {
  if (reply.kind !== "form") return false;
  const { conversation, responseUrl, triggerId } = asked;
  try {
    await outbound.openForm(triggerId, renderForm(reply.form, { conversation, responseUrl }, bot.labels));
    return true;
  } catch (error) {
    log.error({ err: error }, "Slack did not open a form");
    return false;
  }
}
