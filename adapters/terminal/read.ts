/** The words of a command line, into what is asked of the terminal. */
import { parseArgs } from "node:util";

export type Format = "text" | "json" | "slack" | "teams";

export type CommandLine =
  /** A briefing, as people ask for it in a channel. */
  | { readonly kind: "brief"; readonly text: string; readonly format: Format }
  /** The same, and the picture of its figures into a file. */
  | { readonly kind: "picture"; readonly text: string; readonly file: string }
  /** One question a line on standard input, one JSON object a line on standard output. */
  | { readonly kind: "questions" }
  /** The same, each line a turn of a thread. */
  | { readonly kind: "threads" }
  | { readonly kind: "digest"; readonly weeks: number; readonly start: string; readonly pack: string | null }
  /** What readers said was wrong, and how many found answers helpful. */
  | { readonly kind: "reports" }
  /** What people looked for in vain. */
  | { readonly kind: "unanswered" }
  /** Figures of other countries: out of a workbook, or away again where `file` is null. */
  | { readonly kind: "figures"; readonly file: string | null; readonly wanted: WantedCountries | null }
  /** Writes both platforms' manifests, with commands of their own for these countries that only figures are here of. */
  | { readonly kind: "manifest"; readonly countries: readonly string[] }
  | { readonly kind: "usage"; readonly text: string }
  | { readonly kind: "mistake"; readonly sentence: string };

/** Which countries of a workbook are meant. */
export type WantedCountries =
  | { readonly kind: "all" }
  | { readonly kind: "countries"; readonly names: readonly string[] }
  | { readonly kind: "region"; readonly name: string };

const OPTIONS = {
  json: { type: "boolean" },
  as: { type: "string" },
  png: { type: "string" },
  pack: { type: "string" },
  weeks: { type: "string" },
  start: { type: "string" },
  threads: { type: "boolean" },
  country: { type: "string", multiple: true },
  region: { type: "string" },
  all: { type: "boolean" },
} as const;

const USAGE = `Usage: npm run -s briefing -- TEXT [--json | --as slack | --as teams | --png FILE]
       npm run -s briefing -- ask --json < QUESTIONS
       npm run -s briefing -- ask --json --threads < TURNS
       npm run -s briefing -- content check
       npm run -s briefing -- digest --weeks 13 --start 2026-11-30 --json
       npm run -s briefing -- reports
       npm run -s briefing -- unanswered
       npm run -s briefing -- import WORKBOOK.xlsx [--country NAME | --region NAME | --all]
       npm run -s briefing -- remove --country NAME | --region NAME | --all
       npm run manifest [-- COUNTRY ...]`;

/** Reads the words after `briefing --`; what it cannot read comes back as a mistake with the usage. */
export function readCommandLine(words: readonly string[]): CommandLine {
  if (words.length === 1 && ["-h", "--help"].includes(words[0] ?? "")) return { kind: "usage", text: USAGE };
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    return commandLine(positionals, values);
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error));
  }
}

type Values = {
  json?: boolean;
  as?: string;
  png?: string;
  pack?: string;
  weeks?: string;
  start?: string;
  threads?: boolean;
  country?: string[];
  region?: string;
  all?: boolean;
};

function commandLine(positionals: readonly string[], values: Values): CommandLine {
  const errand = positionals.length === 1 ? errandOf(positionals[0] ?? "", values) : null;
  if (errand !== null) return errand;
  if (positionals[0] === "import") return figures(positionals, values);
  if (positionals[0] === "manifest") return { kind: "manifest", countries: positionals.slice(1) };
  const format = readFormat(values);
  if (format === null) return mistake("--as takes slack or teams, and not together with --json.");
  const pack = values.pack === undefined ? [] : [values.pack];
  const brief = { kind: "brief", text: [...pack, ...positionals].join(" "), format } as const;
  return withPicture(brief, values.png);
}

/** What one word asks for that is no briefing. */
function errandOf(word: string, values: Values): CommandLine | null {
  switch (word) {
    case "reports":
    case "unanswered":
      return { kind: word };
    case "ask":
      return values.json === true ? { kind: values.threads === true ? "threads" : "questions" } : null;
    case "digest":
      return digest(values);
    case "remove":
      return figures([word], values);
    default:
      return null;
  }
}

/** `import WORKBOOK.xlsx` alone only looks whether it is whole; what is taken away is always named. */
function figures(
  [verb, file, ...others]: readonly string[],
  { country = [], region, all = false }: Values,
): CommandLine {
  const ways: readonly WantedCountries[] = [
    ...(country.length > 0 ? [{ kind: "countries", names: country } as const] : []),
    ...(region === undefined ? [] : [{ kind: "region", name: region } as const]),
    ...(all ? [{ kind: "all" } as const] : []),
  ];
  const [wanted = null, more] = ways;
  if (more !== undefined) return mistake("Say one of --country, --region and --all.");
  if (verb === "remove")
    return wanted === null
      ? mistake("remove takes --country, --region or --all.")
      : { kind: "figures", file: null, wanted };
  return file === undefined || others.length > 0
    ? mistake("import takes the name of one workbook.")
    : { kind: "figures", file, wanted };
}

function withPicture(brief: Extract<CommandLine, { kind: "brief" }>, file: string | undefined): CommandLine {
  if (file === undefined) return brief;
  const { text, format } = brief;
  return format === "text" && file !== ""
    ? { kind: "picture", text, file }
    : mistake("--png takes the name of a file, and not together with --json or --as.");
}

function readFormat({ json, as }: Values): Format | null {
  if (as === undefined) return json === true ? "json" : "text";
  return json !== true && (as === "slack" || as === "teams") ? as : null;
}

function digest({ weeks = "13", start, pack }: Values): CommandLine {
  const count = Number(weeks);
  if (!Number.isInteger(count) || count < 1 || count > 520) return mistake("--weeks takes a number from 1 to 520.");
  if (start === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(start) || Number.isNaN(Date.parse(start))) {
    return mistake("--start takes the day of the first digest, as in --start 2026-11-30.");
  }
  return { kind: "digest", weeks: count, start, pack: pack ?? null };
}

function mistake(sentence: string): CommandLine {
  return { kind: "mistake", sentence: `${sentence}\n${USAGE}` };
}
