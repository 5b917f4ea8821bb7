/** The order of all countries by a figure: its two ends, and where the pack's country stands between them. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { regionScores, standing, type Scored } from "#core/profile/figures.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import type { RankingArea } from "#core/briefings/figures/areas.ts";
import { ranksOf } from "#core/briefings/figures/charts.ts";
import { inWords, placeWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";

/** Countries at each end. */
const ENDS = 10;
/** More names than these are counted. */
const MOST_NAMES = 3;

/** One figure of all countries of an area. */
export interface CountryOrder {
  readonly line: Line;
  readonly area: RankingArea;
  readonly edition: number;
}

/** `Heroin trade, 2021 edition: Ruritania joint 14th of 193 in the world (7.0). Highest: Karvonia (9.5).` */
export function worldVerdict(context: Context, { line, area, edition }: CountryOrder): string {
  const scores = regionScores(area, edition, line.score);
  const { name: country } = context.country;
  const found = standing(country, scores);
  const own = scores.find(({ name }) => name === country);
  const format = scoreFormatOf(line);
  const top = scores.filter(({ score }) => score === scores[0]?.score);
  const highest = says(context, "world.highest", {
    countries: named(context, top),
    score: format(top[0]?.score ?? Number.NaN),
  });
  if (found === undefined || own === undefined) return highest;
  const place = { place: placeWords(context, found), of: found.of, area: area.name };
  const subject = { country: raised(countryPhrase(context, country)), subject: line.phrase };
  const values = { ...subject, edition, ...place, score: format(own.score), high: context.taxonomy.scale.high };
  return `${says(context, "world.place", values)} ${highest}`;
}

/** Ten of each end and the own country, each with its place; of a few countries all. `title` is the verdict. */
export function worldOrder(context: Context, { line, area, edition }: CountryOrder, title: string): readonly Block[] {
  const scores = regionScores(area, edition, line.score).toSorted(
    (one, other) => other.score - one.score || one.name.localeCompare(other.name, "en"),
  );
  const isAll = scores.length <= 2 * ENDS + 1;
  const [first, last] = [scores.slice(0, ENDS), scores.slice(-ENDS)];
  const own = scores.filter(({ name }) => name === context.country.name);
  const shown = isAll ? scores : [...new Set([...first, ...own, ...last])];
  const heading = {
    title,
    name: says(context, "figures.countries", { subject: line.name, edition }),
    caption: says(context, "figures.order", { subject: line.name, region: area.name, edition }),
  };
  const omitted = omittedIn(scores, shown);
  const order = ranksOf(context, heading, { line, countries: area.countries, edition, shown, omitted });
  const beyond = isAll ? [] : [...cutOff(first, scores), ...cutOff(last, scores)];
  const format = scoreFormatOf(line);
  const words = beyond.map(({ score, count }) => says(context, "world.level", { count, score: format(score) }));
  return words.length === 0 ? order : [...order, paragraph(words.join(" "))];
}

/** How many stand between a country that is shown and the one shown before it, where any do. */
function omittedIn(scores: readonly Scored[], shown: readonly Scored[]): ReadonlyMap<string, number> {
  const places = shown.map((each) => scores.indexOf(each));
  return new Map(
    shown.flatMap(({ name }, at) => {
      const count = (places[at] ?? 0) - (places[at - 1] ?? -1) - 1;
      return count > 0 ? [[name, count] as const] : [];
    }),
  );
}

/** Countries that have the score of the one that an end is cut off behind. */
function cutOff(shown: readonly Scored[], scores: readonly Scored[]): readonly { score: number; count: number }[] {
  const edge = shown[0] === scores[0] ? shown.at(-1) : shown[0];
  if (edge === undefined) return [];
  const level = (some: readonly Scored[]): number => some.filter(({ score }) => score === edge.score).length;
  const count = level(scores) - level(shown);
  return count === 0 ? [] : [{ score: edge.score, count }];
}

function named(context: Context, countries: readonly Scored[]): string {
  return countries.length > MOST_NAMES
    ? says(context, "world.countries", { count: countries.length })
    : inWords(
        context,
        countries.map(({ name }) => countryPhrase(context, name)),
      );
}
