/** Who shares a place with whom, of figures that were brought in before that was kept. */
import { byMeasure } from "./figures.ts";
import { MEASURES, type CountryFigures, type Measure, type Rank } from "./profile.ts";
import type { PlacedCountry } from "./world.ts";

const SCOPES = ["world", "continent", "region"] as const;
type Scope = (typeof SCOPES)[number];

/**
 * `imported` with the places that another one of them, or of `beside`, has as well marked as shared: nobody has another's place
 * but with the same score. As it is where places are marked already, as every later import marks them.
 */
export function withSharedPlaces<Placed extends PlacedCountry>(
  imported: readonly Placed[],
  beside: readonly PlacedCountry[],
): readonly Placed[] {
  if (imported.some((country) => country.editions.some(isMarked))) return imported;
  const slugs = new Set(imported.map(({ slug }) => slug));
  const holders = new Map<string, number>();
  for (const country of [...imported, ...beside.filter(({ slug }) => !slugs.has(slug))])
    for (const figures of country.editions)
      for (const key of placesOf(country, figures)) holders.set(key, (holders.get(key) ?? 0) + 1);
  const isShared = (key: string): boolean => (holders.get(key) ?? 0) > 1;
  return imported.map((country) => ({
    ...country,
    editions: country.editions.map((figures) => ({
      ...figures,
      ranks: byMeasure((measure) => {
        const marked = (scope: Scope): Rank => {
          const joint = isShared(placeOf(country, figures, { measure, scope }));
          return { ...figures.ranks[measure][scope], joint };
        };
        return { world: marked("world"), continent: marked("continent"), region: marked("region") };
      }),
    })),
  }));
}

function isMarked({ ranks }: CountryFigures): boolean {
  return MEASURES.some((measure) => SCOPES.some((scope) => ranks[measure][scope].joint));
}

function placesOf(country: PlacedCountry, figures: CountryFigures): readonly string[] {
  return MEASURES.flatMap((measure) => SCOPES.map((scope) => placeOf(country, figures, { measure, scope })));
}

function placeOf(
  country: PlacedCountry,
  { edition, ranks }: CountryFigures,
  { measure, scope }: { readonly measure: Measure; readonly scope: Scope },
): string {
  const area = scope === "world" ? "" : country[scope];
  return [edition, measure, scope, area, ranks[measure][scope].rank].join("/");
}
