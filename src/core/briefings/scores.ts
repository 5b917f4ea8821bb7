/** Scores in words: always with the scale, the distance to the line and which way is worse. */
import type { Block, ScoreRow } from "#core/document/briefing.ts";
import { MEASURES } from "#core/profile/profile.ts";
import type { CountryFigures, Indicator, Measure, Pillar } from "#core/profile/profile.ts";
import { pillarOf, says, type Context } from "./context.ts";
import { publishedPlaces } from "./figure-places.ts";

/** As published: one decimal, or two where the published score has two. */
export function formatScore(score: number): string {
  return score.toFixed(Math.abs(score * 10 - Math.round(score * 10)) < 1e-9 ? 1 : 2);
}

export function scoreRow(context: Context, row: { label: string; score: number; high: Pillar["high"] }): ScoreRow {
  return { label: row.label, value: scoreWords(context, row.score, row.high), score: row.score, high: row.high };
}

/** `7.0 of 10, 1.50 above the 5.50 line (higher is worse)`. */
function scoreWords(context: Context, value: number, high: Pillar["high"]): string {
  const { scale } = context.taxonomy;
  const hundredths = Math.round(value * 100) - Math.round(scale.line * 100);
  const score = formatScore(value);
  const reading = high === "worse" ? says(context, "reading.worse") : says(context, "reading.better");
  const line = scale.line.toFixed(2);
  if (hundredths === 0) return says(context, "score.at", { score, high: scale.high, line, reading });
  const distance = (Math.abs(hundredths) / 100).toFixed(2);
  const values = { score, high: scale.high, distance, line, reading };
  return hundredths > 0 ? says(context, "score.above", values) : says(context, "score.below", values);
}

export function measureName(context: Context, measure: Measure): string {
  return says(context, `scores.measure.${measure}`);
}

/** A row for each indicator, in the edition of the pack. */
export function indicatorScores(context: Context, indicators: readonly Indicator[]): Block {
  const scores = context.figures.indicators;
  return {
    kind: "scores",
    caption: says(context, "section.scores", { edition: context.pack.edition }),
    rows: indicators.map(({ slug, name, pillar }) =>
      scoreRow(context, { label: name, score: scores[slug] ?? Number.NaN, high: pillarOf(context, pillar).high }),
    ),
  };
}

/** Rows of the headline scores, each with its place in the world and in the region. */
export function headlineRows(context: Context, figures: CountryFigures): readonly ScoreRow[] {
  return MEASURES.map((measure) => measureRow(context, figures, measure));
}

export function measureRow(context: Context, figures: CountryFigures, measure: Measure): ScoreRow {
  const high = measure === "resilience" ? "better" : "worse";
  const score = figures.headline[measure];
  return {
    ...scoreRow(context, { label: measureName(context, measure), score, high }),
    value: `${scoreWords(context, score, high)}; ${publishedPlaces(context, figures, measure)}`,
  };
}
