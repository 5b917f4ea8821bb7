/** Presses and submitted modals, as Slack tells the app about them. */
import { type Json, isJsonObject, jsonAt, jsonList, jsonOf, textOf } from "#playground/payload/json.ts";
import type { BotAnswer } from "#playground/platform/http.ts";
import { type ClientParts, FORM, type SlackPlace, postSigned, whereIs } from "./dispatch.ts";
import { actionOf, canPress, findElement, viewState } from "./elements.ts";
import { slackJson } from "./methods.ts";
import { type SlackState, withBlockIds } from "./state.ts";
import type { ChannelMessage, SlackTeam } from "./types.ts";

export async function deliverPress(
  parts: ClientParts,
  press: SlackPlace & { ts: string; actionId: string; choice?: string; deliveries?: number },
): Promise<BotAnswer> {
  const { team, channel, user } = whereIs(parts, press);
  const message = parts.state.message(channel.id, press.ts);
  const element = message && findElement(message.blocks, press.actionId);
  if (message === undefined || element === undefined)
    throw new Error(`Nothing called ${press.actionId} on message ${press.ts}`);
  if (!canPress(element, press.choice)) throw new Error(`No option "${press.choice}" in ${press.actionId}`);
  const ticket = { team: team.id, channel: channel.id, user, thread: message.thread, original: message.ts };
  const payload = {
    ...interaction(parts, team, user),
    ...pressedOn(message, team, actionOf(element, press.choice)),
    type: "block_actions",
    channel: { id: channel.id, name: channel.name },
    state: { values: {} },
    response_url: parts.tickets.responseUrl(ticket),
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  for (let again = 1; again < (press.deliveries ?? 1); again += 1) await postSigned(parts, body, FORM);
  return postSigned(parts, body, FORM);
}

export async function deliverSubmission(
  parts: ClientParts,
  { view: id, values }: { view: string; values: Readonly<Record<string, string | readonly string[]>> },
): Promise<BotAnswer> {
  const open = parts.state.views.find((view) => view.id === id);
  const team = open && parts.state.team(open.team);
  if (open === undefined || team === undefined) throw new Error(`No open view ${id}`);
  const view = { private_metadata: "", callback_id: "", ...open.view, id, team_id: team.id, app_id: team.appId };
  const payload = {
    ...interaction(parts, team, open.user),
    type: "view_submission",
    view: { ...view, state: { values: viewState(jsonList(open.view["blocks"]), values) } },
    response_urls: [],
  };
  const answer = await postSigned(parts, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM);
  if (answer.status !== 200)
    parts.state.putView({ ...open, errors: { "": "We had some trouble connecting. Try again?" } });
  else obeyView(parts.state, open, jsonOf(answer.text));
  return answer;
}

/** What a field finds for what is typed in it: none where the bot does not answer in time, as Slack shows it. */
export async function deliverSearch(
  parts: ClientParts,
  { view: id, actionId, text }: { view: string; actionId: string; text: string },
): Promise<FoundOptions> {
  const open = parts.state.views.find((view) => view.id === id);
  const team = open && parts.state.team(open.team);
  const found = open && findElement(jsonList(open.view["blocks"]), actionId);
  if (open === undefined || team === undefined || found === undefined) throw new Error(`No field ${actionId} in ${id}`);
  const payload = {
    ...interaction(parts, team, open.user),
    type: "block_suggestion",
    container: { type: "view", view_id: id },
    view: { ...open.view, id, team_id: team.id, app_id: team.appId },
    ...{ action_id: actionId, block_id: found.blockId, value: text },
  };
  const answer = await postSigned(parts, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM);
  const options = answer.status === 200 ? jsonList(jsonOf(answer.text)["options"]) : [];
  return {
    ...answer,
    options: options.map((option) => ({
      label: textOf(jsonAt(option, "text")["text"]),
      value: textOf(option["value"]),
    })),
  };
}

export interface FoundOptions extends BotAnswer {
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** Slack sends the message along, unless only one person saw it. */
function pressedOn(message: ChannelMessage, team: SlackTeam, action: Json): Json {
  const { ts, channel, thread, onlyFor } = message;
  const inThread = thread === null ? {} : { thread_ts: thread };
  return {
    container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: onlyFor !== null, ...inThread },
    ...(onlyFor === null ? { message: slackJson(message, team) } : {}),
    actions: [{ ...action, action_ts: ts }],
  };
}

function interaction(parts: ClientParts, team: SlackTeam, user: string): Json {
  const name = team.people.find(({ id }) => id === user)?.name ?? user;
  return {
    user: { id: user, username: name, name, team_id: team.id },
    api_app_id: team.appId,
    token: "unused",
    trigger_id: parts.tickets.trigger(user),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function obeyView(state: SlackState, open: SlackState["views"][number], answer: Json): void {
  const view = answer["view"];
  switch (answer["response_action"]) {
    case "errors": {
      const errors = Object.entries(answer["errors"] ?? {}).map(([block, words]) => [block, textOf(words)] as const);
      return state.putView({ ...open, errors: Object.fromEntries(errors) });
    }
    case "update":
    case "push":
      if (!isJsonObject(view)) return;
      return state.putView({
        ...open,
        errors: {},
        view: { ...view, blocks: withBlockIds(jsonList(view["blocks"])) },
      });
    case undefined:
    case "clear":
      return state.closeView(open.id);
  }
}
