/** Orders that were asked about, guessed or negated: they are offered or passed by, and nothing is changed. */
import { commandOf, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import { longDay } from "#core/digests/calendar.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Action } from "#core/document/briefing.ts";
import { endDay } from "#core/orders/read-end.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import type { OrderManner, SubscriptionVerb } from "#core/request.ts";
import { end, type Ending } from "#core/subscriptions/several/end.ts";
import { choose, meantBy, type Meant } from "#core/subscriptions/several/meant.ts";
import { digestName, digestsName } from "#core/subscriptions/several/names.ts";
import { complete, listHere, takesDigests, type CommandContext } from "#core/subscriptions/command-context.ts";
import { orderText } from "#core/subscriptions/form.ts";
import { readOrder } from "#core/subscriptions/parse-order.ts";
import { readVerb, type OtherVerb, type VerbReading } from "#core/subscriptions/read-verb.ts";
import { orderWords, subscriptionPage } from "#core/subscriptions/replies.ts";
import { about, customise } from "#core/subscriptions/ways.ts";
import { spanText } from "#core/subscriptions/skip-span.ts";
import { namedText, verbText } from "./unread.ts";

interface Given {
  readonly verb: SubscriptionVerb;
  /** The words behind the verb. */
  readonly rest: string;
  readonly manner: OrderManner;
}

/** Null where the order as it stands only asks back or refuses: then that is the answer. */
export async function offerOrder(asked: CommandContext, { verb, rest, manner }: Given): Promise<Reply | null> {
  if (manner === "negated") return passBy(asked, verb, rest);
  if (!takesDigests(asked.place)) return null;
  if (manner === "added") return offerToAdd(asked, rest);
  if (manner === "replaced") return offerToReplace(asked, rest);
  return verb === "subscribe" ? offerDigest(asked, rest) : offerVerb(asked, verb, rest);
}

/** `Don't pause drugs`: with the way to say it for whoever wants it after all. */
function passBy({ context }: CommandContext, verb: SubscriptionVerb, rest: string): Reply {
  const words = verb === "subscribe" ? `${verb} ${rest}`.trim() : understood(verb);
  function understood(other: OtherVerb): string {
    const reading = readVerb(other, rest, context);
    return namedText(context, other, reading);
  }
  return briefingReply(
    subscriptionPage(says(context, "negated.title"), [
      notice(saysInSpans(context, "negated.text", { command: commandOf(context), rest: words })),
      buttons([show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
    ]),
  );
}

async function offerDigest(asked: CommandContext, rest: string): Promise<Reply | null> {
  const { context } = asked;
  const reading = readOrder(rest, context);
  if (reading.unread.length > 0) return null;
  const choice = choose(await listHere(asked), { id: null, topics: reading.topics, all: false });
  if (choice.kind === "several" || choice.kind === "gone") return null;
  const [current] = choice.kind === "chosen" ? choice.subscriptions : [];
  const order = complete(asked, reading, current ?? null);
  const words = orderWords(context, order);
  const text = orderText(order);
  if (current?.standing.kind === "active" && text === orderText(current)) return offerNothing(asked, current);
  const [question, action] =
    current === undefined
      ? [
          says(context, "offer.subscribe", { order: words }),
          show(context.pack.slug, text, says(context, "subscribe.action.subscribe")),
        ]
      : [
          says(context, "offer.change", { digests: digestsName(context, [current]), order: words }),
          show(context.pack.slug, about(text, current), says(context, "offer.action.change")),
        ];
  return offer(asked, question, [action, customise(context, current ?? null)]);
}

/** A digest comes so already. */
function offerNothing(asked: CommandContext, current: Subscription): Reply {
  const { context } = asked;
  const values = { digests: digestsName(context, [current]), order: orderWords(context, current) };
  const said = notice(says(context, "offer.same", values));
  return briefingReply(subscriptionPage(says(context, "unread.title"), [said, buttons([customise(context, current)])]));
}

/** `Add heroin`: to one of the digests that come here, or as one of its own. */
async function offerToAdd(asked: CommandContext, rest: string): Promise<Reply | null> {
  const { context } = asked;
  const reading = readOrder(rest, context);
  const topics = reading.topics ?? [];
  const lacking = (await listHere(asked)).filter(
    (each) => each.topics.length > 0 && topics.some((slug) => !each.topics.includes(slug)),
  );
  if (lacking.length === 0) return offerDigest(asked, rest);
  const more = lacking.map((each): Action => {
    const order = { ...each, topics: [...new Set([...each.topics, ...topics])] };
    const label = says(context, "offer.action.add", { digest: digestName(context, each.topics) });
    return show(context.pack.slug, about(orderText(order), each), label);
  });
  const own = show(context.pack.slug, orderText(complete(asked, reading, null)), says(context, "offer.action.own"));
  return offer(asked, says(context, "offer.add", { topics: digestName(context, topics) }), [...more, own]);
}

/** `Change the topic to heroin`: of the digest that comes here or, where several do, of which one. */
async function offerToReplace(asked: CommandContext, rest: string): Promise<Reply | null> {
  const { context } = asked;
  const topics = readOrder(rest, context).topics ?? [];
  const others = (await listHere(asked)).filter((each) => orderText({ ...each, topics }) !== orderText(each));
  const [first, ...more] = others;
  if (first === undefined) return offerDigest(asked, rest);
  const order = orderWords(context, { ...first, topics });
  const isOne = more.length === 0;
  const actions = others.map((each): Action => {
    const label = isOne ? says(context, "offer.action.change") : digestName(context, each.topics);
    return show(context.pack.slug, about(orderText({ ...each, topics }), each), label);
  });
  const question = isOne
    ? says(context, "offer.change", { digests: digestsName(context, others), order })
    : says(context, "offer.replace", { topics: digestName(context, topics) });
  return offer(asked, question, actions);
}

async function offerVerb(asked: CommandContext, verb: OtherVerb, rest: string): Promise<Reply | null> {
  const { context, act } = asked;
  const reading = readVerb(verb, rest, context);
  if (reading.unread.length > 0 || reading.unclear !== null) return null;
  if (verb === "undo")
    return offer(asked, says(context, "offer.undo"), [show(context.pack.slug, "undo", says(context, "undo.action"))]);
  const all = await listHere(asked);
  const meant = meantBy(null, rest, reading);
  const chosen =
    verb === "unsubscribe" ? endedBy(end(all, meant, { taxonomy: context.taxonomy, act })) : chosenBy(all, meant);
  const [first] = chosen;
  const question = first === undefined ? null : questionOf(asked, { verb, reading, chosen });
  if (first === undefined || question === null) return null;
  const words = verbText(verb, reading, reading.end);
  const action = show(context.pack.slug, chosen.length === 1 ? about(words, first) : words, actionLabel(asked, verb));
  return offer(asked, question, [action]);
}

function chosenBy(all: readonly Subscription[], meant: Meant): readonly Subscription[] {
  const choice = choose(all, meant);
  return choice.kind === "chosen" ? choice.subscriptions : [];
}

function endedBy({ changes }: Ending): readonly Subscription[] {
  return changes.flatMap(({ before }) => before ?? []);
}

interface Question {
  readonly verb: OtherVerb;
  readonly reading: VerbReading;
  /** To which it would be done. */
  readonly chosen: readonly Subscription[];
}

/** Null of what changes nothing. */
function questionOf(asked: CommandContext, question: Question): string | null {
  const { context } = asked;
  switch (question.verb) {
    case "unsubscribe":
      return endQuestion(context, question);
    case "pause":
      return pauseQuestion(asked, question);
    case "resume":
      return says(context, "offer.resume", { digests: digestsName(context, question.chosen) });
    case "skip":
      return skipQuestion(context, question);
    case "subscriptions":
    case "preview":
    case "status":
    case "undo":
      return null;
  }
}

function endQuestion(context: Context, { reading, chosen }: Question): string {
  const digests = digestsName(context, chosen);
  const { topics } = reading;
  const goesOn = ({ topics: its }: Subscription): boolean =>
    its.length === 0 || its.some((slug) => !topics.includes(slug));
  return topics.length > 0 && chosen.some(goesOn)
    ? says(context, "offer.takeout", { topics: digestName(context, topics), digests })
    : says(context, "offer.unsubscribe", { digests });
}

function pauseQuestion({ context, act }: CommandContext, { reading, chosen }: Question): string | null {
  const digests = digestsName(context, chosen);
  if (reading.end === null) return says(context, "offer.pause", { digests });
  const day = endDay(reading.end, act.zones.localDay(chosen[0]?.schedule.zone ?? "UTC", act.now));
  return day === null ? null : says(context, "offer.pause.until", { digests, day: longDay(day) });
}

function skipQuestion(context: Context, { reading, chosen }: Question): string {
  const digests = digestsName(context, chosen);
  const { count, span } = reading;
  if (span !== null) return says(context, "offer.skip.span", { digests, span: spanText(span) });
  return count === null || count === 1
    ? says(context, "offer.skip", { digests })
    : says(context, "offer.skip.several", { count, digests });
}

function actionLabel({ context }: CommandContext, verb: OtherVerb): string {
  if (verb === "pause") return says(context, "offer.action.pause");
  if (verb === "skip") return says(context, "offer.action.skip");
  return verb === "resume" ? says(context, "subscribe.action.resume") : says(context, "subscribe.action.unsubscribe");
}

function offer({ context }: CommandContext, question: string, actions: readonly Action[]): Reply {
  return briefingReply(subscriptionPage(says(context, "offer.title"), [paragraph(question), buttons(actions)]));
}
