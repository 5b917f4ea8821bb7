/** The fake Slack's memory: channels, messages, threads, statuses and open views. */
import type { Clock } from "#core/ports.ts";
import type { Json } from "#playground/payload/json.ts";
import { slackThreadKey } from "#playground/payload/threads.ts";
import { pushBounded } from "#playground/platform/bounded.ts";
import type { SlackChannel, ChannelMessage, SlackTeam, SlackView } from "./types.ts";
import { slackChannel } from "./types.ts";

type NewChannelMessage = Omit<ChannelMessage, "ts" | "edited">;

export interface SlackState {
  readonly teams: readonly SlackTeam[];
  readonly messages: readonly ChannelMessage[];
  readonly views: readonly SlackView[];
  /** What the bot says it is doing, by `channel` or `channel:thread`. */
  readonly statuses: ReadonlyMap<string, string>;
  team(id: string): SlackTeam | undefined;
  channels(team: string): readonly SlackChannel[];
  /** Finds a channel by its id, or the direct channel of a person by the person's id. */
  channel(team: SlackTeam, id: string): SlackChannel | undefined;
  changeChannel(team: string, channel: SlackChannel): void;
  message(channel: string, ts: string): ChannelMessage | undefined;
  post(message: NewChannelMessage): ChannelMessage;
  edit(channel: string, ts: string, change: Pick<ChannelMessage, "text" | "blocks">): ChannelMessage | undefined;
  remove(channel: string, ts: string): void;
  setStatus(place: string, status: string): void;
  putView(view: SlackView): void;
  closeView(id: string): void;
  /** A fresh `ts`: later than every one before it, even when the clock stands still. */
  nextTs(): string;
  clear(): void;
  onChange(listener: () => void): void;
}

/** Starts empty; `onChange` listeners hear of everything a person could see. */
export function createSlackState(teams: readonly SlackTeam[], clock: Clock, keep = Infinity): SlackState {
  const messages = createMessageList(clock, keep);
  const views: SlackView[] = [];
  const statuses = new Map<string, string>();
  const channels = new Map(teams.map((team) => [team.id, channelsOf(team)]));
  const listeners: (() => void)[] = [];
  const changed = () => listeners.forEach((listener) => listener());
  const state: SlackState = {
    ...messages,
    teams,
    views,
    statuses,
    team: (id) => teams.find((team) => team.id === id),
    channels: (team) => [...(channels.get(team)?.values() ?? [])],
    channel(team, id) {
      const known = channels.get(team.id);
      const found = known?.get(id) ?? [...(known?.values() ?? [])].find(({ person }) => person === id);
      return found ?? (team.unknownChannels === "create" ? slackChannel({ id }) : undefined);
    },
    changeChannel(team, channel) {
      channels.get(team)?.set(channel.id, channel);
      changed();
    },
    post(message) {
      statuses.delete(slackThreadKey(message.channel, message.thread));
      return noticed(messages.post(message), changed);
    },
    edit: (channel, ts, change) => noticed(messages.edit(channel, ts, change), changed),
    remove: (channel, ts) => noticed(messages.remove(channel, ts), changed),
    setStatus(place, status) {
      if (status === "") statuses.delete(place);
      else statuses.set(place, status);
      changed();
    },
    putView: (view) => noticed(putView(views, view), changed),
    closeView: (id) => noticed(closeView(views, id), changed),
    clear() {
      messages.clear();
      views.length = 0;
      statuses.clear();
      for (const team of teams) channels.set(team.id, channelsOf(team));
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
  return state;
}

function channelsOf(team: SlackTeam): Map<string, SlackChannel> {
  return new Map(team.channels.map((each) => [each.id, each]));
}

function putView(views: SlackView[], view: SlackView): void {
  const index = views.findIndex(({ id }) => id === view.id);
  if (index < 0) views.push(view);
  else views[index] = view;
}

function closeView(views: SlackView[], id: string): void {
  const index = views.findIndex((view) => view.id === id);
  if (index >= 0) views.splice(index, 1);
}

function noticed<T>(value: T, changed: () => void): T {
  changed();
  return value;
}

function createMessageList(clock: Clock, keep: number) {
  const messages: ChannelMessage[] = [];
  const places = new Map<string, number>();
  let last = 0;
  const find = (channel: string, ts: string) => places.get(`${channel} ${ts}`) ?? -1;
  const nextTs = () => {
    last = Math.max(last + 1, clock.now() * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
  const reindex = () => {
    places.clear();
    messages.forEach(({ channel, ts }, index) => places.set(`${channel} ${ts}`, index));
  };
  return {
    messages,
    nextTs,
    message: (channel: string, ts: string) => messages[find(channel, ts)],
    post(message: NewChannelMessage): ChannelMessage {
      const posted = { ...message, blocks: withBlockIds(message.blocks), ts: nextTs(), edited: false };
      places.set(`${posted.channel} ${posted.ts}`, messages.length);
      pushBounded(messages, posted, keep);
      if (places.size > messages.length) reindex();
      return posted;
    },
    edit(channel: string, ts: string, change: Pick<ChannelMessage, "text" | "blocks">): ChannelMessage | undefined {
      const index = find(channel, ts);
      const before = messages[index];
      if (before === undefined) return undefined;
      const after = { ...before, text: change.text, blocks: withBlockIds(change.blocks), edited: true };
      messages[index] = after;
      return after;
    },
    remove(channel: string, ts: string): void {
      const index = find(channel, ts);
      if (index >= 0) messages.splice(index, 1);
      reindex();
    },
    clear() {
      messages.length = 0;
      places.clear();
      // The clock may go back: what is said from then on bears its time.
      last = 0;
    },
  };
}

/** Slack names the blocks that the app did not, and every interaction comes back with the name. */
export function withBlockIds(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block, index) =>
    typeof block["block_id"] === "string" ? block : { ...block, block_id: `b${index}` },
  );
}
