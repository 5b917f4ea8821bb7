/** How an activity reaches the bot: what every activity carries is put around it. */
import type { Clock } from "#core/ports.ts";
import { type Json, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import { teamsThreadName } from "#playground/payload/threads.ts";
import { type BotAnswer, postToBot } from "#playground/platform/http.ts";
import type { ConnectorState } from "./state.ts";
import type { TeamsConversation, TeamsPerson } from "./types.ts";

export interface ConnectorClientParts {
  readonly state: ConnectorState;
  readonly clock: Clock;
  readonly serviceUrl: () => string;
  readonly botUrl: () => string;
  /** The Authorization header of each activity; null sends none, as local tools do. */
  readonly authorization: () => string | null;
}

export interface TeamsPlace {
  readonly conversation: string;
  /** In a channel: the root message's id. */
  readonly thread?: string;
  readonly user?: string;
}

/** What was sent, for tests that look at it or send it again. */
export interface SentActivity extends BotAnswer {
  readonly id: string;
  readonly activity: Json;
}

/** Teams gives up after 10 to 15 seconds. */
const PATIENCE_MS = 15_000;

export function whoAndWhere(
  { state }: ConnectorClientParts,
  place: TeamsPlace,
): { conversation: TeamsConversation; person: TeamsPerson } {
  const conversation = state.conversation(place.conversation);
  const person = place.user === undefined ? state.tenant.people[0] : state.person(place.user);
  if (conversation === undefined) throw new Error(`The fake Teams has no conversation ${place.conversation}`);
  if (person === undefined) throw new Error(`The fake Teams has no person ${place.user}`);
  return { conversation, person };
}

export async function deliver(parts: ConnectorClientParts, activity: Json, place: TeamsPlace): Promise<SentActivity> {
  const { conversation, person } = whoAndWhere(parts, place);
  const { tenant } = parts.state;
  const whole: Json = {
    id: parts.state.nextId(),
    channelId: "msteams",
    serviceUrl: parts.serviceUrl(),
    timestamp: new Date(parts.clock.now()).toISOString(),
    localTimezone: person.zone,
    locale: "en-GB",
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    recipient: tenant.bot,
    ...activity,
    entities: [
      ...jsonList(activity["entities"]),
      { type: "clientInfo", locale: "en-GB", country: "FR", platform: "Web", timezone: person.zone },
    ],
    conversation: {
      id: teamsThreadName(conversation.id, place.thread ?? null),
      conversationType: conversation.kind,
      tenantId: tenant.id,
      ...(conversation.kind === "personal" ? {} : { isGroup: true, name: conversation.name }),
    },
    channelData: { tenant: { id: tenant.id }, ...channelPart(conversation), ...jsonAt(activity, "channelData") },
  };
  const authorization = parts.authorization();
  const headers = { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) };
  const answer = await postToBot(parts.botUrl(), { body: JSON.stringify(whole), headers }, PATIENCE_MS);
  return { ...answer, id: textOf(whole["id"]), activity: whole };
}

function channelPart({ kind, id, team }: TeamsConversation): Json {
  if (kind !== "channel" || team === null) return {};
  return { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team };
}
