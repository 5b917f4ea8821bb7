/** Which of Slack's requests go where: one listener a kind, since Bolt asks every listener about every request. */
import type { App } from "@slack/bolt";
import { commandListener } from "./answer-command.ts";
import { submissionListener } from "./answer-form.ts";
import { messageListener } from "./answer-message.ts";
import { searchListener } from "./answer-search.ts";
import { pressListener } from "./answer-press.ts";
import type { Answering } from "./answering.ts";
import { readTaken } from "./wire/acknowledge.ts";

/** Every event the bot listens to; the manifest asks for exactly these. */
export const EVENTS = ["app_mention", "message.im", "app_uninstalled", "tokens_revoked"] as const;

/** What comes most often; each is also called without Bolt. */
export interface Listeners {
  readonly command: ReturnType<typeof commandListener>;
  readonly message: ReturnType<typeof messageListener>;
}

export function createListeners(answering: Answering): Listeners {
  return { command: commandListener(answering), message: messageListener(answering) };
}

/** The part of Bolt's app that listeners are registered with. */
type Registry = Pick<App, "command" | "event" | "action" | "options" | "view">;

interface Registered extends Listeners {
  readonly answering: Answering;
  /** Told when Slack has taken the bot's token away. */
  readonly leave: (reason: string) => void;
}

export function registerListeners(app: Registry, { answering, leave, command, message }: Registered): void {
  app.command(/^\//u, ({ body, ack }) => command({ body, ack }));
  app.action(/^/u, pressListener(answering));
  app.options(/^/u, searchListener(answering));
  const submitted = submissionListener(answering);
  app.view(/^/u, ({ body, ack }) => submitted({ body, ack: (answer) => ack(answer) }));
  app.event(/^(?:app_mention|message)$/u, ({ body, context }) => message({ body, taken: readTaken(context) }));
  app.event(/^(?:app_uninstalled|tokens_revoked)$/u, ({ event }) => {
    answering.log.warn({ event: event.type }, "Slack has taken the bot out of the workspace");
    leave(event.type);
    return Promise.resolve();
  });
}
