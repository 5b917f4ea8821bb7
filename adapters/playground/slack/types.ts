/** What the fake Slack remembers. Blocks stay as the bot sent them: drawing and checking them is done elsewhere. */
import type { Json } from "#playground/payload/json.ts";

export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** IANA zone, as `users.info` tells it. */
  readonly zone: string;
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "direct";
  readonly topic: string;
  /** Whether the bot was invited. */
  readonly member: boolean;
  readonly archived: boolean;
  /** Who talks with the bot there, in a direct channel. */
  readonly person: string | null;
}

export interface SlackTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly token: string;
  readonly appId: string;
  readonly botUser: string;
  readonly botId: string;
  readonly botName: string;
  readonly people: readonly SlackPerson[];
  readonly channels: readonly SlackChannel[];
  /** Whether a channel that was never named is found anyway, for tests over thousands of channels. */
  readonly unknownChannels: "refuse" | "create";
}

export interface ChannelMessage {
  readonly ts: string;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly thread: string | null;
  /** The one person who sees it; null for everyone. */
  readonly onlyFor: string | null;
  readonly metadata: Json | null;
  readonly edited: boolean;
}

export interface SlackView {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly view: Json;
  /** By block id, as the bot found them on submission. */
  readonly errors: Readonly<Record<string, string>>;
}

/** One Web API call or response_url post, as the bot made it. */
export interface SlackCall {
  readonly method: string;
  /** Null when the token was missing or unknown. */
  readonly team: string | null;
  readonly args: Json;
  /** Milliseconds since 1970 UTC, by the fake's clock. */
  readonly at: number;
}

/** A small workspace with one person, enough for a test; name what should differ. */
export function slackTeam(named: Partial<SlackTeam> = {}): SlackTeam {
  return {
    id: "T0PLAYGROUND",
    name: "Meridian Desk",
    domain: "meridian-desk",
    token: "xoxb-playground",
    appId: "A0PLAYGROUND",
    botUser: "U0BRIEFING",
    botId: "B0BRIEFING",
    botName: "Briefing",
    people: [{ id: "U0ASKER", name: "ines", realName: "Ines Castell", zone: "Europe/Paris" }],
    channels: [
      slackChannel({ id: "C0BRIEFINGS", name: "briefings" }),
      slackChannel({ id: "D0BRIEFING", name: "directmessage", kind: "direct", person: "U0ASKER" }),
    ],
    unknownChannels: "refuse",
    ...named,
  };
}

export function slackChannel(named: Partial<SlackChannel> & { readonly id: string }): SlackChannel {
  return {
    name: named.id.toLowerCase(),
    kind: "public",
    topic: "",
    member: true,
    archived: false,
    person: null,
    ...named,
  };
}
