/** One attempt at one delivery: compose and send it, or look whether it had arrived. Nothing that fails here reaches the others. */
import { frameOf } from "#core/conversation/frame.ts";
import { placeBelow } from "#core/conversation/memory.ts";
import { afterLooking, afterSending, lookAgain, type Moment, type Settlement } from "#core/digests/delivery.ts";
import type { Settled } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Sender, SendOutcome } from "#core/ports.ts";
import type { Senders, WorkerParts } from "./parts.ts";
import type { Finished, Ready } from "./run-state.ts";

/** Never rejects: what fails before it is sent is tried again, what fails after that may have arrived. */
export async function attempt(ready: Ready, parts: WorkerParts): Promise<Finished> {
  const { delivery, subscription } = ready;
  const composed = await compose(ready, parts);
  const outcome = composed.kind === "composed" ? await send(ready, composed.briefing, parts) : composed.outcome;
  if (composed.kind === "composed" && outcome.kind === "sent")
    await beginThread(ready, composed, { ...parts, id: outcome.messageId });
  // The attempt that is over now has been counted by the ledger.
  const settlement = afterSending({ ...delivery, attempt: delivery.attempt + 1 }, outcome, momentOf(parts));
  parts.pace.ended(subscription.conversation, outcome, parts.clock.now());
  return { ...ready, settlement, content: composed.content };
}

type Composed =
  | {
      readonly kind: "composed";
      readonly briefing: Briefing;
      readonly topics: readonly string[];
      readonly content: Settled["content"];
    }
  | { readonly kind: "fault"; readonly outcome: SendOutcome; readonly content: null };

async function compose({ delivery, subscription }: Ready, { composer, clock, log }: WorkerParts): Promise<Composed> {
  try {
    const { briefing, topics, content } = await composer.compose(delivery, subscription, clock.now());
    return { kind: "composed", briefing, topics, content: content === subscription.content ? null : content };
  } catch (error) {
    const reason = messageOf(error);
    log.error({ delivery: delivery.id, error: reason }, "A digest could not be sent");
    return { kind: "fault", outcome: { kind: "later", afterMs: null, wholeTenant: false, reason }, content: null };
  }
}

/** A reply below a digest is about what the digest is about. */
async function beginThread(
  { subscription }: Ready,
  { briefing, topics }: Extract<Composed, { kind: "composed" }>,
  { frames, clock, id }: WorkerParts & { readonly id: string },
): Promise<void> {
  const frame = frameOf(subscription.pack, topics, briefing);
  await frames.save(placeBelow(subscription.conversation, id), frame, clock.now());
}

async function send(
  { delivery, subscription }: Ready,
  briefing: Briefing,
  { senders, log }: WorkerParts,
): Promise<SendOutcome> {
  try {
    const to = subscription.conversation;
    return await senderOf(senders, subscription).send({ to, delivery: delivery.id, briefing });
  } catch (error) {
    log.error({ delivery: delivery.id, error: messageOf(error) }, "A digest could not be sent");
    return { kind: "unknown", reason: messageOf(error) };
  }
}

/** Asks the platform whether a delivery of unclear outcome arrived. Never rejects. */
export async function lookUp(ready: Ready, parts: WorkerParts): Promise<Finished> {
  return { ...ready, settlement: await findOut(ready, parts), content: null };
}

async function findOut({ delivery, subscription }: Ready, parts: WorkerParts): Promise<Settlement> {
  const { senders, pace, clock, log } = parts;
  const { conversation } = subscription;
  try {
    const found = await senderOf(senders, subscription).find(conversation, delivery.id);
    if (found.kind === "later" && found.afterMs !== undefined) pace.heldBack(conversation, found.afterMs, clock.now());
    return afterLooking(delivery, found, momentOf(parts));
  } catch (error) {
    const reason = messageOf(error);
    log.warn({ delivery: delivery.id, error: reason }, "It could not be looked up whether a digest arrived");
    return lookAgain(delivery, reason, momentOf(parts));
  }
}

function senderOf(senders: Senders, { conversation }: Subscription): Sender {
  const sender = senders[conversation.platform];
  if (sender === undefined) throw new Error(`${conversation.platform} is not connected`);
  return sender;
}

function momentOf({ clock, settings }: WorkerParts): Moment {
  return { now: clock.now(), random: settings.random(), policy: settings.policy };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
