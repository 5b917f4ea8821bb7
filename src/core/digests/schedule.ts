/** When a subscription owes a digest: a rhythm and a wall time in an IANA zone, never an offset. */
import { addDays, dayInMonth, monthNumber, weekdayOf, type LocalDay } from "./calendar.ts";
import type { Zones } from "./zone.ts";

export type Rhythm =
  | { readonly kind: "daily" }
  /** 1 is Monday, 7 is Sunday. */
  | { readonly kind: "weekly"; readonly weekday: number }
  /** 1 to 31; in a shorter month its last day. */
  | { readonly kind: "monthly"; readonly date: number };

export interface Schedule {
  readonly rhythm: Rhythm;
  /** Wall time, `HH:MM`. */
  readonly time: string;
  /** IANA name. */
  readonly zone: string;
}

/** A local day on which a digest is owed, and the instant (milliseconds since 1970 UTC) at which it falls due. */
export interface Occurrence {
  readonly day: LocalDay;
  readonly dueAt: number;
}

/** The first day after `day` that the rhythm owes. */
export function nextOwedDay(rhythm: Rhythm, day: LocalDay): LocalDay {
  switch (rhythm.kind) {
    case "daily":
      return addDays(day, 1);
    case "weekly":
      return addDays(day, ((rhythm.weekday - weekdayOf(day) + 6) % 7) + 1);
    case "monthly": {
      const thisMonth = dayInMonth(monthNumber(day), rhythm.date);
      return thisMonth > day ? thisMonth : dayInMonth(monthNumber(day) + 1, rhythm.date);
    }
  }
}

/** The occurrence after that of `day`. Days are counted, not hours, so no clock change can skip or double one. */
export function occurrenceAfterDay(zones: Zones, schedule: Schedule, day: LocalDay): Occurrence {
  const next = nextOwedDay(schedule.rhythm, day);
  return { day: next, dueAt: zones.instantOf(schedule.zone, next, schedule.time) };
}

/** The first occurrence due later than `instant`, on a day later than `lastDay` when there was one. */
export function firstOccurrence(
  zones: Zones,
  schedule: Schedule,
  { instant, lastDay }: { readonly instant: number; readonly lastDay: LocalDay | null },
): Occurrence {
  // A time that a clock change pushes past midnight belongs to the day before: begin a little early.
  const start = addDays(zones.localDay(schedule.zone, instant), -2);
  let next = occurrenceAfterDay(zones, schedule, lastDay !== null && lastDay > start ? lastDay : start);
  while (next.dueAt <= instant) next = occurrenceAfterDay(zones, schedule, next.day);
  return next;
}

/** `first` and those that follow it, `count` in all. */
export function listOccurrences(
  zones: Zones,
  schedule: Schedule,
  { first, count }: { readonly first: Occurrence; readonly count: number },
): readonly Occurrence[] {
  const listed = [first];
  for (let last = first; listed.length < count; listed.push(last)) last = occurrenceAfterDay(zones, schedule, last.day);
  return listed;
}
