/** Which of Slack's requests go where: one listener a kind, since Bolt asks every listener about every request. */
import type { App } from "@slack/bolt";
import { answerCommand } from "./answer-command.ts";
import { answerMessage } from "./answer-message.ts";
import { answerPress, answerSubmission } from "./answer-press.ts";
import type { SlackContext } from "./reply.ts";
import type { InFlight } from "#shared/in-flight.ts";

/** Every event the bot listens to; the manifest asks for exactly these. */
export const EVENTS = ["app_mention", "message.im", "app_uninstalled", "tokens_revoked"] as const;

interface Listening extends SlackContext {
  readonly inFlight: InFlight;
  /** Slack has taken the bot's token away. */
  readonly leave: (reason: string) => void;
}

/** The part of Bolt's app that listeners are registered with. */
type Registry = Pick<App, "command" | "event" | "action" | "view">;

export function registerListeners(app: Registry, desk: Listening): void {
  const { inFlight, log } = desk;
  app.command(/^\//u, ({ body, ack }) => inFlight.run(() => answerCommand(body, (answer) => ack(answer), desk)));
  app.action(/^/u, async ({ body, ack }) => {
    await ack();
    await inFlight.run(() => answerPress(body, desk));
  });
  app.view(/^/u, ({ body, ack }) => inFlight.run(() => answerSubmission(body, (answer) => ack(answer), desk)));
  app.event(/^(?:app_mention|message)$/u, ({ body }) => inFlight.run(() => answerMessage(body, desk)));
  app.event(/^(?:app_uninstalled|tokens_revoked)$/u, ({ event }) => {
    log.warn({ event: event.type }, "Slack has taken the bot out of the workspace");
    desk.leave(event.type);
    return Promise.resolve();
  });
}
