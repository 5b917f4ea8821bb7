/** One occurrence's row in the ledger, and what each outcome makes of it. */
import type { LocalDay } from "./calendar.ts";
import type { Sender, SendOutcome } from "#core/ports.ts";
import type { Advice } from "./subscription.ts";

/**
 * pending: to be sent. claimed: a process has taken it and not begun. sending: begun, so it may have arrived even if
 * that process died. checking: it may have arrived, to be looked up. The others are final.
 */
export const DELIVERY_STATES = [
  "pending",
  "claimed",
  "sending",
  "checking",
  "sent",
  "skipped",
  "failed",
  "unknown",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export function readState(state: string): DeliveryState {
  const known = DELIVERY_STATES.find((candidate) => candidate === state);
  if (known === undefined) throw new Error(`There is no state ${state} of a delivery`);
  return known;
}

/** The name under which a platform remembers a delivery. */
export function deliveryId(subscription: string, day: LocalDay): string {
  return `${subscription}/${day}`;
}

export interface Delivery {
  /** `subscription/day`: the name under which the platform remembers it. */
  readonly id: string;
  readonly subscription: string;
  readonly day: LocalDay;
  readonly number: number;
  readonly dueAt: number;
  /** How often it was tried before now. */
  readonly attempt: number;
}

export type Settlement =
  | { readonly kind: "sent"; readonly messageId: string; readonly late: boolean }
  | { readonly kind: "retry"; readonly at: number; readonly reason: string }
  | { readonly kind: "check"; readonly at: number; readonly reason: string }
  | { readonly kind: "skipped"; readonly reason: SkipReason }
  /** It will not be tried again; the subscription goes on. */
  | { readonly kind: "failed"; readonly reason: string }
  /** The platform will refuse the next one too: the subscription waits until somebody acts. */
  | { readonly kind: "refused"; readonly advice: Advice; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** Why a digest was not sent without anything having failed. */
export type SkipReason = "asked" | "paused" | "unsubscribed" | "missed" | "too-late";

export interface Policy {
  /** How late a digest may be sent. */
  readonly graceMs: number;
  /** From when on a digest says that it is late. */
  readonly lateMs: number;
  /** The first wait after a passing fault; it doubles up to `longestWaitMs`. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** How long after an unclear outcome the platform is asked whether it arrived. */
  readonly checkAfterMs: number;
}

export const POLICY: Policy = {
  graceMs: 6 * 3_600_000,
  lateMs: 15 * 60_000,
  firstWaitMs: 5000,
  longestWaitMs: 600_000,
  checkAfterMs: 20_000,
};

export interface Moment {
  readonly now: number;
  /** 0 up to 1, for jitter. */
  readonly random: number;
  readonly policy: Policy;
}

/** What a delivery becomes after one attempt. */
export function afterSending(delivery: Delivery, outcome: SendOutcome, moment: Moment): Settlement {
  const { now, policy } = moment;
  switch (outcome.kind) {
    case "sent":
      return { kind: "sent", messageId: outcome.messageId, late: now - delivery.dueAt > policy.lateMs };
    case "refused":
      return { kind: "refused", advice: outcome.advice, reason: outcome.reason };
    case "unsendable":
      // The fault is the message's and not the place's: the next one is another message.
      return { kind: "failed", reason: outcome.reason };
    case "unknown":
      return { kind: "check", at: now + policy.checkAfterMs, reason: outcome.reason };
    case "later":
      return again(delivery, { reason: outcome.reason, afterMs: outcome.afterMs }, moment);
  }
}

/** What a delivery of unclear outcome becomes once the platform was asked. */
export function afterLooking(
  delivery: Delivery,
  found: Awaited<ReturnType<Sender["find"]>>,
  moment: Moment,
): Settlement {
  switch (found.kind) {
    case "found":
      return { kind: "sent", messageId: found.messageId, late: moment.now - delivery.dueAt > moment.policy.lateMs };
    case "absent":
      return again(delivery, { reason: "it had not arrived", afterMs: 0 }, moment);
    case "later":
      return lookAgain(delivery, found.reason, moment);
    case "cannot-tell":
      return { kind: "unknown", reason: found.reason };
  }
}

/** To be looked up again, as long as it could still be sent if it turned out not to have arrived. */
export function lookAgain(delivery: Delivery, reason: string, moment: Moment): Settlement {
  const at = moment.now + moment.policy.checkAfterMs + backoff(delivery.attempt, moment);
  return at - delivery.dueAt > moment.policy.graceMs ? { kind: "unknown", reason } : { kind: "check", at, reason };
}

/** A wait that doubles with each attempt, spread over half of itself so that many do not come back at once. */
function backoff(attempt: number, { policy, random }: Moment): number {
  const wait = Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** Math.min(attempt, 20));
  return Math.round(wait * (0.5 + random / 2));
}

function again(delivery: Delivery, wait: { reason: string; afterMs: number | null }, moment: Moment): Settlement {
  // What the platform asked for is kept to; a little more keeps a whole workspace from coming back in one instant.
  const waitMs =
    wait.afterMs === null ? backoff(delivery.attempt, moment) : wait.afterMs + Math.round(moment.random * 100);
  const at = moment.now + waitMs;
  if (at - delivery.dueAt > moment.policy.graceMs) return { kind: "failed", reason: wait.reason };
  return { kind: "retry", at, reason: wait.reason };
}
