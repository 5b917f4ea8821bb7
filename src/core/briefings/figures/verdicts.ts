/** What the figures come to, in a sentence: the first line of every answer from figures. */
import { figuresOf, firstBasis, indicatorsBehind, regionScores, standing } from "#core/profile/figures.ts";
import type { CountedSide } from "#core/profile/figure-question.ts";
import type { Measure } from "#core/profile/profile.ts";
import { countryPhrase, lowered, raised, says, type Context } from "#core/briefings/context.ts";
import { changeOf, formatHeadline, formatScore, verbOf } from "#core/briefings/scores.ts";
import { areaOf, isComplete, type RankingArea } from "./areas.ts";
import { heightWords, inWords } from "./places.ts";
import { scoreFormatOf, type Line } from "./tables.ts";

export interface EditionScore {
  readonly edition: number;
  readonly score: number;
}

/** `Resilience fell from 4.17 (2021) to 3.79 (2025).` For the measures of crime both truths, as editions are not like for like. */
export function trendVerdict(context: Context, line: Line): string {
  const moments = momentsOf(context, line);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || moments.length < 2) return "";
  const published = changeWords(context, line, { first, between: moments.slice(1, -1), last });
  const ours = line.measure === undefined ? undefined : onFirstBasis(context, line.measure, last);
  if (ours === undefined || ours.score === last.score) return `${published}.`;
  const values = { score: formatHeadline(ours.score), count: indicatorsAtFirst(context, line.measure) };
  const basis =
    first.score === ours.score
      ? says(context, "verdict.basis.same", values)
      : says(context, "verdict.basis", {
          ...values,
          change: verbOf(context, first.score, ours.score),
        });
  return says(context, "verdict.both", { published: lowered(published), basis });
}

/** Behind another of the same country and editions, which it does not name again: `Resilience fell from 4.17 to 3.79.` */
export function furtherVerdict(context: Context, line: Line): string {
  const moments = momentsOf(context, line);
  const [first, last] = [moments[0], moments.at(-1)];
  const ours = line.measure === undefined || last === undefined ? last : onFirstBasis(context, line.measure, last);
  if (first === undefined || last === undefined || first.score === last.score || ours?.score !== last.score)
    return trendVerdict(context, line);
  const format = scoreFormatOf(line);
  const change = verbOf(context, first.score, last.score);
  const values = { from: format(first.score), to: format(last.score), change };
  return says(context, "verdict.further", { subject: raised(scoreName(context, line)), ...values });
}

/** The editions that have a score of it. */
export function momentsOf(context: Context, line: Pick<Line, "score">): readonly EditionScore[] {
  return context.country.editions.flatMap((figures) => {
    const score = line.score(figures);
    return score === undefined ? [] : [{ edition: figures.edition, score }];
  });
}

export interface ScoreCourse {
  readonly line: Line;
  readonly first: EditionScore;
  readonly last: EditionScore;
}

export function courseSize({ first, last }: ScoreCourse): number {
  return Math.abs(last.score - first.score);
}

/** From the first edition with a score to the last; of none that only one edition has. */
export function scoreCourses(context: Context, lines: readonly Line[]): readonly ScoreCourse[] {
  return lines.flatMap((line) => {
    const moments = momentsOf(context, line);
    const [first, last] = [moments[0], moments.at(-1)];
    return first === undefined || last === undefined || first === last ? [] : [{ line, first, last }];
  });
}

/** Which of several scores is another at the end by the most; undefined where none has two. */
export function mostChanged(context: Context, lines: readonly Line[]): ScoreCourse | undefined {
  return scoreCourses(context, lines).toSorted((one, other) => courseSize(other) - courseSize(one))[0];
}

/** Which score of several changed most: `Drugs: the synthetic drug trade rose most, from 4.5 (2021) to 5.5 (2025).` */
export function mostVerdict(context: Context, group: string, lines: readonly Line[]): string {
  const most = mostChanged(context, lines);
  if (most === undefined) return "";
  const { line, first, last } = most;
  const years = { group, first: first.edition, last: last.edition };
  if (courseSize(most) === 0) return says(context, "verdict.none", years);
  const change = verbOf(context, first.score, last.score);
  const scores = { from: formatScore(first.score), to: formatScore(last.score) };
  return says(context, "verdict.most", { ...years, ...scores, subject: scoreName(context, line), change });
}

interface Course {
  readonly first: EditionScore;
  readonly between: readonly EditionScore[];
  readonly last: EditionScore;
}

/** What went up and came back has not stayed: then how far from where it began it had been. */
function changeWords(context: Context, line: Line, { first, between, last }: Course): string {
  const format = scoreFormatOf(line);
  const of = { subject: raised(scoreName(context, line)), country: countryPhrase(context, context.country.name) };
  if (first.score === last.score) {
    const { high } = context.taxonomy.scale;
    const values = { ...of, score: format(first.score), first: first.edition, last: last.edition };
    const size = ({ score }: EditionScore): number => Math.abs(score - first.score);
    const [furthest] = between.toSorted((one, other) => size(other) - size(one));
    if (furthest === undefined || size(furthest) === 0) return says(context, "verdict.same", { ...values, high });
    const [to, edition] = [format(furthest.score), furthest.edition];
    const change = verbOf(context, first.score, furthest.score);
    const back = verbOf(context, furthest.score, last.score);
    return says(context, "verdict.back", { ...values, change, to, edition, back });
  }
  return says(context, "verdict.change", {
    ...of,
    change: changeOf(context, first.score, last.score),
    from: format(first.score),
    first: first.edition,
    to: format(last.score),
    last: last.edition,
  });
}

