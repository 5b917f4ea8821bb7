/** The Bot Connector's routes: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
import { type Json, isJsonObject, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import { readTeamsThreadName, teamsThreadName } from "#playground/payload/threads.ts";
import type { ConnectorState } from "./state.ts";
import type { ConnectorCall, TeamsConversation, TeamsMessage } from "./types.ts";

export interface ConnectorAnswer {
  readonly status: number;
  readonly body: Json;
}

export interface Route {
  readonly operation: string;
  readonly conversation: string;
  /** An activity's or member's id; empty where there is none. */
  readonly target: string;
}

/**
 * A message with everything around it: 100 KB as UTF-16.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const LARGEST_MESSAGE_CHARS = 51_200;
const NEWEST_CARD = 1.5;

const ROUTES: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ["POST", /^\/v3\/conversations$/, "createConversation"],
  ["POST", /^\/v3\/conversations\/([^/]+)\/activities$/, "sendToConversation"],
  ["POST", /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, "replyToActivity"],
  ["PUT", /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, "updateActivity"],
  ["DELETE", /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, "deleteActivity"],
  ["GET", /^\/v3\/conversations\/([^/]+)\/(?:members|pagedmembers)$/, "getMembers"],
  ["GET", /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, "getMember"],
  ["GET", /^\/v3\/teams\/([^/]+)$/, "getTeam"],
  ["GET", /^\/v3\/teams\/([^/]+)\/conversations$/, "getTeamChannels"],
];

/** Which operation a request is, or null for one that the connector does not have. */
export function routeOf(method: string, path: string): Route | null {
  for (const [verb, pattern, operation] of ROUTES) {
    const found = verb === method ? pattern.exec(path) : null;
    const part = (index: number) => decodeURIComponent(found?.[index] ?? "");
    if (found !== null) return { operation, conversation: part(1), target: part(2) };
  }
  return null;
}

/** Does what the bot asked and gives the connector's answer. */
export function answerConnector(state: ConnectorState, call: ConnectorCall, route: Route): ConnectorAnswer {
  if (route.operation === "createConversation") return createConversation(state, call);
  if (route.operation.startsWith("getTeam")) return ok(teamInfo(state, route));
  const { conversation: id, thread } = readTeamsThreadName(route.conversation);
  const conversation = state.conversation(id);
  if (conversation === undefined) return connectorError(404, "ConversationNotFound");
  if (!conversation.installed) return connectorError(403, "BotNotInConversationRoster");
  switch (route.operation) {
    case "sendToConversation":
    case "replyToActivity":
      return acceptActivity(state, call, { conversation, thread });
    case "updateActivity":
      return update(state, call.body, route.target);
    case "deleteActivity":
      if (state.message(route.target) === undefined) return connectorError(404, "ActivityNotFoundInConversation");
      state.remove(route.target);
      return ok({});
    default:
      return members(state, route.target);
  }
}

export function connectorError(status: number, code: string): ConnectorAnswer {
  return { status, body: { error: { code, message: `The fake connector answers ${code}` } } };
}

/** What Teams would refuse a message for, or null. */
function activityFault(activity: Json): ConnectorAnswer | null {
  if (JSON.stringify(activity).length > LARGEST_MESSAGE_CHARS) return connectorError(413, "MessageSizeTooBig");
  const attachments = jsonList(activity["attachments"]);
  if (activity["type"] === "message" && textOf(activity["text"]) === "" && attachments.length === 0) {
    return connectorError(400, "BadSyntax");
  }
  const cards = attachments.filter((each) => textOf(each["contentType"]) === "application/vnd.microsoft.card.adaptive");
  const broken = cards.some(
    ({ content }) => !isJsonObject(content) || content["type"] !== "AdaptiveCard" || tooNew(content),
  );
  return broken ? connectorError(400, "BadArgument") : null;
}

function tooNew(card: Json): boolean {
  return !(Number(card["version"]) <= NEWEST_CARD);
}

function acceptActivity(
  state: ConnectorState,
  { body, path }: ConnectorCall,
  { conversation, thread }: { conversation: TeamsConversation; thread: string | null },
): ConnectorAnswer {
  if (body["type"] === "typing") {
    state.setTyping(teamsThreadName(conversation.id, thread));
    return ok({ id: "" });
  }
  if (body["type"] !== "message") return ok({ id: "" });
  const fault = activityFault(body);
  if (fault !== null) return fault;
  const onlyFor = path.includes("isTargetedActivity=true") ? textOf(jsonAt(body, "recipient")["id"]) : null;
  return ok({ id: postActivity(state, body, { conversation: conversation.id, thread, onlyFor }).id });
}

function postActivity(
  state: ConnectorState,
  activity: Json,
  place: Pick<TeamsMessage, "conversation" | "thread" | "onlyFor">,
): TeamsMessage {
  const said = { text: textOf(activity["text"]), attachments: jsonList(activity["attachments"]) };
  return state.post({ ...place, ...said, from: state.tenant.bot, activity });
}

function update(state: ConnectorState, activity: Json, id: string): ConnectorAnswer {
  const fault = activityFault(activity);
  if (fault !== null) return fault;
  const said = { text: textOf(activity["text"]), attachments: jsonList(activity["attachments"]) };
  const changed = state.change(id, { ...said, activity, edited: true });
  return changed === undefined ? connectorError(404, "ActivityNotFoundInConversation") : ok({ id });
}

/** A new post in a channel, or the personal chat with a member. */
function createConversation(state: ConnectorState, { body }: ConnectorCall): ConnectorAnswer {
  const activity = body["activity"];
  const fault = isJsonObject(activity) ? activityFault(activity) : null;
  if (fault !== null) return fault;
  const channel = textOf(jsonAt(jsonAt(body, "channelData"), "channel")["id"]);
  const member = textOf(jsonList(body["members"])[0]?.["id"]);
  const personal = state.person(member) && state.conversations().find(({ kind }) => kind === "personal");
  const found = channel === "" ? personal : state.conversation(channel);
  if (found === undefined) return connectorError(404, "ConversationNotFound");
  if (!found.installed) return connectorError(403, "BotNotInConversationRoster");
  if (!isJsonObject(activity)) return { status: 201, body: { id: found.id } };
  const { id } = postActivity(state, activity, { conversation: found.id, thread: null, onlyFor: null });
  const name = teamsThreadName(found.id, found.kind === "channel" ? id : null);
  return { status: 201, body: { id: name, activityId: id } };
}

function members(state: ConnectorState, wanted: string): ConnectorAnswer {
  const all = state.tenant.people.map(({ id, name, aadObjectId }) => ({
    id,
    name,
    aadObjectId,
    tenantId: state.tenant.id,
    userRole: "user",
  }));
  if (wanted === "") return ok({ members: all });
  const found = all.find(({ id, aadObjectId }) => id === wanted || aadObjectId === wanted);
  return found === undefined ? connectorError(404, "MemberNotFoundInConversation") : ok(found);
}

function teamInfo(state: ConnectorState, { operation, conversation: id }: Route): Json {
  const channels = state.conversations().filter(({ team }) => team?.id === id);
  if (operation === "getTeam") return { id, name: channels[0]?.team?.name ?? "" };
  return { conversations: channels.map(({ id, name }) => ({ id, name })) };
}

function ok(body: Json): ConnectorAnswer {
  return { status: 200, body };
}
