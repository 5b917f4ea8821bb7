/** Days of the proleptic Gregorian calendar as `YYYY-MM-DD`, without zones or times. */

/** A day on the wall, `2026-11-30`; in this form days sort as text. */
export type LocalDay = string;

export const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(day: LocalDay): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

export function dayOf(number: number): LocalDay {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: LocalDay, count: number): LocalDay {
  return dayOf(dayNumber(day) + count);
}

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export function weekdayOf(day: LocalDay): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The day of a month, or its last day when the month is shorter. `month` counts from year 0: 12 × year + month − 1. */
export function dayInMonth(month: number, date: number): LocalDay {
  const first = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
  const length = Date.UTC(Math.floor((month + 1) / 12), (month + 1) % 12, 1) / DAY_MS - first;
  return dayOf(first + Math.min(date, length) - 1);
}

/** 12 × year + month − 1. */
export function monthNumber(day: LocalDay): number {
  const [year = 1970, month = 1] = day.split("-").map(Number);
  return year * 12 + month - 1;
}

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return Number.isFinite(number) && dayOf(number) === text;
}

/** The wording is English, and so are the names of days and months. */
const WEEKDAYS_LONG = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const MONTHS_LONG = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
] as const;

/** `Monday 30 November 2026` */
export function longDay(day: LocalDay): string {
  return `${weekdayName(weekdayOf(day))} ${shortDay(day)} ${Number(day.slice(0, 4))}`;
}

/** `30 November` */
export function shortDay(day: LocalDay): string {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  return `${date} ${MONTHS_LONG[month - 1] ?? ""}`;
}

/** 1 is Monday. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS_LONG[weekday - 1] ?? "";
}
