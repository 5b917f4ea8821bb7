/** What a person types in Slack, done as Slack would: a command, a mention, or words among people. */
import type { PageAnswer, PageLine } from "./requests.ts";
import type { FakeSlack } from "./slack/fake-slack.ts";
import type { PackName } from "./snapshot.ts";
import { DONE, heard } from "./told.ts";

export function sendInSlack(
  slack: FakeSlack,
  packs: readonly PackName[],
  line: PageLine<"slack/send">,
): Promise<PageAnswer> {
  const [, word, rest = ""] = /^\/(\S+)\s*([\s\S]*)$/.exec(line.text.trim()) ?? [];
  if (word === undefined) return sendMessage(slack, line);
  return sendCommand(slack, packs, { ...line, word, rest: rest.trim() });
}

async function sendCommand(
  slack: FakeSlack,
  packs: readonly PackName[],
  { channel, thread, word, rest }: PageLine<"slack/send"> & { readonly word: string; readonly rest: string },
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

async function sendMessage(slack: FakeSlack, { channel, text, thread }: PageLine<"slack/send">): Promise<PageAnswer> {
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
