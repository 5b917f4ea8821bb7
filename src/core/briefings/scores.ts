/** Scores in words and as rows of a table: headlines with two decimals, indicators as published. */

import type { Block, Column } from "#core/document/briefing.ts";
import type { CountryFigures, Direction, Indicator, Measure, Pillar } from "#core/profile/profile.ts";
import { raised, says, type Context } from "./context.ts";

/** As published: one decimal, or two where the published score has two. */
export function formatScore(score: number): string {
  return score.toFixed(Math.abs(score * 10 - Math.round(score * 10)) < 1e-9 ? 1 : 2);
}

/** Headlines are means: 4.40 beside 5.33. */
export function formatHeadline(score: number): string {
  return score.toFixed(2);
}

/**
 * A score in a table, or the sign for none: above the line between low and high or on it it says so, since no picture shows the line there;
 * before the number, so that the digits stand under one another.
 */
export function scoreCell(
  context: Context,
  score: number | undefined,
  format: (score: number) => string = formatScore,
): string {
  if (score === undefined) return "–";
  const { line } = context.taxonomy.scale;
  const level = score > line ? says(context, "level.high") : score === line ? says(context, "chart.on-line") : "";
  return `${level} ${format(score)}`.trim();
}

/** A row of a table of scores. */
interface ScoreRow {
  /** Null of what is no score: neither way is worse. */
  readonly high: Direction | null;
  readonly cells: readonly string[];
  /** Whether it heads those below it. */
  readonly isHead?: boolean;
}

/** Rows of two directions stand each under which way is worse; those of one are as they were. */
export function underDirections(
  context: Context,
  rows: readonly ScoreRow[],
): { readonly rows: readonly (readonly string[])[]; readonly heads: readonly number[] } {
  const isOne = new Set(rows.flatMap(({ high }) => high ?? [])).size < 2;
  const parted = rows.flatMap((row, at): readonly ScoreRow[] => {
    if (isOne || row.high === null || row.high === rows[at - 1]?.high) return [row];
    const cells = [raised(readingOf(context, row.high)), ...row.cells.slice(1).map(() => "")];
    return [{ high: row.high, cells, isHead: true }, row];
  });
  return {
    rows: parted.map(({ cells }) => cells),
    heads: parted.flatMap(({ isHead }, at) => (isHead === true ? [at] : [])),
  };
}

export function measureName(context: Context, measure: Measure): string {
  return says(context, `scores.measure.${measure}`);
}

/** What a high value of it is. */
export function directionOf(measure: Measure): Direction {
  return measure === "resilience" ? "better" : "worse";
}

/** What stands beside its score. */
export function scoreColumns(context: Context): readonly Column[] {
  return [
    { name: says(context, "scores.columns.measure"), kind: "text" },
    { name: says(context, "figures.columns.score", { high: context.taxonomy.scale.high }), kind: "number" },
  ];
}

/** With the edition that was the first to score it, where that is later than the profile's. */
export function datedName(context: Context, { name, since }: Pick<Indicator, "name" | "since">): string {
  return since > context.pack.edition ? says(context, "chart.new", { subject: name, since }) : name;
}

/** The scores of an edition, one below the other; those that it does not have are left out. */
export function scoreTable(context: Context, indicators: readonly Indicator[], figures: CountryFigures): Block {
  const rows = indicators.flatMap((indicator) => {
    const score = figures.indicators[indicator.slug];
    return score === undefined ? [] : [[datedName(context, indicator), scoreCell(context, score)]];
  });
  return { kind: "table", caption: "", columns: scoreColumns(context), rows };
}

/** The profile's edition, and the newest one where that is later. */
export function profileAndNewest({ country, figures }: Context): readonly CountryFigures[] {
  const newest = country.editions.at(-1);
  return newest === undefined || newest.edition <= figures.edition ? [figures] : [figures, newest];
}

/** What stands beside its scores of those editions. */
export function editionColumns(context: Context, editions: readonly CountryFigures[]): readonly Column[] {
  if (editions.length < 2) return scoreColumns(context);
  const scores = editions.map(({ edition }): Column => ({ name: String(edition), kind: "number" }));
  return [{ name: says(context, "scores.columns.measure"), kind: "text" }, ...scores];
}

/** The scores of the profile's edition, the worst first, and beside them what became of them; before all of them that of their pillar. */
export function scoresSince(context: Context, indicators: readonly Indicator[], pillar?: Pillar): Block {
  const editions = profileAndNewest(context);
  const isChanged = editions.length > 1;
  const parts = indicators.map(({ name, slug }) => {
    const scores = editions.map(({ indicators: each }) => each[slug]);
    return [name, ...scores.map((score) => scoreCell(context, score)), ...(isChanged ? [changeCell(scores)] : [])];
  });
  const change: Column = { name: says(context, "scores.columns.change"), kind: "number" };
  const columns = [...editionColumns(context, editions), ...(isChanged ? [change] : [])];
  if (pillar === undefined) return { kind: "table", caption: "", columns, rows: parts };
  const scores = editions.map(({ headline }) => scoreCell(context, headline[pillar.slug], formatHeadline));
  // Where its editions count other indicators, what it became is said where that is told.
  const isAlike = context.taxonomy.indicators.every(
    ({ slug, pillar: its }) =>
      its !== pillar.slug || new Set(editions.map(({ indicators: each }) => each[slug] === undefined)).size < 2,
  );
  const pillars = editions.map(({ headline }) => (isAlike ? headline[pillar.slug] : undefined));
  const own = [pillar.name, ...scores, ...(isChanged ? [changeCell(pillars, formatHeadline)] : [])];
  return { kind: "table", caption: "", columns, rows: [own, ...parts], heads: [0] };
}

/** `+0.5`, `−1.0`, `0` where it stayed; a dash where there is nothing to hold against each other. */
function changeCell(scores: readonly (number | undefined)[], format = formatScore): string {
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined) return "–";
  return first === last ? "0" : `${last > first ? "+" : "−"}${format(Math.abs(last - first))}`;
}

/** From where a score is called high, for where no picture draws it. */
export function lineWords(context: Context): string {
  return says(context, "level.line", { line: formatHeadline(context.taxonomy.scale.line) });
}

/** `higher is worse`. */
export function readingOf(context: Context, high: "worse" | "better"): string {
  return high === "worse" ? says(context, "reading.worse") : says(context, "reading.better");
}

/** Of two that are not the same. */
export function verbOf(context: Context, from: number, to: number): string {
  return to > from ? says(context, "verdict.rose") : says(context, "verdict.fell");
}

/** A change of less than a hundredth of the scale cannot be seen in a picture, and is told likewise. */
const BARELY = 100;

/** `fell`, `rose`, `barely changed`, of two that are not the same. */
export function changeOf(context: Context, from: number, to: number): string {
  const isBare = Math.abs(to - from) < context.taxonomy.scale.high / BARELY;
  return isBare ? says(context, "change.barely") : verbOf(context, from, to);
}
