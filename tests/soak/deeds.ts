/** What people do, each thing in a place of its own, so that what comes of it can be told. */
import { setTimeout as pause } from "node:timers/promises";
import { teamsConversation } from "#playground/teams/types.ts";
import type { Asked } from "#tests/simulation/people.ts";
import { shareOn } from "#tests/simulation/slack-people.ts";
import type { Random } from "#tests/simulation/random.ts";
import { slackPerson, teamsPerson, type Platforms } from "./platforms.ts";

/** What was asked, and when: milliseconds since 1970 UTC. */
export type AskedAt = Asked & { readonly at: number };

/** Notes what was asked, where and when; what is left out is nothing, and now. */
export type Note = (asked: Pick<AskedAt, "kind" | "channel"> & Partial<AskedAt>) => AskedAt;

/** One thing that a person does, who has that number. */
export type Deed = (number: number, note: Note) => Promise<void>;

export interface DeedParts {
  readonly platforms: Platforms;
  readonly random: Random;
  /** The next request goes to any open replica. */
  readonly toAny: () => void;
}

interface Deeds {
  readonly asks: readonly Deed[];
  readonly order: Deed;
}

const TOPICS = ["heroin", "drugs", "arms", "scores heroin", "trend heroin", "compare tajikistan heroin"] as const;
/** https://docs.slack.dev/apis/events-api#retries; the third, after five minutes, is left out. */
const SLACK_AGAIN_MS = [500, 60_000] as const;
const TEAMS_AGAIN_MS = 1000;
const REDELIVERED = 0.1;
const COMMAND = "/kyrgyzstan";

export function createSlackDeeds({ platforms: { slack }, random, toAny }: DeedParts): Deeds {
  const type = (channel: string, user: string, text: string) => {
    toAny();
    return slack.sendSlash({ channel, user, command: COMMAND, text });
  };
  const command: Deed = async (number, note) => {
    const place = { channel: `CCOMMAND${number}`, chat: slackPerson(number) };
    // Where both ways to the channel are cut, the answer goes to the asker's own chat.
    const asked = note({ kind: "command", ...place });
    asked.taken = (await type(place.channel, place.chat, random.pick(TOPICS))).status === 200;
  };
  const mention: Deed = async (number, note) => {
    const channel = `CMENTION${number}`;
    toAny();
    const at = Date.now();
    const sent = await slack.sendMention({ channel, user: slackPerson(number), text: random.pick(TOPICS) });
    const asked = note({ kind: "slack mention", channel, thread: sent.ts, taken: sent.status === 200, at });
    for (const [index, ms] of SLACK_AGAIN_MS.entries()) {
      if (asked.taken && !random.chance(REDELIVERED)) break;
      await pause(ms);
      toAny();
      const { status } = await slack.sendEvent(sent.event, { eventId: sent.eventId, retry: index + 1 });
      asked.taken ||= status === 200;
    }
  };
  const share: Deed = async (number, note) => {
    const place = { channel: `CSHARE${number}`, user: slackPerson(number) };
    await type(place.channel, place.user, "heroin");
    const answer = slack.state.messages.findLast(({ channel }) => channel === place.channel);
    const found = answer === undefined ? null : shareOn(answer.blocks);
    if (answer === undefined || found === null) return;
    const asked = note({ kind: "share", channel: place.channel, chat: place.user });
    toAny();
    const deliveries = random.chance(REDELIVERED) ? 2 : 1;
    asked.taken = (await slack.pressButton({ ...place, ts: answer.ts, ...found, deliveries })).status === 200;
  };
  const order: Deed = async (number, note) => {
    const channel = `CORDER${number}`;
    const asked = note({ kind: "subscribe", channel });
    const { status, text } = await type(channel, slackPerson(number), orderSoon(random));
    Object.assign(asked, { taken: status === 200, said: text });
  };
  return { asks: [command, command, mention, mention, share], order };
}

export function createTeamsDeeds({ platforms: { teams }, random, toAny }: DeedParts): Deeds {
  const write: Deed = async (number, note) => {
    const place = { conversation: `a:chat${number}`, user: teamsPerson(number) };
    const asked = note({ kind: "teams message", channel: place.conversation });
    toAny();
    const sent = await teams.sendMessage({ ...place, text: random.pick(TOPICS) });
    asked.taken = sent.status === 200;
    if (asked.taken && !random.chance(REDELIVERED)) return;
    await pause(TEAMS_AGAIN_MS);
    toAny();
    asked.taken ||= (await teams.sendActivity(sent.activity, place)).status === 200;
  };
  const order: Deed = async (number, note) => {
    const conversation = `19:order${number}@thread.tacv2`;
    const team = { id: conversation, name: "Analysis" };
    teams.state.changeConversation(teamsConversation({ id: conversation, kind: "channel", team }));
    const asked = note({ kind: "subscribe", channel: conversation });
    toAny();
    const { status } = await teams.sendMessage({ conversation, user: teamsPerson(number), text: orderSoon(random) });
    const answers = teams.state.messages.filter((message) => message.conversation === conversation);
    Object.assign(asked, { taken: status === 200, said: JSON.stringify(answers.map(({ activity }) => activity)) });
  };
  return { asks: [write, write], order };
}

/** A digest that falls due within three minutes. */
function orderSoon(random: Random): string {
  const at = new Date(Date.now() + random.whole(2, 3) * 60_000).toISOString();
  return `subscribe daily ${at.slice(11, 16)} UTC`;
}
