/** What each command makes of a subscription: decided here, written by the store. */
import type { Change, Found, Note, NoteKind } from "#core/digests/ports.ts";
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
  /** Names the command, so that it can be undone. */
  readonly id: string;
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly zones: Zones;
}

/** With what the ledger knows of the subscriptions there. */
type OrderAct = Act & Pick<Found, "lastOwed">;

/** A new subscription, or the one there is with another order; null when it is so already. */
export function subscribe(
  current: Subscription | null,
  made: Omit<Subscription, "standing">,
  act: OrderAct,
): Change | null {
  const { topics } = made;
  if (current === null) return change(null, { ...made, standing: activeFrom(made, act) }, by("subscribed", act));
  if (isRunning(current, act) && isSameOrder(current, made)) return null;
  const lastDay = lastDayFor(made.schedule, current, act);
  const schedule = begun(made.schedule, { ...current, lastDay }, act);
  const changed = { ...retopiced(current, topics), schedule, lastDay };
  return change(current, { ...changed, standing: activeFrom(changed, act) }, by("changed", act));
}

/** The same with other topics; whether digests come stays as it is. */
export function retopic(current: Subscription, topics: readonly string[], act: Act): Change {
  return change(current, retopiced(current, topics), by("changed", act));
}

/** Of other topics nothing has come yet: their cycle begins with the next digest. */
function retopiced(current: Subscription, topics: readonly string[]): Subscription {
  if (String(topics) === String(current.topics)) return current;
  const { number } = current;
  return { ...current, topics, rotationFrom: number, factsFrom: number, openingsFrom: number };
}

/** With an `end` it goes on by itself on that day, in its own zone; null where it is paused already, or the end is over. */
export function pause(current: Subscription, act: Act, end: PauseEnd | null = null): Change | null {
  if (current.standing.kind === "paused" && end === null) return null;
  const paused = end === null ? ({ kind: "paused", by: act.by.name } as const) : restingUntil(end, current, act);
  if (paused === null) return null;
  return { ...change(current, { ...current, standing: paused }, by("paused", act)), withdraw: "paused" };
}

export function resume(current: Subscription, act: Act): Change | null {
  if (isRunning(current, act) || isUnreadable(current)) return null;
  return change(current, { ...current, standing: activeFrom(current, act) }, by("resumed", act));
}

/** It can only be subscribed anew. */
export function isUnreadable({ standing }: Subscription): boolean {
  return standing.kind === "refused" && standing.advice === "unreadable";
}

/** Passes over the next digests; what they would have brought comes with those after them. */
export function skip(current: Subscription, act: Act, count = 1): Change | null {
  if (current.standing.kind !== "active") return null;
  const { next: first } = current.standing;
  const skipped = listOccurrences(act.zones, current.schedule, { first, count });
  const lastDay = skipped.at(-1)?.day ?? first.day;
  const next = occurrenceAfterDay(act.zones, current.schedule, lastDay);
  const skipping: Subscription = { ...current, lastDay, standing: { ...current.standing, next } };
  return { ...change(current, skipping, by("skipped", act)), skipped };
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
 * one has served is not served again, also where it has not begun yet in the zone of the new one.
 */
function lastDayFor(schedule: Schedule, current: Subscription, { now, zones, lastOwed }: OrderAct): LocalDay | null {
  const { lastDay, topics } = current;
  const today = zones.localDay(schedule.zone, now);
  if (lastDay === null || lastDay <= today || isSameOrder({ schedule, topics }, current)) return lastDay;
  const yesterday = addDays(today, -1);
  const passed = nextOwedDay(current.schedule.rhythm, yesterday) === today ? today : yesterday;
  const served = lastOwed.get(current.id) ?? passed;
  return served > passed ? served : passed;
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
function isRunning(subscription: Subscription, act: Pick<Act, "now" | "zones">): boolean {
  return subscription.standing.kind === "active" && !isResting(subscription, act);
}

function activeFrom({ schedule, lastDay }: Pick<Subscription, "schedule" | "lastDay">, { now, zones }: Act): Standing {
  return { kind: "active", next: firstOccurrence(zones, schedule, { instant: now, lastDay }) };
}

/** Whether two orders ask for the same. */
function isSameOrder(one: Order, other: Order): boolean {
  return orderText(one) === orderText(other);
}
