/** The rows of all editions as countries, with our count of their places. */
import { byMeasure } from "#core/profile/figures.ts";
import { fold } from "#core/profile/fold.ts";
import { MEASURES, type CountryFigures, type Measure, type Rank } from "#core/profile/profile.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import type { createCountryNames } from "./country-names.ts";
import type { ScoredRow } from "./sheet.ts";

/**
 * By name. The region and the continent of a country are those of its newest row, in every edition: the editions do not
 * draw all regions alike, and its place among others means little where those are other ones each time.
 */
export function countriesOf(
  rows: readonly ScoredRow[],
  nameOf: ReturnType<typeof createCountryNames>,
): { readonly countries: readonly ImportedCountry[]; readonly problems: readonly string[] } {
  const byCountry = Map.groupBy(rows, ({ country }) => nameOf(country)?.code ?? fold(country));
  const newest = new Map([...byCountry].flatMap(([code, its]) => its.slice(-1).map((row) => [code, row] as const)));
  const places = placesIn(byCountry, newest);
  const problems = [...byCountry.values()].flatMap(namedTwice);
  const countries = [...newest].flatMap(([code, { country: name, region, continent }]): readonly ImportedCountry[] => {
    const named = nameOf(name);
    if (named === undefined) {
      problems.push(`“${name}” is no country that is known; content/index/countries.yaml may name it`);
      return [];
    }
    const editions = (byCountry.get(code) ?? []).map(({ edition, headline, indicators }): CountryFigures => ({
      ...{ edition, headline, indicators },
      ranks: byMeasure((measure) => places(code, edition, measure)),
    }));
    return [{ slug: named.slug, name, aliases: named.aliases, region, continent, editions }];
  });
  return { countries: countries.toSorted((one, other) => one.name.localeCompare(other.name, "en")), problems };
}

/** A country under two names would be counted twice among the others. */
function namedTwice(rows: readonly ScoredRow[]): readonly string[] {
  return [...Map.groupBy(rows, ({ edition }) => edition)].flatMap(([edition, same]) =>
    same.length < 2 ? [] : [`${edition}: ${same.map(({ country }) => `“${country}”`).join(" and ")} are one country`],
  );
}

type Places = Readonly<Record<"world" | "continent" | "region", Rank>>;

/** Competition ranks from the published scores, 1 being the highest: who ties shares a place, and the next one is skipped. */
function placesIn(
  byCountry: ReadonlyMap<string, readonly ScoredRow[]>,
  newest: ReadonlyMap<string, ScoredRow>,
): (code: string, edition: number, measure: Measure) => Places {
  const scores = new Map<string, number[]>();
  const keysOf = (code: string, { edition }: Pick<ScoredRow, "edition">, measure: Measure): readonly string[] => {
    const { region, continent } = newest.get(code) ?? {};
    return ["world", continent, region].map((area) => JSON.stringify([edition, measure, area]));
  };
  for (const [code, rows] of byCountry)
    for (const row of rows)
      for (const measure of MEASURES)
        for (const key of keysOf(code, row, measure))
          scores.set(key, [...(scores.get(key) ?? []), row.headline[measure]]);
  return (code, edition, measure) => {
    const own = byCountry.get(code)?.find((row) => row.edition === edition)?.headline[measure] ?? Number.NaN;
    const [world, continent, region] = keysOf(code, { edition }, measure).map((key): Rank => {
      const all = scores.get(key) ?? [];
      const joint = all.filter((score) => score === own).length > 1;
      return { rank: all.filter((score) => score > own).length + 1, of: all.length, joint };
    });
    const none = { rank: 1, of: 1, joint: false };
    return { world: world ?? none, continent: continent ?? none, region: region ?? none };
  };
}
