/** Look-ups in a country's figures, where a score stands among others, and what editions have in common. */
import type { Country, CountryFigures, Figures, Measure, Taxonomy } from "./profile.ts";

export function figuresOf(country: Country, edition: number): CountryFigures | undefined {
  return country.editions.find((figures) => figures.edition === edition);
}

/** Where a score stands among others, counted from the highest; ties share a place. */
export function placeAmong(score: number, others: readonly number[]): number {
  return 1 + others.filter((other) => other > score).length;
}

/** The scores of an indicator in every country of the region that has one in that edition. */
export function regionScores({ countries }: Figures, indicator: string, edition: number): readonly number[] {
  return countries.flatMap((country) => figuresOf(country, edition)?.indicators[indicator] ?? []);
}

/**
 * The headline scores of `figures` over the indicators that the edition `first` already had, as the Index computes
 * them: means of markets and of actors, criminality the mean of those two, resilience a mean of its own. Later editions
 * scored more indicators; counted over the first edition's alone, the editions can be compared. Ours, not published:
 * whoever shows them says so. Rounded to two decimals.
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
