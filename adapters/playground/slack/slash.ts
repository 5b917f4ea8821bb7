/** Slash commands: what goes out, and how Slack shows what comes back in the body. */
import { type Json, jsonList, jsonOf, textOf } from "#playground/payload/json.ts";
import type { BotAnswer } from "#playground/platform/http.ts";
import { type ClientParts, FORM, type SlackPlace, postSigned, whereIs } from "./dispatch.ts";
import { messageFault } from "./limits.ts";

export async function deliverSlash(
  parts: ClientParts,
  slash: SlackPlace & { command: string; text: string },
): Promise<BotAnswer> {
  const { team, channel, user } = whereIs(parts, slash);
  const ticket = { team: team.id, channel: channel.id, user, thread: null, original: null };
  const body = new URLSearchParams({
    token: "unused",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user,
    user_name: team.people.find(({ id }) => id === user)?.name ?? user,
    command: slash.command,
    text: slash.text,
    api_app_id: team.appId,
    is_enterprise_install: "false",
    response_url: parts.tickets.responseUrl(ticket),
    trigger_id: parts.tickets.trigger(user),
  });
  const answer = await postSigned(parts, body.toString(), FORM);
  const place = { team: team.id, channel: channel.id, thread: null };
  if (answer.status !== 200) {
    const error = answer.status === 0 ? answer.text : "dispatch_failed";
    const text = `${slash.command} failed with the error "${error}"`;
    parts.state.post({ ...place, user: "USLACKBOT", text, blocks: [], onlyFor: user, metadata: null });
  } else if (answer.text !== "") {
    const reply = answer.text.startsWith("{") ? jsonOf(answer.text) : { text: answer.text };
    showReply(parts, reply, { ...place, user });
  }
  return answer;
}

/** Shows what the bot answered in the body; a reply beyond Slack's limits is shown as Slack shows it: not at all. */
function showReply(
  parts: ClientParts,
  reply: Json,
  at: { team: string; channel: string; thread: null; user: string },
): void {
  const words = { text: textOf(reply["text"]), blocks: jsonList(reply["blocks"]) };
  const broken = messageFault(words);
  if (broken !== null) return parts.fault(`${broken.error} ${broken.messages.join("; ")}`);
  const botUser = parts.state.team(at.team)?.botUser ?? "";
  const onlyFor = reply["response_type"] === "in_channel" ? null : at.user;
  parts.state.post({ ...at, ...words, user: botUser, onlyFor, metadata: null });
}
