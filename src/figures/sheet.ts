/** A sheet's rows as scores: every number where it belongs, or sheet and cell of what is wrong. */
import { byMeasure } from "#core/profile/figures.ts";
import { fold } from "#core/profile/fold.ts";
import { MEASURES, type Measure, type Taxonomy } from "#core/profile/profile.ts";
import { cellName } from "./workbook-problem.ts";
import type { Cell, EditionSheet } from "./workbook.ts";

/** One country in one edition, as published. */
export interface ScoredRow {
  readonly edition: number;
  readonly country: string;
  readonly region: string;
  readonly continent: string;
  readonly headline: Readonly<Record<Measure, number>>;
  /** By slug. */
  readonly indicators: Readonly<Record<string, number>>;
}

export interface SheetReading {
  readonly rows: readonly ScoredRow[];
  readonly problems: readonly string[];
}

const PLACES = ["continent", "region", "country"] as const;
type Place = (typeof PLACES)[number];

/** As the workbook's first row calls them. */
const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  criminality: "criminality",
  markets: "criminal markets",
  actors: "criminal actors",
  resilience: "resilience",
};
/** Half of the last digit that is published. */
const ROUNDING = 0.005 + 1e-9;

export function readSheet(sheet: EditionSheet, taxonomy: Taxonomy): SheetReading {
  const heads = readHeads(sheet, taxonomy);
  if (heads.problems.length > 0) return { rows: [], problems: heads.problems };
  const read = sheet.rows.slice(1).flatMap((cells, at) => {
    const isEmpty = cells.every((cell) => cell === null || cell === "");
    return isEmpty ? [] : [readRow({ sheet, cells, row: at + 1, taxonomy }, heads.columns)];
  });
  const rows = read.flatMap(({ row }) => (row === null ? [] : [row]));
  return { rows, problems: [...read.flatMap(({ problems }) => problems), ...repeated(sheet, rows)] };
}

/** Columns by what they hold: a place, a measure, an indicator's slug. */
type Columns = ReadonlyMap<string, number>;

/** The order of the columns is another one in each edition. */
function readHeads(
  sheet: EditionSheet,
  taxonomy: Taxonomy,
): { readonly columns: Columns; readonly problems: readonly string[] } {
  const scored = taxonomy.indicators.filter(({ since }) => since <= sheet.edition);
  const known = new Map<string, string>([
    ...PLACES.map((place) => [place, place] as const),
    ...MEASURES.map((measure) => [MEASURE_NAMES[measure], measure] as const),
    ...scored.map(({ name, slug }) => [headOf(name), slug] as const),
  ]);
  const columns = new Map<string, number>();
  const problems: string[] = [];
  for (const [column, head] of (sheet.rows[0] ?? []).entries()) {
    if (head === null || head === "") continue;
    const meant = known.get(headOf(String(head)));
    if (meant === undefined || columns.has(meant)) {
      const expected = meant === undefined ? `a measure or an indicator of the ${sheet.edition} edition` : "it once";
      problems.push(problemAt(sheet, { column, row: 0 }, { expected, found: head }));
    } else columns.set(meant, column);
  }
  const missing = [...known].filter(([, meant]) => !columns.has(meant)).map(([name]) => name);
  if (missing.length > 0) problems.push(`Sheet ${sheet.name}, row 1: no column for ${missing.join(", ")}`);
  return { columns, problems };
}

/** `Criminality avg.`, `Criminal actors avg,` and `Resilience` alike. */
function headOf(words: string): string {
  return fold(words.replaceAll(/[.,]+\s*$/gu, "")).replace(/ avg$/u, "");
}

interface RowParts {
  readonly sheet: EditionSheet;
  readonly cells: readonly Cell[];
  /** Counted from 0. */
  readonly row: number;
  readonly taxonomy: Taxonomy;
}

function readRow(
  { sheet, cells, row, taxonomy }: RowParts,
  columns: Columns,
): { readonly row: ScoredRow | null; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const cellOf = (meant: string): Cell => cells[columns.get(meant) ?? -1] ?? null;
  const complain = (meant: string, expected: string): void => {
    problems.push(
      problemAt(sheet, { column: columns.get(meant) ?? 0, row }, { expected, found: cellOf(meant), of: meant }),
    );
  };
  const place = (meant: Place): string => {
    const cell = cellOf(meant);
    if (typeof cell === "string" && cell.trim() !== "") return cell.trim();
    complain(meant, `a ${meant}`);
    return "";
  };
  const score = (meant: string): number => {
    const cell = cellOf(meant);
    const { low, high } = taxonomy.scale;
    if (typeof cell === "number" && cell >= low && cell <= high) return Math.round(cell * 100) / 100;
    complain(meant, `a score from ${low} to ${high}`);
    return Number.NaN;
  };
  const slugs = taxonomy.indicators.flatMap(({ slug }) => (columns.has(slug) ? [slug] : []));
  const read: ScoredRow = {
    edition: sheet.edition,
    ...{ country: place("country"), region: place("region"), continent: place("continent") },
    headline: byMeasure(score),
    indicators: Object.fromEntries(slugs.map((slug) => [slug, score(slug)])),
  };
  if (problems.length > 0) return { row: null, problems };
  for (const [measure, mean] of Object.entries(meansOf(read, taxonomy)))
    if (Math.abs(mean - cellNumber(cellOf(measure))) > ROUNDING)
      complain(measure, `the mean of what it is made of, ${mean.toFixed(2)}`);
  return { row: read, problems };
}

/** As the Index reckons: means of each pillar, and criminality the mean of markets and actors. */
function meansOf({ indicators }: ScoredRow, taxonomy: Taxonomy): Readonly<Record<Measure, number>> {
  const mean = (of: string): number => {
    const scores = taxonomy.indicators.flatMap(({ slug, pillar }) =>
      pillar === of && indicators[slug] !== undefined ? [indicators[slug]] : [],
    );
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const [markets, actors] = [mean("markets"), mean("actors")];
  return { criminality: (markets + actors) / 2, markets, actors, resilience: mean("resilience") };
}

function cellNumber(cell: Cell): number {
  return typeof cell === "number" ? cell : Number.NaN;
}

function repeated({ name }: EditionSheet, rows: readonly ScoredRow[]): readonly string[] {
  const all = Object.entries(Object.groupBy(rows, ({ country }) => fold(country)));
  return all.flatMap(([, same = []]) =>
    same.length < 2 ? [] : [`Sheet ${name}: ${same[0]?.country} has ${same.length} rows`],
  );
}

function problemAt(
  { name, rows }: EditionSheet,
  { column, row }: { readonly column: number; readonly row: number },
  { expected, found, of }: { readonly expected: string; readonly found: Cell; readonly of?: string },
): string {
  const head = of === undefined ? "" : ` (${String(rows[0]?.[column] ?? of).trim()})`;
  const shown = found === null ? "nothing" : typeof found === "number" ? String(found) : `“${found}”`;
  return `Sheet ${name}, cell ${cellName(column, row)}${head}: expected ${expected}, found ${shown}`;
}
