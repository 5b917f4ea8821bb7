/** Scores in words: always with the scale, the distance to the line and which way is worse. */
import type { ScoreRow } from "#core/document/briefing.ts";
import { says, type Desk } from "./context.ts";
import type { Country, CountryFigures, Indicator, Measure, Pillar } from "#core/profile/profile.ts";

/** The measures of the headline, in the Index's order. */
export const MEASURES: readonly Measure[] = ["criminality", "markets", "actors", "resilience"];

/** As published: one decimal, or two where the published score has two. */
export function formatScore(score: number): string {
  return score.toFixed(Math.abs(score * 10 - Math.round(score * 10)) < 1e-9 ? 1 : 2);
}

export function scoreRow(desk: Desk, row: { label: string; score: number; high: Pillar["high"] }): ScoreRow {
  return { label: row.label, value: scoreWords(desk, row.score, row.high), score: row.score, high: row.high };
}

/** `7.0 of 10, 1.50 above the 5.50 line (higher is worse)`. */
function scoreWords(desk: Desk, value: number, high: Pillar["high"]): string {
  const { scale } = desk.taxonomy;
  const hundredths = Math.round(value * 100) - Math.round(scale.line * 100);
  const score = formatScore(value);
  const reading = high === "worse" ? says(desk, "reading.worse") : says(desk, "reading.better");
  const line = scale.line.toFixed(2);
  if (hundredths === 0) return says(desk, "score.at", { score, high: scale.high, line, reading });
  const distance = (Math.abs(hundredths) / 100).toFixed(2);
  const values = { score, high: scale.high, distance, line, reading };
  return hundredths > 0 ? says(desk, "score.above", values) : says(desk, "score.below", values);
}

/** The pack's own country; its figures come first in the file. */
export function ownCountry(desk: Desk): Country {
  const [country] = desk.pack.figures.countries;
  if (country === undefined) throw new Error(`The pack ${desk.pack.slug} has no figures`);
  return country;
}

export function figuresOf(country: Country, edition: number): CountryFigures | undefined {
  return country.editions.find((figures) => figures.edition === edition);
}

/** The country's figures in the pack's own edition. */
export function ownFigures(desk: Desk): CountryFigures {
  const figures = figuresOf(ownCountry(desk), desk.pack.edition);
  if (figures === undefined) throw new Error(`The pack ${desk.pack.slug} has no figures for its own edition`);
  return figures;
}

export function measureName(desk: Desk, measure: Measure): string {
  switch (measure) {
    case "criminality":
      return says(desk, "scores.measure.criminality");
    case "markets":
      return says(desk, "scores.measure.markets");
    case "actors":
      return says(desk, "scores.measure.actors");
    case "resilience":
      return says(desk, "scores.measure.resilience");
  }
}

/** Rows of the headline scores, each with its place in the world and in the region. */
export function headlineRows(desk: Desk, figures: CountryFigures): readonly ScoreRow[] {
  return MEASURES.map((measure) => measureRow(desk, figures, measure));
}

export function measureRow(desk: Desk, figures: CountryFigures, measure: Measure): ScoreRow {
  const { world, region } = figures.ranks[measure];
  const high = measure === "resilience" ? "better" : "worse";
  const score = figures.headline[measure];
  const ranks = [
    says(desk, "rank.world", { rank: world.rank, of: world.of }),
    says(desk, "rank.region", { rank: region.rank, of: region.of, region: desk.pack.figures.region }),
  ];
  return {
    ...scoreRow(desk, { label: measureName(desk, measure), score, high }),
    value: `${scoreWords(desk, score, high)}; ${ranks.join("; ")}`,
  };
}

/** Where a score stands among others, counted from the highest; ties share a place. */
export function placeAmong(score: number, others: readonly number[]): number {
  return 1 + others.filter((other) => other > score).length;
}

/** The scores of an indicator in every country of the region that has one in that edition. */
export function regionScores(desk: Desk, indicator: Indicator, edition: number): readonly number[] {
  return desk.pack.figures.countries.flatMap(
    (country) => figuresOf(country, edition)?.indicators[indicator.slug] ?? [],
  );
}
