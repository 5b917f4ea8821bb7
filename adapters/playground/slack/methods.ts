/** The Web API methods that the fake Slack knows: arguments in, Slack's answer out. */
import { type Json, isJsonObject, jsonList, jsonOf, textOf } from "#playground/payload/json.ts";
import { slackThreadKey } from "#playground/payload/threads.ts";
import type { SlackFiles } from "./files.ts";
import { messageFault, viewFault } from "./limits.ts";
import { type SlackState, withBlockIds } from "./state.ts";
import type { SlackChannel, ChannelMessage, SlackTeam } from "./types.ts";

export interface MethodCall {
  readonly args: Json;
  readonly team: SlackTeam;
  readonly state: SlackState;
  readonly files: SlackFiles;
  /** Uses up a trigger: who pressed, or Slack's error word. */
  readonly redeemTrigger: (id: string) => { readonly user: string } | { readonly error: string };
}

type Method = (call: MethodCall) => Json;

const METADATA_CHARS = 8000;

export const SLACK_METHODS: Readonly<Record<string, Method>> = {
  "auth.test": ({ team }) => ({
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: team.botName.toLowerCase(),
    team_id: team.id,
    user_id: team.botUser,
    bot_id: team.botId,
    app_id: team.appId,
    is_enterprise_install: false,
  }),
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": updateMessage,
  "chat.delete": ({ args, team, state }) => {
    const { channel, ts } = { channel: textOf(args["channel"]), ts: textOf(args["ts"]) };
    if (state.message(channel, ts)?.user !== team.botUser) return slackRefusal("message_not_found");
    state.remove(channel, ts);
    return { ok: true, channel, ts };
  },
  "files.getUploadURLExternal": ({ args, files }) => files.begin(args),
  "files.completeUploadExternal": shareFile,
  "views.open": openView,
  "views.update": updateView,
  "users.info": ({ args, team }) => {
    const person = team.people.find(({ id }) => id === args["user"]);
    if (person === undefined) return slackRefusal("user_not_found");
    const { id, name, realName, zone } = person;
    const profile = { real_name: realName, display_name: name };
    return { ok: true, user: { id, team_id: team.id, name, real_name: realName, tz: zone, is_bot: false, profile } };
  },
  "conversations.info": (call) => withSeen(call, (channel) => ({ ok: true, channel: channelInfo(channel) })),
  "conversations.open": ({ args, team, state }) => {
    const channel = state.channel(team, textOf(args["users"]));
    return channel === undefined ? slackRefusal("user_not_found") : { ok: true, channel: { id: channel.id } };
  },
  "conversations.history": (call) =>
    withSeen(call, ({ id }) =>
      listMessages(call, call.state.messages.filter((each) => each.channel === id && isTopLevel(each)).toReversed()),
    ),
  "conversations.replies": (call) =>
    withChannel(call, ({ id }) => {
      const root = textOf(call.args["ts"]);
      const found = call.state.messages.filter(
        (each) => each.channel === id && (each.thread === root || each.ts === root),
      );
      return !found.some(({ ts }) => ts === root) ? slackRefusal("thread_not_found") : listMessages(call, found);
    }),
  "assistant.threads.setStatus": ({ args, state }) => {
    const channel = textOf(args["channel_id"]);
    const thread = textOf(args["thread_ts"]);
    state.setStatus(slackThreadKey(channel, thread === "" ? null : thread), textOf(args["status"]));
    return { ok: true };
  },
};

/** The arguments of a form or JSON body; Slack takes objects in a form as JSON text. */
export function readArguments(body: string, contentType: string): Json {
  if (contentType.includes("json")) return jsonOf(body);
  const structured = new Set(["blocks", "files", "attachments", "metadata", "view"]);
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => {
      if (!structured.has(name)) return [name, value];
      return [name, value.startsWith("[") ? jsonList(jsonOf(`{"list":${value}}`)["list"]) : jsonOf(value)];
    }),
  );
}

export function slackRefusal(error: string, messages: readonly string[] = []): Json {
  return { ok: false, error, ...(messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {}) };
}

function postMessage(call: MethodCall): Json {
  return withChannel(call, (channel) => {
    const { args, team, state } = call;
    const metadata = isJsonObject(args["metadata"]) ? args["metadata"] : null;
    const words = { text: textOf(args["text"]), blocks: jsonList(args["blocks"]) };
    const fault = messageFault(words);
    if (fault !== null) return slackRefusal(fault.error, fault.messages);
    if (channel.archived) return slackRefusal("is_archived");
    if (!channel.member) return slackRefusal(channel.kind === "private" ? "channel_not_found" : "not_in_channel");
    if (metadata !== null && JSON.stringify(metadata).length > METADATA_CHARS)
      return slackRefusal("metadata_too_large");
    const thread = textOf(args["thread_ts"]);
    const place = { team: team.id, channel: channel.id, thread: thread === "" ? null : thread, onlyFor: null };
    const message = state.post({ ...words, ...place, user: team.botUser, metadata });
    return { ok: true, channel: channel.id, ts: message.ts, message: slackJson(message, team) };
  });
}

function shareFile(call: MethodCall): Json {
  const { args, team, state, files } = call;
  const completed = files.complete(args);
  if ("error" in completed) return slackRefusal(completed.error);
  return withChannel({ ...call, args: { ...args, channel: args["channel_id"] } }, ({ id }) => {
    const thread = textOf(args["thread_ts"]);
    const place = { team: team.id, channel: id, thread: thread === "" ? null : thread, onlyFor: null };
    state.post({ text: "", blocks: completed.blocks, ...place, user: team.botUser, metadata: null });
    return { ok: true, files: args["files"] };
  });
}

