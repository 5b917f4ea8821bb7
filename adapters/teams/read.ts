import { z } from "zod";

import type { FormValues } from "#core/document/form.ts";
import type { Asker, Conversation } from "#core/request.ts";

import { readThumb } from "./answered.ts";
import { VERBS, type PressData } from "./drawing/card.ts";
import { INPUT } from "./form.ts";
import { readConsent, type FileConsent } from "./wire/upload.ts";
import { isMentioned, readMentions, stripMentions } from "./mention.ts";

/** Who speaks and where, on every activity that asks something. */
interface Asked {
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** Ids of activities are times: unique in their conversation only. */
  readonly key: string | null;
  /** Milliseconds since 1970 UTC; null where Teams does not tell. */
  readonly at: number | null;
}

/** What a Teams activity asks of the bot. */
export type Inbound =
  /** Asked by a command of the conversation's own menu, a message is for the bot's eyes alone, and so is its answer. */
  | (Asked & {
      readonly kind: "message";
      readonly text: string;
      /** Whether it holds files and no words. */
      readonly isFile: boolean;
      readonly seenBy: "everyone" | "asker";
    })
  /** `replaces` when the answer goes into the pressed card, and not into a new message. */
  | (Asked & {
      readonly kind: "press";
      readonly press: PressData;
      readonly values: FormValues;
      readonly replaces: boolean;
      /** The id of the message that the button is on. */
      readonly message: string;
    })
  /** A press that this version cannot read. */
  | (Asked & { readonly kind: "stale-press"; readonly replaces: boolean; readonly message: string })
  | (Asked & {
      readonly kind: "feedback";
      readonly message: string;
      readonly helpful: boolean;
      readonly comment: string;
    })
  /** Somebody types in a field of a form; an answer lists what fits. */
  | { readonly kind: "search"; readonly field: string; readonly asked: string }
  /** What somebody said to a file that the message offered. */
  | (Asked & FileConsent & { readonly kind: "file-consent"; readonly message: string })
  | (Asked & { readonly kind: "installed" })
  /** The message of that key is deleted. */
  | (Asked & { readonly kind: "deleted" })
  /** An invoke that waits for an answer which this bot has not got. */
  | { readonly kind: "unsupported"; readonly name: string }
  | { readonly kind: "ignored"; readonly why: string };

/** Where to reach a conversation later, without anybody's name in it. */
export interface Reference {
  readonly serviceUrl: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** `personal`, `groupChat` or `channel`, as Teams calls them. */
  readonly conversationType: string;
}

/** Reads an activity that passed the checks of `verify.ts`; throws zod's error on one that is not from Teams. */
export function readActivity(body: unknown): Inbound {
  const activity = Activity.parse(body);
  if (activity.type === "message") return readMessage(activity);
  if (activity.type === "invoke") return readInvoke(activity);
  // An upgrade of the app (`add-upgrade`) is news to nobody in the conversation.
  if (activity.type === "installationUpdate" && activity.action === "add") {
    return { kind: "installed", ...asked(activity) };
  }
  if (activity.type === "messageDelete" || activity.channelData?.eventType === "softDeleteMessage")
    return { kind: "deleted", ...asked(activity) };
  // An edit comes as messageUpdate: what was answered once is not answered again.
  return { kind: "ignored", why: `${activity.type} ${activity.action ?? ""}`.trim() };
}

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
    },
  };
}

const Account = z.object({
  id: z.string().default(""),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? ""),
});

const Activity = z.object({
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
    .object({ tenant: z.object({ id: z.string() }).nullish(), eventType: z.string().nullish() })
    .nullish()
    .catch(null),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.object({ contentType: z.string().default("") })).nullish(),
});

type Activity = z.infer<typeof Activity>;

const Press = z.looseObject({
  verb: z.enum(VERBS),
  pack: z.string(),
  text: z.string(),
}) satisfies z.ZodType<PressData>;
const Search = z.object({ dataset: z.string(), queryText: z.string().default("") });
const Execute = z.object({ action: z.object({ verb: z.string().nullish(), data: Press }) });

