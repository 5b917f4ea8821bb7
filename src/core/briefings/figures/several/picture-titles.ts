/** What a picture says of itself where it stands alone: what can be seen in it, shorter than the answer that it belongs to. */
import { figuresOf, firstBasis } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Direction, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, raised, says, type Context } from "#core/briefings/context.ts";
import { changeOf, formatHeadline, formatScore, verbOf } from "#core/briefings/scores.ts";
import { worstInWords } from "./groups.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";
import { scoreCourses, courseSize, type ScoreCourse } from "#core/briefings/figures/verdicts.ts";

/** Of the names that share an end: a title has room for two. */
const MOST_WORDS = 7;

/**
 * `4 of the 10 scores for markets in Ruritania were high in 2021: highest 7.0 (heroin trade).` Where high is good, what is weak:
 * `All 12 scores for resilience in Ruritania were 5.50 or lower in 2021. Weakest, at 3.0: courts.` `indicators`, the highest first.
 */
export function groupTitle(
  context: Context,
  { group, high }: { readonly group: string; readonly high: Direction },
  { indicators, figures }: { readonly indicators: readonly Indicator[]; readonly figures: CountryFigures },
): string {
  const { line } = context.taxonomy.scale;
  const count = indicators.filter(({ slug }) => (figures.indicators[slug] ?? 0) > line).length;
  const of = indicators.length;
  const values = {
    ...{ count, of, group: lowered(group), edition: figures.edition },
    country: countryPhrase(context, context.country.name),
  };
  if (high === "better") {
    const key = count === 0 ? "title.low.all" : "title.low";
    return says(context, count === 1 && of > 1 ? "title.low.one" : key, {
      ...{ ...values, line: formatHeadline(line) },
      ...weakestInWords(indicators, figures),
    });
  }
  const key = count === 0 ? "title.high.none" : count === of ? "title.high.all" : "title.high";
  return says(context, count === 1 && of > 1 ? "title.high.one" : key, {
    ...values,
    worst: worstInWords(context, high, { indicators, figures, most: MOST_WORDS }),
  });
}

/** By the names of their bars: what is weakest is what a picture of resilience is looked at for, however many share it. */
function weakestInWords(indicators: readonly Indicator[], figures: CountryFigures) {
  const weakest = figures.indicators[indicators.at(-1)?.slug ?? ""] ?? Number.NaN;
  const level = indicators.filter(({ slug }) => figures.indicators[slug] === weakest);
  // As in the picture, the weakest first.
  const names = level.toReversed().map(({ name }) => lowered(name));
  return { score: formatScore(weakest), worst: names.join("; ") };
}

/** `Ruritania, 2021 to 2025: resilience fell from 4.17 to 3.79; criminality barely changed as published (5.33 to 5.25) and rose like for like (to 5.48, after 5.64 in 2023).` The largest change first. */
export function courseTitle(context: Context, lines: readonly Line[]): string {
  const told = scoreCourses(context, lines)
    .toSorted((one, other) => courseSize(other) - courseSize(one))
    .map((course) => courseWords(context, course));
  const { editions, name } = context.country;
  const [first = 0, last = 0] = [editions[0]?.edition, editions.at(-1)?.edition];
  return told.length === 0
    ? ""
    : says(context, "title.courses", { country: name, first, last, courses: told.join("; ") });
}

function courseWords(context: Context, course: ScoreCourse): string {
  const { line, first, last } = course;
  const format = scoreFormatOf(line);
  const values = { subject: line.phrase, from: format(first.score), to: format(last.score) };
  const change = changeOf(context, first.score, last.score);
  const published = first.score === last.score ? "title.course.same" : "title.course";
  const ours = line.measure === undefined ? undefined : basisOf(context, line.measure, last.edition);
  if (ours === undefined || ours === last.score || ours === first.score || first.score === last.score)
    return says(context, published, { ...values, change });
  return says(context, "title.course.both", {
    ...{ ...values, change },
    ...{ ours: verbOf(context, first.score, ours), score: withPeak(context, line.measure, { first, last, ours }) },
  });
}

