/** What a subscription owes now: at most one digest, never a burst of old ones. */
import type { LocalDay } from "./calendar.ts";
import { occurrenceAfterDay, type Occurrence, type Schedule } from "./schedule.ts";
import type { Zones } from "./zone.ts";

export interface Agenda {
  readonly schedule: Schedule;
  readonly next: Occurrence;
  readonly number: number;
}

export interface Due {
  /** The digest to send, with its number. */
  readonly owed: (Occurrence & { readonly number: number }) | null;
  /** Occurrences that passed unserved and are too old to send: recorded, not sent. */
  readonly missed: readonly Occurrence[];
  readonly next: Occurrence;
  /** The number of the digest after this. */
  readonly number: number;
  /** The last day that is settled by this; null when nothing was due. */
  readonly lastDay: LocalDay | null;
}

/** After a very long silence only this many missed occurrences are recorded one by one. */
const MOST_RECORDED = 60;

/**
 * Everything due at `now`. An occurrence is sent while it is at most `graceMs` old. Days are taken from the stored
 * agenda one after another, so a clock that is set back owes nothing twice; instants are reckoned anew, so that zone
 * rules that changed since the agenda was written hold.
 */
export function takeDue(
  zones: Zones,
  agenda: Agenda,
  { now, graceMs }: { readonly now: number; readonly graceMs: number },
): Due {
  const { schedule, number } = agenda;
  const passed: Occurrence[] = [];
  let next: Occurrence = {
    day: agenda.next.day,
    dueAt: zones.instantOf(schedule.zone, agenda.next.day, schedule.time),
  };
  while (next.dueAt <= now) {
    passed.push(next);
    next = occurrenceAfterDay(zones, schedule, next.day);
  }
  const latest = passed.at(-1);
  if (latest === undefined) return { owed: null, missed: [], next, number, lastDay: null };
  const inTime = isInGrace(latest, now, graceMs);
  return {
    owed: inTime ? { ...latest, number } : null,
    missed: (inTime ? passed.slice(0, -1) : passed).slice(-MOST_RECORDED),
    next,
    number: inTime ? number + 1 : number,
    lastDay: latest.day,
  };
}

/** Whether an occurrence may still be sent. */
export function isInGrace({ dueAt }: { readonly dueAt: number }, now: number, graceMs: number): boolean {
  return now - dueAt <= graceMs;
}
