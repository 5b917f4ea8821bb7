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
  openScene,
  reply,
  shown,
  type Scene,
  type SubscriptionParts,
} from "./command-context.ts";

export interface SubscriptionRoad {
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

export function createSubscriptions(parts: SubscriptionParts): SubscriptionRoad {
  return {
    handle(request) {
      const scene = openScene(parts, request);
      const { command } = request;
      if (command.kind === "submission") return subscribeWith(scene, readSubscribeForm(command.values));
      return command.kind === "subscription"
        ? obey(scene, command.verb, command.rest)
        : obey(scene, "subscriptions", "");
    },
  };
}

async function obey(scene: Scene, verb: SubscriptionVerb, rest: string): Promise<Reply> {
  switch (verb) {
    case "subscribe":
      return /^(customi[sz]e|form|change)$/i.test(rest.trim())
        ? openForm(scene)
        : subscribeWith(scene, readOrder(rest, scene.desk.topics));
    case "subscriptions":
      return list(scene);
    case "preview":
      return preview(scene);
    case "status":
      return status(scene);
    case "pause":
    case "resume":
    case "skip":
      return alter(scene, verb);
    case "unsubscribe":
      return remove(scene);
  }
}

async function alter(scene: Scene, verb: "pause" | "resume" | "skip"): Promise<Reply> {
  const { parts, desk, place, act } = scene;
  const before = await parts.store.subscriptions.change(place, (current) => ALTERATIONS[verb](current, act));
  if (before === null) return reply(composeNone(desk, says(desk, "subscriptions.title")));
  if (verb === "resume" && changes.isUnreadable(before)) return shown(scene, says(desk, "subscriptions.title"));
  if (verb === "resume" && before.standing.kind === "refused") return announced(scene, says(desk, "resume.title"), []);
  const wasThere = { pause: "paused", resume: "active", skip: "active" }[verb] === before.standing.kind;
  if (verb === "skip") return shown(scene, wasThere ? says(desk, "skip.done") : says(desk, "skip.idle"));
  return shown(scene, wasThere ? says(desk, `${verb}.already`) : says(desk, `${verb}.title`));
}

async function remove(scene: Scene): Promise<Reply> {
  const { parts, desk, place, act } = scene;
  const before = await parts.store.subscriptions.change(place, (current) => changes.unsubscribe(current, act));
  if (before === null) return reply(composeNone(desk, says(desk, "subscriptions.title")));
  const { platform, tenant, channel } = place.conversation;
  parts.log.info({ subscription: before.id, by: act.by.id, platform, tenant, channel }, "A subscription was deleted");
  return reply(composeNone(desk, says(desk, "unsubscribe.title")));
}

async function list(scene: Scene): Promise<Reply> {
  const { parts, desk, place } = scene;
  const all = await parts.store.subscriptions.list(place.conversation);
  if (all.length === 0) return reply(composeNone(desk, says(desk, "subscriptions.title")));
  return reply(
    composeSubscriptions(
      desk,
      all.map((each) => [{ ...desk, pack: findPack(parts.library, each.pack) }, each]),
    ),
  );
}

/** The next digest as it will be, now and for the asker only. */
async function preview(scene: Scene): Promise<Reply> {
  const { desk, parts, place, act } = scene;
  const current = place.conversation.platform === "terminal" ? null : await parts.store.subscriptions.find(place);
  const { schedule, topics } = complete(scene, NOTHING_SAID, current);
  const next =
    current?.standing.kind === "active"
      ? current.standing.next
      : firstOccurrence(schedule, act.now, current?.lastDay ?? null);
  const digest = composeDigest(desk, {
    schedule,
    topics,
    number: current?.number ?? 0,
    occurrence: next,
    late: false,
    change: null,
  });
  const [heading, ...others] = digest.blocks;
  const note = notice(
    current === null ? says(desk, "preview.none", { command: `/${desk.pack.slug}` }) : says(desk, "preview.note"),
  );
  return reply({ ...digest, blocks: [...(heading === undefined ? [] : [heading]), note, ...others] });
}

async function status(scene: Scene): Promise<Reply> {
  const { desk, parts, place } = scene;
  const { subscriptions, ledger } = parts.store;
  const subscription = await subscriptions.find(place);
  const entries = subscription === null ? [] : await ledger.recent(subscription.id, RECENT);
  return reply(composeStatus(desk, { subscription, entries, notes: await subscriptions.notes(place, NOTES) }));
}

export type { SubscriptionParts };
