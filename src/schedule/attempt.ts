/** One attempt at one delivery: prepare it, let it leave, or look whether it had arrived. Nothing that fails here reaches the others. */
import { frameOf } from "#core/conversation/frame.ts";
import { placeBelow } from "#core/conversation/memory.ts";
import {
  afterLooking,
  afterSending,
  lookAgain,
  type Delivery,
  type Moment,
  type Settlement,
} from "#core/digests/delivery.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Departure, NotSent, Sender, SendOutcome } from "#core/ports.ts";
import type { ComposedDigest } from "./compose.ts";
import type { Senders, WorkerParts } from "./parts.ts";
import type { Finished, Prepared, Ready } from "./run-state.ts";

/** Composes it and finds its way; it has not begun. Never rejects: what fails here was certainly not sent. */
export async function prepare(ready: Ready, parts: WorkerParts): Promise<Prepared> {
  const { delivery, subscription } = ready;
  try {
    const digest = await parts.composer.compose(delivery, subscription, parts.clock.now());
    const message = { to: subscription.conversation, delivery: delivery.id, briefing: digest.briefing };
    const departure = await senderOf(parts.senders, subscription).prepare(message);
    return departure.kind === "ready"
      ? { kind: "prepared", ready, digest, departure }
      : unsent(ready, departure, parts);
  } catch (error) {
    const reason = messageOf(error);
    parts.log.error({ delivery: delivery.id, error: reason }, "A digest could not be prepared");
    return unsent(ready, { kind: "later", afterMs: null, wholeTenant: false, reason }, parts);
  }
}

function unsent(ready: Ready, outcome: NotSent, parts: WorkerParts): Prepared {
  return {
    kind: "unsent",
    finished: { ...ready, settlement: settlementOf(ready, outcome, parts), content: null },
  };
}

/** Never rejects: what fails once it has begun may have arrived. */
export async function letGo(
  { ready, digest, departure }: Extract<Prepared, { kind: "prepared" }>,
  parts: WorkerParts & { readonly mayLeave: () => boolean },
): Promise<Finished> {
  const { subscription } = ready;
  const outcome = await depart(departure, ready, parts);
  if (outcome.kind === "sent") await beginThread(ready, digest, { ...parts, id: outcome.messageId });
  const content = digest.content === subscription.content ? null : digest.content;
  const known = subscription.openingsFrom === null && digest.begun !== null ? { begun: digest.begun } : {};
  // The ledger has counted the attempt since it was begun.
  const delivery = withAttempt(ready.delivery);
  return { ...ready, delivery, settlement: settlementOf(ready, outcome, parts), content, ...known };
}

function withAttempt(delivery: Delivery): Delivery {
  return { ...delivery, attempt: delivery.attempt + 1 };
}

function settlementOf({ delivery, subscription }: Ready, outcome: SendOutcome, parts: WorkerParts): Settlement {
  parts.pace.ended(subscription.conversation, outcome, parts.clock.now());
  return afterSending(withAttempt(delivery), outcome, momentOf(parts));
}

/** A reply below a digest is about what the digest is about. */
async function beginThread(
  { subscription }: Ready,
  { findings, topics }: ComposedDigest,
  { frames, clock, id }: WorkerParts & { readonly id: string },
): Promise<void> {
  const frame = frameOf(subscription.pack, topics, findings);
  await frames.save(placeBelow(subscription.conversation, id), frame, clock.now());
}

async function depart(
  departure: Departure,
  { delivery }: Ready,
  { mayLeave, log }: WorkerParts & { readonly mayLeave: () => boolean },
): Promise<SendOutcome> {
  try {
    return await departure.leave(mayLeave);
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
