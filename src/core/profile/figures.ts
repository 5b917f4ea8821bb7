/** Later editions scored more indicators. Counted over the first edition's alone, the editions can be compared. */
import type { CountryFigures, Measure, Taxonomy } from "./profile.ts";

/**
 * The headline scores of `figures` over the indicators that the edition `first` already had, as the Index
 * computes them: means of markets and of actors, criminality the mean of those two, resilience a mean of its own.
 * Ours, not published: whoever shows them says so. Rounded to two decimals.
 */
export function firstBasis(
  taxonomy: Taxonomy,
  figures: CountryFigures,
  first: number,
): Readonly<Record<Measure, number>> {
  const mean = (pillar: string): number => {
    const scores = taxonomy.indicators.flatMap(({ slug, pillar: of, since }) =>
      of === pillar && since <= first ? (figures.indicators[slug] ?? []) : [],
    );
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const [markets, actors, resilience] = [mean("markets"), mean("actors"), mean("resilience")];
  return {
    criminality: round((markets + actors) / 2),
    markets: round(markets),
    actors: round(actors),
    resilience: round(resilience),
  };
}

function round(score: number): number {
  return Number(score.toFixed(2));
}
