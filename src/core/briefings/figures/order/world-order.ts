/** The order of all countries by a figure: its two ends, and where the pack's country stands between them. */
import type { Block } from "#core/document/briefing.ts";
import { regionScores, standing, type Scored } from "#core/profile/figures.ts";
import { countryPhrase, says, type Context } from "#core/briefings/context.ts";
import type { RankingArea } from "#core/briefings/figures/areas.ts";
import { MOST_BARS, ranksOf } from "#core/briefings/figures/charts.ts";
import { heightWords, inWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";

/** Countries at each end. */
const ENDS = 10;
/** Of those that share the own place, and of those that share one at an end. */
const MOST_OWN = 9;
const MOST_AT_END = 3;
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
  const place = { place: heightWords(context, found), of: found.of, area: area.name };
  const subject = { country: countryPhrase(context, country), subject: line.phrase };
  const values = { ...subject, edition, ...place, score: format(own.score), high: context.taxonomy.scale.high };
  return `${says(context, "world.place", values)} ${highest}`;
}

/** Its two ends and the surroundings of the own country, each with its place; of a few countries all. `title` is the verdict. */
export function worldOrder(context: Context, { line, area, edition }: CountryOrder, title: string): readonly Block[] {
  const scores = regionScores(area, edition, line.score).toSorted(
    (one, other) => other.score - one.score || one.name.localeCompare(other.name, "en"),
  );
  const rows: readonly Row[] =
    scores.length <= MOST_BARS ? scores.map((scored) => ({ scored, before: 0 })) : telling(context, scores);
  const heading = {
    title,
    name: says(context, "figures.countries", { subject: line.name, edition }),
    caption: says(context, "figures.order", { subject: line.name, region: area.name, edition }),
  };
  return ranksOf(context, heading, {
    ...{ line, countries: area.countries, edition },
    shown: rows.map(({ scored }) => scored),
    omitted: new Map(rows.flatMap(({ scored, before }) => (before === 0 ? [] : [[scored.name, before] as const]))),
    names: new Map(rows.flatMap(({ scored, name }) => (name === undefined ? [] : [[scored.name, name] as const]))),
  });
}

interface Row {
  readonly scored: Scored;
  /** Where it stands for several. */
  readonly name?: string;
  /** How many before it are not shown. */
  readonly before: number;
}

/**
 * Ten of each end, the own country with all that share its place, and who stands before and behind them. No tie is cut: one that is
 * too long is a row of so many countries, beside the own one where that is in it.
 */
function telling(context: Context, scores: readonly Scored[]): readonly Row[] {
  const levels = [...Map.groupBy(scores, ({ score }) => score).values()];
  const rows = rowsOf(context, levels, MOST_OWN);
  return rows.length <= MOST_BARS ? rows : rowsOf(context, levels, 1);
}

function rowsOf(context: Context, levels: readonly (readonly Scored[])[], mostOwn: number): readonly Row[] {
  const own = levels.findIndex((level) => level.some(({ name }) => name === context.country.name));
  let before = 0;
  return levels.flatMap((level, at) => {
    const isAtEnd = [levels.slice(0, at), levels.slice(at + 1)].some((beyond) => beyond.flat().length < ENDS);
    const isNear = own !== -1 && Math.abs(at - own) === 1;
    if (!isAtEnd && !isNear && at !== own) {
      before += level.length;
      return [];
    }
    const [first, ...others] = rowsOfLevel(context, level, at === own ? mostOwn : isAtEnd ? MOST_AT_END : 1);
    const rows = first === undefined ? [] : [{ ...first, before }, ...others];
    before = 0;
    return rows;
  });
}

function rowsOfLevel(context: Context, level: readonly Scored[], most: number): readonly Row[] {
  if (level.length <= most) return level.map((scored) => ({ scored, before: 0 }));
  const own = level.filter(({ name }) => name === context.country.name);
  const others = level.filter((each) => !own.includes(each));
  const name = says(context, own.length === 0 ? "world.countries" : "world.others", { count: others.length });
  return [...own, ...others.slice(0, 1)].map((scored) =>
    own.includes(scored) ? { scored, before: 0 } : { scored, name, before: 0 },
  );
}

function named(context: Context, countries: readonly Scored[]): string {
  return countries.length > MOST_NAMES
    ? says(context, "world.countries", { count: countries.length })
    : inWords(
        context,
        countries.map(({ name }) => countryPhrase(context, name)),
      );
}
