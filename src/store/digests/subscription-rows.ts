/** Between a subscription and its row. */
import { z } from "zod";
import { isDay } from "#core/digests/calendar.ts";
import type { Place, Stopped } from "#core/digests/ports.ts";
import type { Schedule } from "#core/digests/schedule.ts";
import { ADVICE, type Rest, type Standing, type Subscription } from "#core/digests/subscription.ts";
import { CONVERSATION_KINDS, PLATFORMS } from "#core/request.ts";
import { rhythmColumns, toRhythm } from "./rhythm-columns.ts";
import type { SubscriptionRow } from "#store/tables.ts";

const StoredPlatform = z.enum(PLATFORMS);
const StoredKind = z.enum(CONVERSATION_KINDS);
const StoredAdvice = z.enum(ADVICE);
const Topics = z.array(z.string());

type ScheduleColumns = Pick<SubscriptionRow, "zone" | "time" | "rhythm" | "rhythm_day">;

/** A row but for its number in its place, which says nothing of it. */
export type StoredSubscription = Omit<SubscriptionRow, "slot">;

/** Null where it cannot be read. */
export function readSubscription(row: StoredSubscription): Subscription | null {
  try {
    return toSubscription(row);
  } catch {
    return null;
  }
}

/** Throws where it cannot be read. */
export function toSubscription(row: StoredSubscription): Subscription {
  return {
    id: row.id,
    pack: row.pack,
    conversation: {
      platform: StoredPlatform.parse(row.platform),
      tenant: row.tenant,
      channel: row.channel,
      thread: null,
      kind: StoredKind.parse(row.place),
    },
    schedule: toSchedule(row),
    topics: readTopics(row),
    standing: toStanding(row),
    createdBy: { id: row.created_by, name: row.created_by_name },
    createdAt: row.created_at,
    number: row.number,
    rotationFrom: row.rotation_from,
    factsFrom: row.facts_from,
    openingsFrom: row.openings_from,
    lastDay: row.last_day,
    content: row.content,
  };
}

/** One that waits has to be found again, whatever is wrong with it: subscribing anew puts it right. */
function readTopics({ topics, standing }: StoredSubscription): readonly string[] {
  try {
    return Topics.parse(JSON.parse(topics));
  } catch (error) {
    if (standing === "refused") return [];
    throw error;
  }
}

/** Of one that was parked or refused; null where not even its place can be read. */
export function toStopped(row: StoredSubscription): Stopped | null {
  const [platform, kind] = [StoredPlatform.safeParse(row.platform), StoredKind.safeParse(row.place)];
  if (!platform.success || !kind.success) return null;
  const { tenant, channel } = row;
  return {
    pack: row.pack,
    conversation: { platform: platform.data, tenant, channel, thread: null, kind: kind.data },
    createdBy: { id: row.created_by, name: row.created_by_name },
    advice: StoredAdvice.catch("unknown").parse(row.standing_advice),
    reason: row.standing_reason,
    subscription: readSubscription(row),
  };
}

export function toRow(subscription: Subscription): StoredSubscription {
  const { conversation, schedule, standing, createdBy } = subscription;
  return {
    id: subscription.id,
    pack: subscription.pack,
    platform: conversation.platform,
    tenant: conversation.tenant,
    channel: conversation.channel,
    place: conversation.kind,
    zone: schedule.zone,
    time: schedule.time,
    ...rhythmColumns(schedule.rhythm),
    topics: JSON.stringify(subscription.topics),
    ...standingColumns(standing),
    created_by: createdBy.id,
    created_by_name: createdBy.name,
    created_at: subscription.createdAt,
    number: subscription.number,
    rotation_from: subscription.rotationFrom,
    facts_from: subscription.factsFrom,
    openings_from: subscription.openingsFrom,
    last_day: subscription.lastDay,
    content: subscription.content,
  };
}

export function toSchedule({ zone, time, ...columns }: ScheduleColumns): Schedule {
  return { zone, time, rhythm: toRhythm(columns) };
}

/** A place as one text, under which its notes are kept. */
export function placeKey({ pack, conversation }: Place): string {
  return placeKeyOf({ ...conversation, pack });
}

/** The same of a row, also of one that cannot be read. */
export function placeKeyOf({ platform, tenant, channel, pack }: PlaceColumns): string {
  return JSON.stringify([platform, tenant, channel, pack]);
}

type PlaceColumns = Pick<SubscriptionRow, "platform" | "tenant" | "channel" | "pack">;

function toStanding(row: StoredSubscription): Standing {
  if (row.standing === "active" && row.next_day !== null && row.next_due_at !== null) {
    const next = { day: row.next_day, dueAt: row.next_due_at };
    return { kind: "active", next, ...readRest(row) };
  }
  if (row.standing === "refused")
    return {
      kind: "refused",
      advice: StoredAdvice.catch("unknown").parse(row.standing_advice),
      reason: row.standing_reason,
    };
  return { kind: "paused", by: row.standing_reason };
}

type StandingColumns = Pick<
  SubscriptionRow,
  "standing" | "standing_reason" | "standing_advice" | "next_day" | "next_due_at"
>;

function standingColumns(standing: Standing): StandingColumns {
  switch (standing.kind) {
    case "active":
      return {
        ...NO_STANDING,
        standing: "active",
        ...restColumns(standing.rest),
        next_day: standing.next.day,
        next_due_at: standing.next.dueAt,
      };
    case "paused":
      return { ...NO_STANDING, standing: "paused", standing_reason: standing.by };
    case "refused":
      return {
        ...NO_STANDING,
        standing: "refused",
        standing_reason: standing.reason,
        standing_advice: standing.advice,
      };
  }
}

const NO_STANDING = { standing_reason: "", standing_advice: "", next_day: null, next_due_at: null };

const REST = "rest until ";

/** To an older version it is active and comes late, which is what is meant. */
function readRest({ standing_reason: by, standing_advice: advice }: StoredSubscription): { rest?: Rest } {
  const until = advice.startsWith(REST) ? advice.slice(REST.length) : "";
  return isDay(until) ? { rest: { by, until } } : {};
}

function restColumns(rest: Rest | undefined): Partial<StandingColumns> {
  return rest === undefined ? {} : { standing_reason: rest.by, standing_advice: `${REST}${rest.until}` };
}
