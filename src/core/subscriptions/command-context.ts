/** What one request about subscriptions is answered with, and what all answers share. */
import type { Briefing } from "#core/document/briefing.ts";
import { findPack, says, type Context } from "#core/briefings/context.ts";
import type { DigestStore, Place } from "#core/digests/ports.ts";
import type { Clock, Log, SendOutcome } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import type { OrderReading } from "./parse-order.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Request } from "#core/request.ts";
import type { Act } from "./changes.ts";
import { composeNone, composeSubscription } from "./replies.ts";
import type { Order } from "#core/digests/subscription.ts";
import type { Topics } from "#core/profile/topics.ts";
import { findZone } from "#core/digests/zone.ts";

export interface SubscriptionParts {
  readonly library: Library;
  readonly topics: Topics;
  readonly store: Pick<DigestStore, "subscriptions" | "ledger">;
  readonly clock: Clock;
  readonly log: Log;
  /** IANA zone for those whose own is not known. */
  readonly defaultZone: string;
  readonly newId: () => string;
  /** Posts into the conversation that it now has a subscription; null where that is not done or not known in time. */
  readonly announce: (to: Conversation, delivery: string, briefing: Briefing) => Promise<SendOutcome | null>;
}

/** Everything that one request is answered with. */
export interface CommandContext {
  readonly parts: SubscriptionParts;
  readonly context: Context;
  readonly place: Place;
  readonly request: Request;
  readonly act: Act;
}

/** Nothing was said: every default holds. */
export const NOTHING_SAID: OrderReading = { rhythm: null, time: null, zone: null, topics: null, unread: [] };

export function openCommandContext(parts: SubscriptionParts, request: Request): CommandContext {
  const { library, topics, clock } = parts;
  const now = clock.now();
  const context = {
    pack: findPack(library, request.pack),
    taxonomy: library.taxonomy,
    wording: library.wording,
    topics,
    now,
  };
  const place = { pack: context.pack.slug, conversation: { ...request.conversation, thread: null } };
  return { parts, context, place, request, act: { by: { id: request.asker.id, name: request.asker.name }, now } };
}

/**
 * Where nothing was said, what holds already, or else the defaults: weekly, Monday, nine o'clock, the asker's zone, also
 * in place of one that is not known here.
 */
export function complete(asked: CommandContext, reading: OrderReading, current: Order | null): Order {
  const { rhythm, time, zone, topics } = reading;
  return {
    schedule: {
      rhythm: rhythm ?? current?.schedule.rhythm ?? { kind: "weekly", weekday: 1 },
      time: time ?? current?.schedule.time ?? "09:00",
      zone: zone ?? findZone(current?.schedule.zone ?? "") ?? askerZone(asked) ?? asked.parts.defaultZone,
    },
    topics: topics ?? current?.topics ?? [],
  };
}

export function zoneWords(asked: CommandContext): string {
  const zone = askerZone(asked);
  if (zone !== undefined) return says(asked.context, "zone.yours", { zone });
  return says(asked.context, "zone.default", { zone: asked.parts.defaultZone });
}

export async function shown({ parts, context, place }: CommandContext, title: string): Promise<Reply> {
  const subscription = await parts.store.subscriptions.find(place);
  return reply(
    subscription === null
      ? composeNone(context, title)
      : composeSubscription(context, subscription, { title, notices: [] }),
  );
}

export function reply(briefing: Briefing): Reply {
  return { kind: "briefing", topic: null, briefing };
}
function askerZone({ request }: CommandContext): string | undefined {
  return request.asker.zone === null ? undefined : findZone(request.asker.zone);
}
