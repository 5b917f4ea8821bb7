/** Subscribing: by words, by form, and telling the conversation about it. */
import { commandOf, says } from "#core/briefings/context.ts";
import { composeUnread } from "./unread.ts";
import type { OrderReading } from "./parse-order.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import { refill, type Form, type FormValues } from "#core/document/form.ts";
import { formErrors, readSubscribeForm, subscribeForm } from "./form.ts";
import * as changes from "./changes.ts";
import { buttons, notice, show } from "#core/document/blocks.ts";
import { adviceWords } from "./standing.ts";
import { composeAnnouncement, composeNone, composeSubscription, subscriptionPage } from "./replies.ts";
import {
  complete,
  NOTHING_SAID,
  showCurrent,
  takesDigests,
  zoneWords,
  type CommandContext,
} from "./command-context.ts";
import type { Subscription } from "#core/digests/subscription.ts";

export async function subscribeWith(asked: CommandContext, reading: OrderReading): Promise<Reply> {
  const { parts, store, context, place, act } = asked;
  const { subscriptions } = store;
  const isStored = takesDigests(place);
  const current = isStored ? await subscriptions.find(place) : null;
  const order = complete(asked, reading, current);
  if (reading.unread.length > 0) return briefingReply(composeUnread(context, reading.unread, order));
  const made = {
    id: parts.newId(),
    ...place,
    ...order,
    createdBy: act.by,
    createdAt: act.now,
    number: 0,
    rotationFrom: 0,
    lastDay: null,
    content: null,
  };
  if (!isStored) {
    const shown: Subscription = {
      ...made,
      standing: {
        kind: "active",
        next: firstOccurrence(act.zones, order.schedule, { instant: act.now, lastDay: null }),
      },
    };
    return briefingReply(
      composeSubscription(context, shown, {
        title: says(context, "subscribe.example"),
        notices: [says(context, "subscribe.terminal")],
        notes: [],
      }),
    );
  }
  const before = await subscriptions.change(place, (now) => changes.subscribe(now, made, act));
  const zoneNote = reading.zone === null && before === null ? [zoneWords(asked)] : [];
  if (before === null) return announced(asked, says(context, "subscribe.done"), zoneNote);
  const changed = before.standing.kind !== "active" || !changes.isSameOrder(before, order);
  if (before.standing.kind === "refused") return announced(asked, says(context, "subscribe.changed"), []);
  return showCurrent(asked, changed ? says(context, "subscribe.changed") : says(context, "subscribe.same"));
}

export async function openForm(asked: CommandContext): Promise<Reply> {
  const { context } = asked;
  const form = await formNow(asked);
  const typed = subscriptionPage(form.title, [notice(says(context, "form.typed", { command: commandOf(context) }))]);
  return { kind: "form", topic: null, form, briefing: typed };
}

/** The form comes back as it was filled in where something is wrong with that: then nothing is changed. */
export async function subscribeByForm(asked: CommandContext, values: FormValues): Promise<Reply> {
  const { context } = asked;
  const errors = formErrors(context, values);
  if (Object.keys(errors).length === 0) return subscribeWith(asked, readSubscribeForm(values, context));
  const form = { ...refill(await formNow(asked, readSubscribeForm(values, context)), values), errors };
  const told = subscriptionPage(says(context, "form.title"), Object.values(errors).map(notice));
  return { kind: "form", topic: null, form, briefing: told };
}

/** With what holds in this conversation, but for what is read already. */
async function formNow(asked: CommandContext, reading = NOTHING_SAID): Promise<Form> {
  const { context, store, place } = asked;
  const current = takesDigests(place) ? await store.subscriptions.find(place) : null;
  return subscribeForm(context, complete(asked, reading, current));
}

/** Says in the conversation that there is a subscription; if the platform refuses, the answer is what to do about it. */
export async function announced(asked: CommandContext, title: string, notices: readonly string[]): Promise<Reply> {
  const { parts, store, context, place, act } = asked;
  const { subscriptions } = store;
  const subscription = await subscriptions.find(place);
  if (subscription === null) return briefingReply(composeNone(context));
  const briefing = composeAnnouncement(context, subscription, act.by);
  const outcome = await parts.announce(place.conversation, `${subscription.id}/announced/${act.now}`, briefing);
  if (outcome?.kind !== "refused")
    return briefingReply(composeSubscription(context, subscription, { title, notices, notes: [] }));
  const { advice, reason } = outcome;
  await subscriptions.change(place, (current) => changes.refuse(current, { advice, reason, now: act.now }));
  parts.log.warn(
    { subscription: subscription.id, reason },
    "A subscription waits: the platform does not let the bot post there",
  );
  return briefingReply(
    subscriptionPage(says(context, "subscribe.refused"), [
      notice(adviceWords(context, place, { advice, reason })),
      buttons([show(context.pack.slug, "resume", says(context, "subscribe.action.resume"))]),
    ]),
  );
}
