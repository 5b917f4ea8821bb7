/**
 * Commands and messages on their way to their listeners without Bolt, which asks every listener about every request and
 * takes longer to load than the first answer may. They get the same from it as from here.
 */
import type { ReceiverEvent } from "@slack/bolt";
import type { Listeners } from "#slack/listeners.ts";
import { whenTaken } from "./acknowledge.ts";

/** Null for what is Bolt's. Rejects as the listener does. */
export type Direct = (event: Pick<ReceiverEvent, "body" | "ack">) => Promise<void> | null;

const MESSAGES: ReadonlySet<unknown> = new Set(["app_mention", "message"]);

export function createDirect({ command, message, heldBack }: Listeners): Direct {
  return ({ body, ack }) => {
    // No event of Bolt's: https://docs.slack.dev/reference/events/app_rate_limited
    if (body["type"] === "app_rate_limited") {
      heldBack(body);
      return Promise.resolve(ack());
    }
    if (typeof body["command"] === "string") return command({ body, ack: (answer) => Promise.resolve(ack(answer)) });
    if (body["type"] !== "event_callback" || !MESSAGES.has(typeOf(body["event"]))) return null;
    const { taken } = whenTaken(() => Promise.resolve(ack()));
    return message({ body, taken }).finally(taken);
  };
}

function typeOf(event: unknown): unknown {
  return typeof event === "object" && event !== null && "type" in event ? event.type : null;
}
