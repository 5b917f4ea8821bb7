/** Moments, rhythms and schedules in words. */
import { longDay, weekdayName, weekdayOf } from "./calendar.ts";
import { lowered, says, type Context } from "#core/briefings/context.ts";
import { firstOccurrence, type Occurrence, type Rhythm, type Schedule } from "./schedule.ts";
import { offsetName, type ZonedContext } from "./zone.ts";

type Zoned = Pick<Schedule, "zone">;
type Due = Pick<Occurrence, "dueAt">;

/** `Monday 30 November 2026, 09:00`, beside the zone's name; where the clocks change over the asked time, the time it then is. */
export function occurrenceWords(context: ZonedContext, { zone }: Zoned, { dueAt }: Due): string {
  const wall = new Date(dueAt + context.zones.offsetAt(zone, dueAt)).toISOString();
  return says(context, "digest.moment", { day: longDay(wall.slice(0, 10)), time: wall.slice(11, 16) });
}

/** `Monday 30 November 2026, 09:00 (UTC+06:00)`, where no zone is named or its clocks change. */
export function momentWords(context: ZonedContext, schedule: Zoned, occurrence: Due): string {
  return says(context, "digest.moment.offset", {
    moment: occurrenceWords(context, schedule, occurrence),
    offset: offsetName(context.zones.offsetAt(schedule.zone, occurrence.dueAt)),
  });
}

/** `Ruritania digests come here every Monday at 09:00, Europe/Vienna` */
export function scheduleHere(context: ZonedContext, { rhythm, time, ...stored }: Schedule): string {
  const { country } = context.pack;
  const zone = clockName(context, { rhythm, time, ...stored });
  return says(context, "schedule.here", { country, rhythm: lowered(rhythmWords(context, rhythm)), time, zone });
}

/** `Every Monday at 09:00, Europe/Vienna` */
export function scheduleWords(context: ZonedContext, { rhythm, time, ...stored }: Schedule): string {
  return says(context, "schedule.words", {
    rhythm: rhythmWords(context, rhythm),
    time,
    zone: clockName(context, { rhythm, time, ...stored }),
  });
}

/** `UTC (10:00 in Paris)`: the zone, and beside it what the clock of whoever asked shows at the next digest, where that is another time. */
function clockName(context: ZonedContext, schedule: Schedule): string {
  const { zones, readerZone, now } = context;
  const zone = zoneName(context, schedule);
  // An order may be kept whose zone nobody knows any more.
  if (readerZone === undefined || zones.find(schedule.zone) === undefined) return zone;
  const { dueAt } = firstOccurrence(zones, schedule, { instant: now, lastDay: null });
  if (zones.offsetAt(readerZone, dueAt) === zones.offsetAt(schedule.zone, dueAt)) return zone;
  const [own, its] = [readerZone, schedule.zone].map((each) => zones.localDay(each, dueAt));
  const wall = new Date(dueAt + zones.offsetAt(readerZone, dueAt)).toISOString().slice(11, 16);
  const time = own === its || own === undefined ? wall : `${weekdayName(weekdayOf(own))} ${wall}`;
  return says(context, "schedule.reader", { zone, time, place: placeOf(readerZone) });
}

/** `Asia/Ho_Chi_Minh` is named after a city. */
function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Today's name, also of an order that was stored under an old one. */
export function zoneName({ zones }: ZonedContext, { zone }: Pick<Schedule, "zone">): string {
  return zones.find(zone) ?? zone;
}

/** `Every Monday`, `Every day`, `On day 15 of every month` */
export function rhythmWords(context: Context, rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case "daily":
      return says(context, "rhythm.daily");
    case "weekly":
      return says(context, "rhythm.weekly", { day: weekdayName(rhythm.weekday) });
    case "weekdays":
      return weekdaysWords(context, rhythm.weekdays);
    case "fortnightly":
      return says(context, "rhythm.fortnightly", { day: weekdayName(weekdayOf(rhythm.first)) });
    case "ordinal":
      return says(context, `rhythm.ordinal.${rhythm.nth}`, { day: weekdayName(rhythm.weekday) });
    case "monthly":
      if (rhythm.date === 31) return says(context, "rhythm.monthly.last");
      return rhythm.date > 28
        ? says(context, "rhythm.monthly.late", { date: rhythm.date })
        : says(context, "rhythm.monthly", { date: rhythm.date });
  }
}

/** Monday to Friday and the weekend have names of their own. */
function weekdaysWords(context: Context, weekdays: readonly number[]): string {
  const digits = weekdays.join("");
  if (digits === "12345") return says(context, "rhythm.weekdays.working");
  if (digits === "67") return says(context, "rhythm.weekdays.weekend");
  const names = weekdays.map(weekdayName);
  return says(context, "rhythm.weekdays", { days: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });
}
