/** Subscribing and everything after it: one command in, one visible outcome. */
import { findPack, says } from "#core/briefings/context.ts";
import { composeDigest } from "#core/digests/digest.ts";
import { readOrder } from "./parse-order.ts";
import type { Reply } from "#core/reply.ts";
import type { Request, SubscriptionVerb } from "#core/request.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import { composeStatus } from "./status.ts";
import { announced, openForm, subscribeWith } from "./subscribe.ts";
import { readSubscribeForm, SUBSCRIBE_FORM } from "./form.ts";
import * as changes from "./changes.ts";
import { composeNone, composeSubscriptions, notice } from "./replies.ts";
import {
  complete,
  NOTHING_SAID,
  openCommandContext,
  reply,
  shown,
  type CommandContext,
  type SubscriptionParts,
} from "./command-context.ts";

export interface SubscriptionHandler {
  /** Answers a `subscription` command or the subscribe form's submission. Rejects only when the store does. */
  handle(request: Request): Promise<Reply>;
}

const RECENT = 10;
const NOTES = 5;
const ALTERATIONS = { pause: changes.pause, resume: changes.resume, skip: changes.skip };

/** Whether a submission is this road's. */
export function isSubscribeForm(form: string): boolean {
  return form === SUBSCRIBE_FORM;
}

export function createSubscriptions(parts: SubscriptionParts): SubscriptionHandler {
  return {
    handle(request) {
      const asked = openCommandContext(parts, request);
      const { command } = request;
      if (command.kind === "submission") return subscribeWith(asked, readSubscribeForm(command.values));
      return command.kind === "subscription"
        ? obey(asked, command.verb, command.rest)
        : obey(asked, "subscriptions", "");
    },
  };
}

async function obey(asked: CommandContext, verb: SubscriptionVerb, rest: string): Promise<Reply> {
  switch (verb) {
    case "subscribe":
      return /^(customi[sz]e|form|change)$/i.test(rest.trim())
        ? openForm(asked)
        : subscribeWith(asked, readOrder(rest, asked.context.topics));
    case "subscriptions":
      return list(asked);
    case "preview":
      return preview(asked);
    case "status":
      return status(asked);
    case "pause":
    case "resume":
    case "skip":
      return alter(asked, verb);
    case "unsubscribe":
      return remove(asked);
  }
}

async function alter(asked: CommandContext, verb: "pause" | "resume" | "skip"): Promise<Reply> {
  const { parts, context, place, act } = asked;
  const before = await parts.store.subscriptions.change(place, (current) => ALTERATIONS[verb](current, act));
  if (before === null) return reply(composeNone(context, says(context, "subscriptions.title")));
  if (verb === "resume" && changes.isUnreadable(before)) return shown(asked, says(context, "subscriptions.title"));
  if (verb === "resume" && before.standing.kind === "refused")
    return announced(asked, says(context, "resume.title"), []);
  const wasThere = { pause: "paused", resume: "active", skip: "active" }[verb] === before.standing.kind;
  if (verb === "skip") return shown(asked, wasThere ? says(context, "skip.done") : says(context, "skip.idle"));
  return shown(asked, wasThere ? says(context, `${verb}.already`) : says(context, `${verb}.title`));
}

async function remove(asked: CommandContext): Promise<Reply> {
  const { parts, context, place, act } = asked;
  const before = await parts.store.subscriptions.change(place, (current) => changes.unsubscribe(current, act));
  if (before === null) return reply(composeNone(context, says(context, "subscriptions.title")));
  const { platform, tenant, channel } = place.conversation;
  parts.log.info({ subscription: before.id, by: act.by.id, platform, tenant, channel }, "A subscription was deleted");
  return reply(composeNone(context, says(context, "unsubscribe.title")));
}

async function list(asked: CommandContext): Promise<Reply> {
  const { parts, context, place } = asked;
  const all = await parts.store.subscriptions.list(place.conversation);
  if (all.length === 0) return reply(composeNone(context, says(context, "subscriptions.title")));
  return reply(
    composeSubscriptions(
      context,
      all.map((each) => [{ ...context, pack: findPack(parts.library, each.pack) }, each]),
    ),
  );
}

/** The next digest as it will be, now and for the asker only. */
async function preview(asked: CommandContext): Promise<Reply> {
  const { context, parts, place, act } = asked;
  const current = place.conversation.platform === "terminal" ? null : await parts.store.subscriptions.find(place);
  const { schedule, topics } = complete(asked, NOTHING_SAID, current);
  const next =
    current?.standing.kind === "active"
      ? current.standing.next
      : firstOccurrence(schedule, act.now, current?.lastDay ?? null);
  const digest = composeDigest(context, {
    schedule,
    topics,
    number: current?.number ?? 0,
    occurrence: next,
    late: false,
    change: null,
  });
  const [heading, ...others] = digest.blocks;
  const note = notice(
    current === null
      ? says(context, "preview.none", { command: `/${context.pack.slug}` })
      : says(context, "preview.note"),
  );
  return reply({ ...digest, blocks: [...(heading === undefined ? [] : [heading]), note, ...others] });
}

async function status(asked: CommandContext): Promise<Reply> {
  const { context, parts, place } = asked;
  const { subscriptions, ledger } = parts.store;
  const subscription = await subscriptions.find(place);
  const entries = subscription === null ? [] : await ledger.recent(subscription.id, RECENT);
  return reply(composeStatus(context, { subscription, entries, notes: await subscriptions.notes(place, NOTES) }));
}

export type { SubscriptionParts };
