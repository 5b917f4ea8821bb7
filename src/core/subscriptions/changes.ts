/** What each command makes of a subscription: decided here, written by the store. */
import type { Change, Note, NoteKind } from "#core/digests/ports.ts";
import { orderText } from "./form.ts";
import { addDays, type LocalDay } from "#core/digests/calendar.ts";
import { firstOccurrence, nextOwedDay, occurrenceAfterDay, type Schedule } from "#core/digests/schedule.ts";
import type { Advice, Order, Person, Standing, Subscription } from "#core/digests/subscription.ts";
import type { Zones } from "#core/digests/zone.ts";

export interface Act {
  /** Names the command, so that it can be undone. */
  readonly id: string;
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly zones: Zones;
}

/** A new subscription, or the one there is with another order; null when it is so already. */
export function subscribe(current: Subscription | null, made: Omit<Subscription, "standing">, act: Act): Change | null {
  const { schedule, topics } = made;
  if (current === null) return change(null, { ...made, standing: activeFrom(made, act) }, by("subscribed", act));
  if (current.standing.kind === "active" && isSameOrder(current, made)) return null;
  const changed = { ...current, schedule, topics, lastDay: lastDayFor(schedule, current, act) };
  return change(current, { ...changed, standing: activeFrom(changed, act) }, by("changed", act));
}

/** The same with other topics; whether digests come stays as it is. */
export function retopic(current: Subscription, topics: readonly string[], act: Act): Change {
  return change(current, { ...current, topics }, by("changed", act));
}

export function pause(current: Subscription, act: Act): Change | null {
  if (current.standing.kind === "paused") return null;
  const paused: Standing = { kind: "paused", by: act.by.name };
  return { ...change(current, { ...current, standing: paused }, by("paused", act)), withdraw: "paused" };
}

export function resume(current: Subscription, act: Act): Change | null {
  if (current.standing.kind === "active" || isUnreadable(current)) return null;
  return change(current, { ...current, standing: activeFrom(current, act) }, by("resumed", act));
}

/** It can only be subscribed anew. */
export function isUnreadable({ standing }: Subscription): boolean {
  return standing.kind === "refused" && standing.advice === "unreadable";
}

/** Passes over the next digest; what it would have brought comes with the one after it. */
export function skip(current: Subscription, act: Act): Change | null {
  if (current.standing.kind !== "active") return null;
  const { next: skipped } = current.standing;
  const next = occurrenceAfterDay(act.zones, current.schedule, skipped.day);
  const skipping: Subscription = { ...current, lastDay: skipped.day, standing: { kind: "active", next } };
  return { ...change(current, skipping, by("skipped", act)), skipped: [skipped] };
}

export function unsubscribe(current: Subscription, act: Act): Change {
  return { ...change(current, null, by("unsubscribed", act)), withdraw: "unsubscribed" };
}

/** The platform does not let the bot post there. */
export function refuse(current: Subscription, refusal: { advice: Advice; reason: string; now: number }): Change {
  const { advice, reason, now } = refusal;
  const standing: Standing = { kind: "refused", advice, reason };
  const refused: Note = { what: "refused", by: { id: "", name: reason }, at: now };
  return { ...change(current, { ...current, standing }, { note: refused, act: null }), withdraw: "paused" };
}

/** What somebody commands can be undone; what happens of itself cannot. */
function change(
  before: Subscription | null,
  after: Subscription | null,
  { note: made, act }: { readonly note: Note; readonly act: string | null },
): Change {
  return { before, after, note: made, act, withdraw: null, skipped: [], undoes: null };
}

function by(what: NoteKind, act: Act): { readonly note: Note; readonly act: string } {
  return { note: { what, by: act.by, at: act.now }, act: act.id };
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
function isSameOrder(one: Order, other: Order): boolean {
  return orderText(one) === orderText(other);
}
