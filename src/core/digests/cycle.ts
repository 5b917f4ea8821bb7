/** A row of digests as they would come: what the command line prints for scripts. */
import { composeDigest } from "./digest.ts";
import type { LocalDay } from "./calendar.ts";
import { isQuarter } from "./headline.ts";
import { plainText } from "#core/document/plain-text.ts";
import { openRotation } from "#core/digests/rotation/rotation.ts";
import { firstOccurrence, listOccurrences, type Schedule } from "./schedule.ts";
import type { ZonedContext } from "./zone.ts";

export interface DigestLine {
  /** Counting from 1. */
  readonly digest: number;
  readonly day: LocalDay;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
  readonly topics: readonly string[];
  readonly findings: readonly {
    readonly finding: string;
    readonly indicator: string;
    readonly section: string;
    readonly text: string;
  }[];
  readonly title: string;
  readonly text: string;
}

export interface CycleRange {
  /** How many digests. */
  readonly weeks: number;
  /** The first day on which one may come. */
  readonly start: LocalDay;
  readonly schedule: Schedule;
  readonly topics: readonly string[];
}

export function listDigests(context: ZonedContext, range: CycleRange): readonly DigestLine[] {
  const { weeks, start, schedule, topics } = range;
  const { pack, taxonomy, zones } = context;
  if (weeks < 1) return [];
  const rotation = openRotation({ pack, taxonomy, topics });
  const instant = zones.instantOf(schedule.zone, start, "00:00") - 1;
  const first = firstOccurrence(zones, schedule, { instant, lastDay: null });
  return listOccurrences(zones, schedule, { first, count: weeks }).map((occurrence, number): DigestLine => {
    const order = {
      ...{ schedule, occurrence, number, rotationFrom: 0, factsFrom: 0, openingsFrom: 0 },
      ...{ late: false, change: null, headline: isQuarter(schedule.rhythm, number) },
    };
    const plan = rotation.plan(order);
    const briefing = composeDigest({ ...context, now: occurrence.dueAt }, order, rotation);
    return {
      digest: number + 1,
      day: occurrence.day,
      dueAt: new Date(occurrence.dueAt).toISOString(),
      topics: plan.topics.map(({ slug }) => slug),
      findings: [...plan.lead, ...plan.more].map(({ id, indicator, section, text }) => ({
        ...{ finding: id, indicator, section, text },
      })),
      title: briefing.title,
      text: plainText(briefing),
    };
  });
}
