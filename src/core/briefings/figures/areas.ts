/** Among whom a country is placed: its region as the pack has it, or all countries that there are figures of. */
import { notice } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { Country } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";

export interface RankingArea {
  readonly scope: "region" | "world";
  /** As it stands behind `in`. */
  readonly name: string;
  readonly countries: readonly Country[];
  /** How many countries the Index has in it. */
  readonly of: number;
}

export function areaOf(context: Context, scope: RankingArea["scope"]): RankingArea {
  const { pack, world, figures } = context;
  const { region, countries } = pack.figures;
  return scope === "world" && world.countries.length > 0
    ? { scope, name: says(context, "area.world"), countries: world.countries, of: figures.ranks.criminality.world.of }
    : { scope: "region", name: region, countries, of: figures.ranks.criminality.region.of };
}

/** Where not all were brought in, a place among those that are here is not what it seems. */
export function isComplete({ countries, of }: RankingArea): boolean {
  return countries.length >= of;
}

/** Says so where some are missing. */
export function partNotice(context: Context, area: RankingArea): readonly Block[] {
  if (isComplete(area)) return [];
  const { name, countries, of } = area;
  return [notice(says(context, "area.part", { here: countries.length, of, area: name }))];
}

/** Those named by their slugs, the pack's own left out: its neighbours first, then countries from elsewhere. */
export function countriesNamed({ pack, country: own, world }: Context, slugs: readonly string[]): readonly Country[] {
  const beside = pack.figures.countries.filter((country) => country !== own && slugs.includes(country.slug));
  const known = new Set(pack.figures.countries.map(({ slug }) => slug));
  return [...beside, ...slugs.flatMap((slug) => (known.has(slug) ? [] : (world.find(slug) ?? [])))];
}

/** Countries with figures that are not among the pack's own. */
export function countFromElsewhere({ pack, world }: Context): number {
  const known = new Set(pack.figures.countries.map(({ slug }) => slug));
  return world.countries.filter(({ slug }) => !known.has(slug)).length;
}

/** Says so where the world was asked for and only the region is here. */
export function missingWorld(context: Context, { scope, name, countries }: RankingArea): readonly Block[] {
  if (scope === "world") return [];
  return [notice(says(context, "area.missing", { here: countries.length, area: name }))];
}

/** Says so where a part of the world was named that there is no list of. */
export function otherPart(context: Context, { elsewhere }: { readonly elsewhere?: true }): readonly Block[] {
  return elsewhere === true ? [notice(says(context, "area.elsewhere", { area: context.pack.figures.region }))] : [];
}
