/** What the bot says about subscriptions. */
import { commandOf, nameOf, says, type Context } from "#core/briefings/context.ts";
import { stamp } from "#core/briefings/stamp.ts";
import { occurrenceWords, scheduleWords } from "#core/digests/day-words.ts";
import { listOccurrences, type Occurrence, type Schedule } from "#core/digests/schedule.ts";
import { CUSTOMISE, type Advice, type Order, type Person, type Subscription } from "#core/digests/subscription.ts";
import { offsetName, type ZonedContext } from "#core/digests/zone.ts";
import { bullets, buttons, notice, page, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";
import { orderText } from "./form.ts";

/** How many coming digests are listed. */
const COMING = 4;

export interface Said {
  readonly title: string;
  readonly notices: readonly string[];
}

/** A subscription among others, with the context of its pack; null when the pack is not here any more. */
export interface Listed {
  readonly subscription: Subscription;
  readonly its: ZonedContext | null;
}

/** A subscription in words, with when its next digests come. */
export function composeSubscription(
  context: ZonedContext,
  subscription: Subscription,
  { title, notices }: Said,
): Briefing {
  return subscriptionPage(context, title, [
    ...notices.map(notice),
    paragraph(subscriptionWords(context, subscription)),
    ...comingBlocks(context, subscription),
    buttons(subscriptionActions(context, subscription)),
  ]);
}

/** All subscriptions of a conversation, one after another. */
export function composeSubscriptions(context: Context, all: readonly Listed[]): Briefing {
  const blocks = all.flatMap(({ subscription, its }) =>
    its === null ? lostBlocks(context, subscription) : listedBlocks(its, subscription),
  );
  return subscriptionPage(context, says(context, "subscriptions.title"), blocks);
}

function listedBlocks(its: ZonedContext, subscription: Subscription): readonly Block[] {
  return [
    { kind: "subheading", text: its.pack.country },
    paragraph(subscriptionWords(its, subscription)),
    ...comingBlocks(its, subscription),
    buttons(subscriptionActions(its, subscription)),
  ];
}

/** Of one whose pack is gone: that it is, and how to end it. */
function lostBlocks(context: Context, { pack }: Subscription): readonly Block[] {
  return [
    { kind: "subheading", text: pack },
    notice(says(context, "subscriptions.lost", { pack })),
    buttons([show(pack, "unsubscribe", says(context, "subscribe.action.unsubscribe"))]),
  ];
}

/** There is none: how to get one. */
export function composeNone(context: Context, title: string): Briefing {
  const subscribe = show(context.pack.slug, "subscribe", says(context, "subscribe.action.subscribe"));
  return subscriptionPage(context, title, [
    notice(says(context, "subscription.none", { command: commandOf(context) })),
    buttons([subscribe, customise(context)]),
  ]);
}

/** Some words could not be read: they are named, and nothing was changed. */
export function composeUnread(context: Context, unread: readonly string[], understood: Order): Briefing {
  const words = unread.map((word) => `“${word.slice(0, 40)}”`).join(", ");
  const accept = show(context.pack.slug, orderText(understood), says(context, "unread.action"));
  return subscriptionPage(context, says(context, "unread.title"), [
    notice(says(context, "unread.text", { words })),
    paragraph(says(context, "unread.understood", { order: orderWords(context, understood) })),
    paragraph(says(context, "unread.help", { command: commandOf(context) })),
    buttons([accept, customise(context)]),
  ]);
}

/** Posted where everyone sees it: that there is a subscription now, who made it, and how to stop it. */
export function composeAnnouncement(context: Context, subscription: Subscription, by: Person): Briefing {
  const [before = "", after = ""] = says(context, "announce.text", {
    person: "\u0000",
    order: orderWords(context, subscription),
  }).split("\u0000");
  const title = says(context, "announce.title", { country: context.pack.country });
  return subscriptionPage(context, title, [
    paragraph(before, { kind: "person", id: by.id, name: by.name }, after),
    buttons([pauseAction(context), customise(context, "change")]),
  ]);
}

/** What to do when the platform does not let the bot post. */
export function adviceWords(context: Context, advice: Advice, reason: string): string {
  const values = { command: commandOf(context), reason };
  return says(context, `advice.${advice}`, values);
}

/** `Every Monday at 09:00, Europe/Vienna. Topics: Drugs.` */
function orderWords(context: Context, { schedule, topics }: Order): string {
  const names = topics.map((slug) => nameOf(context, slug)).join(", ");
  const about =
    topics.length === 0 ? says(context, "order.everything") : says(context, "order.topics", { topics: names });
  return `${scheduleWords(context, schedule)}. ${about}`;
}

/** The first of its paragraphs and notices is what a notification shows. */
export function subscriptionPage(context: Context, title: string, blocks: readonly Block[]): Briefing {
  const summary = blocks.find((block) => block.kind === "notice" || block.kind === "paragraph");
  const line = summary === undefined ? title : plainLine(summary.spans);
  return page({ title, summary: line }, [...blocks, stamp(context)]);
}

function subscriptionWords(context: Context, subscription: Subscription): string {
  return `${orderWords(context, subscription)} ${standingWords(context, subscription)}`.trim();
}

function standingWords(context: Context, { standing }: Subscription): string {
  switch (standing.kind) {
    case "active":
      return "";
    case "paused":
      return says(context, "standing.paused", { person: standing.by });
    case "refused":
      return adviceWords(context, standing.advice, standing.reason);
  }
}

/** The next digests, each with its offset from UTC; where the clocks change before one, it says so. */
function comingBlocks(context: ZonedContext, { schedule, standing }: Subscription): readonly Block[] {
  if (standing.kind !== "active") return [];
  return [paragraph(says(context, "coming.title")), bullets(comingLines(context, schedule, standing.next))];
}

function comingLines(context: ZonedContext, schedule: Schedule, first: Occurrence): readonly string[] {
  const { zones } = context;
  const occurrences = listOccurrences(zones, schedule, { first, count: COMING });
  const offsets = occurrences.map(({ dueAt }) => offsetName(zones.offsetAt(schedule.zone, dueAt)));
  return occurrences.map((occurrence, index) => {
    const moment = occurrenceWords(context, schedule, occurrence);
    const [before, after] = [offsets[index - 1], offsets[index] ?? ""];
    const changes = before !== undefined && before !== after;
    return changes ? says(context, "coming.change", { moment, before, after }) : moment;
  });
}

function subscriptionActions(context: Context, { standing }: Subscription): readonly Action[] {
  const verb = (word: "preview" | "resume" | "skip" | "status" | "unsubscribe"): Action =>
    show(context.pack.slug, word, says(context, `subscribe.action.${word}`));
  const turn = standing.kind === "active" ? [pauseAction(context), verb("skip")] : [verb("resume")];
  return [verb("preview"), customise(context), ...turn, verb("status"), verb("unsubscribe")];
}

function pauseAction(context: Context): Action {
  return show(context.pack.slug, "pause", says(context, "digest.action.pause"));
}

function customise(context: Context, word: "customise" | "change" = "customise"): Action {
  const label = word === "change" ? says(context, "digest.action.change") : says(context, "subscribe.action.customise");
  return { kind: "form", label, pack: context.pack.slug, text: CUSTOMISE };
}
