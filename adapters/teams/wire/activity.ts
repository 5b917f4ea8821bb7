/** The parts of a Teams activity that say who speaks, where, and how to reach it. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object */
import { z } from "zod";

import type { Asker, Conversation } from "#core/request.ts";

/** Who speaks and where, on every activity that asks something. */
export interface WhoAsks {
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** Ids of activities are times: unique in their conversation only. */
  readonly key: string | null;
  /** Milliseconds since 1970 UTC; null where Teams does not tell. */
  readonly at: number | null;
}

/** Where to reach a conversation later, without anybody's name in it. */
export interface Reference {
  readonly serviceUrl: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** `personal`, `groupChat` or `channel`, as Teams calls them. */
  readonly conversationType: string;
  /** The team that a channel is of; absent elsewhere, and in what an older version kept. */
  readonly team?: string | undefined;
}

const Account = z.object({
  id: z.string().default(""),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? ""),
});

export const Activity = z.object({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().nullish(),
  serviceUrl: z.string(),
  localTimezone: z.string().nullish(),
  timestamp: z.unknown().optional(),
  from: Account.extend({ role: z.string().nullish() }).nullish(),
  recipient: Account.extend({ isTargeted: z.boolean().nullish() }).prefault({}),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish()
    .catch(null),
  entities: z.array(z.unknown()).nullish(),
  // Only whether a file is among them is asked: a shape that is not known is none.
  attachments: z
    .array(z.object({ contentType: z.string().nullish() }).nullish().catch(null))
    .nullish()
    .catch(null),
});

export type Activity = z.infer<typeof Activity>;

/** The conversation and how to reach it, from any activity; null where it does not say enough. */
export function readReference(
  body: unknown,
): { readonly conversation: Conversation; readonly reference: Reference } | null {
  const read = Activity.safeParse(body);
  if (!read.success || read.data.recipient.id === "") return null;
  const { recipient, serviceUrl, conversation } = read.data;
  return {
    conversation: where(read.data),
    reference: {
      serviceUrl,
      bot: { id: recipient.id, name: recipient.name },
      conversationType: conversation.conversationType ?? "personal",
      team: read.data.channelData?.team?.id,
    },
  };
}

export function asked(activity: Activity): WhoAsks {
  const conversation = where(activity);
  return {
    conversation,
    asker: { id: activity.from?.id ?? "", name: activity.from?.name ?? "", zone: zoneOf(activity) },
    key: activity.id === null || activity.id === undefined ? null : `${conversation.channel}/${activity.id}`,
    at: momentOf(activity.timestamp),
  };
}

const ClientInfo = z.object({ type: z.literal("clientInfo"), timezone: z.string().min(1) });

/** Some clients tell their zone among the entities alone; where they tell several, the first that there is. */
function zoneOf({ localTimezone, entities }: Activity): string | null {
  const told = (entities ?? []).map((entity) => ClientInfo.safeParse(entity).data?.timezone);
  const zones = [...new Set([localTimezone, ...told].flatMap((zone) => (zone ? [zone] : [])))];
  // To ask whether there is one takes as long as to answer a command.
  return (zones.length > 1 ? zones.find(isZone) : undefined) ?? zones[0] ?? null;
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // The range error by which Intl tells that there is no such zone.
    return false;
  }
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Whether a message is edited more than a day after it was written: its id is when that was. Teams tells when it was
 * edited; an edit without a time is one like any other.
 */
export function isOldEdit({ id, timestamp }: Activity): boolean {
  const [written, edited] = [Number(id ?? Number.NaN), momentOf(timestamp)];
  return edited !== null && edited - written > DAY_MS;
}

/** The SDK reads the time into a date; what comes without it, or with another thing there, has none. */
function momentOf(timestamp: unknown): number | null {
  const at = timestamp instanceof Date ? timestamp.getTime() : Date.parse(String(timestamp));
  return Number.isNaN(at) ? null : at;
}

export function where(activity: Activity): Conversation {
  const [channel = "", thread] = activity.conversation.id.split(";messageid=");
  return {
    platform: "teams",
    tenant: activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? "",
    channel,
    thread: thread ?? null,
    kind: conversationKind(activity.conversation),
  };
}

function conversationKind({ id, conversationType, isGroup }: Activity["conversation"]): Conversation["kind"] {
  if (conversationType === "channel" || id.includes("@thread.tacv2")) return "channel";
  return conversationType === "groupChat" || isGroup === true ? "group" : "direct";
}
