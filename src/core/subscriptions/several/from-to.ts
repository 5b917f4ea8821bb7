/** What a change made of a digest, in words: what it was and is, and which of its days are passed over. */
import { longDay } from "#core/digests/calendar.ts";
import { scheduleWords } from "#core/digests/day-words.ts";
import { listOccurrences } from "#core/digests/schedule.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { digestName } from "./names.ts";

/** A digest before and after a change; null on the side where there is none. */
interface Sides {
  readonly before: Subscription | null;
  readonly after: Subscription | null;
}

/** Only what differs of when, where and about what; null where that is nothing. */
export function fromTo(
  context: ZonedContext,
  { before, after }: Sides,
): { readonly before: string; readonly after: string } | null {
  if (before === null || after === null) return null;
  const schedules = [before, after].map(({ schedule }) => scheduleWords(context, schedule));
  const topics = [before, after].map((each) => digestName(context, each.topics));
  const differing = [schedules, topics].filter(([old, now]) => old !== now);
  if (differing.length === 0) return null;
  const [old = "", now = ""] = [0, 1].map((at) => differing.map((words) => words[at]).join("; "));
  return { before: old, after: now };
}

/** Of more the first and the last are named. */
const NAMED = 3;
/** As many as there can be in a month. */
const MOST = 31;

/** `Monday 30 November 2026, Monday 7 December 2026`; null where it was not told, or none was passed over. */
export function skippedDays({ zones }: ZonedContext, { before, after }: Sides): string | null {
  if (before?.standing.kind !== "active" || after?.standing.kind !== "active") return null;
  const [first, until] = [before.standing.next, after.standing.next.dueAt];
  const days = listOccurrences(zones, before.schedule, { first, count: MOST })
    .filter(({ dueAt }) => dueAt < until)
    .map(({ day }) => longDay(day));
  if (days.length === 0) return null;
  return (days.length <= NAMED ? days : [...days.slice(0, NAMED - 1), "…", days.at(-1)]).join(", ");
}
