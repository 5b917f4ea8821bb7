/** When a subscription owes a digest: a rhythm and a wall time in an IANA zone, never an offset. */
import { addDays, dayInMonth, dayNumber, monthNumber, weekdayOf, type LocalDay } from "./calendar.ts";
import type { Zones } from "./zone.ts";

const FORTNIGHT = 14;

export type Rhythm =
  | { readonly kind: "daily" }
  /** 1 is Monday, 7 is Sunday. */
  | { readonly kind: "weekly"; readonly weekday: number }
  /** Several days a week, in their order. */
  | { readonly kind: "weekdays"; readonly weekdays: readonly number[] }
  /** Every 14 days, counted from the day of its first digest. */
  | { readonly kind: "fortnightly"; readonly first: LocalDay }
  /** 1 to 31; in a shorter month its last day. */
  | { readonly kind: "monthly"; readonly date: number }
  /** Once a month, on its first to fourth or last such weekday. */
  | { readonly kind: "ordinal"; readonly nth: Nth; readonly weekday: number };

/** A rhythm as it is ordered: a fortnight has no first day before somebody subscribes to it. */
export type RhythmOrder =
  | Exclude<Rhythm, { readonly kind: "fortnightly" }>
  | { readonly kind: "fortnightly"; readonly weekday: number };

export type Nth = 1 | 2 | 3 | 4 | "last";

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

/** The rhythm as it begins: a fortnight with its first digest later than `instant`, on a day later than `lastDay`. */
export function beginRhythm(
  zones: Zones,
  { rhythm, time, zone }: Pick<Schedule, "time" | "zone"> & { readonly rhythm: RhythmOrder },
  after: { readonly instant: number; readonly lastDay: LocalDay | null },
): Rhythm {
  if (rhythm.kind !== "fortnightly") return rhythm;
  const weekly: Schedule = { rhythm: { kind: "weekly", weekday: rhythm.weekday }, time, zone };
  return { kind: "fortnightly", first: firstOccurrence(zones, weekly, after).day };
}

/** The first day after `day` that the rhythm owes. */
export function nextOwedDay(rhythm: Rhythm, day: LocalDay): LocalDay {
  switch (rhythm.kind) {
    case "daily":
      return addDays(day, 1);
    case "weekly":
      return nextWeekday(rhythm.weekday, day);
    case "weekdays":
      return rhythm.weekdays.map((weekday) => nextWeekday(weekday, day)).toSorted()[0] ?? addDays(day, 7);
    case "fortnightly": {
      const since = dayNumber(day) - dayNumber(rhythm.first);
      return addDays(day, FORTNIGHT - (((since % FORTNIGHT) + FORTNIGHT) % FORTNIGHT));
    }
    case "monthly": {
      const thisMonth = dayInMonth(monthNumber(day), rhythm.date);
      return thisMonth > day ? thisMonth : dayInMonth(monthNumber(day) + 1, rhythm.date);
    }
    case "ordinal": {
      const thisMonth = weekdayInMonth(monthNumber(day), rhythm);
      return thisMonth > day ? thisMonth : weekdayInMonth(monthNumber(day) + 1, rhythm);
    }
  }
}

/** The first such weekday after `day`; 1 is Monday. */
export function nextWeekday(weekday: number, day: LocalDay): LocalDay {
  return addDays(day, ((weekday - weekdayOf(day) + 6) % 7) + 1);
}

function weekdayInMonth(month: number, { nth, weekday }: { readonly nth: Nth; readonly weekday: number }): LocalDay {
  const lastOfBefore = addDays(dayInMonth(month, 1), -1);
  if (nth !== "last") return addDays(nextWeekday(weekday, lastOfBefore), 7 * (nth - 1));
  return nextWeekday(weekday, addDays(dayInMonth(month, 31), -7));
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
