/** The terminal: an adapter like the others, and the contract for scripts. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import type { Bot } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { terminalText } from "./chart.ts";
import { answerLines, answerThreads } from "./turns.ts";
import { readCommandLine, type Format, type CommandLine } from "./read.ts";

export interface TerminalParts {
  readonly bot: Bot;
  /** The messages that the platforms would receive, exactly. */
  readonly payloads: Readonly<Record<"slack" | "teams", (briefing: Briefing) => unknown>>;
  readonly digests: (commandLine: Extract<CommandLine, { kind: "digest" }>) => unknown;
  /** Lines for whoever runs the bot. */
  readonly lists: Readonly<Record<"reports" | "unanswered", () => Promise<readonly string[]>>>;
  /** Draws a chart into a file, as PNG. Rejects where that cannot be written. */
  readonly savePicture: (chart: Chart, file: string) => Promise<void>;
  /** Brings figures of other countries in or takes them away; resolves with the exit code. */
  readonly orderFigures: (order: Extract<CommandLine, { kind: "figures" }>) => Promise<number>;
  /** The same for the manifests. */
  readonly writeManifests: (countries: readonly string[]) => Promise<number>;
  readonly input: AsyncIterable<string>;
  readonly print: (line: string) => void;
  /** For what went wrong: standard error. */
  readonly complain: (line: string) => void;
}

/** One command line is a conversation of its own. */
const ALONE = { key: null, at: null, typed: true, audience: "everyone" } as const;
const HERE: Conversation = {
  platform: "terminal",
  tenant: "terminal",
  channel: "terminal",
  thread: null,
  kind: "direct",
};

/** Does what the command line asks; resolves with the exit code. */
export async function runTerminal(words: readonly string[], parts: TerminalParts): Promise<number> {
  const commandLine = readCommandLine(words);
  switch (commandLine.kind) {
    case "brief":
      parts.print(format(await parts.bot.handle(request(parts.bot, commandLine.text)), commandLine.format, parts));
      return 0;
    case "picture":
      return picture(commandLine, parts);
    case "questions":
      return answerLines(parts);
    case "threads":
      return answerThreads(parts);
    case "digest":
      parts.print(JSON.stringify(parts.digests(commandLine), null, 2));
      return 0;
    case "reports":
    case "unanswered":
      for (const line of await parts.lists[commandLine.kind]()) parts.print(line);
      return 0;
    case "figures":
      return parts.orderFigures(commandLine);
    case "manifest":
      return parts.writeManifests(commandLine.countries);
    case "usage":
      parts.print(commandLine.text);
      return 0;
    case "mistake":
      parts.complain(commandLine.sentence);
      return 2;
  }
}

/** Prints the answer and saves its picture; an answer without one is a failure to whoever asked for a file. */
async function picture(
  { text, file }: Extract<CommandLine, { kind: "picture" }>,
  { bot, print, complain, savePicture }: TerminalParts,
): Promise<number> {
  const { briefing } = await bot.handle(request(bot, text));
  const chart = briefing.blocks.find((block) => block.kind === "chart")?.chart;
  print(terminalText(briefing));
  if (chart === undefined) {
    complain("There is no picture in this answer: scores, trend, compare and rank have one.");
    return 1;
  }
  await savePicture(chart, file);
  return 0;
}

function request(bot: Bot, words: string): Incoming {
  const { pack, command } = bot.parseMention(words);
  return { pack, command, conversation: HERE, asker: { id: "terminal", name: "you", zone: null }, ...ALONE };
}

function format(reply: Reply, wanted: Format, { payloads }: TerminalParts): string {
  switch (wanted) {
    case "text":
      return terminalText(reply.briefing);
    case "json":
      return JSON.stringify(reply, null, 2);
    case "slack":
    case "teams":
      return JSON.stringify(payloads[wanted](reply.briefing), null, 2);
  }
}
