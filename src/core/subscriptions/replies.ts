/** What the bot says about subscriptions. */
import { nameOf, says, type Context } from "#core/briefings/context.ts";
import { momentWords, occurrenceWords, scheduleHere, scheduleWords, zoneName } from "#core/digests/day-words.ts";
import type { Note } from "#core/digests/ports.ts";
import { listOccurrences, type Occurrence, type Schedule } from "#core/digests/schedule.ts";
import { isResting, type Order, type Person, type Subscription } from "#core/digests/subscription.ts";
import { offsetName, type ZonedContext } from "#core/digests/zone.ts";
import { bullets, buttons, notice, page, paragraph, show, text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing, Span } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";
import { PLATFORM_TRAITS } from "#core/request.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { about, beginButtons, customise, pauseAction, subscriptionButtons, waysElsewhere } from "./ways.ts";
import { noneHere, standingSpans, withPerson, type Elsewhere, type StandingLog } from "./standing.ts";

/** How many coming digests are listed. */
const COMING = 3;
/** How many topics are named in a sentence; the form has all of them. */
const NAMED = 4;

export interface Said {
  readonly title: string;
  readonly notices: readonly string[];
  /** The newest of the subscription's. */
  readonly notes: readonly Note[];
  /** Who did what, where others read this. */
  readonly told?: readonly Span[];
  /** The way back. */
  readonly undo?: readonly Action[];
}

/** A subscription among others, with the context of its pack; null when the pack is not here any more. */
export interface Listed {
  readonly subscription: Subscription;
  readonly its: ZonedContext | null;
  readonly notes: readonly Note[];
}

/** A subscription in words, with when its next digests come. */
export function composeSubscription(
  context: ZonedContext,
  subscription: Subscription,
  { title, notices, notes, told = [], undo = [] }: Said,
): Briefing {
  return subscriptionPage(title, [
    comesHere(context, subscription)
      ? hereLine(context, subscription)
      : subscriptionLine(context, subscription, { notes }),
    ...toldBlocks(told),
    ...notices.map(notice),
    ...comingBlocks(context, subscription),
    subscriptionButtons(context, subscription, undo),
  ]);
}

