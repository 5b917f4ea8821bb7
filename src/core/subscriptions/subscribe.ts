/** Subscribing: by words, by form, and telling the conversation about it. */
import { says } from "#core/briefings/context.ts";
import type { OrderReading } from "./parse-order.ts";
import type { Reply } from "#core/reply.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import { formErrors, subscribeForm } from "./form.ts";
import * as changes from "./changes.ts";
import {
  adviceWords,
  composeAnnouncement,
  composeNone,
  composeSubscription,
  composeUnread,
  notice,
  page,
} from "./replies.ts";
import { complete, NOTHING_SAID, reply, shown, zoneWords, type Scene } from "./command-context.ts";
import type { Order, Subscription } from "#core/digests/subscription.ts";

export async function subscribeWith(scene: Scene, reading: OrderReading): Promise<Reply> {
  const { parts, desk, place, act } = scene;
  const { subscriptions } = parts.store;
  const isStored = place.conversation.platform !== "terminal";
  const current = isStored ? await subscriptions.find(place) : null;
  const order = complete(scene, reading, current);
  if (reading.unread.length > 0) return unreadReply(scene, reading.unread, order);
  const made = {
    id: parts.newId(),
    ...place,
    ...order,
    createdBy: act.by,
    createdAt: act.now,
    number: 0,
    lastDay: null,
    content: null,
  };
  if (!isStored) {
    const shown: Subscription = {
      ...made,
      standing: { kind: "active", next: firstOccurrence(order.schedule, act.now, null) },
    };
    return reply(
      composeSubscription(desk, shown, {
        title: says(desk, "subscribe.example"),
        notices: [says(desk, "subscribe.terminal")],
      }),
    );
  }
  const before = await subscriptions.change(place, (now) => changes.subscribe(now, made, act));
  const zoneNote = reading.zone === null && before === null ? [zoneWords(scene)] : [];
  if (before === null) return announced(scene, says(desk, "subscribe.done"), zoneNote);
  const changed = before.standing.kind !== "active" || !changes.isSameOrder(before, order);
  if (before.standing.kind === "refused") return announced(scene, says(desk, "subscribe.changed"), []);
  return shown(scene, changed ? says(desk, "subscribe.changed") : says(desk, "subscribe.same"));
}

export async function openForm(scene: Scene): Promise<Reply> {
  const { desk, parts, place } = scene;
  const current = place.conversation.platform === "terminal" ? null : await parts.store.subscriptions.find(place);
  const form = subscribeForm(desk, complete(scene, NOTHING_SAID, current));
  const typed = page(desk, form.title, [notice(says(desk, "form.typed", { command: `/${desk.pack.slug}` }))]);
  return { kind: "form", topic: null, form, briefing: typed };
}

/** Says it beside the fields too, when it was a form that was filled in. */
function unreadReply({ desk, request }: Scene, unread: readonly string[], order: Order): Reply {
  const { command } = request;
  const briefing = composeUnread(desk, unread, order);
  const errors = command.kind === "submission" ? { errors: formErrors(desk, command.values) } : {};
  return { kind: "briefing", topic: null, briefing, ...errors };
}

/** Says in the conversation that there is a subscription; if the platform refuses, the answer is what to do about it. */
export async function announced(scene: Scene, title: string, notices: readonly string[]): Promise<Reply> {
  const { parts, desk, place, act } = scene;
  const { subscriptions } = parts.store;
  const subscription = await subscriptions.find(place);
  if (subscription === null) return reply(composeNone(desk, title));
  const briefing = composeAnnouncement(desk, subscription, act.by);
  const outcome = await parts.announce(place.conversation, `${subscription.id}/announced/${act.now}`, briefing);
  if (outcome?.kind !== "refused") return reply(composeSubscription(desk, subscription, { title, notices }));
  const { advice, reason } = outcome;
  await subscriptions.change(place, (current) => changes.refuse(current, { advice, reason, now: act.now }));
  parts.log.warn(
    { subscription: subscription.id, reason },
    "A subscription waits: the platform does not let the bot post there",
  );
  const words = [adviceWords(desk, advice, reason)];
  return reply(
    page(desk, says(desk, "subscribe.refused"), [
      ...words.map(notice),
      {
        kind: "actions",
        items: [{ kind: "show", label: says(desk, "subscribe.action.resume"), pack: desk.pack.slug, text: "resume" }],
      },
    ]),
  );
}