/** `5.48, after 5.64 in 2023`, where an edition between stands out beyond both ends. */
function withPeak(
  context: Context,
  measure: Line["measure"],
  { first, last, ours }: Pick<ScoreCourse, "first" | "last"> & { readonly ours: number },
): string {
  const score = formatHeadline(ours);
  const [low, high] = [Math.min(first.score, ours), Math.max(first.score, ours)];
  const beyond = context.country.editions.flatMap(({ edition }) => {
    const between = edition > first.edition && edition < last.edition && measure !== undefined;
    const value = between ? basisOf(context, measure, edition) : undefined;
    const by = value === undefined ? 0 : Math.max(value - high, low - value);
    return value !== undefined && by > 0 ? [{ edition, value, by }] : [];
  });
  const [peak] = beyond.toSorted((one, other) => other.by - one.by);
  if (peak === undefined) return score;
  return says(context, "title.course.after", { score, peak: formatHeadline(peak.value), edition: peak.edition });
}

function basisOf(context: Context, measure: NonNullable<Line["measure"]>, edition: number): number | undefined {
  const figures = figuresOf(context.country, edition);
  return figures === undefined ? undefined : firstBasis(context.taxonomy, figures, context.pack.edition)[measure];
}

/** Which of several stands highest in the last edition, behind which of them changed most: `Highest in 2025: the heroin trade (7.0).` */
export function topTitle(context: Context, lines: readonly Line[]): string {
  const figures = context.country.editions.at(-1);
  const scores = lines.flatMap((line) => {
    const score = line.score(figures);
    return score === undefined ? [] : [{ phrase: line.phrase, score }];
  });
  const [top, next] = scores.toSorted((one, other) => other.score - one.score);
  if (figures === undefined || top === undefined || top.score === next?.score) return "";
  return says(context, "title.top", {
    ...{ edition: figures.edition, subject: top.phrase, score: formatScore(top.score) },
  });
}

/**
 * `Karvonia scored worse than Ruritania on criminality and resilience in 2021, but not on criminal actors.`; null where each is worse in one of
 * the two, or level. `lines` are what is told, `parts` what else the picture shows.
 */
export function worseTitle(
  context: Context,
  { lines, parts }: { readonly lines: readonly Line[]; readonly parts: readonly Line[] },
  { countries, edition }: { readonly countries: readonly Country[]; readonly edition: number },
): string | null {
  const [own, beside, more] = countries;
  const [first, second] = lines;
  if (own === undefined || beside === undefined || more !== undefined) return null;
  const sideOf = worseSide(own, beside, edition);
  const side = sameOf(lines.map(sideOf));
  if (first === undefined || second === undefined || side === 0) return null;
  const [one, other] = (side > 0 ? [own, beside] : [beside, own]).map(({ name }) => countryPhrase(context, name));
  const values = {
    ...{ one: raised(one ?? ""), other: other ?? "", subject: first.phrase, second: second.phrase, edition },
  };
  const against = parts.filter((line) => sideOf(line) !== side).map(({ phrase }) => phrase);
  const key = against.length === 0 ? "title.worse" : "title.worse.but";
  return says(context, key, { ...values, parts: inWords(context, against) });
}

/** Of a figure: above nought where the first is worse, below where the other is, else nought. */
function worseSide(own: Country, beside: Country, edition: number): (line: Line) => number {
  return ({ score, high }) => {
    const [mine, theirs] = [own, beside].map((country) => score(figuresOf(country, edition)));
    if (mine === undefined || theirs === undefined) return 0;
    return Math.sign(high === "worse" ? mine - theirs : theirs - mine);
  };
}

/** What all of them are; nought where they differ. */
function sameOf([first = 0, ...others]: readonly number[]): number {
  return others.every((each) => each === first) ? first : 0;
}
