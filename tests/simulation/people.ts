/** People who mention the bot, type commands and press buttons, and platforms that deliver it all as they do. */
import type { FakeSlack } from "#playground/slack/fake-slack.ts";
import type { FakeConnector } from "#playground/teams/fake-connector.ts";
import { jsonList, textOf, type Json } from "#playground/payload/json.ts";
import type { Faults } from "./faults.ts";
import { elapse, type World } from "./world.ts";

/** What a person did and the bot took on: it owes an outcome. */
export interface Asked {
  readonly kind: "slack mention" | "teams message" | "command" | "share" | "subscribe";
  /** Where the outcome is to be seen. */
  readonly channel: string;
  /** The thread of the outcome, where it has one. */
  readonly thread: string | null;
  /** Their own chat with the bot, where they are told that what they pressed may not have been done. */
  readonly chat?: string;
  /** Whether the bot said that it took it on. */
  taken: boolean;
  /** How often it was pressed, where that is what was done. */
  times?: number;
  /** What the bot said in the acknowledgement, or in private. */
  said: string;
}

/** By then whoever pressed has seen that nothing came of it, or was told so. */
const AGAIN_AFTER_MS = 6 * 60_000;

export interface PeopleParts {
  readonly world: World;
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
  readonly faults: Faults;
}

export interface People {
  readonly asked: readonly Asked[];
  /** A few things at drawn moments of the next `ms` milliseconds. */
  act(ms: number): void;
}

const TOPICS = ["heroin", "drugs", "arms", "scores heroin"] as const;
/** Slack delivers an event again at once, after a minute and after five: https://docs.slack.dev/apis/events-api#retries */
const SLACK_AGAIN_MS = [500, 60_000, 300_000] as const;

export function createPeople(parts: PeopleParts): People {
  const { world } = parts;
  const asked: Asked[] = [];
  const deeds = [mention, mention, write, share, subscribe] as const;
  const act = async (number: number): Promise<void> => {
    const deed = world.random.pick(deeds);
    await deed(parts, number, (one) => asked.push(one));
  };
  return {
    asked,
    act(ms) {
      const count = world.random.whole(2, 6);
      for (let number = 0; number < count; number++)
        world.after(world.random.between(0, ms), world.outside, () => void act(number));
    },
  };
}

type Note = (asked: Asked) => void;

async function mention({ world, slack, faults }: PeopleParts, number: number, note: Note): Promise<void> {
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

async function write({ world, teams, faults }: PeopleParts, number: number, note: Note): Promise<void> {
  const conversation = `a:chat${number}`;
  const sent = await teams.sendMessage({ conversation, text: world.random.pick(TOPICS) });
  const asked: Asked = {
    kind: "teams message",
    channel: conversation,
    thread: null,
    taken: sent.status === 200,
    said: "",
  };
  note(asked);
  world.story.tell("Teams", `delivers the message in ${conversation}: ${sent.status}`);
  if (asked.taken && !faults.redelivers()) return;
  await elapse(world.outside, 1000);
  const again = await teams.sendActivity(sent.activity, { conversation });
  world.story.tell("Teams", `delivers the message in ${conversation} again: ${again.status}`);
  asked.taken ||= again.status === 200;
}

async function share({ world, slack, faults }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CSHARE${number}`;
  await slack.sendSlash({ channel, command: "/kyrgyzstan", text: "heroin" });
  const answer = slack.state.messages.findLast((message) => message.channel === channel);
  const found = answer === undefined ? null : shareOn(answer.blocks);
  if (answer === undefined || found === null) return;
  const asked: Asked = { kind: "share", channel, chat: "D0BRIEFING", thread: null, taken: false, said: "", times: 0 };
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
  await elapse(world.outside, AGAIN_AFTER_MS);
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

async function subscribe({ world, slack }: PeopleParts, number: number, note: Note): Promise<void> {
  const channel = `CORDER${number}`;
  const inMinutes = world.random.whole(2, 9);
  const time = new Date(world.now() + inMinutes * 60_000).toISOString().slice(11, 16);
  const answer = await slack.sendSlash({ channel, command: "/kyrgyzstan", text: `subscribe daily ${time} UTC` });
  world.story.tell("person", `orders a digest at ${time} in ${channel}: ${answer.status}`);
  note({ kind: "subscribe", channel, thread: null, taken: answer.status === 200, said: answer.text });
}
