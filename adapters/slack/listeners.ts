/** Which of Slack's requests go where: one listener a kind, since Bolt asks every listener about every request. */
import type { App } from "@slack/bolt";
import { commandListener } from "./answer-command.ts";
import { submissionListener } from "./answer-form.ts";
import { messageListener } from "./answer-message.ts";
import { searchListener } from "./answer-search.ts";
import { pressListener } from "./answer-press.ts";
import type { Answering } from "./answering.ts";

/** Every event the bot listens to; the manifest asks for exactly these. */
export const EVENTS = ["app_mention", "message.im", "app_uninstalled", "tokens_revoked"] as const;

/** The part of Bolt's app that listeners are registered with. */
type Registry = Pick<App, "command" | "event" | "action" | "options" | "view">;

/** `leave` is told when Slack has taken the bot's token away. */
export function registerListeners(app: Registry, answering: Answering, leave: (reason: string) => void): void {
  app.command(/^\//u, commandListener(answering));
  app.action(/^/u, pressListener(answering));
  app.options(/^/u, searchListener(answering));
  const submitted = submissionListener(answering);
  app.view(/^/u, ({ body, ack }) => submitted({ body, ack: (answer) => ack(answer) }));
  app.event(/^(?:app_mention|message)$/u, messageListener(answering));
  app.event(/^(?:app_uninstalled|tokens_revoked)$/u, ({ event }) => {
    answering.log.warn({ event: event.type }, "Slack has taken the bot out of the workspace");
    leave(event.type);
    return Promise.resolve();
  });
}