function readMessage(activity: Activity): Inbound {
  if (isFromBot(activity)) return { kind: "ignored", why: "a bot's message" };
  const ask = asked(activity);
  const message = activity.replyToId ?? "";
  const press = Press.safeParse(activity.value);
  if (press.success) return { kind: "press", ...pressed(press.data), replaces: false, message, ...ask };
  if (isOnlyData(activity)) return { kind: "stale-press", replaces: false, message, ...ask };
  return readWords(activity, ask);
}

function readWords(activity: Activity, ask: Asked): Inbound {
  const { text, entities, recipient: bot } = activity;
  const said = { text: text ?? "", bot, mentions: readMentions(entities ?? []) };
  // With the right to read a whole channel a bot would hear every word: only what is said to it is a question.
  const targeted = bot.isTargeted === true;
  if (ask.conversation.kind !== "direct" && !targeted && !isMentioned(said))
    return { kind: "ignored", why: "not addressed to the bot" };
  const words = stripMentions(said);
  const isFile = words === "" && hasFile(activity);
  return { kind: "message", text: words, isFile, seenBy: targeted ? "asker" : "everyone", ...ask };
}

/** What a button of an older client carries: nothing but its data. */
function isOnlyData({ text, value }: Activity): boolean {
  return (text ?? "") === "" && value !== undefined && value !== null;
}

function isFromBot({ from }: Activity): boolean {
  return from?.role === "bot" || from?.id.startsWith("28:") === true;
}

/** Teams repeats a message's own words as an attachment of HTML. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
function hasFile({ attachments }: Activity): boolean {
  return (attachments ?? []).some(
    ({ contentType }) => !/^(?:text\/|application\/vnd\.microsoft\.card\.)/u.test(contentType),
  );
}

function readInvoke(activity: Activity): Inbound {
  const name = activity.name ?? "";
  const message = activity.replyToId ?? "";
  if (name === "adaptiveCard/action") {
    const execute = Execute.safeParse(activity.value);
    return execute.success
      ? { kind: "press", ...pressed(execute.data.action.data), replaces: true, message, ...asked(activity) }
      : { kind: "stale-press", replaces: true, message, ...asked(activity) };
  }
  const search = name === "application/search" ? Search.safeParse(activity.value).data : undefined;
  if (search !== undefined) return { kind: "search", field: search.dataset, asked: search.queryText };
  const consent = name === "fileConsent/invoke" ? readConsent(activity.value) : null;
  if (consent !== null) return { kind: "file-consent", message, ...consent, ...asked(activity) };
  const thumb = name === "message/submitAction" ? readThumb(activity.value) : null;
  return thumb === null ? { kind: "unsupported", name } : { kind: "feedback", message, ...thumb, ...asked(activity) };
}

function pressed({ verb, pack, text, ...inputs }: z.infer<typeof Press>): { press: PressData; values: FormValues } {
  const values = new Map<string, readonly string[]>();
  for (const [id, value] of Object.entries(inputs)) {
    if (typeof value !== "string") continue;
    if (id.startsWith(INPUT.one)) values.set(id.slice(INPUT.one.length), value === "" ? [] : [value]);
    if (id.startsWith(INPUT.many)) values.set(id.slice(INPUT.many.length), listed(value));
  }
  // Names come from the client as well: one such as `__proto__` is a name like any other.
  return { press: { verb, pack, text }, values: Object.fromEntries(values) };
}

function listed(value: string): readonly string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function asked(activity: Activity): Asked {
  const conversation = where(activity);
  return {
    conversation,
    asker: { id: activity.from?.id ?? "", name: activity.from?.name ?? "", zone: activity.localTimezone ?? null },
    key: activity.id === null || activity.id === undefined ? null : `${conversation.channel}/${activity.id}`,
    at: momentOf(activity.timestamp),
  };
}

/** The SDK reads the time into a date; what comes without it, or with another thing there, has none. */
function momentOf(timestamp: unknown): number | null {
  const at = timestamp instanceof Date ? timestamp.getTime() : Date.parse(String(timestamp));
  return Number.isNaN(at) ? null : at;
}

function where(activity: Activity): Conversation {
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
