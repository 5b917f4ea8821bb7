/** What each command makes of a subscription: decided here, written by the store. */
import type { Change, Note, NoteKind } from "#core/digests/ports.ts";
import { orderText } from "./form.ts";
import { addDays, type LocalDay } from "#core/digests/calendar.ts";
import { firstOccurrence, nextOwedDay, occurrenceAfterDay, type Schedule } from "#core/digests/schedule.ts";
import type { Advice, Order, Person, Standing, Subscription } from "#core/digests/subscription.ts";
import type { Zones } from "#core/digests/zone.ts";

export interface Act {
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly zones: Zones;
}

/** A new subscription, or the one there is with another order; null when it is so already. */
export function subscribe(current: Subscription | null, made: Omit<Subscription, "standing">, act: Act): Change | null {
  const { schedule, topics } = made;
  if (current === null) return change({ ...made, standing: activeFrom(made, act) }, note("subscribed", act));
  if (current.standing.kind === "active" && isSameOrder(current, made)) return null;
  // Of other topics nothing has come yet: their cycle begins with the next digest.
  const rotationFrom = String(topics) === String(current.topics) ? current.rotationFrom : current.number;
  const changed = { ...current, schedule, topics, rotationFrom, lastDay: lastDayFor(schedule, current, act) };
  return change({ ...changed, standing: activeFrom(changed, act) }, note("changed", act));
}

export function pause(current: Subscription | null, act: Act): Change | null {
  if (current === null || current.standing.kind === "paused") return null;
  const paused: Standing = { kind: "paused", by: act.by.name };
  return { ...change({ ...current, standing: paused }, note("paused", act)), withdraw: "paused" };
}

export function resume(current: Subscription | null, act: Act): Change | null {
  if (current === null || current.standing.kind === "active" || isUnreadable(current)) return null;
  return change({ ...current, standing: activeFrom(current, act) }, note("resumed", act));
}

/** It can only be subscribed anew. */
export function isUnreadable({ standing }: Subscription): boolean {
  return standing.kind === "refused" && standing.advice === "unreadable";
}

/** Passes over the next digest; what it would have brought comes with the one after it. */
export function skip(current: Subscription | null, act: Act): Change | null {
  if (current?.standing.kind !== "active") return null;
  const { next: skipped } = current.standing;
  const next = occurrenceAfterDay(act.zones, current.schedule, skipped.day);
  const subscription: Subscription = { ...current, lastDay: skipped.day, standing: { kind: "active", next } };
  return { ...change(subscription, note("skipped", act)), skipped };
}

export function unsubscribe(current: Subscription | null, act: Act): Change | null {
  if (current === null) return null;
  return { subscription: null, note: note("unsubscribed", act), withdraw: "unsubscribed", skipped: null };
}

/** The platform does not let the bot post there. */
export function refuse(
  current: Subscription | null,
  refusal: { advice: Advice; reason: string; now: number },
): Change | null {
  if (current === null) return null;
  const { advice, reason, now } = refusal;
  const standing: Standing = { kind: "refused", advice, reason };
  return {
    ...change({ ...current, standing }, note("refused", { by: { id: "", name: reason }, now })),
    withdraw: "paused",
  };
}

function change(subscription: Subscription, made: Note): Change {
  return { subscription, note: made, withdraw: null, skipped: null };
}

function note(what: NoteKind, { by, now }: Pick<Act, "by" | "now">): Note {
  return { what, by, at: now };
}

/**
 * A changed schedule begins at once: digests that somebody skipped ahead were those of the old one. A day that the old
 * one has served is not served again.
 */
function lastDayFor(schedule: Schedule, current: Subscription, { now, zones }: Act): LocalDay | null {
  const { lastDay, topics } = current;
  const today = zones.localDay(schedule.zone, now);
  if (lastDay === null || lastDay <= today || isSameOrder({ schedule, topics }, current)) return lastDay;
  const yesterday = addDays(today, -1);
  return nextOwedDay(current.schedule.rhythm, yesterday) === today ? today : yesterday;
}

function activeFrom({ schedule, lastDay }: Pick<Subscription, "schedule" | "lastDay">, { now, zones }: Act): Standing {
  return { kind: "active", next: firstOccurrence(zones, schedule, { instant: now, lastDay }) };
}

/** Whether two orders ask for the same. */
export function isSameOrder(one: Order, other: Order): boolean {
  return orderText(one) === orderText(other);
}
