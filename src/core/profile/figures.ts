/** Look-ups in a country's figures, where a score stands among others, and what editions have in common. */
import type { Country, CountryFigures, Figures, Measure, Taxonomy } from "./profile.ts";

export function byMeasure<T>(of: (measure: Measure) => T): Record<Measure, T> {
  return { criminality: of("criminality"), markets: of("markets"), actors: of("actors"), resilience: of("resilience") };
}

export function figuresOf(country: Country, edition: number): CountryFigures | undefined {
  return country.editions.find((figures) => figures.edition === edition);
}

/** A score with whose it is: a country of the region, an indicator of the country. */
export interface Scored {
  readonly name: string;
  readonly score: number;
}

export interface SharedPlace {
  /** Counted from the highest score; ties share it. */
  readonly place: number;
  readonly of: number;
  /** The names of those who share the place. */
  readonly ties: readonly string[];
}

/** Where `name` stands among `all`, which hold its own score as well; undefined where they do not. */
export function standing(name: string, all: readonly Scored[]): SharedPlace | undefined {
  const own = all.find((each) => each.name === name);
  if (own === undefined) return undefined;
  const ties = all.filter((each) => each.score === own.score && each.name !== name);
  const above = all.filter(({ score }) => score > own.score);
  return { place: above.length + 1, of: all.length, ties: ties.map((each) => each.name) };
}

/** What every country of the region that has a figure scored in an edition, the highest first. */
export function regionScores(
  { countries }: Pick<Figures, "countries">,
  edition: number,
  read: (figures: CountryFigures | undefined) => number | undefined,
): readonly Scored[] {
  const scores = countries.flatMap((country) => {
    const score = read(figuresOf(country, edition));
    return score === undefined ? [] : [{ name: country.name, score }];
  });
  return scores.toSorted((one, other) => other.score - one.score);
}

const PILLARS_OF: Readonly<Record<Measure, readonly string[]>> = {
  criminality: ["markets", "actors"],
  markets: ["markets"],
  actors: ["actors"],
  resilience: ["resilience"],
};

/** Of how many indicators an edition's measures are made: each is counted once. */
export function indicatorsBehind(
  { indicators: known }: Taxonomy,
  { indicators }: CountryFigures,
  measures: readonly Measure[],
): number {
  const pillars = new Set(measures.flatMap((measure) => PILLARS_OF[measure]));
  return known.filter(({ slug, pillar }) => pillars.has(pillar) && indicators[slug] !== undefined).length;
}

/**
 * The headline scores of `figures` over the indicators that the edition `first` already had, as the Index computes
 * them: means of markets and of actors, criminality the mean of those two, resilience a mean of its own. Later editions
 * scored more indicators; counted over the first edition's alone, the editions can be compared. Ours, not published:
 * whoever shows them says so. Counted in whole tenths and rounded to hundredths, half up, as the Index rounds: a binary
 * fraction would make 5.47 of 5.475.
 */
export function firstBasis(
  taxonomy: Taxonomy,
  figures: CountryFigures,
  first: number,
): Readonly<Record<Measure, number>> {
  const mean = (pillar: string): Fraction => {
    const scores = taxonomy.indicators.flatMap(({ slug, pillar: of, since }) =>
      of === pillar && since <= first ? (figures.indicators[slug] ?? []) : [],
    );
    return { tenths: scores.reduce((sum, score) => sum + Math.round(score * 10), 0), over: scores.length };
  };
  const [markets, actors, resilience] = [mean("markets"), mean("actors"), mean("resilience")];
  const both = {
    tenths: markets.tenths * actors.over + actors.tenths * markets.over,
    over: 2 * markets.over * actors.over,
  };
  return {
    criminality: inHundredths(both),
    markets: inHundredths(markets),
    actors: inHundredths(actors),
    resilience: inHundredths(resilience),
  };
}

/** Both whole numbers. */
interface Fraction {
  readonly tenths: number;
  readonly over: number;
}

/** Half up. */
function inHundredths({ tenths, over }: Fraction): number {
  return Math.floor((20 * tenths + over) / (2 * over)) / 100;
}
