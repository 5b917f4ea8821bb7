/** Ends of pauses that are settled by which day today is, or asked back. */
import { addDays, type LocalDay } from "#core/digests/calendar.ts";
import { endDay, type PauseEnd } from "#core/orders/read-end.ts";
import type { CommandContext } from "#core/subscriptions/command-context.ts";
import type { VerbReading } from "#core/subscriptions/read-verb.ts";
import { endText } from "./unread.ts";

/** Of two days that `12/1/2026` may be, the one that is still to come where the other is over, wherever on Earth. */
export function clarified(reading: VerbReading, { act }: CommandContext): VerbReading {
  const today = act.zones.localDay("UTC", act.now);
  const isOver = (end: PauseEnd): boolean => endDay(end, addDays(today, -1)) === null;
  const open = (reading.unclear?.ends ?? []).filter((end) => !isOver(end));
  const [only] = open;
  if (only !== undefined && open.length === 1) return { ...reading, end: only, unclear: null };
  return reading.end === null ? reading : nearEnough(reading, reading.end, today);
}

const A_YEAR = 366;

/** A pause that would last for more than a year though nobody named one, `until 29 feb`, `400 weeks`, is asked back. */
function nearEnough(reading: VerbReading, end: PauseEnd, today: LocalDay): VerbReading {
  const day = endDay(end, today);
  const isNamed = end.kind === "date" && end.year !== null;
  if (day === null || isNamed || day <= addDays(today, A_YEAR)) return reading;
  const eve = day.endsWith("-02-29") ? endDay({ kind: "date", year: null, month: 2, date: 28 }, today) : null;
  const ends = [...(eve === null || end.kind !== "date" ? [] : [eve]), day].map(onDay);
  return { ...reading, end: null, unclear: { typed: endText(end), ends } };
}

function onDay(day: LocalDay): PauseEnd {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { kind: "date", year, month, date };
}
