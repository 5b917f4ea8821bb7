/** Whoever wrote to the bot and got no answer, because the process ended or the platform was away, is told to write again. */
import pTimeout from "p-timeout";
import { composeInterrupted } from "#core/briefings/pages.ts";
import { openContext, type Content } from "#core/briefings/context.ts";
import type { Clock, Log, Message, OpenMessage, SendOutcome } from "#core/ports.ts";
import type { DigestMetrics } from "./metrics.ts";
import type { Senders } from "./parts.ts";

export interface AskerNotifierParts {
  readonly content: Content;
  readonly messages: OpenMessages;
  readonly senders: Senders;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<DigestMetrics, "interrupted">;
}

export interface OpenMessages {
  /** Last in hand between the two times, milliseconds since 1970 UTC, and not settled; oldest first. */
  listOpen(
    between: { readonly after: number; readonly before: number },
    limit: number,
  ): Promise<readonly OpenMessage[]>;
  /** True for the one caller who takes it in hand, on all replicas. */
  begin(open: OpenMessage, now: number): Promise<boolean>;
  /** Nothing was told of it: as it was before. */
  withdraw(open: OpenMessage): Promise<void>;
  settle(key: string): Promise<boolean>;
}

export interface AskerNotifier {
  /** Notifies everyone who is owed an answer, once at most; joins a run that is under way. Never rejects. */
  notifyAll(): Promise<void>;
  /** Begins nothing new, and waits up to `deadlineMs` for what is in flight. */
  stop(deadlineMs: number): Promise<void>;
}

/** No answer takes this long, with all its attempts. */
const ANSWERED_WITHIN_MS = 3 * 60_000;
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

/** Null when another process or nobody sends it, or when it was told of before. */
async function notifyAsker(message: OpenMessage, parts: AskerNotifierParts): Promise<SendOutcome["kind"] | null> {
  const { content, messages, senders, clock, log, metrics } = parts;
  const { key, conversation } = message;
  const sender = senders[conversation.platform];
  if (sender === undefined || clock.now() - message.askedAt > WAITS_MS) return null;
  if (!(await messages.begin(message, clock.now()))) return null;
  try {
    const delivery = `interrupted/${key}`;
    // Who began before may have died right after it had arrived; where nobody can tell, once is enough.
    const before = message.isBegun ? (await sender.find(conversation, delivery)).kind : "absent";
    if (before === "later") return "later";
    if (before !== "absent") return await told(null);
    const briefing = composeInterrupted(openContext(content, packOf(message, content), { now: clock.now() }));
    const { kind } = await sender.send({ to: conversation, delivery, briefing });
    if (kind === "later") await messages.withdraw(message);
    // Of what may have arrived the platform is asked in a few minutes.
    else if (kind !== "unknown") return await told(kind);
    metrics.interrupted.inc({ outcome: kind });
    return kind;
  } catch (error) {
    metrics.interrupted.inc({ outcome: "failed" });
    log.error({ err: error, message: key }, "Somebody who got no answer could not be told so");
    // What failed in a way that nobody foresaw would fail again, each time.
    await messages.settle(key);
    return null;
  }

  async function told<Kind extends SendOutcome["kind"] | null>(kind: Kind): Promise<Kind> {
    await messages.settle(key);
    metrics.interrupted.inc({ outcome: kind ?? "found" });
    log.warn({ message: key, outcome: kind ?? "found" }, "Somebody who got no answer is told so");
    return kind;
  }
}

/** A message may outlive its pack: then it is spoken of in the words of the default one. */
function packOf({ pack }: Message, { library, defaultPack }: Content): string {
  return library.packs.some(({ slug }) => slug === pack) ? pack : defaultPack;
}
