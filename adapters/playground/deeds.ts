/** What a person does on the page, done on the fake platforms as the real ones would. */
import type { z } from "zod";
import type { BotAnswer } from "./platform/http.ts";
import { type PageAnswer, REQUESTS, type RequestName } from "./requests.ts";
import type { FakeSlack } from "./slack/fake-slack.ts";
import type { PackName } from "./snapshot.ts";
import type { FakeConnector } from "./teams/fake-connector.ts";

export interface PeopleParts {
  readonly slack: FakeSlack;
  readonly connector: FakeConnector;
  readonly packs: readonly PackName[];
  /** Moves the clock and lets what is due happen on the way; null where the clock cannot be moved. */
  readonly moveClock: ((step: Read<"clock">["step"]) => Promise<void>) | null;
}

type Read<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]>;
export type Deeds = { readonly [Name in RequestName]: (body: unknown) => Promise<PageAnswer> };

const DONE: PageAnswer = { notice: null };

/** One deed for each request of the page; each rejects with zod's error on a body that does not fit. */
export function createDeeds({ slack, connector, packs, moveClock }: PeopleParts): Deeds {
  return {
    "slack/send": (body) => sendInSlack(slack, packs, REQUESTS["slack/send"].parse(body)),
    async "slack/press"(body) {
      const { choice, ...press } = REQUESTS["slack/press"].parse(body);
      return heard(await slack.pressButton({ ...press, ...(choice === null ? {} : { choice }) }));
    },
    "slack/submit": async (body) => heard(await slack.submitView(REQUESTS["slack/submit"].parse(body))),
    async "slack/search"(body) {
      const { options } = await slack.searchOptions(REQUESTS["slack/search"].parse(body));
      return { ...DONE, options };
    },
    async "slack/close"(body) {
      slack.closeView(REQUESTS["slack/close"].parse(body).view);
      return DONE;
    },
    "teams/send": (body) => sendInTeams(connector, REQUESTS["teams/send"].parse(body)),
    async "teams/press"(body) {
      const { notice } = await connector.pressAction(REQUESTS["teams/press"].parse(body));
      return { notice };
    },
    async "teams/search"(body) {
      const { choices } = await connector.searchChoices(REQUESTS["teams/search"].parse(body));
      return { ...DONE, options: choices };
    },
    "teams/rate": async (body) => heard(await connector.rate(REQUESTS["teams/rate"].parse(body))),
    async clock(body) {
      await moveClock?.(REQUESTS.clock.parse(body).step);
      return DONE;
    },
    async clear(body) {
      REQUESTS.clear.parse(body);
      slack.state.clear();
      connector.state.clear();
      return DONE;
    },
  };
}

function sendInSlack(slack: FakeSlack, packs: readonly PackName[], line: Read<"slack/send">): Promise<PageAnswer> {
  const [, word, rest = ""] = /^\/(\S+)\s*([\s\S]*)$/.exec(line.text.trim()) ?? [];
  if (word === undefined) return sendMessage(slack, line);
  return sendCommand(slack, packs, { ...line, word, rest: rest.trim() });
}

async function sendCommand(
  slack: FakeSlack,
  packs: readonly PackName[],
  { channel, thread, word, rest }: Read<"slack/send"> & { readonly word: string; readonly rest: string },
): Promise<PageAnswer> {
  const bot = slack.state.teams[0]?.botName;
  // Slack has no app commands in threads: https://docs.slack.dev/interactivity/implementing-slash-commands
  if (thread !== null) return { notice: `/${word} is not supported in threads. Mention @${bot} instead.` };
  if (word === "invite") return invite(slack, channel, rest);
  if (!packs.some(({ slug }) => slug === word)) return { notice: `/${word} is not a valid command.` };
  // Slack itself shows what went wrong with a command, in the channel.
  await slack.sendSlash({ channel, command: `/${word}`, text: rest });
  return DONE;
}

async function sendMessage(slack: FakeSlack, { channel, text, thread }: Read<"slack/send">): Promise<PageAnswer> {
  const message = { channel, text, ...(thread === null ? {} : { thread }) };
  const [team] = slack.state.teams;
  const room = team && slack.state.channel(team, channel);
  if (room?.kind === "direct") return heard(await slack.sendDirectMessage(message));
  const mentioned = text.includes(`@${team?.botName}`);
  if (mentioned && room?.member !== false) return heard(await slack.sendMention(message));
  slack.say(message);
  // An app hears of mentions only where it is a member: https://docs.slack.dev/reference/events/app_mention
  const unheard = `@${team?.botName} is not in this channel and did not hear that. Type /invite @${team?.botName}.`;
  return mentioned ? { notice: unheard } : DONE;
}

/** Slack's own command: the bot becomes a member of the channel. */
function invite(slack: FakeSlack, id: string, whom: string): PageAnswer {
  const [team] = slack.state.teams;
  const channel = team && slack.state.channel(team, id);
  if (team === undefined || channel === undefined) return { notice: "There is no such channel." };
  if (whom !== `@${team.botName}`) return { notice: `Type /invite @${team.botName}: nobody else can be invited here.` };
  if (channel.kind === "direct") return { notice: "Nobody can be invited to a direct message." };
  if (channel.member) return { notice: `@${team.botName} is already in this channel.` };
  slack.state.changeChannel(team.id, { ...channel, member: true });
  const place = { team: team.id, channel: id, thread: null, onlyFor: null };
  slack.state.post({
    ...place,
    user: team.botUser,
    text: `was added to #${channel.name}.`,
    blocks: [],
    metadata: null,
  });
  return DONE;
}

async function sendInTeams(
  connector: FakeConnector,
  { conversation, text, thread }: Read<"teams/send">,
): Promise<PageAnswer> {
  const message = { conversation, text, ...(thread === null ? {} : { thread }) };
  const { bot } = connector.state.tenant;
  const personal = connector.state.conversation(conversation)?.kind === "personal";
  if (personal || text.includes(`@${bot.name}`)) return heard(await connector.sendMessage(message));
  connector.say(message);
  return DONE;
}

function heard({ status, text }: BotAnswer): PageAnswer {
  if (status >= 200 && status < 300) return DONE;
  if (status === 0) {
    const late = text === "operation_timeout";
    return {
      notice: late ? "The bot took too long to answer. Try again." : "The bot did not answer. Is it still running?",
    };
  }
  return { notice: `The bot could not take that (it answered ${status}). Its log in the terminal says more.` };
}
