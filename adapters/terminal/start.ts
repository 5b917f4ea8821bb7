/** The terminal: an adapter like the others, and the contract for scripts. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import type { Bot } from "#core/ports.ts";
import type { FileReply, Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { visible } from "#core/wording/visible.ts";
import { terminalText } from "./chart.ts";
import { answerLines, answerThreads } from "./turns.ts";
import { readCommandLine, type Format, type BotCommandLine, type CommandLine, type Listing } from "./read.ts";
import type { FiguresOrder } from "./read-figures.ts";
import { EXIT } from "./usage.ts";

/** What works whatever is wrong with the deployment. */
export interface TerminalParts {
  readonly print: (line: string) => void;
  /** For what went wrong: standard error. */
  readonly complain: (line: string) => void;
  /** Examines the deployment, and whether it found a problem. */
  readonly doctor: () => Promise<PrintedList & { readonly hasProblem: boolean }>;
  /** Null where the content is as it should be. */
  readonly check: () =>
    | { readonly summary: string; readonly problems: null }
    | { readonly problems: readonly string[] };
  /** The bot, for whatever is asked of it. */
  readonly open: () => Promise<AnsweringParts>;
}

export interface AnsweringParts {
  readonly bot: Bot;
  /** The messages that the platforms would receive, exactly. */
  readonly payloads: Readonly<Record<"slack" | "teams", (briefing: Briefing) => Promise<unknown>>>;
  readonly digests: (commandLine: Extract<CommandLine, { kind: "digest" }>) => unknown;
  /** For whoever runs the bot: in lines, and for scripts. */
  readonly list: (listing: Listing) => Promise<PrintedList>;
  /** Draws a chart into a file, as PNG. Rejects where that cannot be written. */
  readonly savePicture: (chart: Chart, file: string) => Promise<void>;
  /** Writes an evidence pack into a file, of its own name where none is given; gives the name. Rejects as `savePicture` does. */
  readonly saveFile: (file: FileReply, name: string | null) => Promise<string>;
  /** Brings figures of other countries in or takes them away; resolves with the exit code. */
  readonly orderFigures: (order: FiguresOrder) => Promise<number>;
  /** The same for the manifests. */
  readonly writeManifests: (countries: readonly string[]) => Promise<number>;
  readonly input: AsyncIterable<string>;
}

type PrintingParts = AnsweringParts & Pick<TerminalParts, "print" | "complain">;

export interface PrintedList {
  readonly lines: readonly string[];
  readonly json: object;
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
  const { print, complain, doctor, check, open } = parts;
  const commandLine = readCommandLine(words);
  switch (commandLine.kind) {
    case "usage":
      print(commandLine.text);
      return EXIT.done;
    case "mistake":
      complain(commandLine.sentence);
      return EXIT.misused;
    case "doctor": {
      const found = await doctor();
      printListed(found, commandLine.asJson, print);
      return found.hasProblem ? EXIT.failed : EXIT.done;
    }
    case "check": {
      const checked = check();
      if (checked.problems === null) print(checked.summary);
      else for (const problem of checked.problems) complain(problem);
      return checked.problems === null ? EXIT.done : EXIT.failed;
    }
    case "brief":
    case "picture":
    case "file":
    case "questions":
    case "threads":
    case "digest":
    case "reports":
    case "unanswered":
    case "audit":
    case "figures":
    case "manifest":
      return answer(commandLine, { ...(await open()), print, complain });
  }
}

async function answer(commandLine: BotCommandLine, parts: PrintingParts): Promise<number> {
  switch (commandLine.kind) {
    case "brief":
      return brief(commandLine, parts);
    case "file":
      return file(commandLine, parts);
    case "picture":
      return picture(commandLine, parts);
    case "questions":
      return answerLines(parts);
    case "threads":
      return answerThreads(parts);
    case "digest":
      if (!hasProfile(commandLine.pack, parts)) return EXIT.unknown;
      parts.print(JSON.stringify(parts.digests(commandLine), null, 2));
      return EXIT.done;
    case "reports":
    case "unanswered":
    case "audit":
      printListed(await parts.list(commandLine), commandLine.asJson, parts.print);
      return EXIT.done;
    case "figures":
      return parts.orderFigures(commandLine);
    case "manifest":
      return parts.writeManifests(commandLine.countries);
  }
}

