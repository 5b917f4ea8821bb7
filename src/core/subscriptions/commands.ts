/** Subscribing and everything after it: one command in, one visible outcome. */
import { says, type Context } from "#core/briefings/context.ts";
import { buttons, notice, show } from "#core/document/blocks.ts";
import { briefingReply, type Reply, unreadReply } from "#core/reply.ts";
import type { Request, SubscriptionVerb } from "#core/request.ts";
import { MOST_SUBSCRIPTIONS, type Change } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import * as changes from "./changes.ts";
import type { Act } from "./changes.ts";
import { openCommandContext, type CommandContext, type SubscriptionParts } from "./command-context.ts";
import { clarified } from "#core/subscriptions/unsure/clarify.ts";
import { readOrder } from "./parse-order.ts";
import { offerOrder } from "#core/subscriptions/unsure/offers.ts";
import { readVerb, type VerbReading } from "./read-verb.ts";
import { subscriptionPage } from "./replies.ts";
import { about } from "./ways.ts";
import { end } from "#core/subscriptions/several/end.ts";
import { lostPackMeant } from "#core/subscriptions/several/lost.ts";
import { list, preview, status } from "#core/subscriptions/several/look.ts";
import { choose, chooseToResume, meantBy, splitTarget } from "#core/subscriptions/several/meant.ts";
import { digestName, digestsName } from "#core/subscriptions/several/names.ts";
import { answerChanged, answerUnchanged } from "#core/subscriptions/several/telling.ts";
import { undo, type Undoing } from "#core/subscriptions/several/undo.ts";
import { ask, type Wanted } from "#core/subscriptions/several/which.ts";
import { announced, openForm, subscribeByForm, subscribeWith } from "./subscribe.ts";
import { skipSpan, spanNotSkipped, spanSkipped } from "./skip-span.ts";
import { composeOfFigures, composeUnclear, composeUnreadVerb } from "#core/subscriptions/unsure/unread.ts";

type Alteration = (current: Subscription, act: Act, reading: VerbReading) => Change | null;
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
    if (command.kind === "submission") return subscribeByForm(asked, command);
    if (command.kind !== "subscription") return list(asked);
    const { verb, rest, manner } = command;
    // A press is sure of what it carries, a question mark in its words or not.
    const isSure = manner === undefined || !request.typed;
    const offered = isSure ? null : await offerOrder(asked, { verb, rest, manner });
    return offered ?? obey(asked, verb, rest);
  };
}

async function obey(asked: CommandContext, verb: SubscriptionVerb, words: string): Promise<Reply> {
  // Only a button knows an id: `pause #drugs`, typed, names a channel.
  const { id, rest } = asked.request.typed ? { id: null, rest: words } : splitTarget(words);
  if (verb === "subscribe") {
    const form = formMeant(rest, asked.context);
    return form === null
      ? subscribeWith(asked, { reading: readOrder(rest, asked.context), id, rest })
      : openForm(asked, { id, topics: form.topics });
  }
  if (verb === "unsubscribe" && id === null) {
    const pack = await lostPackMeant(asked, rest);
    if (pack !== null) return remove({ ...asked, place: { ...asked.place, pack } }, ALL_OF_IT);
  }
  return obeyRead(asked, verb, { id, rest });
}

/** `customise`, `customise drugs`: the form of which digest; null of any other order. */
function formMeant(rest: string, context: CommandContext["context"]): Pick<Wanted["meant"], "topics"> | null {
  const found = /^(?:customi[sz]e|form|change)(?:\s+(?<which>.*))?$/isu.exec(rest.trim());
  if (found === null) return null;
  const which = found.groups?.["which"];
  if (which === undefined) return { topics: null };
  const reading = readVerb("preview", which, context);
  return reading.unread.length > 0 ? null : { topics: meantBy(null, which, reading).topics };
}

const ALL_OF_IT: Wanted = { meant: { id: null, topics: null, all: true }, rest: "" };

async function obeyRead(
  asked: CommandContext,
  verb: Exclude<SubscriptionVerb, "subscribe">,
  { id, rest }: ReturnType<typeof splitTarget>,
): Promise<Reply> {
  const reading = clarified(verb === "undo" ? readUndo(rest, asked) : readVerb(verb, rest, asked.context), asked);
  if (reading.unread.length > 0)
    return unreadReply(composeOfFigures(asked, reading.unread) ?? composeUnreadVerb(asked.context, verb, reading));
  if (reading.unclear !== null) return unreadReply(composeUnclear(asked.context, verb, reading));
  const wanted = { meant: meantBy(id, rest, reading), rest };
  switch (verb) {
    case "subscriptions":
      return wanted.meant.topics === null ? list(asked) : status(asked, wanted);
    case "preview":
      return preview(asked, wanted);
    case "status":
      return reading.all && wanted.meant.topics === null ? list(asked) : status(asked, wanted);
    case "pause":
    case "resume":
    case "skip":
      return alter(asked, verb, { ...wanted, reading });
    case "unsubscribe":
      return remove(asked, wanted);
    case "undo":
      return takeBack(asked, id);
  }
}

/** The last command is undone, or the one that a button names: no topic tells which. */
function readUndo(rest: string, { context }: CommandContext): VerbReading {
  const reading = readVerb("undo", rest, context);
  const isMore = reading.all || reading.topics.length > 0;
  return isMore ? { ...reading, all: false, topics: [], unread: rest.split(/\s+/u) } : reading;
}

