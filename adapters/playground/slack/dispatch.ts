/** Signed requests to the bot: what commands, events and interactions share. */
import { createHmac } from "node:crypto";
import type { Clock } from "#core/ports.ts";
import type { Json } from "#playground/payload/json.ts";
import { type BotAnswer, postToBot } from "#playground/platform/http.ts";
import type { SlackState } from "./state.ts";
import type { Tickets } from "./tickets.ts";
import type { SlackChannel, SlackTeam } from "./types.ts";

export interface ClientParts {
  readonly state: SlackState;
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly signingSecret: string;
  readonly botUrl: () => string;
  readonly fault: (what: string) => void;
}

/** Slack gives up after 3 seconds. */
const PATIENCE_MS = 3000;

/** Who does it and where; the first person and team, unless named. */
export interface SlackPlace {
  readonly team?: string;
  readonly channel: string;
  readonly user?: string;
}

/** Signs as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack */
function slackSignature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** Who and where, in full. Throws on a team or channel that the fake does not have. */
export function whereIs(
  parts: ClientParts,
  place: SlackPlace,
): { team: SlackTeam; channel: SlackChannel; user: string } {
  const team = place.team === undefined ? parts.state.teams[0] : parts.state.team(place.team);
  const channel = team && parts.state.channel(team, place.channel);
  if (team === undefined || channel === undefined) throw new Error(`The fake Slack has no channel ${place.channel}`);
  return { team, channel, user: place.user ?? team.people[0]?.id ?? "U0NOBODY" };
}

export function postSigned(
  parts: ClientParts,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<BotAnswer> {
  const timestamp = String(Math.floor(parts.clock.now() / 1000));
  const signed = {
    ...headers,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": slackSignature(parts.signingSecret, timestamp, body),
  };
  return postToBot(parts.botUrl(), { body, headers: signed }, PATIENCE_MS);
}

export const FORM = { "content-type": "application/x-www-form-urlencoded" } as const;

export function freshEventId(): string {
  return `Ev${crypto.randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`;
}

export function deliverEvent(
  parts: ClientParts,
  event: Json,
  { team: teamId, eventId = freshEventId(), retry }: { team?: string; eventId?: string; retry?: number },
): Promise<BotAnswer> {
  const team = teamId === undefined ? parts.state.teams[0] : parts.state.team(teamId);
  if (team === undefined) throw new Error(`The fake Slack has no team ${teamId}`);
  const body = JSON.stringify({
    token: "unused",
    team_id: team.id,
    api_app_id: team.appId,
    event,
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(parts.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: team.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });
  const repeat =
    retry === undefined ? {} : { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" };
  return postSigned(parts, body, { "content-type": "application/json", ...repeat });
}
