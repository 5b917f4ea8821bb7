/** Whoever asked and got no answer, because the process ended or the platform was away, is told to ask again. */
import { composeInterrupted } from "#core/compose-pages.ts";
import { findPack } from "#core/desk.ts";
import type { Clock, Log, Message } from "#core/ports.ts";
import type { Library } from "#core/profile.ts";
import type { Topics } from "#core/topics.ts";
import type { Senders } from "./parts.ts";

interface Parts {
  readonly library: Library;
  readonly topics: Topics;
  readonly messages: OpenMessages;
  readonly senders: Senders;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OpenMessages {
  /** Taken between the two times, milliseconds since 1970 UTC, and not settled; oldest first. */
  listOpen(between: { readonly after: number; readonly before: number }, limit: number): Promise<readonly Message[]>;
  /** True for the one caller who settles it, on all replicas. */
  settle(key: string): Promise<boolean>;
  /** Makes a settled one open again. */
  reopen(message: Message): Promise<void>;
}

/** No answer takes this long, with all its attempts. */
const ANSWERED_WITHIN_MS = 3 * 60_000;
/** Somebody who asked longer ago than this has asked again or gone elsewhere. */
const WAITS_MS = 60 * 60_000;
const AT_ONCE = 50;

/** Tells everyone who is owed an answer, once each. Rejects when the store does. */
export function createInterrupted(parts: Parts): { tell(): Promise<void> } {
  const { messages, senders, clock } = parts;
  return {
    async tell() {
      const now = clock.now();
      const open = await messages.listOpen({ after: now - WAITS_MS, before: now - ANSWERED_WITHIN_MS }, AT_ONCE);
      for (const message of open) {
        if (senders[message.conversation.platform] !== undefined && (await messages.settle(message.key)))
          await tellAsker(message, parts);
      }
    },
  };
}

async function tellAsker(message: Message, { library, topics, messages, senders, clock, log }: Parts): Promise<void> {
  const { key, conversation } = message;
  const { taxonomy, wording } = library;
  const desk = { pack: findPack(library, message.pack), taxonomy, wording, topics, now: clock.now() };
  const briefing = composeInterrupted(desk);
  const outcome = await senders[conversation.platform]?.send({
    to: conversation,
    delivery: `interrupted/${key}`,
    briefing,
  });
  if (outcome?.kind === "later") await messages.reopen(message);
  log.warn({ message: key, outcome: outcome?.kind }, "Somebody who asked and got no answer was written to");
}
