/** Whoever wrote to the bot and got no answer, because the process ended or the platform was away, is told to write again. */
import pTimeout from "p-timeout";
import { ANSWERED_WITHIN_MS, type OpenMessage, type OpenMessages } from "#core/ports.ts";
import { senderTo, type Senders } from "#schedule/parts.ts";
import { tellAsker, WAITS_MS, type TellingParts, type ToldAsker } from "./tell.ts";
import { ALONE_AFTER_MS, type Unnoted } from "./unnoted.ts";

export interface AskerNotifierParts extends TellingParts {
  readonly messages: OpenMessages;
  readonly senders: Senders;
  /** Where it stays what the store could not be told. */
  readonly unnoted: Pick<Unnoted, "keep" | "has">;
}

export interface AskerNotifier {
  /** Notifies everyone who is owed an answer, once at most; joins a run that is under way. Never rejects. */
  notifyAll(): Promise<void>;
  /** Begins nothing new, and waits up to `deadlineMs` for what is in flight. */
  stop(deadlineMs: number): Promise<void>;
}

/** The most messages of one run. */
const BATCH = 500;
const MOST_REFUSED = 10_000;

export function createAskerNotifier(parts: AskerNotifierParts): AskerNotifier {
  const { messages, clock, log, unnoted } = parts;
  let running: Promise<void> | null = null;
  let stopping = false;
  // Another process may have heard how to reach the place while the store was away.
  const refused = new Set<string>();
  const notifyEach = async (): Promise<void> => {
    const now = clock.now();
    const open = await messages.listOpen({ after: now - WAITS_MS, before: now - ANSWERED_WITHIN_MS }, BATCH);
    const heldBack = new Set<string>();
    if (refused.size > MOST_REFUSED) refused.clear();
    for (const message of open) {
      if (stopping) return;
      const { platform } = message.conversation;
      // Of what this process remembers by itself it knows more than the store.
      if (heldBack.has(platform) || refused.has(message.key) || unnoted.has(message.key)) continue;
      const outcome = await notifyAsker(message, parts);
      if (outcome === "later") heldBack.add(platform);
      if (outcome === "refused") refused.add(message.key);
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

/** Null when another process, or nobody, tells. Rejects when the store cannot be asked for it. */
async function notifyAsker(message: OpenMessage, parts: AskerNotifierParts): Promise<ToldAsker | null> {
  const { messages, senders, clock, unnoted } = parts;
  const { key, conversation, isBegun } = message;
  const sender = await senderTo(conversation, senders);
  const ageMs = clock.now() - message.askedAt;
  if (sender === undefined || ageMs > WAITS_MS) return null;
  const begun = clock.now();
  const settle = (): Promise<unknown> => messages.settle(key);
  const withdraw = (): Promise<unknown> => messages.withdraw(message, begun);
  const asBefore = { key, write: withdraw, owed: { message, settle } };
  try {
    if (!(await messages.begin(message, begun))) return null;
  } catch (error) {
    // It may be written; whoever finds it begun would take it for told, where the platform cannot say.
    unnoted.keep(asBefore, error);
    throw error;
  }
  // A process that was cut off from the store may have told.
  const outcome = await tellAsker(message, { ...parts, sender, looks: isBegun || ageMs >= ALONE_AFTER_MS });
  const isOpen = outcome === "later" || outcome === "refused";
  try {
    if (isOpen) await withdraw();
    // Of what may have arrived the platform is asked in a few minutes; what failed unforeseen would fail each time.
    else if (outcome !== "unknown") await settle();
  } catch (error) {
    unnoted.keep(isOpen ? asBefore : { key, write: settle, owed: null }, error);
  }
  return outcome;
}
