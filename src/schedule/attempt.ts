/** One attempt at one delivery: send it, or look whether it had arrived. Nothing that fails here reaches the others. */
import { afterLooking, afterSending, lookAgain, type Moment, type Settlement } from "#core/digests/delivery.ts";
import type { Claimed, Settled } from "#core/digests/ports.ts";
import { isInGrace } from "#core/digests/due.ts";
import type { Clock, Log, Sender, SendOutcome } from "#core/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Composer } from "./compose.ts";
import type { Ready } from "./run-state.ts";
import type { Pace } from "./pace.ts";
import type { Senders, ScheduleSettings } from "./parts.ts";

export interface AttemptParts {
  readonly senders: Senders;
  readonly composer: Composer;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: ScheduleSettings;
}

/** For `status`, where the error's own words would say nothing. */
const UNREADABLE = "its entry in the database cannot be read";

export interface LookUpParts extends AttemptParts {
  readonly pace: Pace;
}

/** What became of a claimed delivery, to be written. */
export interface Done extends Settled {
  /** Null when it was removed, or cannot be read. */
  readonly subscription: Subscription | null;
}

export interface Attempted extends Done {
  readonly outcome: SendOutcome;
}

/** Why a claimed delivery is not sent at all, if so. */
export function reasonToSkip(
  { delivery, subscription, unreadable }: Claimed,
  { clock, log, settings }: AttemptParts,
): Settlement | null {
  if (unreadable !== undefined) {
    log.error({ delivery: delivery.id, error: unreadable }, "A subscription cannot be read and waits");
    return { kind: "refused", advice: "unreadable", reason: UNREADABLE };
  }
  if (subscription === null) return { kind: "skipped", reason: "unsubscribed" };
  if (subscription.standing.kind !== "active") return { kind: "skipped", reason: "paused" };
  if (!isInGrace(delivery, clock.now(), settings.policy.graceMs)) return { kind: "skipped", reason: "too-late" };
  return null;
}

/** A claimed delivery of which `reasonToSkip` knows none. */
export function attemptable({ delivery, subscription }: Claimed): Ready {
  if (subscription === null) throw new Error(`The subscription of ${delivery.id} is gone`);
  return { delivery, subscription };
}

/** Never rejects: a sender that throws leaves it open whether the message arrived. */
export async function attempt(ready: Ready, parts: AttemptParts): Promise<Attempted> {
  const { delivery, subscription } = ready;
  const { composer, clock, log } = parts;
  // The attempt that begins now has been counted by the ledger.
  const counted = { ...delivery, attempt: delivery.attempt + 1 };
  let content: string | null = null;
  const sendIt = async (): Promise<SendOutcome> => {
    const composed = await composer.compose(delivery, subscription, clock.now());
    content = composed.content;
    return senderOf(parts.senders, subscription).send({
      to: subscription.conversation,
      delivery: delivery.id,
      briefing: composed.briefing,
    });
  };
  try {
    const outcome = await sendIt();
    if (content === subscription.content) content = null;
    return { ...ready, outcome, content, settlement: afterSending(counted, outcome, moment(parts)) };
  } catch (error) {
    log.error({ delivery: delivery.id, error: messageOf(error) }, "A digest could not be sent");
    // Before it was composed nothing can have been sent.
    const outcome: SendOutcome =
      content === null
        ? { kind: "later", afterMs: null, wholeTenant: false, reason: messageOf(error) }
        : { kind: "unknown", reason: messageOf(error) };
    return { ...ready, outcome, content, settlement: afterSending(counted, outcome, moment(parts)) };
  }
}

/** Asks the platform whether a delivery of unclear outcome arrived. Never rejects. */
export async function lookUp(claimed: Claimed, parts: LookUpParts): Promise<Done> {
  const { delivery, subscription, unreadable } = claimed;
  if (subscription === null) {
    const reason = unreadable === undefined ? "unsubscribed" : UNREADABLE;
    return { delivery, subscription, settlement: { kind: "unknown", reason }, content: null };
  }
  try {
    const found = await senderOf(parts.senders, subscription).find(subscription.conversation, delivery.id);
    if (found.kind === "later" && found.afterMs !== undefined)
      parts.pace.heldBack(subscription.conversation, found.afterMs, parts.clock.now());
    return { delivery, subscription, settlement: afterLooking(delivery, found, moment(parts)), content: null };
  } catch (error) {
    parts.log.warn(
      { delivery: delivery.id, error: messageOf(error) },
      "It could not be looked up whether a digest arrived",
    );
    const settlement = lookAgain(delivery, messageOf(error), moment(parts));
    return { delivery, subscription, settlement, content: null };
  }
}

function senderOf(senders: Senders, { conversation }: Subscription): Sender {
  const sender = senders[conversation.platform];
  if (sender === undefined) throw new Error(`${conversation.platform} is not connected`);
  return sender;
}

function moment({ clock, settings }: AttemptParts): Moment {
  return { now: clock.now(), random: settings.random(), policy: settings.policy };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
