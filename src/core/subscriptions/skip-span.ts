/** `skip next week`: the digests of some days are passed over, as far as they are the next ones. */
import { says, type Context } from "#core/briefings/context.ts";
import { addDays, longDay, weekdayName, type LocalDay } from "#core/digests/calendar.ts";
import type { Change } from "#core/digests/ports.ts";
import { nextOwedDay, occurrenceAfterDay } from "#core/digests/schedule.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { show } from "#core/document/blocks.ts";
import { spanDays, type CalendarSpan } from "#core/orders/read-span.ts";
import { MOST_SKIPPED } from "./read-verb.ts";
import { type Said } from "./replies.ts";
import { about } from "./ways.ts";
import { skip, type Act } from "./changes.ts";

/** What there is of a subscription in a span of days. */
type DigestsOf =
  | { readonly kind: "next"; readonly count: number }
  | { readonly kind: "none" }
  /** Others come before: `until` its end they are so many. */
  | { readonly kind: "later"; readonly before: LocalDay; readonly until: number };

/** Only the next ones can be passed over: where others come before those of the span, nothing is changed. */
function digestsOf(current: Subscription, span: CalendarSpan, { now, zones }: Act): DigestsOf {
  if (current.standing.kind !== "active") return { kind: "none" };
  const { next } = current.standing;
  const today = zones.localDay(current.schedule.zone, now);
  const { first, last } = spanDays(span, { today, next: next.day });
  let [until, within] = [0, 0];
  for (let each = next; each.day <= last; each = occurrenceAfterDay(zones, current.schedule, each.day)) {
    until++;
    if (each.day >= first) within++;
  }
  if (within === 0) return { kind: "none" };
  return next.day < first ? { kind: "later", before: next.day, until } : { kind: "next", count: within };
}

/** For all of them, or for none: empty where one of them has others before. */
export function skipSpan(all: readonly Subscription[], span: CalendarSpan, act: Act): readonly Change[] {
  const found = all.map((current) => ({ current, its: digestsOf(current, span, act) }));
  if (found.some(({ its }) => its.kind === "later")) return [];
  return found.flatMap(({ current, its }) => (its.kind === "next" ? (skip(current, act, its.count) ?? []) : []));
}

/** `3 digests of next week skipped` */
export function spanSkipped(context: Context, span: CalendarSpan, changes: readonly Change[]): string {
  const skipped = changes.flatMap((change) => change.skipped);
  const [only] = skipped;
  if (skipped.length === 1 && only !== undefined) return says(context, "skip.day", { day: longDay(only.day) });
  return says(context, "skip.span", { count: skipped.length, span: spanText(span) });
}

/** Why nothing was skipped; where others come before, the button for those as well. */
export function spanNotSkipped(
  context: Context,
  { span, act, all }: { readonly span: CalendarSpan; readonly act: Act; readonly all: readonly Subscription[] },
): Pick<Said, "title" | "notices" | "undo"> {
  const [later] = all.flatMap((current) => {
    const its = digestsOf(current, span, act);
    return its.kind === "later" ? { ...its, current } : [];
  });
  if (later === undefined) return noneThere(context, { span, act, all });
  const { before, until, current } = later;
  const skip = show(context.pack.slug, about(`skip ${until}`, current), says(context, "skip.action", { count: until }));
  return {
    title: says(context, "skip.not"),
    notices: [says(context, "skip.later", { day: longDay(before), span: spanText(span) })],
    undo: all.length === 1 && until <= MOST_SKIPPED ? [skip] : [],
  };
}

/** Of one day it is said which that is, and whether its digest is skipped already; then which is the next. */
function noneThere(
  context: Context,
  { span, act, all }: { readonly span: CalendarSpan; readonly act: Act; readonly all: readonly Subscription[] },
): Pick<Said, "title" | "notices"> {
  const [only, ...others] = all;
  const none = { title: says(context, "skip.none", { span: spanText(span) }), notices: [] };
  if (only?.standing.kind !== "active" || others.length > 0) return none;
  const { next } = only.standing;
  const today = act.zones.localDay(only.schedule.zone, act.now);
  const { first, last } = spanDays(span, { today, next: next.day });
  const notices = [says(context, "skip.next", { day: longDay(next.day) })];
  if (first !== last) return { ...none, notices };
  const isSkipped = only.lastDay !== null && only.lastDay >= first && first > today;
  const isIts = isSkipped && nextOwedDay(only.schedule.rhythm, addDays(first, -1)) === first;
  const day = longDay(first);
  return { title: isIts ? says(context, "skip.already", { day }) : says(context, "skip.none.day", { day }), notices };
}

/** In words that are read as the same. */
export function spanText(span: CalendarSpan): string {
  switch (span.kind) {
    case "week":
    case "month":
      return `${span.isNext ? "next" : "this"} ${span.kind}`;
    case "weekday":
      return weekdayName(span.weekday);
    case "today":
    case "tomorrow":
      return span.kind;
  }
}
