/** Places in words: whose, among what, counted from where, and who shares them. */
import { figuresOf, regionScores, standing, type SharedPlace } from "#core/profile/figures.ts";
import type { CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { pillarOf, says, type Context } from "#core/briefings/context.ts";

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });

/** `2nd`, or `joint 2nd` where others share it. */
export function placeWords(context: Context, { place, ties }: Pick<SharedPlace, "place" | "ties">): string {
  const form = ORDINALS.select(place);
  const key = form === "one" || form === "two" || form === "few" ? form : "other";
  const ordinal = says(context, `place.${key}`, { place });
  return ties.length === 0 ? ordinal : says(context, "place.joint", { place: ordinal });
}

/** `3rd of 4 scores; joint 1st of 8 in the region.` */
export function placesSentence(places: readonly (string | null)[]): string {
  const words = places.filter((place) => place !== null).join("; ");
  return words === "" ? "" : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** `Azerbaijan, Georgia and Tajikistan`. */
export function inWords(context: Context, names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : says(context, "list.last", { names: names.slice(0, -1).join(", "), last });
}

/** Where an indicator stands among the country's others of its pillar; null where it has no score. */
export function placeInCountry(context: Context, indicator: Indicator, figures: CountryFigures): string | null {
  const pillar = pillarOf(context, indicator.pillar);
  const peers = context.taxonomy.indicators.filter((peer) => peer.pillar === indicator.pillar);
  const scores = peers.flatMap(({ slug, name }) => {
    const score = figures.indicators[slug];
    return score === undefined ? [] : [{ name, score }];
  });
  const found = standing(indicator.name, scores);
  if (found === undefined) return null;
  const place = placeWords(context, found);
  const named = { indicator: indicator.name, country: context.pack.country, pillar: pillar.name.toLowerCase() };
  const values = { ...named, place, count: found.of };
  return found.ties.length === 0
    ? says(context, "indicator.rank.country", values)
    : says(context, "indicator.rank.country.joint", { ...values, others: inWords(context, found.ties) });
}

/** Where the country stands in its region by a figure; null where it has none. */
export function placeInRegion(
  context: Context,
  edition: number,
  read: (figures: CountryFigures | undefined) => number | undefined,
): string | null {
  const { figures } = context.pack;
  const found = standing(context.country.name, regionScores(figures, edition, read));
  if (found === undefined) return null;
  const place = placeWords(context, found);
  const values = { country: context.country.name, place, count: found.of, region: figures.region };
  return found.ties.length === 0
    ? says(context, "indicator.rank.region", values)
    : says(context, "indicator.rank.region.joint", { ...values, others: inWords(context, found.ties) });
}

/** A measure's published places in the world and the region; who shares the one in the world is not known here. */
export function publishedPlaces(context: Context, { ranks, edition }: CountryFigures, measure: Measure): string {
  const { world, region } = ranks[measure];
  const ties = context.pack.figures.countries.flatMap((country) => {
    const rank = figuresOf(country, edition)?.ranks[measure].region.rank;
    return country === context.country || rank !== region.rank ? [] : [country.name];
  });
  const inRegion = { rank: region.rank, of: region.of, region: context.pack.figures.region };
  return [
    says(context, "rank.world", { rank: world.rank, of: world.of }),
    ties.length === 0
      ? says(context, "rank.region", inRegion)
      : says(context, "rank.region.joint", { ...inRegion, others: inWords(context, ties) }),
  ].join("; ");
}
