/** The terminal: an adapter like the others, and the contract for scripts. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import type { Bot } from "#core/ports.ts";
import type { FileReply, Reply } from "#core/reply.ts";
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
  /** Writes an evidence pack into a file, of its own name where none is given; gives the name. Rejects as `savePicture` does. */
  readonly saveFile: (file: FileReply, name: string | null) => Promise<string>;
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
    case "brief": {
      const reply = await parts.bot.handle(request(parts.bot, commandLine.text));
      if (reply.kind === "file" && commandLine.format === "text") return save(reply, null, parts);
      parts.print(format(reply, commandLine.format, parts));
      return 0;
    }
    case "file":
      return file(commandLine, parts);
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

/** An answer that is no file is a failure to whoever asked for one. */
async function file({ text, file }: Extract<CommandLine, { kind: "file" }>, parts: TerminalParts): Promise<number> {
  const reply = await parts.bot.handle(request(parts.bot, text));
  if (reply.kind === "file") return save(reply, file, parts);
  parts.print(terminalText(reply.briefing));
  parts.complain("There is no file in this answer: export has one.");
  return 1;
}

/** Prints what is in it and, last, where it is. */
async function save(reply: FileReply, name: string | null, { print, saveFile }: TerminalParts): Promise<number> {
  const saved = await saveFile(reply, name);
  print(terminalText(reply.briefing));
  print(saved);
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
