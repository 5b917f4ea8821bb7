/** Subscribing: by words, by form, and telling the conversation about it. */
import { commandOf, says, saysInSpans } from "#core/briefings/context.ts";
import { MOST_SUBSCRIPTIONS, type Change } from "#core/digests/ports.ts";
import { openRotation } from "#core/digests/rotation/rotation.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import { isResting, type Subscription } from "#core/digests/subscription.ts";
import { buttons, notice, show } from "#core/document/blocks.ts";
import { refill, type Form, type FormValues } from "#core/document/form.ts";
import { briefingReply, type Reply, unreadReply } from "#core/reply.ts";
import * as changes from "./changes.ts";
import { complete, listHere, NOTHING_SAID, takesDigests, zoneWords, type CommandContext } from "./command-context.ts";
import { formErrors, readSubscribeForm, subscribeForm } from "./form.ts";
import type { OrderReading } from "./parse-order.ts";
import { composeSubscription, subscriptionPage } from "./replies.ts";
import { about } from "./ways.ts";
import { composeOfFigures, composeUnread } from "#core/subscriptions/unsure/unread.ts";
import { choose, splitTarget } from "#core/subscriptions/several/meant.ts";
import { placeOrder, type Ordering, type PlacedOrder } from "#core/subscriptions/several/place-order.ts";
import { answerChanged, answerUnchanged } from "#core/subscriptions/several/telling.ts";
import { composeUnreadChange } from "#core/subscriptions/unsure/unread-change.ts";
import { composeUnreachable } from "#core/subscriptions/several/unreachable.ts";
import { composeWhich } from "#core/subscriptions/several/which.ts";
import { adviceSpans } from "./standing.ts";

/** What was typed or filled in, and of which subscription. */
export interface AskedOrder {
  readonly reading: OrderReading;
  /** As a button or form carries it. */
  readonly id: string | null;
  /** The words, for a press that says of which subscription they are; empty for a form, which says everything. */
  readonly rest: string;
}

export async function subscribeWith(asked: CommandContext, given: AskedOrder): Promise<Reply> {
  const { store, context, place, act } = asked;
  const { reading, id } = given;
  const all = await listHere(asked);
  const ordering = orderingOf(asked, given);
  if (reading.unread.length > 0) {
    const meant = choose(all, { id, topics: reading.topics, all: false });
    const current = meant.kind === "chosen" ? (meant.subscriptions[0] ?? null) : null;
    const refused = composeOfFigures(asked, reading.unread);
    const changed = current !== null && reading.topics === null ? { current, order: ordering.complete(current) } : null;
    return unreadReply(
      refused ??
        (changed === null
          ? composeUnread(context, reading, ordering.complete(current))
          : composeUnreadChange(context, reading, changed)),
    );
  }
  if (!takesDigests(place)) return example(asked, reading, ordering);
  if (placeOrder({ subscriptions: all, lastOwed: new Map() }, ordering, act).kind === "new") {
    const unreachable = await asked.parts.reach(place.conversation);
    if (unreachable !== null) return briefingReply(composeUnreachable(context, place.conversation, unreachable));
  }
  const placed = await store.subscriptions.change(place, (found) => placeOrder(found, ordering, act));
  return answerPlaced(asked, placed, given);
}

function orderingOf(asked: CommandContext, { reading, id }: AskedOrder): Ordering {
  const { place, act } = asked;
  return {
    id,
    topics: reading.topics,
    complete: (current) => complete(asked, reading, current),
    // A command makes one at most.
    make: (order) => ({
      ...{ id: act.id, ...place, ...order, createdBy: act.by, createdAt: act.now },
      ...{ number: 0, rotationFrom: 0, factsFrom: 0, openingsFrom: 0, lastDay: null, content: null },
    }),
  };
}

