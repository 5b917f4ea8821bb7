/** The words of a command line, into what is asked of the terminal. */
import { parseArgs } from "node:util";
import { readFiguresOrder, type FiguresOrder } from "./read-figures.ts";
import { USAGE } from "./usage.ts";

export type Format = "text" | "json" | "slack" | "teams";

export type CommandLine =
  /** A briefing, as people ask for it in a channel; `pack` is null where the deployment's own is meant. */
  | { readonly kind: "brief"; readonly pack: string | null; readonly text: string; readonly format: Format }
  /** The same, and the picture of its figures into a file. */
  | { readonly kind: "picture"; readonly pack: string | null; readonly text: string; readonly file: string }
  /** An evidence pack into a file of that name. */
  | { readonly kind: "file"; readonly pack: string | null; readonly text: string; readonly file: string }
  /** One question a line on standard input, one JSON object a line on standard output. */
  | { readonly kind: "questions" }
  /** The same, each line a turn of a thread. */
  | { readonly kind: "threads" }
  | { readonly kind: "digest"; readonly weeks: number; readonly start: string; readonly pack: string | null }
  | Listing
  /** Figures of other countries: out of a workbook, or away again where `file` is null. */
  | FiguresOrder
  /** Writes both platforms' manifests, with commands of their own for these countries that only figures are here of. */
  | { readonly kind: "manifest"; readonly countries: readonly string[] }
  /** What is wrong with this deployment. */
  | { readonly kind: "doctor"; readonly asJson: boolean }
  /** What is wrong with the content. */
  | { readonly kind: "check" }
  | { readonly kind: "usage"; readonly text: string }
  | { readonly kind: "mistake"; readonly sentence: string };

/** What the bot is needed for. */
export type BotCommandLine = Exclude<CommandLine, { kind: "doctor" | "check" | "usage" | "mistake" }>;

/** What whoever runs the bot looks through. */
export type Listing =
  /** What readers said was wrong and found helpful; what people looked for in vain. */
  | { readonly kind: "reports" | "unanswered"; readonly asJson: boolean }
  /** Who changed which digest, from the beginning of a day (`2026-11-01`, UTC) on; all that is kept when null. */
  | { readonly kind: "audit"; readonly asJson: boolean; readonly since: string | null };

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  as: { type: "string" },
  png: { type: "string" },
  out: { type: "string" },
  pack: { type: "string" },
  weeks: { type: "string" },
  start: { type: "string" },
  since: { type: "string" },
  threads: { type: "boolean" },
  country: { type: "string", multiple: true },
  region: { type: "string" },
  all: { type: "boolean" },
} as const;

type Option = keyof typeof OPTIONS;
type Value<O> = O extends { type: "boolean" } ? boolean : O extends { multiple: true } ? string[] : string;
type Values = { [Name in Option]?: Value<(typeof OPTIONS)[Name]> };

/** Reads the words after `briefing --`; what it cannot read comes back as a mistake with the usage. */
export function readCommandLine(words: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    return values.help === true ? { kind: "usage", text: USAGE } : commandLine(positionals, values);
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error));
  }
}

interface Reading {
  /** The options that go with it. */
  readonly takes: readonly Option[];
  readonly read: (values: Values) => CommandLine;
}

function commandLine(positionals: readonly string[], values: Values): CommandLine {
  const text = positionals.join(" ");
  const alone = COMMANDS.get(text) ?? aboutFigures(positionals);
  const isQuestion = text === "ask" && values.json !== true;
  const { takes, read }: Reading = alone !== undefined && !isQuestion ? alone : briefing(text);
  const stray = Object.keys(values).find((name) => !takes.some((taken) => taken === name));
  return stray === undefined ? read(values) : mistake(`--${stray} does not go with that.`);
}

const COMMANDS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  [
    "ask",
    { takes: ["json", "threads"], read: ({ threads }) => ({ kind: threads === true ? "threads" : "questions" }) },
  ],
  ["digest", { takes: ["json", "weeks", "start", "pack"], read: digest }],
  ["reports", { takes: ["json"], read: ({ json = false }) => ({ kind: "reports", asJson: json }) }],
  ["unanswered", { takes: ["json"], read: ({ json = false }) => ({ kind: "unanswered", asJson: json }) }],
  ["doctor", { takes: ["json"], read: ({ json = false }) => ({ kind: "doctor", asJson: json }) }],
  ["content check", { takes: [], read: () => ({ kind: "check" }) }],
  ["audit", { takes: ["json", "since"], read: audit }],
]);

/** What takes names besides. */
function aboutFigures(positionals: readonly string[]): Reading | undefined {
  const [verb, ...names] = positionals;
  if (verb === "manifest") return { takes: [], read: () => ({ kind: "manifest", countries: names }) };
  if (verb !== "import" && (verb !== "remove" || names.length > 0)) return undefined;
  return {
    takes: ["country", "region", "all"],
    read(values) {
      const order = readFiguresOrder(verb, names, values);
      return typeof order === "string" ? mistake(order) : order;
    },
  };
}

function briefing(text: string): Reading {
  return {
    takes: ["json", "as", "png", "out", "pack"],
    read(values) {
      const { png: file, out, pack = null } = values;
      const format = readFormat(values);
      if (format === null) return mistake("--as takes slack or teams, and not together with --json.");
      if (out !== undefined)
        return format === "text" && file === undefined && out !== ""
          ? { kind: "file", pack, text, file: out }
          : mistake("--out takes the name of a file, and not together with --json, --as or --png.");
      if (file === undefined) return { kind: "brief", pack, text, format };
      return format === "text" && file !== ""
        ? { kind: "picture", pack, text, file }
        : mistake("--png takes the name of a file, and not together with --json or --as.");
    },
  };
}

function readFormat({ json, as }: Values): Format | null {
  if (as === undefined) return json === true ? "json" : "text";
  return json !== true && (as === "slack" || as === "teams") ? as : null;
}

function digest({ weeks = "13", start, pack }: Values): CommandLine {
  const count = Number(weeks);
  if (!Number.isInteger(count) || count < 1 || count > 520) return mistake("--weeks takes a number from 1 to 520.");
  if (start === undefined || !isDay(start))
    return mistake("--start takes the day of the first digest, as in --start 2026-11-30.");
  return { kind: "digest", weeks: count, start, pack: pack ?? null };
}

function audit({ json = false, since }: Values): CommandLine {
  return since === undefined || isDay(since)
    ? { kind: "audit", asJson: json, since: since ?? null }
    : mistake("--since takes a day, as in --since 2026-11-01.");
}

function isDay(words: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(Date.parse(words));
}

function mistake(sentence: string): CommandLine {
  return { kind: "mistake", sentence: `${sentence}\n${USAGE}` };
}
