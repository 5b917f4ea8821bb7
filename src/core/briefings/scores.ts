/** Scores in words and as rows of a table: headlines with two decimals, indicators as published. */
import type { Block, Column } from "#core/document/briefing.ts";
import { MEASURES, type CountryFigures, type Indicator, type Measure, type Rank } from "#core/profile/profile.ts";
import { says, type Context } from "./context.ts";

/** As published: one decimal, or two where the published score has two. */
export function formatScore(score: number): string {
  return score.toFixed(Math.abs(score * 10 - Math.round(score * 10)) < 1e-9 ? 1 : 2);
}

/** Headlines are means: 4.40 beside 5.33. */
export function formatHeadline(score: number): string {
  return score.toFixed(2);
}

export function measureName(context: Context, measure: Measure): string {
  return says(context, `scores.measure.${measure}`);
}

/** What stands beside its score. */
export function scoreColumns(context: Context): readonly Column[] {
  return [
    { name: says(context, "scores.columns.measure"), kind: "text" },
    { name: says(context, "figures.columns.score", { high: context.taxonomy.scale.high }), kind: "number" },
  ];
}

/** The scores of an edition, one below the other; those that it does not have are left out. */
export function scoreTable(context: Context, indicators: readonly Indicator[], figures: CountryFigures): Block {
  const rows = indicators.flatMap(({ slug, name }) => {
    const score = figures.indicators[slug];
    return score === undefined ? [] : [[name, formatScore(score)]];
  });
  return { kind: "table", caption: "", columns: scoreColumns(context), rows };
}

export function headlineTable(context: Context, { headline, ranks }: CountryFigures): Block {
  const columns: readonly Column[] = [
    ...scoreColumns(context),
    { name: says(context, "figures.columns.world"), kind: "number" },
    { name: says(context, "figures.columns.region"), kind: "number" },
  ];
  const rows = MEASURES.map((measure) => [
    measureName(context, measure),
    formatHeadline(headline[measure]),
    rankWords(context, ranks[measure].world),
    rankWords(context, ranks[measure].region),
  ]);
  const caption = says(context, "overview.places", { region: context.pack.figures.region });
  return { kind: "table", caption, columns, rows };
}

/** `72 of 193`, and `joint 72 of 193` where others share it. */
export function rankWords(context: Context, { rank, of, joint }: Rank): string {
  const words = says(context, "figures.place", { rank, of });
  return joint ? says(context, "place.joint", { place: words }) : words;
}

/** From where a score is called high, for where no picture draws it. */
export function lineWords(context: Context): string {
  return says(context, "level.line", { line: formatHeadline(context.taxonomy.scale.line) });
}

/** `higher is worse`. */
export function readingOf(context: Context, high: "worse" | "better"): string {
  return high === "worse" ? says(context, "reading.worse") : says(context, "reading.better");
}