async function alter(
  asked: CommandContext,
  verb: "pause" | "resume" | "skip",
  { reading, ...wanted }: Wanted & { readonly reading: VerbReading },
): Promise<Reply> {
  const { store, context, place, act } = asked;
  const { span } = reading;
  const alteration = ALTERATIONS[verb];
  const { choice, changes: made } = await store.subscriptions.change(place, ({ subscriptions }) => {
    const choice =
      verb === "resume"
        ? chooseToResume(subscriptions, wanted.meant, (each) => changes.resume(each, act) !== null)
        : choose(subscriptions, wanted.meant);
    const meant = choice.kind === "chosen" ? choice.subscriptions : [];
    const made =
      span === null ? meant.flatMap((each) => alteration(each, act, reading) ?? []) : skipSpan(meant, span, act);
    return { choice, changes: made };
  });
  if (
    verb === "resume" &&
    choice.kind === "several" &&
    !choice.among.some((each) => changes.resume(each, act) !== null)
  )
    return refusal(asked, says(context, "resume.already"), says(context, "resume.none"));
  if (choice.kind !== "chosen") return ask(asked, choice, { ...wanted, verb, takesAll: true });
  if (made.length === 0 && span !== null)
    return answerUnchanged(asked, { ...choice, ...spanNotSkipped(context, { span, act, all: choice.subscriptions }) });
  if (made.length === 0) {
    const title = { pause: notPaused, resume: notResumed, skip: notSkipped }[verb];
    return answerUnchanged(asked, { title: title(context, choice.subscriptions, reading), ...choice });
  }
  const title = span === null ? doneTitle(context, verb, reading) : spanSkipped(context, span, made);
  const said = { title, notices: [] };
  return verb === "resume" ? announced(asked, made, said) : (await answerChanged(asked, made, said)).reply;
}

function doneTitle(context: Context, verb: "pause" | "resume" | "skip", { count }: VerbReading): string {
  if (verb !== "skip") return says(context, `${verb}.title`);
  return count === null || count === 1 ? says(context, "skip.done") : says(context, "skip.several", { count });
}

function notPaused(context: Context, all: readonly Subscription[], { end }: VerbReading): string {
  if (end === null) return says(context, "pause.already");
  const isRefused = all.some(({ standing }) => standing.kind === "refused");
  return isRefused ? says(context, "subscriptions.title") : says(context, "pause.over");
}

function notResumed(context: Context, all: readonly Subscription[]): string {
  return all.some(changes.isUnreadable) ? says(context, "subscriptions.title") : says(context, "resume.already");
}

function notSkipped(context: Context): string {
  return says(context, "skip.idle");
}

async function remove(asked: CommandContext, wanted: Wanted): Promise<Reply> {
  const { parts, store, context, place, act } = asked;
  const { taxonomy } = context;
  const ending = await store.subscriptions.change(place, ({ subscriptions }) =>
    end(subscriptions, wanted.meant, { taxonomy, act }),
  );
  switch (ending.kind) {
    case "ask":
      return ask(asked, ending.choice, { ...wanted, verb: "unsubscribe", takesAll: true });
    case "none-has": {
      const topics = digestName(context, wanted.meant.topics ?? []);
      return refusal(asked, says(context, "subscriptions.title"), says(context, "takeout.none", { topics }));
    }
    case "leaves-nothing":
      return endInstead(
        asked,
        ending.current,
        says(context, "takeout.nothing", { digests: digestsName(context, [ending.current]) }),
      );
    case "taken":
      return endInstead(
        asked,
        ending.current,
        says(context, "takeout.taken", {
          topics: digestName(context, ending.left),
          digests: digestsName(context, [ending.current]),
        }),
      );
    case "taken-out":
      return (await answerChanged(asked, ending.changes, { title: says(context, "takeout.title"), notices: [] })).reply;
    case "ended": {
      const { platform, tenant, channel } = place.conversation;
      for (const { before } of ending.changes)
        parts.log.info(
          { subscription: before?.id, by: act.by.id, platform, tenant, channel },
          "A subscription was deleted",
        );
      return (await answerChanged(asked, ending.changes, { title: says(context, "unsubscribe.title"), notices: [] }))
        .reply;
    }
  }
}

/** Taking topics out comes to ending a digest: that is asked. */
function endInstead({ context }: CommandContext, current: Subscription, words: string): Reply {
  const way = show(context.pack.slug, about("unsubscribe", current), says(context, "subscribe.action.unsubscribe"));
  const seeAll = show(context.pack.slug, "subscriptions", says(context, "which.action.list"));
  return briefingReply(subscriptionPage(says(context, "unread.title"), [notice(words), buttons([way, seeAll])]));
}

/** Puts things back as they were before a command. */
async function takeBack(asked: CommandContext, id: string | null): Promise<Reply> {
  const { store, context, place, act } = asked;
  const undoing = await store.subscriptions.change(place, (found) => undo(found, id, act));
  if (undoing.kind !== "undone") return refusal(asked, says(context, "undo.not"), notUndone(context, undoing.kind));
  return (await answerChanged(asked, undoing.changes, { title: says(context, "undo.title"), notices: [] })).reply;
}

function notUndone(context: Context, kind: Exclude<Undoing["kind"], "undone">): string {
  return kind === "full" ? says(context, "undo.full", { count: MOST_SUBSCRIPTIONS }) : says(context, `undo.${kind}`);
}

/** Nothing was changed, and why; and what there is. */
function refusal({ context }: CommandContext, title: string, words: string): Reply {
  const seeAll = show(context.pack.slug, "subscriptions", says(context, "which.action.list"));
  return briefingReply(subscriptionPage(title, [notice(words), buttons([seeAll])]));
}
