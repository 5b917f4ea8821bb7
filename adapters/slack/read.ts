/** Slack's payloads, only what the bot uses of them. https://docs.slack.dev/interactivity https://docs.slack.dev/apis/events-api */
import { z } from "zod";
import type { Asker, Conversation } from "#core/request.ts";
import { withoutQuoted } from "#shared/quoted.ts";
import { type Press, readPress } from "./drawing/actions.ts";
import { mentionsIn, plainWords } from "./drawing/spans.ts";
import type { TokenTenants } from "./wire/tenants.ts";
import { listOf, messageKey, WORKSPACE, workspacesOf } from "./wire/workspace.ts";

/** Tells the workspace of a payload, of those that the bot's token is for. */
export type TenantOf = TokenTenants["tenantOf"];

export interface AskedByCommand {
  /** With its slash. */
  readonly name: string;
  readonly text: string;
  readonly conversation: Conversation;
  readonly asker: Asker;
  readonly responseUrl: string;
  /** Empty when Slack gave none: then no modal opens. */
  readonly triggerId: string;
  /** Whom and what it mentions: an app may be set to get that marked, as in messages. */
  readonly mentions: readonly string[];
}

const Command = z.object({
  command: z.string(),
  text: z.string().default(""),
  team_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().default(""),
  user_id: z.string(),
  user_name: z.string().default(""),
  response_url: z.string(),
  trigger_id: z.string().default(""),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands. Rejects a payload that is not a command's. */
export async function readCommand(body: unknown, tenantOf: TenantOf): Promise<AskedByCommand> {
  const given = Command.parse(body);
  return {
    name: given.command,
    text: plainWords(given.text),
    conversation: conversation({
      // Slack may name the one that a person comes from.
      team: await tenantOf({ certain: null, named: [given.team_id] }),
      channel: given.channel_id,
      name: given.channel_name,
      thread: null,
    }),
    asker: { id: given.user_id, name: given.user_name, zone: null },
    responseUrl: given.response_url,
    triggerId: given.trigger_id,
    mentions: mentionsIn(given.text),
  };
}

export interface AskedByMessage {
  readonly text: string;
  /** Whom and what it mentions besides the bot, a person by the id: `@U0ABC`, `#general`. */
  readonly mentions: readonly string[];
  /** Its `thread` is null outside one. */
  readonly conversation: Conversation;
  readonly asker: Asker;
  readonly ts: string;
  /** The same however often Slack delivers the message, and to whichever process. */
  readonly key: string;
  /** Whether it holds files and no words. */
  readonly isFile: boolean;
}

const MessageEvent = z.object({
  ...WORKSPACE,
  event: z.object({
    type: z.string(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    user: z.string().optional(),
    text: z.string().default(""),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    edited: z.object({ ts: z.string() }).nullish(),
    files: z.array(z.unknown()).default([]),
  }),
});

/** A button has its value, a menu the one that was chosen. */
const Pressed = z.object({
  action_id: z.string(),
  value: z.string().default(""),
  selected_option: z.object({ value: z.string() }).nullish(),
});

// What a person wrote, said in the channel as well, sent with a file or said of themselves. Any other subtype is a notice.
const WRITTEN_BY_PEOPLE = new Set([undefined, "thread_broadcast", "file_share", "me_message"]);
/** It answers and reminds in the bot's own chat, as a person would, and has no `bot_id`. */
const SLACKBOT = "USLACKBOT";
/** What was answered before an edit is known for days only, and nobody waits for an answer to what was said before. */
const EDITED_WITHIN_S = 24 * 60 * 60;

/**
 * A mention or direct message of a person; null for anything else, bots above all: bots do not answer bots. An edit that
 * makes a mention of a message comes as one, with the time of the message: https://docs.slack.dev/reference/events/app_mention
 */
export async function readMessage(body: unknown, tenantOf: TenantOf): Promise<AskedByMessage | null> {
  const read = MessageEvent.safeParse(body);
  if (!read.success) return null;
  const { event } = read.data;
  const forBot = event.type === "app_mention" || event.channel_type === "im";
  if (!forBot || !isOfPerson(event) || isOldEdit(event)) return null;
  const team = await tenantOf(workspacesOf(read.data));
  const said = withoutQuoted(event.text);
  // `@Briefing > pause` quotes as well, once the mention is gone.
  const text = withoutQuoted(plainWords(said)).trim();
  return {
    text,
    mentions: othersMentioned(said, read.data),
    isFile: text === "" && event.files.length > 0,
    conversation: conversation({ team, channel: event.channel, name: "", thread: event.thread_ts ?? null }),
    asker: { id: event.user, name: "", zone: null },
    ts: event.ts,
    key: messageKey(read.data, event),
  };
}

/** Who is called: `@Ines @Briefing status` is said to both. */
const CALLED = /^(?:\s*<[@!][^<>]*>)+/u;

/** Who and what is spoken of. The bot is the one that is authorised; where Slack does not tell, the first one that is mentioned. */
function othersMentioned(said: string, { authorizations }: z.infer<typeof MessageEvent>): readonly string[] {
  const all = mentionsIn(said);
  const told = (authorizations ?? []).flatMap(({ user_id: user }) => (user ? `@${user}` : []));
  const own = told.length > 0 ? told : all.slice(0, 1);
  const called = mentionsIn(CALLED.exec(said)?.[0] ?? "");
  const withUs = called.findIndex((each) => own.includes(each));
  return all.slice(withUs + 1).filter((each) => !own.includes(each));
}

type MessageFields = z.infer<typeof MessageEvent>["event"];

function isOfPerson(event: MessageFields): event is MessageFields & { readonly user: string } {
  const { user, bot_id: bot, subtype } = event;
  return user !== undefined && user !== SLACKBOT && bot === undefined && WRITTEN_BY_PEOPLE.has(subtype);
}

function isOldEdit({ edited, ts }: MessageFields): boolean {
  return edited !== undefined && edited !== null && Number(edited.ts) - Number(ts) > EDITED_WITHIN_S;
}

const DeletedEvent = z.object({
  ...WORKSPACE,
  event: z.object({
    type: z.literal("message"),
    subtype: z.literal("message_deleted"),
    channel: z.string(),
    deleted_ts: z.string(),
  }),
});

/** Which message is gone, where Slack tells: in direct messages. https://docs.slack.dev/reference/events/message/message_deleted */
export async function readDeleted(
  body: unknown,
  tenantOf: TenantOf,
): Promise<Pick<AskedByMessage, "conversation" | "key"> | null> {
  const read = DeletedEvent.safeParse(body);
  if (!read.success) return null;
  const team = await tenantOf(workspacesOf(read.data));
  const { channel, deleted_ts: ts } = read.data.event;
  return {
    conversation: conversation({ team, channel, name: "", thread: null }),
    key: messageKey(read.data, { channel, ts }),
  };
}

export interface Pressed {
  /** Null when it is a button that the bot does not know, or no longer. */
  readonly press: Press | null;
  /** The same however often Slack delivers the press, and to whichever process. */
  readonly key: string;
  /** The id of the message that the button is on. */
  readonly message: string;
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** Whether only the presser sees the message. */
  readonly ephemeral: boolean;
  readonly responseUrl: string;
  readonly triggerId: string;
}

const BlockActions = z.object({
  user: z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional(), team_id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string(), name: z.string().default("") }),
  container: z.object({
    is_ephemeral: z.boolean().default(false),
    message_ts: z.string().default(""),
    thread_ts: z.string().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional(), team: z.string().optional() }).optional(),
  actions: z.tuple([Pressed]).rest(z.unknown()),
  response_url: z.string(),
  trigger_id: z.string(),
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload. Rejects one that is not from a message. */
export async function readBlockActions(body: unknown, tenantOf: TenantOf): Promise<Pressed> {
  const { user, team, channel, container, message, actions, ...given } = BlockActions.parse(body);
  // What the bot wrote is of its own workspace; the others may be the presser's.
  const tenant = await tenantOf({ certain: null, named: listOf(message?.team, team?.id, user.team_id) });
  const thread = container.thread_ts ?? message?.thread_ts ?? null;
  return {
    press: readPress(actions[0].action_id, actions[0].selected_option?.value ?? actions[0].value),
    // A trigger is made for one press. https://docs.slack.dev/interactivity/handling-user-interaction
    key: [channel.id, container.message_ts, user.id, given.trigger_id].join(":"),
    message: container.message_ts,
    conversation: conversation({ team: tenant, channel: channel.id, name: channel.name, thread }),
    asker: { id: user.id, name: user.username ?? user.name ?? "", zone: null },
    ephemeral: container.is_ephemeral,
    responseUrl: given.response_url,
    triggerId: given.trigger_id,
  };
}

const BlockSuggestion = z.object({ action_id: z.string(), value: z.string().default("") });

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. Throws on one that is not Slack's. */
export function readSearch(body: unknown): { readonly field: string; readonly asked: string } {
  const { action_id: field, value: asked } = BlockSuggestion.parse(body);
  return { field, asked };
}

function conversation({
  team,
  channel,
  name,
  thread,
}: {
  team: string;
  channel: string;
  name: string;
  thread: string | null;
}): Conversation {
  const kind = channel.startsWith("D") ? "direct" : name.startsWith("mpdm-") ? "group" : "channel";
  return { platform: "slack", tenant: team, channel, thread, kind };
}
