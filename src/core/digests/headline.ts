/** The headline scores in a sentence, and which digest carries them: one of a channel when they are new to it, and then one in a quarter of a year. */
import { says, type Context } from "#core/briefings/context.ts";
import { linesOf, type Line } from "#core/briefings/figures/tables.ts";
import { momentsOf, onFirstBasis } from "#core/briefings/figures/verdicts.ts";
import { changeOf, formatHeadline, verbOf } from "#core/briefings/scores.ts";
import { paragraph, subheading } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { LocalDay } from "./calendar.ts";
import { hasSameFigures } from "./content-change.ts";
import type { Rhythm } from "./schedule.ts";
import type { Subscription } from "./subscription.ts";
import type { Zones } from "./zone.ts";

const WEEKS_IN_QUARTER = 13;

/** A digest that is owed, and the version of the content that it is made from. */
export interface HeadlineTurn {
  readonly subscription: Subscription;
  /** Counting from 0. */
  readonly number: number;
  readonly day: LocalDay;
  /** Milliseconds since 1970 UTC. */
  readonly dueAt: number;
  readonly version: string;
}

/** Whether the subscription would carry them if it were the only one of its channel. */
export function isHeadlineTurn(turn: Pick<HeadlineTurn, "subscription" | "number" | "version">): boolean {
  return isNew(turn) || isQuarter(turn.subscription.schedule.rhythm, turn.number);
}

/**
 * Whether it does among `all` of its channel. What is new is told by whichever comes first, of two that come at once by the
 * older one; what is repeated, by the oldest that runs and has told anything.
 */
export function carriesHeadline(turn: HeadlineTurn, all: readonly Subscription[], zones: Zones): boolean {
  if (!isHeadlineTurn(turn)) return false;
  const { id, pack } = turn.subscription;
  const others = all.filter((each) => each.id !== id && each.pack === pack);
  if (isNew(turn))
    return !others.some((each) =>
      owesAtOnce(each, turn, zones) ? isOlder(each, turn) || hasToldBefore(each, turn) : hasTold(each, turn),
    );
  return !others.some((each) => each.standing.kind === "active" && each.content !== null && isOlder(each, turn));
}

/**
 * Whether it leaves what is new to an older one that is yet to tell it: that may end before it has. Of the first digest only;
 * by the next one it is known.
 */
export function leavesHeadline(turn: HeadlineTurn, all: readonly Subscription[], zones: Zones): boolean {
  const { id, pack, content } = turn.subscription;
  if (content !== null) return false;
  const others = all.filter((each) => each.id !== id && each.pack === pack);
  const isAhead = (each: Subscription): boolean => owesAtOnce(each, turn, zones) && isOlder(each, turn);
  return others.some(isAhead) && !others.some((each) => hasTold(each, turn));
}

/** Also how often a row of digests that nobody keeps has them. */
export function isQuarter(rhythm: Rhythm, number: number): boolean {
  return number % digestsInQuarter(rhythm) === 0;
}

function isNew({ subscription, version }: Pick<HeadlineTurn, "subscription" | "version">): boolean {
  return !hasSameFigures(subscription.content, version);
}

function hasTold({ content }: Subscription, { version }: HeadlineTurn): boolean {
  return content !== null && hasSameFigures(content, version);
}

/** Whether it owes its digest in the same moment, be that queued, sent or neither yet. */
function owesAtOnce(
  { standing, lastDay, schedule }: Subscription,
  { day, dueAt }: HeadlineTurn,
  zones: Zones,
): boolean {
  const owes = standing.kind === "active" && (lastDay === day || standing.next.day === day);
  return owes && zones.instantOf(schedule.zone, day, schedule.time) === dueAt;
}

/** Of one that owes in the same moment: what it has told may be that very digest, which left this to the older one. */
function hasToldBefore(other: Subscription, turn: HeadlineTurn): boolean {
  return turn.subscription.content === null && other.number > 1 && hasTold(other, turn);
}

function isOlder(other: Subscription, { subscription: own }: HeadlineTurn): boolean {
  if (other.createdAt !== own.createdAt) return other.createdAt < own.createdAt;
  return other.id < own.id;
}

/** How many come until the headline scores are repeated. */
function digestsInQuarter(rhythm: Rhythm): number {
  switch (rhythm.kind) {
    case "daily":
      return 7 * WEEKS_IN_QUARTER;
    case "weekly":
      return WEEKS_IN_QUARTER;
    case "weekdays":
      return rhythm.weekdays.length * WEEKS_IN_QUARTER;
    case "fortnightly":
      return Math.floor(WEEKS_IN_QUARTER / 2);
    case "monthly":
    case "ordinal":
      return 3;
  }
}

/** None where there is no second edition to speak of. */
export function scoresSentence(context: Context): readonly Block[] {
  const parts = (["criminality", "resilience"] as const).flatMap((measure) =>
    linesOf(context, { kind: "headline", measure }).flatMap((line) =>
      courseOf(context, line, measure !== "criminality"),
    ),
  );
  if (parts.length === 0) return [];
  const heading = says(context, "digest.headline.title", { country: context.pack.country });
  return [subheading(heading), paragraph(parts.map((words) => `${words}.`).join(" "))];
}

/** `isFurther`: the editions were named of another before it. */
function courseOf(context: Context, line: Line, isFurther: boolean): readonly string[] {
  const moments = momentsOf(context, line);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || moments.length < 2) return [];
  const scores = { from: formatHeadline(first.score), to: formatHeadline(last.score) };
  const values = { ...scores, measure: line.name, first: first.edition, last: last.edition };
  const published =
    first.score === last.score
      ? says(context, "digest.headline.same", values)
      : says(context, isFurther ? "digest.headline.further" : "digest.headline.change", {
          ...values,
          change: changeOf(context, first.score, last.score),
        });
  const ours = line.measure === undefined ? undefined : onFirstBasis(context, line.measure, last);
  if (ours === undefined || ours.score === last.score) return [published];
  const score = formatHeadline(ours.score);
  if (ours.score === first.score) return [says(context, "digest.headline.basis.same", { published, score })];
  const change = verbOf(context, first.score, ours.score);
  return [says(context, "digest.headline.basis", { published, change, score })];
}
