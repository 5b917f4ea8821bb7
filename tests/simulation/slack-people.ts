/** What people do in Slack, and how Slack delivers it. */
import { jsonList, textOf, type Json } from "#playground/payload/json.ts";
import type { Asked, Note, PeopleParts } from "./people.ts";
import { elapse } from "./world.ts";

const TOPICS = ["heroin", "drugs", "arms", "scores heroin"] as const;
const COMMAND = "/kyrgyzstan";
/** Where the bot speaks with whoever did it alone. */
const CHAT = "D0BRIEFING";
/** Slack delivers an event again at once, after a minute and after five: https://docs.slack.dev/apis/events-api#retries */
const SLACK_AGAIN_MS = [500, 60_000, 300_000] as const;
/** By then whoever pressed has seen that nothing came of it, or was told so. */
const AGAIN_AFTER_MS = 6 * 60_000;
const LOOK_MS = 30_000;
/** Whoever deletes a question has read its answer. */
const READ_MS = 30_000;

export async function mention({ world, slack, faults }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CMENTION${number}`;
  const sent = await slack.sendMention({ channel, text: world.random.pick(TOPICS) });
  const asked: Asked = { kind: "slack mention", channel, thread: sent.ts, taken: sent.status === 200, said: "" };
  note(asked);
  world.story.tell("Slack", `delivers the mention in ${channel}: ${sent.status}`);
  for (const [index, ms] of SLACK_AGAIN_MS.entries()) {
    if (asked.taken && !faults.redelivers()) break;
    await elapse(world.outside, ms);
    const { status } = await slack.sendEvent(sent.event, { eventId: sent.eventId, retry: index + 1 });
    world.story.tell("Slack", `delivers the mention in ${channel} again: ${status}`);
    asked.taken ||= status === 200;
  }
}

/** The answer to a question goes with it, in a direct message. */
export async function withdraw({ world, slack }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `DWITHDRAWN${number}`;
  const { ts, status } = await slack.sendDirectMessage({ channel, text: world.random.pick(TOPICS) });
  const asked: Asked = { kind: "withdrawn", channel, thread: null, taken: false, said: "" };
  note(asked);
  await elapse(world.outside, READ_MS);
  const answer = slack.state.messages.findLast((one) => one.channel === channel && one.user !== "U0ASKER");
  const gone = { subtype: "message_deleted", channel_type: "im", channel, hidden: true, ts: `${Number(ts) + 1}` };
  const deleted = await slack.sendEvent({ type: "message", ...gone, deleted_ts: ts });
  world.story.tell("Slack", `tells that a question in ${channel} is deleted: ${deleted.status}`);
  asked.taken = status === 200 && answer !== undefined && deleted.status === 200;
}

export async function command({ world, slack }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CCOMMAND${number}`;
  const { status } = await slack.sendSlash({ channel, command: COMMAND, text: world.random.pick(TOPICS) });
  world.story.tell("Slack", `delivers the command in ${channel}: ${status}`);
  note({ kind: "command", channel, chat: CHAT, thread: null, taken: status === 200, said: "" });
}

/** A digest ordered by form; the outcome is told in private. */
export async function fillIn({ world, slack }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CFORM${number}`;
  await slack.sendSlash({ channel, command: COMMAND, text: "subscribe customise" });
  await elapse(world.outside, 10_000);
  const opened = slack.state.views.find(({ view }) => textOf(view["private_metadata"]).includes(channel));
  // Of the command and of the form alike their sender may be told that nothing came.
  const form = { kind: "form", channel, chat: CHAT, thread: null, said: "", times: 2 } as const;
  if (opened === undefined) return note({ ...form, taken: false });
  const { status } = await slack.submitView({ view: opened.id, values: { topics: ["drugs"] } });
  world.story.tell("Slack", `delivers the form in ${channel}: ${status}`);
  const stays = slack.state.views.some(({ id, errors }) => id === opened.id && Object.keys(errors).length > 0);
  note({ ...form, taken: status === 200 && !stays });
}

export async function share({ world, slack, faults }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CSHARE${number}`;
  await slack.sendSlash({ channel, command: COMMAND, text: "heroin" });
  const answer = slack.state.messages.findLast((message) => message.channel === channel);
  const found = answer === undefined ? null : shareOn(answer.blocks);
  if (answer === undefined || found === null) return;
  const asked: Asked = { kind: "share", channel, chat: CHAT, thread: null, taken: false, said: "", times: 0 };
  note(asked);
  const press = async (): Promise<void> => {
    asked.times = (asked.times ?? 0) + 1;
    const deliveries = faults.redelivers() ? 2 : 1;
    const { status } = await slack.pressButton({ channel, ts: answer.ts, ...found, deliveries });
    world.story.tell("Slack", `delivers the press in ${channel}: ${status}`);
    asked.taken ||= status === 200;
  };
  const isShared = (): boolean =>
    slack.state.messages.some((message) => message.channel === channel && message.onlyFor === null);
  await press();
  for (let waited = 0; waited < AGAIN_AFTER_MS && !isShared(); waited += LOOK_MS) await elapse(world.outside, LOOK_MS);
  if (!isShared()) await press();
}

/** The button or the option of a menu that shares. */
export function shareOn(blocks: readonly Json[]): { readonly actionId: string; readonly choice?: string } | null {
  for (const element of blocks.flatMap((block) => jsonList(block["elements"]))) {
    const actionId = textOf(element["action_id"]);
    if (actionId.startsWith("share:")) return { actionId };
    const option = jsonList(element["options"]).find(({ value }) => textOf(value).startsWith("share "));
    if (option !== undefined) return { actionId, choice: textOf(option["value"]) };
  }
  return null;
}

export async function subscribe({ world, slack }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CORDER${number}`;
  const inMinutes = world.random.whole(2, 9);
  const time = new Date(world.now() + inMinutes * 60_000).toISOString().slice(11, 16);
  const answer = await slack.sendSlash({ channel, command: COMMAND, text: `subscribe daily ${time} UTC` });
  world.story.tell("person", `orders a digest at ${time} in ${channel}: ${answer.status}`);
  note({ kind: "subscribe", channel, thread: null, taken: answer.status === 200, said: answer.text });
}
