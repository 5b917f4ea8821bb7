/** Whoever wrote to the bot and got no answer, because the process ended or the platform was away, is told to write again. */
import { setTimeout as pause } from "node:timers/promises";
import { composeInterrupted } from "#core/briefings/pages.ts";
import { findPack } from "#core/briefings/context.ts";
import type { Clock, Log, Message, SendOutcome } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { Metrics } from "./metrics.ts";
import type { Senders } from "./parts.ts";

interface Parts {
  readonly library: Library;
  readonly topics: Topics;
  readonly messages: OpenMessages;
  readonly senders: Senders;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "interrupted">;
}

export interface OpenMessages {
  /** Taken between the two times, milliseconds since 1970 UTC, and not settled; oldest first. */
  listOpen(between: { readonly after: number; readonly before: number }, limit: number): Promise<readonly Message[]>;
  /** True for the one caller who settles it, on all replicas. */
  settle(key: string): Promise<boolean>;
  /** Makes a settled one open again. */
  reopen(message: Message): Promise<void>;
}

export interface AskerNotices {
  /** Tells everyone who is owed an answer, once at most; joins a run that is under way. Never rejects. */
  tell(): Promise<void>;
  /** Begins nothing new, and waits up to `deadlineMs` for what is on its way. */
  stop(deadlineMs: number): Promise<void>;
}

/** No answer takes this long, with all its attempts. */
const ANSWERED_WITHIN_MS = 3 * 60_000;
/** Somebody who asked longer ago than this has asked again or gone elsewhere. */
const WAITS_MS = 60 * 60_000;
const LOOKED_AT = 500;

export function createAskerNotices(parts: Parts): AskerNotices {
  const { messages, clock, log } = parts;
  let running: Promise<void> | null = null;
  let stopping = false;
  const tellAll = async (): Promise<void> => {
    const now = clock.now();
    const open = await messages.listOpen({ after: now - WAITS_MS, before: now - ANSWERED_WITHIN_MS }, LOOKED_AT);
    const held = new Set<string>();
    for (const message of open) {
      if (stopping) return;
      const { platform } = message.conversation;
      if (!held.has(platform) && (await tellAsker(message, parts)) === "later") held.add(platform);
    }
  };
  const run = (): Promise<void> =>
    tellAll().catch((error: unknown) => {
      log.error({ err: error }, "Messages without an answer could not be looked for; the next tick tries again");
    });
  return {
    tell: () => (running ??= run().finally(() => (running = null))),
    async stop(deadlineMs) {
      stopping = true;
      await Promise.race([running, pause(deadlineMs, undefined, { ref: false })]);
    },
  };
}

/** Settled before it is sent: better no notice than one every minute. Null when another process or nobody tells it. */
async function tellAsker(message: Message, parts: Parts): Promise<SendOutcome["kind"] | null> {
  const { library, topics, messages, senders, clock, log, metrics } = parts;
  const { key, conversation, pack } = message;
  const sender = senders[conversation.platform];
  if (sender === undefined || !(await messages.settle(key))) return null;
  const { taxonomy, wording } = library;
  const briefing = composeInterrupted({ pack: findPack(library, pack), taxonomy, wording, topics, now: clock.now() });
  try {
    const { kind } = await sender.send({ to: conversation, delivery: `interrupted/${key}`, briefing });
    if (kind === "later") await messages.reopen(message);
    metrics.interrupted(kind);
    log.warn({ message: key, outcome: kind }, "Somebody who got no answer is told so");
    return kind;
  } catch (error) {
    metrics.interrupted("failed");
    log.error({ err: error, message: key }, "Somebody who got no answer could not be told so");
    return null;
  }
}