/** What several subscriptions are now, and no more of each than that. */
export function composeSeveral(
  context: ZonedContext,
  all: readonly Subscription[],
  { title, notices, notes, told = [], undo = [] }: Said,
): Briefing {
  return subscriptionPage(title, [
    ...toldBlocks(told),
    ...notices.map(notice),
    ...all.map((subscription) => subscriptionLine(context, subscription, { notes })),
    buttons([...undo, show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
  ]);
}

function toldBlocks(told: readonly Span[]): readonly Block[] {
  return told.length === 0 ? [] : [paragraph(...told)];
}

/** All subscriptions of a conversation, one after another. */
export function composeSubscriptions(context: Context, all: readonly Listed[]): Briefing {
  const blocks = all.flatMap(({ subscription, its, notes }) =>
    its === null ? lostBlocks(context, subscription) : listedBlocks(its, subscription, notes),
  );
  return subscriptionPage(says(context, "subscriptions.title"), blocks);
}

function listedBlocks(its: ZonedContext, subscription: Subscription, notes: readonly Note[]): readonly Block[] {
  return [
    { kind: "subheading", text: its.pack.country },
    subscriptionLine(its, subscription, { notes }),
    ...nextBlocks(its, subscription),
    subscriptionButtons(its, subscription),
  ];
}

/** Of one whose pack is gone: that it is, and how to end it. */
function lostBlocks(context: Context, subscription: Subscription): readonly Block[] {
  const { pack } = subscription;
  return [
    { kind: "subheading", text: pack },
    notice(says(context, "subscriptions.lost", { pack })),
    buttons([show(pack, about("unsubscribe", subscription), says(context, "subscribe.action.unsubscribe"))]),
  ];
}

/** There is none, or none any more: how to get one. */
export function composeNone(
  context: Context,
  what: "none" | "ended" = "none",
  { told = [], undo = [], isOfOthers = false }: Pick<Said, "told" | "undo"> & Partial<Elsewhere> = {},
): Briefing {
  const title = what === "none" ? says(context, "subscriptions.title") : says(context, "unsubscribe.title");
  return subscriptionPage(title, [
    ...toldBlocks(told),
    paragraph(...noneHere(context, what, { isOfOthers })),
    beginButtons(context, { undo, more: waysElsewhere(context, { isOfOthers }) }),
  ]);
}

/** Posted where everyone sees it: that there is a subscription now, who made it, and how to stop it. */
export function composeAnnouncement(
  context: ZonedContext,
  subscription: Subscription,
  { by, undo }: { readonly by: Person; readonly undo: readonly Action[] },
): Briefing {
  const words = says(context, "announce.text", { person: OBJECT, order: orderWords(context, subscription) });
  return subscriptionPage(says(context, "announce.title", { country: context.pack.country }), [
    paragraph(...withPerson(words, by)),
    buttons([pauseAction(context, subscription), customise(context, subscription), ...undo]),
  ]);
}

/** `Every Monday at 09:00, Europe/Vienna. Topics: Drugs.` */
export function orderWords(context: ZonedContext, { schedule, topics }: Order): string {
  return `${scheduleWords(context, schedule)}. ${topicWords(context, topics)}`;
}

function topicWords(context: Context, topics: readonly string[]): string {
  if (topics.length === 0) return says(context, "order.everything");
  // The last may as well be named as counted.
  const shown = topics.length <= NAMED + 1 ? topics : topics.slice(0, NAMED);
  const names = shown.map((slug) => nameOf(context, slug)).join(", ");
  const count = topics.length - shown.length;
  return count === 0
    ? says(context, "order.topics", { topics: names })
    : says(context, "order.topics.more", { topics: names, count });
}

/** The first of its paragraphs and notices is what a notification shows. */
export function subscriptionPage(title: string, blocks: readonly Block[]): Briefing {
  const summary = blocks.find((block) => block.kind === "notice" || block.kind === "paragraph");
  const line = summary === undefined ? title : plainLine(summary.spans);
  return page({ title, summary: line }, blocks);
}

/** What was ordered, and what stands in its way. */
export function subscriptionLine(context: ZonedContext, subscription: Subscription, log: StandingLog): Block {
  const standing = standingSpans(context, subscription, log);
  const order = orderWords(context, subscription);
  // A rhythm that rests would read as one that runs.
  return standing.length === 0 ? paragraph(order) : paragraph(...standing, text(` ${order}`));
}

/** Whether digests come where this is said. */
function comesHere(context: ZonedContext, subscription: Subscription): boolean {
  const { conversation, standing } = subscription;
  const isRunning = standing.kind === "active" && !isResting(subscription, context);
  return isRunning && PLATFORM_TRAITS[conversation.platform].takesDigests;
}

/** The same, where nobody was told yet that they come to this very place. */
function hereLine(context: ZonedContext, { schedule, topics }: Subscription): Block {
  return paragraph(`${scheduleHere(context, schedule)}. ${topicWords(context, topics)}`);
}

/** The next digest alone, by the clock that the order names. */
export function nextBlocks(context: ZonedContext, { schedule, standing }: Subscription): readonly Block[] {
  if (standing.kind !== "active") return [];
  const moment = occurrenceWords(context, schedule, standing.next);
  return [paragraph(says(context, "coming.one", { moment, zone: zoneName(context, schedule) }))];
}

/** The next digests, by the clock that the order names; where the clocks of the zone change before one, it says so, and each has its offset. */
function comingBlocks(context: ZonedContext, { schedule, standing }: Subscription): readonly Block[] {
  if (standing.kind !== "active") return [];
  return [
    paragraph(says(context, "coming.title", { zone: zoneName(context, schedule) })),
    bullets(comingLines(context, schedule, standing.next)),
  ];
}

function comingLines(context: ZonedContext, schedule: Schedule, first: Occurrence): readonly string[] {
  const { zones } = context;
  const occurrences = listOccurrences(zones, schedule, { first, count: COMING });
  const offsets = occurrences.map(({ dueAt }) => offsetName(zones.offsetAt(schedule.zone, dueAt)));
  const words = new Set(offsets).size > 1 ? momentWords : occurrenceWords;
  return occurrences.map((occurrence, index) => {
    const moment = words(context, schedule, occurrence);
    const before = offsets[index - 1];
    const changes = before !== undefined && before !== offsets[index];
    return changes ? says(context, "coming.change", { moment }) : moment;
  });
}
