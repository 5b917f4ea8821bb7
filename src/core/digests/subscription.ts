/** A channel's standing order for digests, and what becomes of it as time goes by. */
import type { LocalDay } from "./calendar.ts";
import { REFUSAL_ADVICE } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import type { Occurrence, Schedule } from "./schedule.ts";
import type { Zones } from "./zone.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

export type Standing =
  /** `rest` where somebody paused it up to a day, which may have come since: `next` was the first one after that. */
  | { readonly kind: "active"; readonly next: Occurrence; readonly rest?: Rest }
  /** Somebody asked for a rest. */
  | { readonly kind: "paused"; readonly by: string }
  /** The platform refused, or what was stored cannot be read, until somebody acts: `advice` tells which sentence helps, `reason` is the platform's word. */
  | { readonly kind: "refused"; readonly advice: Advice; readonly reason: string };

/** A pause that ends by itself. */
export interface Rest {
  readonly by: string;
  /** The first day on which digests come again, in the zone of the subscription. */
  readonly until: LocalDay;
}

/** Whether somebody paused it up to a day that has not come yet, in its own zone. `now`: milliseconds since 1970 UTC. */
export function isResting(
  { schedule, standing }: Pick<Subscription, "schedule" | "standing">,
  { zones, now }: { readonly zones: Zones; readonly now: number },
): boolean {
  const until = standing.kind === "active" ? standing.rest?.until : undefined;
  return until !== undefined && zones.localDay(schedule.zone, now) < until;
}

/** What helps: with a platform that refuses, or with an entry that cannot be read. */
export const ADVICE = [...REFUSAL_ADVICE, "unreadable"] as const;
export type Advice = (typeof ADVICE)[number];

export interface Subscription {
  readonly id: string;
  /** Slug of the pack. */
  readonly pack: string;
  /** Where digests go: a whole conversation, never a thread of it. */
  readonly conversation: Conversation;
  readonly schedule: Schedule;
  /** Slugs of the pillars, sections or indicators wanted; all of them when empty. */
  readonly topics: readonly string[];
  readonly standing: Standing;
  readonly createdBy: Person;
  readonly createdAt: number;
  /** Digests owed so far; the number of the next one, counting from 0. */
  readonly number: number;
  /**
   * The number from which on digests follow the second rotation; null for one that began under the first, until the end of
   * that cycle is known.
   */
  readonly rotationFrom: number | null;
  /** The same of the third one; null for one that began before there was it. */
  readonly factsFrom: number | null;
  /** The same of today's rotation; null for one that began under a former one. */
  readonly openingsFrom: number | null;
  /** The last local day that has a row in the ledger: no day is served twice, also after a change of time or zone. */
  readonly lastDay: LocalDay | null;
  /** The content that the last digest was made from, so that the next can say what changed. */
  readonly content: string | null;
}

/** What a button asks for to open the form that changes an order; typed, it is explained in words. */
export const CUSTOMISE = "subscribe customise";

/** The words that mean this very subscription, in what buttons and forms carry. */
export function target(id: string): string {
  return `#${id}`;
}

/** The parts of a subscription that a person chooses. */
export interface Order {
  readonly schedule: Schedule;
  readonly topics: readonly string[];
}

/** The chat of whoever set it up with the bot. */
export function makersChat({
  conversation,
  createdBy,
}: Pick<Subscription, "conversation" | "createdBy">): Conversation {
  return { ...conversation, channel: createdBy.id, kind: "direct", thread: null };
}
