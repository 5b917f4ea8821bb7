/** What each command makes of a subscription: decided here, written by the store. */
import type { Change, Note, NoteKind } from "#core/digests/ports.ts";
import { orderText } from "./form.ts";
import { addDays, weekdayOf, type LocalDay } from "#core/digests/calendar.ts";
import {
  beginRhythm,
  firstOccurrence,
  listOccurrences,
  nextOwedDay,
  occurrenceAfterDay,
  type Schedule,
} from "#core/digests/schedule.ts";
import { endDay, type PauseEnd } from "#core/orders/read-end.ts";
import {
  isResting,
  type Advice,
  type Order,
  type Person,
  type Standing,
  type Subscription,
} from "#core/digests/subscription.ts";
import type { Zones } from "#core/digests/zone.ts";

export interface Act {
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly zones: Zones;
}

/** A new subscription, or the one there is with another order; null when it is so already. */
export function subscribe(current: Subscription | null, made: Omit<Subscription, "standing">, act: Act): Change | null {
  const { topics } = made;
  if (current === null) return change({ ...made, standing: activeFrom(made, act) }, note("subscribed", act));
  if (isRunning(current, act) && isSameOrder(current, made)) return null;
  const lastDay = lastDayFor(made.schedule, current, act);
  const schedule = begun(made.schedule, { ...current, lastDay }, act);
  // Of other topics nothing has come yet: their cycle begins with the next digest.
  const rotationFrom = String(topics) === String(current.topics) ? current.rotationFrom : current.number;
  const changed = { ...current, schedule, topics, rotationFrom, lastDay };
  return change({ ...changed, standing: activeFrom(changed, act) }, note("changed", act));
}

/** With an `end` it goes on by itself on that day, in its own zone; null where it is paused already, or the end is over. */
export function pause(current: Subscription | null, act: Act, end: PauseEnd | null = null): Change | null {
  if (current === null) return null;
  if (current.standing.kind === "paused" && end === null) return null;
  const paused = end === null ? ({ kind: "paused", by: act.by.name } as const) : restingUntil(end, current, act);
  if (paused === null) return null;
  return { ...change({ ...current, standing: paused }, note("paused", act)), withdraw: "paused" };
}

export function resume(current: Subscription | null, act: Act): Change | null {
  if (current === null || isRunning(current, act) || isUnreadable(current)) return null;
  return change({ ...current, standing: activeFrom(current, act) }, note("resumed", act));
}

/** It can only be subscribed anew. */
export function isUnreadable({ standing }: Subscription): boolean {
  return standing.kind === "refused" && standing.advice === "unreadable";
}

/** Passes over the next digests; what they would have brought comes with those after them. */
export function skip(current: Subscription | null, act: Act, count = 1): Change | null {
  if (current?.standing.kind !== "active") return null;
  const { next: first } = current.standing;
  const skipped = listOccurrences(act.zones, current.schedule, { first, count });
  const lastDay = skipped.at(-1)?.day ?? first.day;
  const next = occurrenceAfterDay(act.zones, current.schedule, lastDay);
  const subscription: Subscription = { ...current, lastDay, standing: { kind: "active", next } };
  return { ...change(subscription, note("skipped", act)), skipped };
}

export function unsubscribe(current: Subscription | null, act: Act): Change | null {
  if (current === null) return null;
  return { subscription: null, note: note("unsubscribed", act), withdraw: "unsubscribed", skipped: [] };
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
  return { subscription, note: made, withdraw: null, skipped: [] };
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

/** A fortnight goes on in its weeks as long as its weekday stays the same, and else begins with its next digest. */
function begun(schedule: Schedule, current: Subscription, { now, zones }: Act): Schedule {
  const { rhythm } = schedule;
  if (rhythm.kind !== "fortnightly") return schedule;
  const before = current.schedule.rhythm;
  const weekday = weekdayOf(rhythm.first);
  if (before.kind === "fortnightly" && weekdayOf(before.first) === weekday) return { ...schedule, rhythm: before };
  const begins = { ...schedule, rhythm: { kind: "fortnightly", weekday } as const };
  return { ...schedule, rhythm: beginRhythm(zones, begins, { instant: now, lastDay: current.lastDay }) };
}

/** Null where the end is over, and for one that the platform refuses: it has to be put right first. */
function restingUntil(end: PauseEnd, { schedule, standing, lastDay }: Subscription, act: Act): Standing | null {
  if (standing.kind === "refused") return null;
  const { now, zones, by } = act;
  const until = endDay(end, zones.localDay(schedule.zone, now));
  if (until === null) return null;
  const eve = addDays(until, -1);
  const after = { instant: now, lastDay: lastDay !== null && lastDay > eve ? lastDay : eve };
  return { kind: "active", next: firstOccurrence(zones, schedule, after), rest: { by: by.name, until } };
}

/** Whether digests come and nobody has paused them up to a day. */
export function isRunning(subscription: Subscription, act: Pick<Act, "now" | "zones">): boolean {
  return subscription.standing.kind === "active" && !isResting(subscription, act);
}

function activeFrom({ schedule, lastDay }: Pick<Subscription, "schedule" | "lastDay">, { now, zones }: Act): Standing {
  return { kind: "active", next: firstOccurrence(zones, schedule, { instant: now, lastDay }) };
}

/** Whether two orders ask for the same. */
export function isSameOrder(one: Order, other: Order): boolean {
  return orderText(one) === orderText(other);
}
