/** People who ask, order and press all the time, and platforms that deliver it to whichever replica is open. */
import { setTimeout as pause } from "node:timers/promises";
import { teamsConversation } from "#playground/teams/types.ts";
import { shareOn, type Asked } from "#tests/simulation/people.ts";
import type { Random } from "#tests/simulation/random.ts";
import type { Platforms } from "./platforms.ts";
import type { Replica } from "./replica.ts";

/** What was asked, and when: milliseconds since 1970 UTC. */
export type AskedAt = Asked & { readonly at: number };

export interface People {
  readonly asked: readonly AskedAt[];
  /** Resolves when the time is over and all that was sent is answered or given up. */
  act(ms: number): Promise<void>;
}

export interface PeopleParts {
  readonly platforms: Platforms;
  readonly replicas: readonly Replica[];
  readonly random: Random;
}

const TOPICS = ["heroin", "drugs", "arms", "scores heroin", "trend heroin", "compare tajikistan heroin"] as const;
/** https://docs.slack.dev/apis/events-api#retries; the third, after five minutes, is left out. */
const SLACK_AGAIN_MS = [500, 60_000] as const;
const TEAMS_AGAIN_MS = 1000;
const REDELIVERED = 0.1;
/** Between two things that people ask, on average; between two rounds of orders. */
const ASK_EVERY_MS = 500;
const ORDER_EVERY_MS = 20_000;
/** Of each round, on each platform. */
const ORDERS = 4;

export function createPeople(parts: PeopleParts): People {
  const asked: AskedAt[] = [];
  const { random } = parts;
  let number = 0;
  const doing = new Set<Promise<void>>();
  const begin = (deed: Deed): void => {
    const done = deed(++number, (one) => note(asked, one)).finally(() => doing.delete(done));
    doing.add(done);
  };
  const { asks, orders } = createDeeds(parts);
  const every = async (ms: () => number, until: number, act: () => void): Promise<void> => {
    while (performance.now() < until) {
      act();
      await pause(ms());
    }
  };
  return {
    asked,
    async act(ms) {
      const until = performance.now() + ms;
      await Promise.all([
        every(
          () => random.between(0, 2 * ASK_EVERY_MS),
          until,
          () => begin(random.pick(asks)),
        ),
        every(
          () => ORDER_EVERY_MS,
          until,
          () => orders.forEach((order) => repeat(ORDERS, () => begin(order))),
        ),
      ]);
      await Promise.all(doing);
    },
  };
}

type Note = (asked: Omit<AskedAt, "thread" | "said" | "at"> & Partial<AskedAt>) => AskedAt;
type Deed = (number: number, note: Note) => Promise<void>;

function note(asked: AskedAt[], one: Parameters<Note>[0]): AskedAt {
  const noted = { thread: null, said: "", at: Date.now(), ...one };
  asked.push(noted);
  return noted;
}

function repeat(times: number, act: () => void): void {
  for (let time = 0; time < times; time++) act();
}

function createDeeds(parts: PeopleParts): {
  readonly asks: readonly [Deed, ...Deed[]];
  readonly orders: readonly Deed[];
} {
  const { platforms, replicas, random } = parts;
  const { slack, teams } = platforms;
  // What is sent next goes to an open replica; where none is open, nobody answers or the one that hangs.
  const toAny = (): void => {
    const open = replicas.filter(({ isOpen }) => isOpen);
    const { url = "" } = (open.length > 0 ? open : replicas)[random.whole(0, Math.max(0, open.length - 1))] ?? {};
    slack.pointAt(`${url}/slack/events`);
    teams.pointAt(`${url}/api/messages`);
  };
  const command: Deed = async (number, note) => {
    const channel = `CCOMMAND${number}`;
    const asked = note({ kind: "command", channel, taken: false });
    toAny();
    const { status } = await slack.sendSlash({ channel, command: "/kyrgyzstan", text: random.pick(TOPICS) });
    asked.taken = status === 200;
  };
  const mention: Deed = async (number, note) => {
    const channel = `CMENTION${number}`;
    toAny();
    const at = Date.now();
    const sent = await slack.sendMention({ channel, text: random.pick(TOPICS) });
    const asked = note({ kind: "slack mention", channel, thread: sent.ts, taken: sent.status === 200, at });
    for (const [index, ms] of SLACK_AGAIN_MS.entries()) {
      if (asked.taken && !random.chance(REDELIVERED)) break;
      await pause(ms);
      toAny();
      const { status } = await slack.sendEvent(sent.event, { eventId: sent.eventId, retry: index + 1 });
      asked.taken ||= status === 200;
    }
  };
  const write: Deed = async (number, note) => {
    const conversation = `a:chat${number}`;
    const asked = note({ kind: "teams message", channel: conversation, taken: false });
    toAny();
    const sent = await teams.sendMessage({ conversation, text: random.pick(TOPICS) });
    asked.taken = sent.status === 200;
    if (asked.taken && !random.chance(REDELIVERED)) return;
    await pause(TEAMS_AGAIN_MS);
    toAny();
    asked.taken ||= (await teams.sendActivity(sent.activity, { conversation })).status === 200;
  };
  const share: Deed = async (number, note) => {
    const channel = `CSHARE${number}`;
    toAny();
    await slack.sendSlash({ channel, command: "/kyrgyzstan", text: "heroin" });
    const answer = slack.state.messages.findLast((message) => message.channel === channel);
    const found = answer === undefined ? null : shareOn(answer.blocks);
    if (answer === undefined || found === null) return;
    const asked = note({ kind: "share", channel, taken: false });
    toAny();
    const deliveries = random.chance(REDELIVERED) ? 2 : 1;
    asked.taken = (await slack.pressButton({ channel, ts: answer.ts, ...found, deliveries })).status === 200;
  };
  const time = (): string => new Date(Date.now() + random.whole(2, 3) * 60_000).toISOString().slice(11, 16);
  const orderInSlack: Deed = async (number, note) => {
    const channel = `CORDER${number}`;
    const asked = note({ kind: "subscribe", channel, taken: false });
    toAny();
    const answer = await slack.sendSlash({ channel, command: "/kyrgyzstan", text: `subscribe daily ${time()} UTC` });
    Object.assign(asked, { taken: answer.status === 200, said: answer.text });
  };
  const orderInTeams: Deed = async (number, note) => {
    const conversation = `19:order${number}@thread.tacv2`;
    const team = { id: conversation, name: "Analysis" };
    teams.state.changeConversation(teamsConversation({ id: conversation, kind: "channel", team }));
    const asked = note({ kind: "subscribe", channel: conversation, taken: false });
    toAny();
    const { status } = await teams.sendMessage({ conversation, text: `subscribe daily ${time()} UTC` });
    const answers = teams.state.messages.filter((message) => message.conversation === conversation);
    Object.assign(asked, { taken: status === 200, said: JSON.stringify(answers.map(({ activity }) => activity)) });
  };
  return { asks: [command, command, mention, mention, write, write, share], orders: [orderInSlack, orderInTeams] };
}
