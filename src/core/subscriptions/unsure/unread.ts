/** Words that could not be read: they are named, with what was understood, and nothing is changed. */
import { commandOf, nameOf, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import { shortDay } from "#core/digests/calendar.ts";
import type { Order } from "#core/digests/subscription.ts";
import { openZonedContext, type ZonedContext } from "#core/digests/zone.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { findCron } from "#core/orders/cron.ts";
import type { PauseEnd } from "#core/orders/read-end.ts";
import { isOwnTime } from "#core/orders/read-zone.ts";
import { fold } from "#core/profile/fold.ts";
import { composeNoDigest, waysToProfiles } from "#core/briefings/figures-alone.ts";
import { namedAmong } from "#core/profile/world.ts";
import type { CommandContext } from "#core/subscriptions/command-context.ts";
import { clip } from "#core/wording/visible.ts";
import { DAY_LISTS } from "#core/profile/order-words.ts";
import { orderText } from "#core/subscriptions/form.ts";
import type { OrderReading } from "#core/subscriptions/parse-order.ts";
import type { OtherVerb, VerbReading } from "#core/subscriptions/read-verb.ts";
import { spanText } from "#core/subscriptions/skip-span.ts";
import { composeUnreadZone } from "./unread-zone.ts";
import { orderWords, subscriptionPage } from "#core/subscriptions/replies.ts";
import { customise } from "#core/subscriptions/ways.ts";

/** How much is quoted of a word that could not be read, and how many of them. */
const QUOTED = 40;
const MOST_QUOTED = 6;

/** `subscribe chile`: of a country that only figures are here of no digest can be made; undefined where none is named. */
export function composeOfFigures(
  { context, parts }: Pick<CommandContext, "context"> & { readonly parts: Pick<CommandContext["parts"], "content"> },
  unread: readonly string[],
): Briefing | undefined {
  const { content } = parts;
  const slug = namedAmong(
    unread.flatMap((words) => fold(words).split(" ")),
    context.world,
  );
  if (slug === undefined) return undefined;
  const { now, venue } = context;
  const of = openZonedContext(content, slug, { now, venue });
  return composeNoDigest(of, waysToProfiles(of, content.library.packs));
}

/** After `subscribe`. */
export function composeUnread(
  context: ZonedContext,
  reading: Pick<OrderReading, "unread" | "time">,
  understood: Order,
): Briefing {
  const { unread } = reading;
  const accept = show(context.pack.slug, orderText(understood), says(context, "unread.action"));
  const words = quotedWords(unread);
  const asked = composeUnreadZone(context, reading, understood);
  if (asked !== undefined) return asked;
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, whyUnread(context, unread), { words })),
    paragraph(says(context, "unread.understood", { order: orderWords(context, understood) })),
    paragraph(...saysInSpans(context, "unread.help", { command: commandOf(context) })),
    buttons([accept, customise(context, null)]),
  ]);
}

export function whyUnread(
  context: ZonedContext,
  unread: readonly string[],
): "unread.cron" | "unread.zone" | "unread.text" {
  if (unread.some((each) => findCron(each) !== undefined)) return "unread.cron";
  return unread.every((each) => isOwnTime(each, context)) ? "unread.zone" : "unread.text";
}

/** After any other verb. */
export function composeUnreadVerb(context: Context, verb: OtherVerb, reading: VerbReading): Briefing {
  const { pause, span } = reading;
  if (pause !== null) return composeMeant(context, reading, verb === "resume" && pause.end !== null ? "rest" : "pause");
  if (verb === "pause" && (span !== null || reading.count !== null)) return composeMeant(context, reading, "skip");
  if (verb === "pause" && reading.end === null) return composeUntil(context, reading);
  if (verb === "unsubscribe" && reading.topics.length === 0 && !reading.all) return composeUnreadEnd(context, reading);
  const text = verbText(verb, reading, reading.end);
  const rest = namedText(context, verb, reading);
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, "unread.text", { words: quotedWords(reading.unread) })),
    paragraph(...saysInSpans(context, "unread.rest", { command: commandOf(context), rest })),
    buttons([show(context.pack.slug, text, says(context, "unread.action.rest", { order: rest }))]),
  ]);
}

