/** Everything the page shows, as one value: it is sent whole whenever something changed. */
import { type Json, isJsonObject, jsonAt, textOf } from "./payload/json.ts";
import type { FakeSlack } from "./slack/fake-slack.ts";
import type { SlackChannel, ChannelMessage, SlackPerson, SlackView } from "./slack/types.ts";
import type { FakeConnector } from "./teams/fake-connector.ts";
import type { TeamsConversation, TeamsDialog, TeamsMessage } from "./teams/types.ts";

export interface TopicName {
  readonly slug: string;
  readonly name: string;
}

/** A command of the app's own in Teams, as its manifest names it. */
export interface TeamsCommand {
  readonly title: string;
  readonly description: string;
}

export interface PackName {
  readonly slug: string;
  readonly country: string;
}

export type SlackLine = Pick<
  ChannelMessage,
  "ts" | "channel" | "user" | "text" | "blocks" | "thread" | "onlyFor" | "edited"
>;
export type OpenDialog = Pick<SlackView, "id" | "view" | "errors">;
export type TeamsPost = Pick<
  TeamsMessage,
  "id" | "conversation" | "thread" | "text" | "attachments" | "onlyFor" | "edited" | "rated" | "at"
> & {
  readonly author: string;
  readonly byBot: boolean;
  readonly asksForRating: boolean;
};

export interface Snapshot {
  /** Milliseconds since 1970 UTC, by the playground's clock. */
  readonly now: number;
  readonly canMoveClock: boolean;
  readonly packs: readonly PackName[];
  readonly topics: readonly TopicName[];
  readonly slack: {
    readonly name: string;
    readonly bot: { readonly id: string; readonly name: string };
    readonly person: SlackPerson;
    readonly channels: readonly SlackChannel[];
    readonly messages: readonly SlackLine[];
    readonly statuses: Readonly<Record<string, string>>;
    readonly dialogs: readonly OpenDialog[];
  };
  readonly teams: {
    readonly name: string;
    readonly bot: string;
    /** What `/` offers where the app is installed. */
    readonly commands: readonly TeamsCommand[];
    readonly conversations: readonly TeamsConversation[];
    readonly messages: readonly TeamsPost[];
    readonly dialogs: readonly TeamsDialog[];
    readonly typing: readonly string[];
  };
}

export interface SnapshotParts {
  readonly slack: FakeSlack;
  readonly connector: FakeConnector;
  readonly now: () => number;
  readonly canMoveClock: boolean;
  readonly packs: () => readonly PackName[];
  readonly topics: readonly TopicName[];
  readonly teamsCommands: readonly TeamsCommand[];
}

const NEWEST = 300;

export function takeSnapshot(parts: SnapshotParts): Snapshot {
  const { slack, connector, now, canMoveClock, packs, topics, teamsCommands } = parts;
  const teams = { ...teamsPart(connector), commands: teamsCommands };
  return { now: now(), canMoveClock, packs: packs(), topics, slack: slackPart(slack), teams };
}

function slackPart({ state }: FakeSlack): Snapshot["slack"] {
  const [team] = state.teams;
  const [person] = team?.people ?? [];
  if (team === undefined || person === undefined) throw new Error("The playground needs a team with a person in it");
  const seen = state.messages.filter(({ onlyFor }) => onlyFor === null || onlyFor === person.id);
  return {
    name: team.name,
    bot: { id: team.botUser, name: team.botName },
    person,
    channels: state.channels(team.id),
    messages: seen.slice(-NEWEST).map(({ metadata: _metadata, team: _team, ...line }) => line),
    statuses: Object.fromEntries(state.statuses),
    dialogs: state.views.map(({ id, view, errors }) => ({ id, view, errors })),
  };
}

function teamsPart({ state }: FakeConnector): Omit<Snapshot["teams"], "commands"> {
  const { tenant } = state;
  const person = tenant.people[0];
  const seen = state.messages.filter(({ onlyFor }) => onlyFor === null || onlyFor === person?.id);
  return {
    name: tenant.name,
    bot: tenant.bot.name,
    conversations: state.conversations(),
    typing: [...state.typing],
    dialogs: state.dialogs().filter(({ user }) => user === person?.id),
    messages: seen.slice(-NEWEST).map(({ activity, from, ...post }) => ({
      ...post,
      author: from.name,
      byBot: from.id === tenant.bot.id,
      asksForRating: asksForRating(jsonAt(activity, "channelData")),
    })),
  };
}

function asksForRating(channelData: Json): boolean {
  const loop = channelData["feedbackLoop"];
  return channelData["feedbackLoopEnabled"] === true || (isJsonObject(loop) && textOf(loop["type"]) !== "");
}
