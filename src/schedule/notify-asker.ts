/** Whoever wrote to the bot and got no answer, because the process ended or the platform was away, is told to write again. */
import pTimeout from "p-timeout";
import { composeInterrupted } from "#core/briefings/pages.ts";
import { openContext, type Content } from "#core/briefings/context.ts";
import {
  ANSWERED_WITHIN_MS,
  type Clock,
  type Log,
  type Message,
  type OpenMessage,
  type OpenMessages,
  type Sender,
  type SendOutcome,
} from "#core/ports.ts";
import type { DigestMetrics } from "./metrics.ts";
import { senderTo, type Senders } from "./parts.ts";

export interface AskerNotifierParts {
  readonly content: Content;
  readonly messages: OpenMessages;
  readonly senders: Senders;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<DigestMetrics, "interrupted">;
}

export interface AskerNotifier {
  /** Notifies everyone who is owed an answer, once at most; joins a run that is under way. Never rejects. */
  notifyAll(): Promise<void>;
  /** Begins nothing new, and waits up to `deadlineMs` for what is in flight. */
  stop(deadlineMs: number): Promise<void>;
}

/** Somebody who asked longer ago than this has asked again or gone elsewhere. */
const WAITS_MS = 60 * 60_000;
/** The most messages of one run. */
const BATCH = 500;

export function createAskerNotifier(parts: AskerNotifierParts): AskerNotifier {
  const { messages, clock, log } = parts;
  let running: Promise<void> | null = null;
  let stopping = false;
  const notifyEach = async (): Promise<void> => {
    const now = clock.now();
    const open = await messages.listOpen({ after: now - WAITS_MS, before: now - ANSWERED_WITHIN_MS }, BATCH);
    const heldBack = new Set<string>();
    for (const message of open) {
      if (stopping) return;
      const { platform } = message.conversation;
      if (heldBack.has(platform)) continue;
      if ((await notifyAsker(message, parts)) === "later") heldBack.add(platform);
    }
  };
  const run = (): Promise<void> =>
    notifyEach().catch((error: unknown) => {
      log.error({ err: error }, "Messages without an answer could not be looked for; the next tick tries again");
    });
  return {
    notifyAll: () => (running ??= run().finally(() => (running = null))),
    async stop(deadlineMs) {
      stopping = true;
      await pTimeout(Promise.resolve(running), { milliseconds: deadlineMs, fallback: () => null });
    },
  };
}

/** What came of telling: `found` where whoever began before had done so, `failed` for a fault that nobody foresaw. */
type Told = SendOutcome["kind"] | "found" | "failed";

/** Null when another process, or nobody, tells. Rejects when the store does: a later run looks up what was begun. */
async function notifyAsker(message: OpenMessage, parts: AskerNotifierParts): Promise<Told | null> {
  const { messages, senders, clock, log, metrics } = parts;
  const { key, conversation } = message;
  const sender = await senderTo(conversation, senders);
  if (sender === undefined || clock.now() - message.askedAt > WAITS_MS) return null;
  if (!(await messages.begin(message, clock.now()))) return null;
  const outcome = await tell(message, sender, parts);
  if (outcome === "later") await messages.withdraw(message);
  // Of what may have arrived the platform is asked in a few minutes; what failed unforeseen would fail each time.
  else if (outcome !== "unknown") await messages.settle(key);
  metrics.interrupted.inc({ outcome });
  log.warn({ message: key, outcome }, "Somebody who got no answer is told so");
  return outcome;
}

/** Never rejects. */
async function tell(message: OpenMessage, sender: Sender, { content, clock, log }: AskerNotifierParts): Promise<Told> {
  const { key, conversation } = message;
  const delivery = `interrupted/${key}`;
  try {
    // Who began before may have died right after it had arrived; where nobody can tell, once is enough.
    const before = message.isBegun ? (await sender.find(conversation, delivery)).kind : "absent";
    if (before === "later") return "unknown";
    if (before !== "absent") return "found";
    const briefing = composeInterrupted(openContext(content, packOf(message, content), { now: clock.now() }));
    return (await sender.send({ to: conversation, delivery, briefing })).kind;
  } catch (error) {
    log.error({ err: error, message: key }, "Somebody who got no answer could not be told so");
    return "failed";
  }
}

/** A message may outlive its pack: then it is spoken of in the words of the default one. */
function packOf({ pack }: Message, { library, defaultPack }: Content): string {
  return library.packs.some(({ slug }) => slug === pack) ? pack : defaultPack;
}