/** Whoever said more than "pause" is offered none without an end: for that, "pause" alone says enough. */
function composeUntil(context: Context, reading: VerbReading): Briefing {
  const rest = namedText(context, "pause", reading);
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, "unread.text", { words: quotedWords(reading.unread) })),
    paragraph(...saysInSpans(context, "unread.until", { command: commandOf(context), rest })),
  ]);
}

/** Whoever wants something certain ended is not offered to end everything: what comes here is one press away. */
function composeUnreadEnd(context: Context, { unread }: VerbReading): Briefing {
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, "unread.text", { words: quotedWords(unread) })),
    paragraph(...saysInSpans(context, "unread.which", { command: commandOf(context) })),
    buttons([show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
  ]);
}

/**
 * `unsubscribe for a while`: ended is ended, so nothing is done, and the pause that is meant is offered; `resume on monday`, a
 * pause until then; `pause next week`, which would begin now, that those digests are skipped.
 */
function composeMeant(context: Context, reading: VerbReading, meant: "pause" | "rest" | "skip"): Briefing {
  const verb = meant === "rest" ? "pause" : meant;
  const others = { ...reading, ...(meant === "skip" ? {} : { count: null, span: null }) };
  const end = reading.pause?.end ?? null;
  const rest = namedText(context, verb, { ...others, end });
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, "unread.text", { words: quotedWords(reading.unread) })),
    paragraph(...saysInSpans(context, `unread.${meant}.meant`, { command: commandOf(context), rest })),
    buttons([show(context.pack.slug, verbText(verb, others, end), says(context, `unread.action.${verb}`))]),
  ]);
}

/** A day that may be two: which one is asked back. */
export function composeUnclear(context: Context, verb: OtherVerb, reading: VerbReading): Briefing {
  const { typed, ends } = reading.unclear ?? { typed: "", ends: [] };
  const [first = "", second = ""] = ends.map(endName);
  const actions = ends.map((end) => show(context.pack.slug, verbText(verb, reading, end), endName(end)));
  const words = clip(typed, QUOTED);
  const far = ends.length === 1;
  return subscriptionPage(says(context, "unclear.title"), [
    notice(
      far ? says(context, "unclear.far", { words, first }) : says(context, "unclear.text", { words, first, second }),
    ),
    buttons(actions),
  ]);
}

/** Each in quotation marks, as it was typed; of a long one the beginning. */
export function quotedWords(words: readonly string[]): string {
  const shown = words.slice(0, MOST_QUOTED).map((word) => `“${clip(word, QUOTED)}”`);
  return [...shown, ...(words.length > MOST_QUOTED ? ["…"] : [])].join(", ");
}

/** With topics as people call them, whom slugs say nothing: `cocaine trade` is read as the same. */
function named(context: Context, reading: VerbReading): VerbReading {
  return { ...reading, topics: reading.topics.map((slug) => nameOf(context, slug).toLowerCase()) };
}

/** `pause heroin trade until monday`, as people would type it. */
export function namedText(context: Context, verb: OtherVerb, reading: VerbReading): string {
  return verbText(verb, named(context, reading), reading.end);
}

/** What was understood, in words that are read as the same. */
export function verbText(verb: OtherVerb, { topics, all, count, span }: VerbReading, end: PauseEnd | null): string {
  const parts = [
    verb,
    all ? "all" : "",
    topics.join(", "),
    end === null ? "" : endText(end),
    count === null ? "" : String(count),
    span === null || verb !== "skip" ? "" : spanText(span),
  ];
  return parts.filter(Boolean).join(" ");
}

export function endText(end: PauseEnd): string {
  switch (end.kind) {
    case "weekday":
      return `until ${DAY_LISTS[end.weekday - 1] ?? ""}`;
    case "after":
      return `for ${end.count} ${end.unit}${end.count === 1 ? "" : "s"}`;
    case "date":
      return end.month === null ? `until the ${ordinal(end.date)}` : `until ${endName(end).toLowerCase()}`;
  }
}

/** `1st`, `12th` */
function ordinal(date: number): string {
  const ending = ["th", "st", "nd", "rd"][date > 10 && date < 20 ? 0 : date % 10] ?? "th";
  return `${date}${ending}`;
}

/** `1 February`, `1 February 2027`; the days of a month have no other name than their number. */
function endName(end: PauseEnd): string {
  if (end.kind !== "date" || end.month === null) return "";
  const { year, month, date } = end;
  const day = shortDay(`2024-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
  return year === null ? day : `${day} ${year}`;
}
