/** Which of Slack's requests go where: one listener a kind, since Bolt asks every listener about every request. */
import type { App } from "@slack/bolt";
import { commandListener } from "./answer-command.ts";
import { submissionListener } from "./answer-form.ts";
import { messageListener } from "./answer-message.ts";
import { searchListener } from "./answer-search.ts";
import { pressListener } from "./answer-press.ts";
import type { Connection } from "./wire/connection.ts";
import { readLeaving } from "./wire/workspace.ts";
import type { Answering } from "./answering.ts";
import { readFailed, readTaken } from "./wire/acknowledge.ts";

/** Every event the bot listens to; the manifest asks for exactly these. */
export const EVENTS = ["app_mention", "message.im", "app_uninstalled", "tokens_revoked"] as const;

/** What comes most often; each is also called without Bolt. */
export interface Listeners {
  readonly command: ReturnType<typeof commandListener>;
  readonly message: ReturnType<typeof messageListener>;
  /** Slack tells no more of a workspace's events for the rest of a minute, and none of them later. */
  readonly heldBack: (body: Readonly<Record<string, unknown>>) => void;
}

export function createListeners(answering: Answering): Listeners {
  const { log } = answering;
  return {
    command: commandListener(answering),
    message: messageListener(answering),
    heldBack({ team_id: tenant, minute_rate_limited: minute }) {
      const sentence = "Slack holds back what is said to the bot in a workspace, which had too many events in a minute";
      log.warn({ tenant, minute }, `${sentence}; those who mentioned it then get no answer`);
    },
  };
}

/** The part of Bolt's app that listeners are registered with. */
type Registry = Pick<App, "command" | "event" | "action" | "options" | "view">;

interface Registered extends Pick<Listeners, "command" | "message"> {
  readonly answering: Answering;
  readonly connection: Pick<Connection, "leave">;
}

export function registerListeners(app: Registry, { answering, connection, command, message }: Registered): void {
  app.command(/^\//u, ({ body, ack }) => command({ body, ack }));
  app.action(/^/u, pressListener(answering));
  app.options(/^/u, searchListener(answering));
  const submitted = submissionListener(answering);
  app.view(/^/u, ({ body, ack }) => submitted({ body, ack: (answer) => ack(answer) }));
  app.event(/^(?:app_mention|message)$/u, ({ body, context }) => message({ body, taken: readTaken(context) }));
  app.event(/^(?:app_uninstalled|tokens_revoked)$/u, async ({ body, context }) => {
    await leave(body, answering, connection).catch(readFailed(context));
  });
}

/** Rejects when what is kept cannot be deleted now. */
async function leave(body: unknown, { bot, log }: Answering, connection: Pick<Connection, "leave">): Promise<void> {
  const leaving = readLeaving(body);
  if (leaving === null) return;
  const { event, tenant, isUninstalled } = leaving;
  log.warn({ event, tenant }, "Slack has taken the bot out of a workspace");
  const gone = await connection.leave(event, tenant);
  if (!isUninstalled) return;
  for (const each of gone) await bot.removed({ platform: "slack", tenant: each, channels: null });
}
