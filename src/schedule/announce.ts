/** Says something unasked while somebody waits for an answer: to a conversation, or to a person; and whether it could. */
import pTimeout from "p-timeout";
import type { Log, SendOutcome } from "#core/ports.ts";
import type { SubscriptionParts } from "#core/subscriptions/command-context.ts";
import type { Senders } from "./parts.ts";

export interface AnnounceParts {
  readonly senders: Senders;
  /** The most to wait for the outcome: the reply has to be in time (Slack gives a command three seconds). */
  readonly waitMs: number;
  readonly log: Log;
}

/** None rejects; each gives null where nothing is known in time. */
export function createAnnounce({ senders, waitMs, log }: AnnounceParts): Pick<SubscriptionParts, "announce" | "reach"> {
  const inTime = <Told>(asked: Promise<Told>): Promise<Told | null> =>
    pTimeout(asked, { milliseconds: waitMs, fallback: () => null });
  return {
    async announce(to, delivery, briefing) {
      const sender = senders[to.platform];
      if (sender === undefined) return null;
      const sent = sender.send({ to, delivery, briefing }).catch((error: unknown): SendOutcome => {
        log.warn({ error: String(error) }, "A change of subscriptions could not be announced");
        return { kind: "unknown", reason: String(error) };
      });
      return inTime(sent);
    },
    async reach(to) {
      const asked = senders[to.platform]?.reach(to).catch((error: unknown) => {
        log.warn({ error: String(error) }, "Whether digests can reach a conversation could not be found out");
        return null;
      });
      return asked === undefined ? null : inTime(asked);
    },
  };
}