/** Criminality and resilience are scores by their names; of a trade, or of criminal groups, the score alone is meant. */
function scoreName(context: Context, { measure, phrase }: Line): string {
  const isScore = measure === "criminality" || measure === "resilience";
  return isScore ? phrase : says(context, "verdict.subject", { subject: phrase });
}

export function onFirstBasis(context: Context, measure: Measure, { edition }: EditionScore): EditionScore | undefined {
  const figures = figuresOf(context.country, edition);
  if (figures === undefined) return undefined;
  return { edition, score: firstBasis(context.taxonomy, figures, context.pack.edition)[measure] };
}

function indicatorsAtFirst({ country, pack, taxonomy }: Context, measure: Measure | undefined): number {
  const figures = figuresOf(country, pack.edition);
  return figures === undefined || measure === undefined ? 0 : indicatorsBehind(taxonomy, figures, [measure]);
}

/** `In the 2021 edition, of 8 countries in its region, Ruritania was 2nd for heroin and joint 3rd for cocaine.` */
export function placesVerdict(
  context: Context,
  lines: readonly Line[],
  { area, edition }: { readonly area: RankingArea; readonly edition: number },
): string {
  const places = lines.flatMap(({ phrase, score }) => {
    const found = standing(context.country.name, regionScores(area, edition, score));
    return found === undefined ? [] : [{ phrase, found }];
  });
  const of = Math.max(...places.map(({ found }) => found.of));
  const told = places.map(({ phrase, found }) => {
    const height = heightWords(context, found);
    // Where not every country has that score.
    const place = found.of === of ? height : says(context, "figures.place", { rank: height, of: found.of });
    return says(context, "verdict.place", { subject: phrase, place });
  });
  const values = { country: countryPhrase(context, context.country.name), region: area.name, edition, of };
  return says(context, "verdict.places", { ...values, places: inWords(context, told) });
}

/** Where the own country stands in the order of an area, or how many stand before or behind it; null where it has no score. */
export function orderVerdict(context: Context, order: Ordered, side: CountedSide | undefined): string | null {
  return countVerdict(context, order, side) ?? ownPlaceVerdict(context, order);
}

/** Where the own country stands in the order of an area; null where it has no score. */
function ownPlaceVerdict(context: Context, { line, area, edition }: Ordered): string | null {
  const format = scoreFormatOf(line);
  const { name: country } = context.country;
  const scores = regionScores(area, edition, line.score);
  const [found, own] = [standing(country, scores), scores.find(({ name }) => name === country)];
  if (found === undefined || own === undefined) return null;
  const place = { place: heightWords(context, found), of: found.of, area: area.name };
  const subject = { country: countryPhrase(context, country), subject: line.phrase };
  const score = { score: format(own.score), high: context.taxonomy.scale.high };
  return says(context, "world.place", { ...subject, edition, ...place, ...score });
}

/**
 * How many of the others are on that side of the own country, in the region and, where all of it is here, in the world; null
 * where that is not asked, or it has no score.
 */
export function countVerdict(context: Context, order: Ordered, side: CountedSide | undefined): string | null {
  const counted = side === undefined ? null : countIn(context, order, side);
  const world = areaOf(context, "world");
  if (counted === null || side === undefined || order.area.scope === "world") return counted?.words ?? null;
  const beyond =
    world.scope === "world" && isComplete(world) ? countIn(context, { ...order, area: world }, side) : null;
  return beyond === null ? counted.words : `${counted.words} ${says(context, "verdict.count.world", beyond)}`;
}

function countIn(context: Context, { line, area, edition }: Ordered, side: CountedSide) {
  const { name: country } = context.country;
  const scores = regionScores(area, edition, line.score);
  const own = scores.find(({ name }) => name === country);
  if (own === undefined) return null;
  const isHigher = side === "higher" || side === (line.high === "better" ? "better" : "worse");
  const there = scores.filter(({ score }) => (isHigher ? score > own.score : score < own.score));
  const values = {
    ...{
      of: scores.length - 1,
      area: area.name,
      edition,
      subject: line.phrase,
      country: countryPhrase(context, country),
    },
    score: scoreFormatOf(line)(own.score),
    count: there.length,
    side: says(context, isHigher ? "verdict.higher" : "verdict.lower"),
  };
  const { count, of } = values;
  if (count === 0) return { count, of, words: says(context, "verdict.count.none", values) };
  if (count > MOST_NAMED) return { count, of, words: says(context, "verdict.count", values) };
  const named = inWords(
    context,
    there.map(({ name }) => name),
  );
  return { count, of, words: says(context, "verdict.count.named", { ...values, countries: named }) };
}

/** More countries than these are counted, and not named. */
const MOST_NAMED = 7;

interface Ordered {
  readonly line: Line;
  readonly area: RankingArea;
  readonly edition: number;
}

/** Who has the highest and the lowest score, with all who share it; null without scores. */
export function endsVerdict(context: Context, { line, area, edition }: Ordered): string | null {
  const format = scoreFormatOf(line);
  const scores = regionScores(area, edition, line.score);
  const [top, bottom] = [scores[0]?.score, scores.at(-1)?.score];
  if (top === undefined || bottom === undefined) return null;
  const having = (end: number): string =>
    inWords(
      context,
      scores.filter((each) => each.score === end).map(({ name }) => name),
    );
  const ends = { highest: having(top), top: format(top), lowest: having(bottom), bottom: format(bottom) };
  return says(context, "figures.ends", ends);
}
