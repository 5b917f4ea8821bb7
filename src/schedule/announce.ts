/** Says in a conversation that it now has a subscription, which also shows whether the bot may post there at all. */
import pTimeout from "p-timeout";
import type { Briefing } from "#core/document/briefing.ts";
import type { Log, SendOutcome } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import type { Senders } from "./parts.ts";

export interface AnnounceParts {
  readonly senders: Senders;
  /** Where replies are private, so that the others would not know. */
  readonly platforms: readonly Conversation["platform"][];
  /** The most to wait for the outcome: the reply has to be in time (Slack gives a command three seconds). */
  readonly waitMs: number;
  readonly log: Log;
}

export type Announce = (to: Conversation, delivery: string, briefing: Briefing) => Promise<SendOutcome | null>;

export function createAnnounce({ senders, platforms, waitMs, log }: AnnounceParts): Announce {
  return async (to, delivery, briefing) => {
    const sender = senders[to.platform];
    if (sender === undefined || to.kind === "direct" || !platforms.includes(to.platform)) return null;
    const sent = sender.send({ to, delivery, briefing }).catch((error: unknown): SendOutcome => {
      log.warn({ error: String(error) }, "A subscription could not be announced");
      return { kind: "unknown", reason: String(error) };
    });
    return pTimeout(sent, { milliseconds: waitMs, fallback: () => null });
  };
}
