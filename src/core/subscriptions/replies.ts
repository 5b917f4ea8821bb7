/** What the bot says about subscriptions. */
import { text, type Action, type Block, type Briefing, type Span } from "#core/document/briefing.ts";
import { occurrenceWords, scheduleWords } from "#core/digests/day-words.ts";
import { commandOf, nameOf, says, type Desk } from "#core/briefings/context.ts";
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
export function composeSubscription(desk: Desk, subscription: Subscription, { title, notices }: Said): Briefing {
  const { schedule } = subscription;
  const words = [orderWords(desk, subscription), standingWords(desk, subscription)].filter((word) => word !== "");
  return page(desk, title, [
    ...notices.map(notice),
    { kind: "paragraph", spans: [text(words.join(" "))] },
    ...(subscription.standing.kind === "active" ? comingBlocks(desk, schedule, subscription.standing.next) : []),
    { kind: "actions", items: subscriptionActions(desk, subscription) },
  ]);
}

/** All subscriptions of a conversation, one after another. */
export function composeSubscriptions(desk: Desk, all: readonly (readonly [Desk, Subscription])[]): Briefing {
  return page(desk, says(desk, "subscriptions.title"), [
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
export function composeNone(desk: Desk, title: string): Briefing {
  const subscribe: Action = {
    kind: "show",
    label: says(desk, "subscribe.action.subscribe"),
    pack: desk.pack.slug,
    text: "subscribe",
  };
  return page(desk, title, [
    notice(says(desk, "subscription.none", { command: commandOf(desk) })),
    { kind: "actions", items: [subscribe, customise(desk)] },
  ]);
}

/** Some words could not be read: they are named, and nothing was changed. */
export function composeUnread(desk: Desk, unread: readonly string[], understood: Order): Briefing {
  const words = unread.map((word) => `“${word.slice(0, 40)}”`).join(", ");
  return page(desk, says(desk, "unread.title"), [
    notice(says(desk, "unread.text", { words })),
    { kind: "paragraph", spans: [text(says(desk, "unread.understood", { order: orderWords(desk, understood) }))] },
    { kind: "paragraph", spans: [text(says(desk, "unread.help", { command: commandOf(desk) }))] },
    {
      kind: "actions",
      items: [
        { kind: "show", label: says(desk, "unread.action"), pack: desk.pack.slug, text: orderText(understood) },
        customise(desk),
      ],
    },
  ]);
}

/** Posted where everyone sees it: that there is a subscription now, who made it, and how to stop it. */
export function composeAnnouncement(desk: Desk, subscription: Subscription, by: Person): Briefing {
  const [before = "", after = ""] = says(desk, "announce.text", {
    person: "\u0000",
    order: orderWords(desk, subscription),
  }).split("\u0000");
  const spans: readonly Span[] = [text(before), { kind: "person", id: by.id, name: by.name }, text(after)];
  const title = says(desk, "announce.title", { country: desk.pack.country });
  return page(desk, title, [
    { kind: "paragraph", spans },
    { kind: "actions", items: [pauseAction(desk), customise(desk, "change")] },
  ]);
}

/** What to do when the platform does not let the bot post. */
export function adviceWords(desk: Desk, advice: Advice, reason: string): string {
  const values = { command: commandOf(desk), reason };
  return says(desk, `advice.${advice}`, values);
}

/** `Every Monday at 09:00, Europe/Vienna. Topics: Drugs.` */
function orderWords(desk: Desk, { schedule, topics }: Order): string {
  const names = topics.map((slug) => nameOf(desk, slug)).join(", ");
  const about = topics.length === 0 ? says(desk, "order.everything") : says(desk, "order.topics", { topics: names });
  return `${scheduleWords(desk, schedule)}. ${about}`;
}

export function page(desk: Desk, title: string, blocks: readonly Block[]): Briefing {
  const summary = blocks.find((block) => block.kind === "notice" || block.kind === "paragraph");
  const line =
    summary === undefined
      ? title
      : summary.spans.map((span) => (span.kind === "person" ? span.name : span.text)).join("");
  return { title, summary: line, blocks: [{ kind: "heading", text: title }, ...blocks, stamp(desk)] };
}

export function notice(words: string): Block {
  return { kind: "notice", spans: [text(words)] };
}

function standingWords(desk: Desk, { standing }: Subscription): string {
  switch (standing.kind) {
    case "active":
      return "";
    case "paused":
      return says(desk, "standing.paused", { person: standing.by });
    case "refused":
      return adviceWords(desk, standing.advice, standing.reason);
  }
}

/** The next digests, each with its offset from UTC; where the clocks change before one, it says so. */
function comingBlocks(desk: Desk, schedule: Schedule, next: Occurrence): readonly Block[] {
  const occurrences = listOccurrences(schedule, next, COMING);
  const offsets = occurrences.map(({ dueAt }) => offsetName(offsetAt(schedule.zone, dueAt)));
  const items = occurrences.map((occurrence, index) => {
    const moment = occurrenceWords(desk, schedule, occurrence);
    const [before, after] = [offsets[index - 1], offsets[index] ?? ""];
    const changes = before !== undefined && before !== after;
    return [text(changes ? says(desk, "coming.change", { moment, before, after }) : moment)];
  });
  return [
    { kind: "paragraph", spans: [text(says(desk, "coming.title"))] },
    { kind: "bullets", items },
  ];
}

function subscriptionActions(desk: Desk, { standing }: Subscription): readonly Action[] {
  const pack = desk.pack.slug;
  const show = (label: "preview" | "resume" | "skip" | "status" | "unsubscribe"): Action => ({
    kind: "show",
    label: says(desk, `subscribe.action.${label}`),
    pack,
    text: label,
  });
  const turn = standing.kind === "active" ? [pauseAction(desk), show("skip")] : [show("resume")];
  return [show("preview"), customise(desk), ...turn, show("status"), show("unsubscribe")];
}

function pauseAction(desk: Desk): Action {
  return { kind: "show", label: says(desk, "digest.action.pause"), pack: desk.pack.slug, text: "pause" };
}

function customise(desk: Desk, word: "customise" | "change" = "customise"): Action {
  const label = word === "change" ? says(desk, "digest.action.change") : says(desk, "subscribe.action.customise");
  return { kind: "form", label, pack: desk.pack.slug, text: CUSTOMISE };
}
