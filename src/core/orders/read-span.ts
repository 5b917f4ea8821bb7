/** A day, a week or a month by where it stands from today: `tomorrow`, `this week`, `next month`. */
import { addDays, dayInMonth, monthNumber, weekdayOf, type LocalDay } from "#core/digests/calendar.ts";
import { nextWeekday } from "#core/digests/schedule.ts";
import { readWeekday } from "./numbers.ts";
import { listedAt, moved, type Cursor } from "./cursor.ts";

/** As it was said, before it is known which day today is in the zone of the subscription. */
export type CalendarSpan =
  | { readonly kind: "week" | "month"; readonly isNext: boolean }
  | { readonly kind: "today" | "tomorrow" }
  /** 1 is Monday. */
  | { readonly kind: "weekday"; readonly weekday: number };

export interface SpanReading {
  readonly span: CalendarSpan;
  readonly words: number;
}

/** `this week`, `next month`. */
export function readCalendarUnit(cursor: Cursor): SpanReading | undefined {
  const which = listedAt(cursor, ["this", "next"]);
  const unit = which === undefined ? undefined : readUnit(moved(cursor, which.words));
  if (which === undefined || unit === undefined) return undefined;
  return { span: { kind: unit.kind, isNext: which.list === "next" }, words: which.words + unit.words };
}

/** Behind a word that says which one it is. */
export function readUnit(cursor: Cursor): { readonly kind: "week" | "month"; readonly words: number } | undefined {
  const unit = listedAt(cursor, ["week", "in-week", "month", "in-month"]);
  if (unit === undefined) return undefined;
  return { kind: unit.list === "week" || unit.list === "in-week" ? "week" : "month", words: unit.words };
}

/** The same, or one day: `today`, `tomorrow`, `monday`, `next monday`. */
export function readSpan(cursor: Cursor): SpanReading | undefined {
  const unit = readCalendarUnit(cursor);
  if (unit !== undefined) return unit;
  const day = listedAt(cursor, ["today", "tomorrow"]);
  if (day !== undefined) return { span: { kind: day.list }, words: day.words };
  const which = listedAt(cursor, ["this", "next"])?.words ?? 0;
  const named = readWeekday(moved(cursor, which));
  return named === undefined
    ? undefined
    : { span: { kind: "weekday", weekday: named.weekday }, words: which + named.words };
}

/**
 * Its first and its last day. Weeks begin on Mondays. A weekday is today's as long as `next`, the day of the next digest, is
 * today, and else the one after today.
 */
export function spanDays(
  span: CalendarSpan,
  { today, next }: { readonly today: LocalDay; readonly next: LocalDay },
): { readonly first: LocalDay; readonly last: LocalDay } {
  switch (span.kind) {
    case "today":
      return { first: today, last: today };
    case "tomorrow":
      return { first: addDays(today, 1), last: addDays(today, 1) };
    case "weekday": {
      const isToday = next === today && weekdayOf(today) === span.weekday;
      const day = isToday ? today : nextWeekday(span.weekday, today);
      return { first: day, last: day };
    }
    case "week": {
      const monday = addDays(today, 1 - weekdayOf(today) + (span.isNext ? 7 : 0));
      return { first: monday, last: addDays(monday, 6) };
    }
    case "month": {
      const month = monthNumber(today) + (span.isNext ? 1 : 0);
      return { first: dayInMonth(month, 1), last: dayInMonth(month, 31) };
    }
  }
}