function postEphemeral(call: MethodCall): Json {
  return withChannel(call, (channel) => {
    const { args, team, state } = call;
    const words = { text: textOf(args["text"]), blocks: jsonList(args["blocks"]) };
    const fault = messageFault(words);
    if (fault !== null) return slackRefusal(fault.error, fault.messages);
    if (!channel.member) return slackRefusal("not_in_channel");
    const reader = team.people.find(({ id }) => id === args["user"]);
    if (reader === undefined) return slackRefusal("user_not_in_channel");
    const thread = textOf(args["thread_ts"]);
    const place = { team: team.id, channel: channel.id, thread: thread === "" ? null : thread, onlyFor: reader.id };
    return { ok: true, message_ts: state.post({ ...words, ...place, user: team.botUser, metadata: null }).ts };
  });
}

function updateMessage({ args, team, state }: MethodCall): Json {
  const { channel, ts } = { channel: textOf(args["channel"]), ts: textOf(args["ts"]) };
  const before = state.message(channel, ts);
  if (before === undefined || before.onlyFor !== null) return slackRefusal("message_not_found");
  if (before.user !== team.botUser) return slackRefusal("cant_update_message");
  const words = { text: textOf(args["text"]), blocks: jsonList(args["blocks"]) };
  const fault = messageFault(words);
  if (fault !== null) return slackRefusal(fault.error, fault.messages);
  state.edit(channel, ts, words);
  return { ok: true, channel, ts, text: words.text };
}

function openView({ args, team, state, redeemTrigger }: MethodCall): Json {
  const view = isJsonObject(args["view"]) ? args["view"] : {};
  const redeemed = redeemTrigger(textOf(args["trigger_id"]));
  if ("error" in redeemed) return slackRefusal(redeemed.error);
  const fault = viewFault(view);
  if (fault !== null) return slackRefusal(fault.error, fault.messages);
  const id = `V${state.nextTs().replace(".", "")}`;
  const opened = { ...view, blocks: withBlockIds(jsonList(view["blocks"])) };
  state.putView({ id, team: team.id, user: redeemed.user, view: opened, errors: {} });
  return { ok: true, view: { id, team_id: team.id, ...opened } };
}

function updateView({ args, team, state }: MethodCall): Json {
  const open = state.views.find(({ id }) => id === args["view_id"]);
  const view = isJsonObject(args["view"]) ? args["view"] : {};
  if (open === undefined) return slackRefusal("not_found");
  const fault = viewFault(view);
  if (fault !== null) return slackRefusal(fault.error, fault.messages);
  const updated = { ...view, blocks: withBlockIds(jsonList(view["blocks"])) };
  state.putView({ ...open, view: updated, errors: {} });
  return { ok: true, view: { id: open.id, team_id: team.id, ...updated } };
}

function withChannel(call: MethodCall, work: (channel: SlackChannel) => Json): Json {
  const channel = call.state.channel(call.team, textOf(call.args["channel"]));
  return channel === undefined ? slackRefusal("channel_not_found") : work(channel);
}

/** What is private is not there for who is no member of it. */
function withSeen(call: MethodCall, work: (channel: SlackChannel) => Json): Json {
  return withChannel(call, (channel) =>
    channel.member || channel.kind === "public" ? work(channel) : slackRefusal("channel_not_found"),
  );
}

function listMessages({ args, team }: MethodCall, found: readonly ChannelMessage[]): Json {
  const asNumber = (name: string, otherwise: number) =>
    args[name] === undefined || args[name] === "" ? otherwise : Number(args[name]);
  const [oldest, latest] = [asNumber("oldest", 0), asNumber("latest", Infinity)];
  const limit = asNumber("limit", 100);
  const visible = found.filter(({ ts, onlyFor }) => onlyFor === null && Number(ts) >= oldest && Number(ts) <= latest);
  const metadataShown = String(args["include_all_metadata"]) === "true" ? "all" : "type";
  const messages = visible.slice(0, limit).map((message) => slackJson(message, team, metadataShown));
  return { ok: true, messages, has_more: visible.length > limit };
}

function isTopLevel({ thread }: ChannelMessage): boolean {
  return thread === null;
}

function channelInfo({ id, name, kind, member, archived }: SlackChannel): Json {
  const direct = kind === "direct";
  return {
    id,
    name,
    is_channel: kind === "public",
    is_im: direct,
    is_private: kind !== "public",
    is_archived: archived,
    is_member: member,
  };
}

/** A message as Slack's API shows it; without `include_all_metadata` only the metadata's type comes back. */
export function slackJson(message: ChannelMessage, team: SlackTeam, metadataShown: "all" | "type" = "all"): Json {
  const { ts, user, text, blocks, thread, metadata } = message;
  return {
    type: "message",
    ts,
    user,
    team: team.id,
    text,
    blocks,
    ...(user === team.botUser ? { bot_id: team.botId, app_id: team.appId } : {}),
    ...(thread === null ? {} : { thread_ts: thread }),
    ...(metadata === null
      ? {}
      : { metadata: metadataShown === "all" ? metadata : { event_type: metadata["event_type"] } }),
  };
}
