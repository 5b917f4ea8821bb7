/** Subscribing and everything after it: one command in, one visible outcome. */
import { commandOf, says } from "#core/briefings/context.ts";
import { hasSameFigures, markContent } from "#core/digests/content-change.ts";
import { composeDigest, type DigestOrder } from "#core/digests/digest.ts";
import { openRotation } from "#core/digests/rotation.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { notice } from "#core/document/blocks.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import type { Request, SubscriptionVerb } from "#core/request.ts";
import type { Change } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import * as changes from "./changes.ts";
import type { Act } from "./changes.ts";
import {
  complete,
  NOTHING_SAID,
  openCommandContext,
  showCurrent,
  takesDigests,
  type CommandContext,
  type SubscriptionParts,
} from "./command-context.ts";
import { readOrder } from "./parse-order.ts";
import { readVerb, type VerbReading } from "./read-verb.ts";
import { composeNone, composeSubscriptions, type Listed } from "./replies.ts";
import { composeStatus } from "./status.ts";
import { composeUnclear, composeUnreadVerb } from "./unread.ts";
import { announced, openForm, subscribeByForm, subscribeWith } from "./subscribe.ts";

const RECENT = 10;
/** More than are shown: they know who asked to skip a digest. */
const NOTES = 40;
type Alteration = (current: Subscription | null, act: Act, reading: VerbReading) => Change | null;
const ALTERATIONS: Readonly<Record<"pause" | "resume" | "skip", Alteration>> = {
  pause: (current, act, { end }) => changes.pause(current, act, end),
  resume: changes.resume,
  skip: (current, act, { count }) => changes.skip(current, act, count ?? 1),
};

/** Answers a `subscription` command or the subscribe form's submission. Rejects only when the store does. */
export function createSubscriptions(parts: SubscriptionParts): (request: Request) => Promise<Reply> {
  return async (request) => {
    const asked = await openCommandContext(parts, request);
    const { command } = request;
    if (command.kind === "submission") return subscribeByForm(asked, command.values);
    return command.kind === "subscription" ? obey(asked, command.verb, command.rest) : list(asked);
  };
}

async function obey(asked: CommandContext, verb: SubscriptionVerb, rest: string): Promise<Reply> {
  if (verb === "subscribe")
    return /^(customi[sz]e|form|change)$/i.test(rest.trim())
      ? openForm(asked)
      : subscribeWith(asked, readOrder(rest, asked.context));
  const reading = readVerb(verb, rest, asked.context);
  if (reading.unread.length > 0) return briefingReply(composeUnreadVerb(asked.context, verb, reading));
  if (reading.unclear !== null) return briefingReply(composeUnclear(asked.context, verb, reading));
  switch (verb) {
    case "subscriptions":
      return list(asked);
    case "preview":
      return preview(asked);
    case "status":
      return status(asked);
    case "pause":
    case "resume":
    case "skip":
      return alter(asked, verb, reading);
    case "unsubscribe":
      return remove(asked);
  }
}

async function alter(asked: CommandContext, verb: "pause" | "resume" | "skip", reading: VerbReading): Promise<Reply> {
  const { store, context, place, act } = asked;
  const before = await store.subscriptions.change(place, (current) => ALTERATIONS[verb](current, act, reading));
  if (before === null) return briefingReply(composeNone(context));
  if (verb === "resume" && changes.isUnreadable(before))
    return showCurrent(asked, says(context, "subscriptions.title"));
  if (verb === "resume" && before.standing.kind === "refused")
    return announced(asked, says(context, "resume.title"), []);
  const titles = { pause: pausedTitle, resume: resumedTitle, skip: skippedTitle };
  return showCurrent(asked, titles[verb](asked, before, reading));
}

/** What stood there before decides what it was that happened. */
function pausedTitle({ context, act }: CommandContext, before: Subscription, { end }: VerbReading): string {
  if (end === null)
    return before.standing.kind === "paused" ? says(context, "pause.already") : says(context, "pause.title");
  if (before.standing.kind === "refused") return says(context, "subscriptions.title");
  return changes.pause(before, act, end) === null ? says(context, "pause.over") : says(context, "pause.title");
}

function resumedTitle({ context, act }: CommandContext, before: Subscription): string {
  return changes.isRunning(before, act) ? says(context, "resume.already") : says(context, "resume.title");
}

function skippedTitle({ context }: CommandContext, { standing }: Subscription, { count }: VerbReading): string {
  if (standing.kind !== "active") return says(context, "skip.idle");
  return count === null || count === 1 ? says(context, "skip.done") : says(context, "skip.several", { count });
}

async function remove(asked: CommandContext): Promise<Reply> {
  const { parts, store, context, place, act } = asked;
  const before = await store.subscriptions.change(place, (current) => changes.unsubscribe(current, act));
  if (before === null) return briefingReply(composeNone(context));
  const { platform, tenant, channel } = place.conversation;
  parts.log.info({ subscription: before.id, by: act.by.id, platform, tenant, channel }, "A subscription was deleted");
  return briefingReply(composeNone(context, "ended"));
}

async function list(asked: CommandContext): Promise<Reply> {
  const { parts, store, context, place } = asked;
  const all = await store.subscriptions.list(place.conversation);
  if (all.length === 0) return briefingReply(composeNone(context));
  const { packs } = parts.content.library;
  const listed = await Promise.all(
    all.map(async (subscription): Promise<Listed> => {
      const isHere = packs.some(({ slug }) => slug === subscription.pack);
      const its = isHere
        ? openZonedContext(parts.content, subscription.pack, { now: context.now, venue: context.venue })
        : null;
      return { subscription, its, notes: await store.subscriptions.notes(subscription, 1) };
    }),
  );
  return briefingReply(composeSubscriptions(context, listed));
}

/** The next digest as it will be, now and for the asker only. */
async function preview(asked: CommandContext): Promise<Reply> {
  const { context, store, place, act } = asked;
  const current = takesDigests(place) ? await store.subscriptions.find(place) : null;
  const { schedule, topics } = complete(asked, NOTHING_SAID, current);
  const next =
    current?.standing.kind === "active"
      ? current.standing.next
      : firstOccurrence(act.zones, schedule, { instant: act.now, lastDay: current?.lastDay ?? null });
  const order: DigestOrder = {
    ...{ schedule, occurrence: next, late: false, change: null },
    ...{ number: current?.number ?? 0, rotationFrom: current === null ? 0 : current.rotationFrom },
    newFigures: !hasSameFigures(current?.content ?? null, markContent(context.pack).version),
  };
  const rotation = openRotation({ pack: context.pack, taxonomy: context.taxonomy, topics });
  const digest = composeDigest(context, order, rotation);
  const note = notice(
    current === null ? says(context, "preview.none", { command: commandOf(context) }) : says(context, "preview.note"),
  );
  return briefingReply({ ...digest, blocks: digest.blocks.toSpliced(1, 0, note) });
}

async function status(asked: CommandContext): Promise<Reply> {
  const { context, store, place } = asked;
  const { subscriptions, ledger } = store;
  const subscription = await subscriptions.find(place);
  const entries = subscription === null ? [] : await ledger.recent(subscription.id, RECENT);
  return briefingReply(
    composeStatus(context, { subscription, entries, notes: await subscriptions.notes(place, NOTES) }),
  );
}
