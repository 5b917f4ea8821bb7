/** Scores in words: always with the scale, the distance to the line and which way is worse. */
import type { ScoreRow } from "#core/document/briefing.ts";
import { says, type Context } from "./context.ts";
import type { Country, CountryFigures, Indicator, Measure, Pillar } from "#core/profile/profile.ts";

/** The measures of the headline, in the Index's order. */
export const MEASURES: readonly Measure[] = ["criminality", "markets", "actors", "resilience"];

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

/** The pack's own country; its figures come first in the file. */
export function ownCountry(context: Context): Country {
  const [country] = context.pack.figures.countries;
  if (country === undefined) throw new Error(`The pack ${context.pack.slug} has no figures`);
  return country;
}

export function figuresOf(country: Country, edition: number): CountryFigures | undefined {
  return country.editions.find((figures) => figures.edition === edition);
}

/** The country's figures in the pack's own edition. */
export function ownFigures(context: Context): CountryFigures {
  const figures = figuresOf(ownCountry(context), context.pack.edition);
  if (figures === undefined) throw new Error(`The pack ${context.pack.slug} has no figures for its own edition`);
  return figures;
}

export function measureName(context: Context, measure: Measure): string {
  switch (measure) {
    case "criminality":
      return says(context, "scores.measure.criminality");
    case "markets":
      return says(context, "scores.measure.markets");
    case "actors":
      return says(context, "scores.measure.actors");
    case "resilience":
      return says(context, "scores.measure.resilience");
  }
}

/** Rows of the headline scores, each with its place in the world and in the region. */
export function headlineRows(context: Context, figures: CountryFigures): readonly ScoreRow[] {
  return MEASURES.map((measure) => measureRow(context, figures, measure));
}

export function measureRow(context: Context, figures: CountryFigures, measure: Measure): ScoreRow {
  const { world, region } = figures.ranks[measure];
  const high = measure === "resilience" ? "better" : "worse";
  const score = figures.headline[measure];
  const ranks = [
    says(context, "rank.world", { rank: world.rank, of: world.of }),
    says(context, "rank.region", { rank: region.rank, of: region.of, region: context.pack.figures.region }),
  ];
  return {
    ...scoreRow(context, { label: measureName(context, measure), score, high }),
    value: `${scoreWords(context, score, high)}; ${ranks.join("; ")}`,
  };
}

/** Where a score stands among others, counted from the highest; ties share a place. */
export function placeAmong(score: number, others: readonly number[]): number {
  return 1 + others.filter((other) => other > score).length;
}

/** The scores of an indicator in every country of the region that has one in that edition. */
export function regionScores(context: Context, indicator: Indicator, edition: number): readonly number[] {
  return context.pack.figures.countries.flatMap(
    (country) => figuresOf(country, edition)?.indicators[indicator.slug] ?? [],
  );
}