function answerPlaced(
  asked: CommandContext,
  placed: PlacedOrder,
  { reading, rest }: AskedOrder,
): Promise<Reply> | Reply {
  const { context, act } = asked;
  switch (placed.kind) {
    case "ask": {
      const wish = { verb: "subscribe", rest, takesAll: false, topics: reading.topics ?? [] };
      return briefingReply(composeWhich(context, placed.choice, wish));
    }
    case "full":
      return briefingReply(
        subscriptionPage(says(context, "full.title"), [
          notice(says(context, "full.text", { count: MOST_SUBSCRIPTIONS })),
          buttons([show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
        ]),
      );
    case "taken":
      return takenReply(asked);
    case "same":
      return answerUnchanged(asked, { title: says(context, "subscribe.same"), subscriptions: [placed.current] });
    case "new": {
      const zone = reading.zone === null ? [zoneWords(asked)] : [];
      const notices = [...zone, ...halfWords(asked, reading), ...narrowWords(asked, reading.topics ?? [])];
      return announced(asked, placed.changes, { title: says(context, "subscribe.done"), notices });
    }
    case "changed":
      return announced(asked, placed.changes, {
        title: says(context, "subscribe.changed"),
        // Whoever orders wants digests; that they rested may be news to them.
        notices: [
          ...(placed.current !== null && rested(placed.current, act) ? [says(context, "subscribe.resumed")] : []),
          ...halfWords(asked, reading),
        ],
      });
  }
}

/** Whether somebody has paused it, up to a day or not. */
function rested(subscription: Subscription, act: CommandContext["act"]): boolean {
  return subscription.standing.kind === "paused" || isResting(subscription, act);
}

/** Of an hour that may be of the morning or of the afternoon, which one it was taken for. */
function halfWords({ context }: CommandContext, { time, isHalf }: OrderReading): readonly string[] {
  if (time === null || !isHalf) return [];
  const later = `${Number(time.slice(0, 2)) + HALF_A_DAY}${time.slice(2)}`;
  return [says(context, "time.half", { time, later })];
}

const HALF_A_DAY = 12;

/** Of topics on which the profile has no more than one digest brings. */
function narrowWords({ context }: CommandContext, topics: readonly string[]): readonly string[] {
  if (topics.length === 0) return [];
  const begin = { number: 0, rotationFrom: 0, factsFrom: 0, openingsFrom: 0 };
  const { completed, lead, more } = openRotation({ ...context, topics }).plan(begin);
  const count = lead.length + more.length;
  return completed === 1 && count > 0 ? [says(context, "subscribe.narrow", { count })] : [];
}

/** Where nothing can be kept: what it would be. */
function example(asked: CommandContext, reading: OrderReading, { complete: completed, make }: Ordering): Reply {
  const { context, act } = asked;
  const order = completed(null);
  const next = firstOccurrence(act.zones, order.schedule, { instant: act.now, lastDay: null });
  const shown: Subscription = { ...make(order), standing: { kind: "active", next } };
  const title = says(context, "subscribe.terminal");
  const notices = [...halfWords(asked, reading), says(context, "subscribe.example")];
  return briefingReply(composeSubscription(context, shown, { title, notices, notes: [] }));
}

/** Of the one that is meant, or of a new one. */
export async function openForm(
  asked: CommandContext,
  { id, topics }: Pick<AskedOrder, "id"> & Pick<OrderReading, "topics">,
): Promise<Reply> {
  const { context } = asked;
  const choice = choose(await listHere(asked), { id, topics, all: false });
  if (choice.kind === "gone" || choice.kind === "several" || choice.kind === "unlike") {
    const wish = { verb: "subscribe customise", rest: "", takesAll: false, topics: topics ?? [] };
    return briefingReply(composeWhich(context, choice, wish));
  }
  const form = formFor(asked, choice.kind === "chosen" ? choice.subscriptions : []);
  const typed = subscriptionPage(form.title, [
    notice(saysInSpans(context, "form.typed", { command: commandOf(context) })),
  ]);
  return { kind: "form", topic: null, form, briefing: typed };
}

/** The form comes back as it was filled in where something is wrong with that: then nothing is changed. */
export async function subscribeByForm(asked: CommandContext, submitted: Submitted): Promise<Reply> {
  const { values } = submitted;
  const errors = formErrors(asked.context, values);
  if (Object.keys(errors).length > 0) return formAgain(asked, submitted, errors);
  const { id } = splitTarget(submitted.form);
  return subscribeWith(asked, { reading: readSubscribeForm(values, asked.context), id, rest: "" });
}

interface Submitted {
  readonly form: string;
  readonly values: FormValues;
}

async function formAgain(
  asked: CommandContext,
  { form: name, values }: Submitted,
  errors: Form["errors"],
): Promise<Reply> {
  const { context } = asked;
  const { id } = splitTarget(name);
  const meant = (await listHere(asked)).filter((each) => each.id === id);
  const form = { ...refill(formFor(asked, meant, readSubscribeForm(values, context)), values), errors };
  const told = subscriptionPage(form.title, Object.values(errors).map(notice));
  return { kind: "form", topic: null, form, briefing: told };
}

/** With what holds, but for what is read already. */
function formFor(asked: CommandContext, [current]: readonly Subscription[], reading = NOTHING_SAID): Form {
  return subscribeForm(asked.context, complete(asked, reading, current ?? null), current?.id ?? null);
}

/** Another digest here has these topics already. */
function takenReply(asked: CommandContext): Promise<Reply> | Reply {
  const { context, request } = asked;
  const words = says(context, "taken.text");
  if (request.command.kind === "submission") return formAgain(asked, request.command, { topics: words });
  return briefingReply(
    subscriptionPage(says(context, "unread.title"), [
      notice(words),
      buttons([show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
    ]),
  );
}

/** Says in the conversation that digests come; if the platform refuses, the answer is what to do about it. */
export async function announced(
  asked: CommandContext,
  made: readonly Change[],
  said: { readonly title: string; readonly notices: readonly string[] },
): Promise<Reply> {
  const { parts, store, context, place, act } = asked;
  const answer = await answerChanged(asked, made, said);
  if (answer.refused === null) return answer.reply;
  const { advice, reason } = answer.refused;
  const refused = made.flatMap(({ after }) => after?.id ?? []);
  await store.subscriptions.change(place, ({ subscriptions }) => ({
    changes: subscriptions
      .filter(({ id }) => refused.includes(id))
      .map((current) => changes.refuse(current, { advice, reason, now: act.now })),
  }));
  parts.log.warn(
    { subscriptions: refused, reason },
    "A subscription waits: the platform does not let the bot post there",
  );
  const [first] = made.flatMap(({ after }) => after ?? []);
  return briefingReply(
    subscriptionPage(says(context, "subscribe.refused"), [
      notice(adviceSpans(context, place, { advice, reason })),
      buttons([
        show(
          context.pack.slug,
          first === undefined ? "resume" : about("resume", first),
          says(context, "subscribe.action.resume"),
        ),
      ]),
    ]),
  );
}
