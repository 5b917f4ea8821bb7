/** Places in words: whose, among what, counted from where, and who shares them. */
import { figuresOf, regionScores, standing, type SharedPlace } from "#core/profile/figures.ts";
import type { CountryFigures, Indicator, Measure, Rank } from "#core/profile/profile.ts";
import { areaOf, isComplete } from "./areas.ts";
import { says, type Context } from "#core/briefings/context.ts";

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });

/** Of `ties` it counts how many there are. */
type Shared = Pick<SharedPlace, "place"> & { readonly ties: { readonly length: number } };

/** `2nd`, or `joint 2nd` where others share it. */
export function placeWords(context: Context, { place, ties }: Shared): string {
  const words = ordinal(context, place);
  return ties.length === 0 ? words : says(context, "place.joint", { place: words });
}

/** `highest`, `2nd-highest`, `joint 2nd-highest`, or `lowest` of so many: what a sentence says, whichever end is good. */
export function heightWords(context: Context, found: Shared & { readonly of: number }): string {
  const words = ownHeight(context, found);
  return found.ties.length === 0 ? words : says(context, "place.joint", { place: words });
}

/** The same for where it is said in other words who shares it. */
export function ownHeight(context: Context, { place, ties, of }: Shared & { readonly of: number }): string {
  if (place === 1) return says(context, "place.highest");
  const isLast = place + ties.length === of;
  return isLast
    ? says(context, "place.lowest")
    : says(context, "place.highest.other", { place: ordinal(context, place) });
}

/** The same, counted from the nearer end: of ten, the 8th-highest is the 3rd-lowest. */
function nearestHeight(context: Context, found: SharedPlace): string {
  const words = nearestOwn(context, found);
  return found.ties.length === 0 ? words : says(context, "place.joint", { place: words });
}

/** For where it is said in other words who shares it. */
function nearestOwn(context: Context, found: SharedPlace): string {
  const fromLowest = found.of - found.place - found.ties.length + 1;
  if (fromLowest <= 1 || fromLowest >= found.place) return ownHeight(context, found);
  return says(context, "place.end", { place: ordinal(context, fromLowest), end: says(context, "place.lowest") });
}

/** The same counted from an end: `2nd-lowest`; that more share it is for whoever names them. */
export function heightFrom(context: Context, found: SharedPlace | undefined, end: "highest" | "lowest"): string {
  if (found === undefined) return says(context, `place.${end}`);
  const fromHere = end === "highest" ? found.place : found.of - found.place - found.ties.length + 1;
  if (fromHere === 1) return says(context, `place.${end}`);
  const words = says(context, "place.end", { place: ordinal(context, fromHere), end: says(context, `place.${end}`) });
  return found.ties.length === 0 ? words : says(context, "place.joint", { place: words });
}

/** `2nd` */
export function ordinal(context: Context, place: number): string {
  const form = ORDINALS.select(place);
  const key = form === "one" || form === "two" || form === "few" ? form : "other";
  return says(context, `place.${key}`, { place });
}

/** `The 2021 score was the 3rd-highest of Ruritania's 4 for actors and the joint highest of 8 countries in the region, with Karvonia.` */
export function placesSentence(context: Context, edition: number, places: readonly (string | null)[]): string {
  const told = places.filter((place) => place !== null);
  const [first = "", last] = told;
  if (first === "") return "";
  // Who shares the first place stands behind a comma: then the other is a thought of its own.
  if (last !== undefined && first.includes(", "))
    return `${says(context, "indicator.ranks", { edition, places: first })} ${says(context, "indicator.ranks.more", { places: last })}`;
  const words = last === undefined ? first : says(context, "list.last", { names: first, last });
  return says(context, "indicator.ranks", { edition, places: words });
}

/** `Azerbaijan, Georgia and Tajikistan`; with a comma before the last where a name has an `and` of its own. */
export function inWords(context: Context, names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  if (names.length < 2) return last;
  const and = says(context, "list.and");
  const isClear = !names.some((name) => name.split(" ").includes(and));
  return says(context, isClear ? "list.last" : "list.last.apart", { names: names.slice(0, -1).join(", "), last });
}

/** Where an indicator stands among the country's others of its pillar; null where it has no score. */
export function placeInCountry(context: Context, indicator: Indicator, figures: CountryFigures): string | null {
  const peers = context.taxonomy.indicators.filter((peer) => peer.pillar === indicator.pillar);
  const scores = peers.flatMap(({ slug, phrase }) => {
    const score = figures.indicators[slug];
    return score === undefined ? [] : [{ name: phrase, score }];
  });
  const found = standing(indicator.phrase, scores);
  if (found === undefined) return null;
  const place = nearestHeight(context, found);
  const named = {
    indicator: indicator.name,
    country: context.country.name,
    scores: says(context, `indicator.rank.of.${indicator.pillar}`),
  };
  const values = { ...named, place, count: found.of };
  return found.ties.length === 0
    ? says(context, "indicator.rank.country", values)
    : says(context, "indicator.rank.country.joint", {
        ...values,
        others: sharers(context, found.ties),
      });
}

/** Behind `with`: of two, one with an `and` of its own goes first, and of two such each has its `with`, so that the ear counts two. */
function sharers(context: Context, names: readonly string[]): string {
  const and = says(context, "list.and");
  const isDouble = (name: string): boolean => name.split(" ").includes(and);
  const [first, last] = names.toSorted((one, other) => Number(isDouble(other)) - Number(isDouble(one)));
  if (names.length !== 2 || first === undefined || last === undefined) return inWords(context, names);
  return isDouble(last) ? says(context, "list.with", { first, last }) : inWords(context, [first, last]);
}

/** Where the country stands in its region by a figure; null where it has none. */
export function placeInRegion(
  context: Context,
  edition: number,
  read: (figures: CountryFigures | undefined) => number | undefined,
): string | null {
  const area = areaOf(context, "region");
  const found = standing(context.country.name, regionScores(area, edition, read));
  if (found === undefined || !isComplete(area)) return null;
  return regionWords(context, { rank: nearestHeight(context, found), of: found.of, region: area.name }, found.ties);
}

/** `the joint 3rd-lowest of 8 in the region, with Karvonia` */
function regionWords(
  context: Context,
  values: { readonly rank: string; readonly of: number; readonly region: string },
  ties: readonly string[],
): string {
  return ties.length === 0
    ? says(context, "rank.region", values)
    : says(context, "rank.region.joint", { ...values, others: inWords(context, ties) });
}

/** `joint 72nd-highest`, from a place that was counted before. */
export function rankWords(context: Context, { rank, joint, of }: Rank): string {
  return heightWords(context, { place: rank, ties: { length: joint ? 1 : 0 }, of });
}

/** The same of a measure's places in the world and the region; who shares the one in the world may be many. */
export function publishedPlaces(context: Context, { ranks, edition }: CountryFigures, measure: Measure): string {
  const { world, region } = ranks[measure];
  const ties = context.pack.figures.countries.flatMap((country) => {
    const rank = figuresOf(country, edition)?.ranks[measure].region.rank;
    return country === context.country || rank !== region.rank ? [] : [country.name];
  });
  const rank = heightWords(context, { place: region.rank, ties, of: region.of });
  const inRegion = { rank, of: region.of, region: context.pack.figures.region };
  return placesSentence(context, edition, [
    says(context, "rank.world", { rank: rankWords(context, world), of: world.of }),
    regionWords(context, inRegion, ties),
  ]);
}
