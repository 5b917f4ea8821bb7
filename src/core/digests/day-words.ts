/** Days, times and rhythms in words. */
import { DAY_MS, dayNumber, type LocalDay } from "./calendar.ts";
import { says, type Context } from "#core/briefings/context.ts";
import type { Occurrence, Rhythm, Schedule } from "./schedule.ts";
import { offsetAt, offsetName } from "./zone.ts";

/** The wording is English, and so are the names of days and months. */
const LANGUAGE = "en-GB";
const LONG_DAY = { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const SHORT_DAY = { timeZone: "UTC", day: "numeric", month: "long" } as const;
const WEEKDAY = { timeZone: "UTC", weekday: "long" } as const;
/** A Monday. */
const SOME_MONDAY = dayNumber("2026-11-23");

/** `Monday 30 November 2026` */
export function longDay(day: LocalDay): string {
  return format(LONG_DAY, dayNumber(day)).replace(",", "");
}

/** `30 November` */
export function shortDay(day: LocalDay): string {
  return format(SHORT_DAY, dayNumber(day));
}

/** 1 is Monday. */
function weekdayName(weekday: number): string {
  return format(WEEKDAY, SOME_MONDAY + weekday - 1);
}

/** `Monday 30 November 2026, 09:00 (UTC+06:00)`; where the clocks change over the asked time, the time it then is. */
export function occurrenceWords(context: Context, { zone }: Schedule, { dueAt }: Occurrence): string {
  const offset = offsetAt(zone, dueAt);
  const wall = new Date(dueAt + offset).toISOString();
  return says(context, "digest.moment", {
    day: longDay(wall.slice(0, 10)),
    time: wall.slice(11, 16),
    offset: offsetName(offset),
  });
}

/** `Every Monday at 09:00, Europe/Vienna` */
export function scheduleWords(context: Context, { rhythm, time, zone }: Schedule): string {
  return says(context, "schedule.words", { rhythm: rhythmWords(context, rhythm), time, zone });
}

/** `Every Monday`, `Every day`, `On day 15 of every month` */
export function rhythmWords(context: Context, rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case "daily":
      return says(context, "rhythm.daily");
    case "weekly":
      return says(context, "rhythm.weekly", { day: weekdayName(rhythm.weekday) });
    case "monthly":
      if (rhythm.date === 31) return says(context, "rhythm.monthly.last");
      return rhythm.date > 28
        ? says(context, "rhythm.monthly.late", { date: rhythm.date })
        : says(context, "rhythm.monthly", { date: rhythm.date });
  }
}

const formats = new Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>();

/** Formats are made when first needed: each takes milliseconds, and most starts need none. */
function format(options: Intl.DateTimeFormatOptions, day: number): string {
  const known = formats.get(options) ?? new Intl.DateTimeFormat(LANGUAGE, options);
  formats.set(options, known);
  return known.format(day * DAY_MS);
}
