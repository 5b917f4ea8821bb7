/** Rows with a column an edition, as people read figures, turned into editions with their figures. */
import { byMeasure } from "#core/profile/figures.ts";
import type { Country, CountryFigures } from "#core/profile/profile.ts";
import type { FiguresFile } from "./schema.ts";

type CountryFile = FiguresFile["countries"][number];

/** The country by editions. The file has been checked: every row has all its columns. */
export function countryOf(file: CountryFile): Country {
  const { slug, name, aliases, editions } = file;
  return { slug, name, aliases, editions: editions.map((edition, at) => editionOf(file, edition, at)) };
}

function editionOf({ headline, ranks, indicators }: CountryFile, edition: number, at: number): CountryFigures {
  const scored = Object.entries(indicators).flatMap(([slug, row]) => {
    const score = row[at] ?? null;
    return score === null ? [] : [[slug, score] as const];
  });
  return {
    edition,
    headline: byMeasure((measure) => column(headline[measure], at)),
    ranks: byMeasure((measure) => ({
      world: column(ranks[measure].world, at),
      continent: column(ranks[measure].continent, at),
      region: column(ranks[measure].region, at),
    })),
    indicators: Object.fromEntries(scored),
  };
}

function column<T>(row: readonly (T | null)[], at: number): T {
  const value = row[at] ?? null;
  if (value === null) throw new Error("The figures were used before they were checked");
  return value;
}
