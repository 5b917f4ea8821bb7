/** What the bot says about subscriptions. */
import { text, type Action, type Block, type Briefing, type Span } from "#core/document/briefing.ts";
import { occurrenceWords, scheduleWords } from "#core/digests/day-words.ts";
import { commandOf, nameOf, says, type Context } from "#core/briefings/context.ts";
import { listOccurrences, type Occurrence, type Schedule } from "#core/digests/schedule.ts";
import { stamp } from "#core/briefings/stamp.ts";
import { CUSTOMISE, orderText } from "./form.ts";
import type { Advice, Order, Person, Subscription } from "#core/digests/subscription.ts";
import { offsetAt, offsetName } from "#core/digests/zone.ts";

/** How many coming digests are listed. */
const COMING = 4;

export interface Said {
  readonly title: string;
  readonly notices: readonly string[];
}

/** A subscription in words, with when its next digests come. */
export function composeSubscription(context: Context, subscription: Subscription, { title, notices }: Said): Briefing {
  const { schedule } = subscription;
  const words = [orderWords(context, subscription), standingWords(context, subscription)].filter((word) => word !== "");
  return page(context, title, [
    ...notices.map(notice),
    { kind: "paragraph", spans: [text(words.join(" "))] },
    ...(subscription.standing.kind === "active" ? comingBlocks(context, schedule, subscription.standing.next) : []),
    { kind: "actions", items: subscriptionActions(context, subscription) },
  ]);
}

/** All subscriptions of a conversation, one after another. */
export function composeSubscriptions(context: Context, all: readonly (readonly [Context, Subscription])[]): Briefing {
  return page(context, says(context, "subscriptions.title"), [
    ...all.flatMap(([its, subscription]): readonly Block[] => [
      { kind: "subheading", text: its.pack.country },
      {
        kind: "paragraph",
        spans: [text(`${orderWords(its, subscription)} ${standingWords(its, subscription)}`.trim())],
      },
      ...(subscription.standing.kind === "active"
        ? comingBlocks(its, subscription.schedule, subscription.standing.next).slice(0, 2)
        : []),
      { kind: "actions", items: subscriptionActions(its, subscription) },
    ]),
  ]);
}

/** There is none: how to get one. */
export function composeNone(context: Context, title: string): Briefing {
  const subscribe: Action = {
    kind: "show",
    label: says(context, "subscribe.action.subscribe"),
    pack: context.pack.slug,
    text: "subscribe",
  };
  return page(context, title, [
    notice(says(context, "subscription.none", { command: commandOf(context) })),
    { kind: "actions", items: [subscribe, customise(context)] },
  ]);
}

/** Some words could not be read: they are named, and nothing was changed. */
export function composeUnread(context: Context, unread: readonly string[], understood: Order): Briefing {
  const words = unread.map((word) => `“${word.slice(0, 40)}”`).join(", ");
  return page(context, says(context, "unread.title"), [
    notice(says(context, "unread.text", { words })),
    {
      kind: "paragraph",
      spans: [text(says(context, "unread.understood", { order: orderWords(context, understood) }))],
    },
    { kind: "paragraph", spans: [text(says(context, "unread.help", { command: commandOf(context) }))] },
    {
      kind: "actions",
      items: [
        { kind: "show", label: says(context, "unread.action"), pack: context.pack.slug, text: orderText(understood) },
        customise(context),
      ],
    },
  ]);
}

/** Posted where everyone sees it: that there is a subscription now, who made it, and how to stop it. */
export function composeAnnouncement(context: Context, subscription: Subscription, by: Person): Briefing {
  const [before = "", after = ""] = says(context, "announce.text", {
    person: "\u0000",
    order: orderWords(context, subscription),
  }).split("\u0000");
  const spans: readonly Span[] = [text(before), { kind: "person", id: by.id, name: by.name }, text(after)];
  const title = says(context, "announce.title", { country: context.pack.country });
  return page(context, title, [
    { kind: "paragraph", spans },
    { kind: "actions", items: [pauseAction(context), customise(context, "change")] },
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

export function page(context: Context, title: string, blocks: readonly Block[]): Briefing {
  const summary = blocks.find((block) => block.kind === "notice" || block.kind === "paragraph");
  const line =
    summary === undefined
      ? title
      : summary.spans.map((span) => (span.kind === "person" ? span.name : span.text)).join("");
  return { title, summary: line, blocks: [{ kind: "heading", text: title }, ...blocks, stamp(context)] };
}

export function notice(words: string): Block {
  return { kind: "notice", spans: [text(words)] };
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
function comingBlocks(context: Context, schedule: Schedule, next: Occurrence): readonly Block[] {
  const occurrences = listOccurrences(schedule, next, COMING);
  const offsets = occurrences.map(({ dueAt }) => offsetName(offsetAt(schedule.zone, dueAt)));
  const items = occurrences.map((occurrence, index) => {
    const moment = occurrenceWords(context, schedule, occurrence);
    const [before, after] = [offsets[index - 1], offsets[index] ?? ""];
    const changes = before !== undefined && before !== after;
    return [text(changes ? says(context, "coming.change", { moment, before, after }) : moment)];
  });
  return [
    { kind: "paragraph", spans: [text(says(context, "coming.title"))] },
    { kind: "bullets", items },
  ];
}

function subscriptionActions(context: Context, { standing }: Subscription): readonly Action[] {
  const pack = context.pack.slug;
  const show = (label: "preview" | "resume" | "skip" | "status" | "unsubscribe"): Action => ({
    kind: "show",
    label: says(context, `subscribe.action.${label}`),
    pack,
    text: label,
  });
  const turn = standing.kind === "active" ? [pauseAction(context), show("skip")] : [show("resume")];
  return [show("preview"), customise(context), ...turn, show("status"), show("unsubscribe")];
}

function pauseAction(context: Context): Action {
  return { kind: "show", label: says(context, "digest.action.pause"), pack: context.pack.slug, text: "pause" };
}

function customise(context: Context, word: "customise" | "change" = "customise"): Action {
  const label = word === "change" ? says(context, "digest.action.change") : says(context, "subscribe.action.customise");
  return { kind: "form", label, pack: context.pack.slug, text: CUSTOMISE };
}
