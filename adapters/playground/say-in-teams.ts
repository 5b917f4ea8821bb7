/** What a person types in Teams, done as Teams would: a command for the bot's eyes alone, a mention, or words among people. */
import type { PageAnswer, PageLine } from "./requests.ts";
import type { TeamsCommand } from "./snapshot.ts";
import type { FakeConnector } from "./teams/fake-connector.ts";
import { DONE, heard } from "./told.ts";

type Line = PageLine<"teams/send">;

export async function sendInTeams(
  connector: FakeConnector,
  commands: readonly TeamsCommand[],
  { conversation: id, text, thread }: Line,
): Promise<PageAnswer> {
  const { bot } = connector.state.tenant;
  const conversation = connector.state.conversation(id);
  const message = { conversation: id, text, ...(thread === null ? {} : { thread }) };
  if (conversation?.kind === "personal") return heard(await connector.sendMessage(message));
  const isCommand = text.startsWith("/");
  if (conversation?.installed === false) {
    connector.say(message);
    const unheard = `@${bot.name} is not in this team and did not hear that. Press Add ${bot.name}.`;
    return isCommand || text.includes(`@${bot.name}`) ? { notice: unheard } : DONE;
  }
  if (isCommand) return sendCommand(connector, commands, { conversation: id, text, thread });
  if (text.includes(`@${bot.name}`)) return heard(await connector.sendMessage(message));
  connector.say(message);
  return DONE;
}

/**
 * The bot's name takes any words; the commands of its manifest stand alone.
 * https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-slash-commands
 */
async function sendCommand(
  connector: FakeConnector,
  commands: readonly TeamsCommand[],
  { conversation, text, thread }: Line,
): Promise<PageAnswer> {
  const { bot } = connector.state.tenant;
  const [, word = "", rest = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const isFree = word.toLowerCase() === bot.name.toLowerCase();
  if (thread !== null) return { notice: `/${word} is not offered in replies. Mention @${bot.name} instead.` };
  if (!isFree && !commands.some(({ title }) => title === word)) {
    return { notice: `There is no command /${word} here. Type /${bot.name} and your question, or @${bot.name}.` };
  }
  if (!isFree && rest !== "") return { notice: `/${word} takes no words behind it. Type /${bot.name} ${word} ${rest}` };
  return heard(await connector.sendTargeted({ conversation, text, words: isFree ? rest : word }));
}