async function brief(asked: Extract<CommandLine, { kind: "brief" }>, parts: PrintingParts): Promise<number> {
  const request = requestOf(asked, parts);
  if (request === null) return EXIT.unknown;
  const reply = await parts.bot.handle(request);
  if (reply.kind === "file" && asked.format === "text") return save(reply, null, parts);
  parts.print(await format(reply, asked.format, parts));
  if (reply.kind === "apology") return EXIT.failed;
  return isNotHere(request, reply) ? EXIT.unknown : EXIT.done;
}

/** Whether something was named that there is not; an abstention from a question is an answer. */
function isNotHere({ command }: Incoming, reply: Reply): boolean {
  if (reply.kind === "briefing" && reply.unread === true) return true;
  const isPlain = reply.kind === "briefing" || reply.kind === "abstention";
  return isPlain && (command.kind === "unknown" || command.kind === "figures");
}

/** Prints the answer and saves its picture; an answer without one is a failure to whoever asked for a file. */
async function picture(asked: Extract<CommandLine, { kind: "picture" }>, parts: PrintingParts): Promise<number> {
  const request = requestOf(asked, parts);
  if (request === null) return EXIT.unknown;
  const reply = await parts.bot.handle(request);
  const { briefing } = reply;
  const chart = briefing.blocks.find((block) => block.kind === "chart")?.chart;
  parts.print(terminalText(briefing));
  if (chart === undefined) {
    parts.complain("There is no picture in this answer. Most answers of scores, trend, compare and rank have one.");
    return isNotHere(request, reply) ? EXIT.unknown : EXIT.failed;
  }
  await parts.savePicture(chart, asked.file);
  return EXIT.done;
}

function printListed({ lines, json }: PrintedList, asJson: boolean, print: TerminalParts["print"]): void {
  if (asJson) print(JSON.stringify(json, null, 2));
  else for (const line of lines) print(line);
}

/** An answer that is no file is a failure to whoever asked for one. */
async function file(asked: Extract<CommandLine, { kind: "file" }>, parts: PrintingParts): Promise<number> {
  const request = requestOf(asked, parts);
  if (request === null) return EXIT.unknown;
  const reply = await parts.bot.handle(request);
  if (reply.kind === "file") return save(reply, asked.file, parts);
  parts.print(terminalText(reply.briefing));
  parts.complain("There is no file in this answer: export has one.");
  return isNotHere(request, reply) ? EXIT.unknown : EXIT.failed;
}

/** Prints what is in it and, last, where it is. */
async function save(reply: FileReply, name: string | null, { print, saveFile }: PrintingParts): Promise<number> {
  const saved = await saveFile(reply, name);
  print(terminalText(reply.briefing));
  print(saved);
  return EXIT.done;
}

/** False, and told, where there is no such country. */
function isKnown(pack: string | null, parts: PrintingParts): boolean {
  return (pack !== null && parts.bot.answersOf(pack)) || hasProfile(pack, parts);
}

/** The same of countries that have a profile, of which digests are made. */
function hasProfile(pack: string | null, { bot, complain }: PrintingParts): boolean {
  const known = bot.packs.map(({ slug }) => slug);
  if (pack === null || known.includes(pack)) return true;
  complain(`--pack: there is no country ${visible(pack)} here; there is ${known.join(", ")}.`);
  return false;
}

/** Null, and told, where there is no such country. */
function requestOf(
  { pack, text }: { readonly pack: string | null; readonly text: string },
  parts: PrintingParts,
): Incoming | null {
  if (!isKnown(pack, parts)) return null;
  const { bot } = parts;
  const asked = bot.parseMention(pack === null ? text : `/${pack} ${text}`);
  return { ...asked, conversation: HERE, asker: { id: "terminal", name: "you", zone: null }, ...ALONE };
}

async function format(reply: Reply, wanted: Format, { payloads }: PrintingParts): Promise<string> {
  switch (wanted) {
    case "text":
      return terminalText(reply.briefing);
    case "json":
      return JSON.stringify(reply, null, 2);
    case "slack":
    case "teams":
      return JSON.stringify(await payloads[wanted](reply.briefing), null, 2);
  }
}
