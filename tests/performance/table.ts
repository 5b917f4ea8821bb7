/** The one table of a run, on the screen and in `docs/performance.md`. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

export interface Row {
  readonly work: string;
  /** With the unit: `16,295/s`. */
  readonly bot: string;
  readonly beside: string;
  /** What it is measured against, by name. */
  readonly peer: string;
  /** The bot's by the peer's: the median of the rounds' own ratios. */
  readonly ratio: number | null;
  /** The lowest and the highest of those. */
  readonly spread: readonly [number, number] | null;
  /** Microseconds of CPU for one piece of work, the bot's and the peer's; NaN where one has none. */
  readonly cpu: readonly [number, number] | null;
  readonly mark: string;
  /** Null where no mark is set. */
  readonly isMet: boolean | null;
}

export interface Profile {
  readonly work: string;
  readonly top: readonly { readonly name: string; readonly percent: number }[];
}

const HEAD = "| work | bot | beside it | peer or floor | ratio (spread) | CPU us, bot / peer | mark | met |";

export function drawTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const cells = [
      ...[row.work, row.bot, row.beside, row.peer, ratioOf(row)],
      row.cpu === null ? "" : row.cpu.map((each) => (Number.isNaN(each) ? "-" : Math.round(each))).join(" / "),
      ...[row.mark, row.isMet === null ? "" : row.isMet ? "yes" : "no"],
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [HEAD, "|---|---|---|---|---|---|---|---|", ...lines].join("\n");
}

function ratioOf({ ratio, spread }: Row): string {
  if (ratio === null) return "";
  return spread === null
    ? ratio.toFixed(2)
    : `${ratio.toFixed(2)} (${spread.map((each) => each.toFixed(2)).join(" to ")})`;
}

const BEGIN = "<!-- written by npm run bench -->";
const END = "<!-- end of what is written -->";

/** What stands around the marks in the files is written by hand, and stays. */
export function writeDocument(rows: readonly Row[], command: string): void {
  writeBetween("docs/performance.md", [BEGIN, END], [told(command), drawTable(rows)]);
}

/** `section` is `before` or `now`. */
export function writeProfiles(profiles: readonly Profile[], section: string, command: string): void {
  const marks = [`<!-- ${section}, written by npm run bench -->`, `<!-- end of ${section} -->`] as const;
  writeBetween("docs/profiles.md", marks, [told(command), ...profiles.map(drawProfile)]);
}

function writeBetween(file: string, [begin, end]: readonly [string, string], parts: readonly string[]): void {
  const text = readFileSync(file, "utf8");
  const [before, after] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  writeFileSync(file, `${before}${[begin, ...parts].join("\n\n")}\n\n${after}`);
}

function told(command: string): string {
  const git = (...words: string[]): string => execFileSync("git", words, { encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "src", "adapters", "content") === "" ? "" : " and changes";
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}`;
  return `\`${command}\`, ${new Date().toISOString().slice(0, 16)}Z, commit ${git("rev-parse", "--short", "HEAD")}${changed}, Node ${process.versions.node}, ${machine}.`;
}

/** Of what is not idle. */
function drawProfile({ work, top }: Profile): string {
  const lines = top.slice(0, 10).map(({ name, percent }) => `| ${percent.toFixed(1)} % | \`${name}\` |`);
  return [`${work}:`, "", "| CPU | function |", "|---|---|", ...lines].join("\n");
}

/** Of an odd number of values the one in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** `12,345`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}
