/** Whether a score is high or low, in a sentence: the first line of whatever is about scores of one country. */
import { isWithin, type Bound } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { countryPhrase, lowered, raised, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore, measureName } from "#core/briefings/scores.ts";
import { inWords } from "./places.ts";
import { distanceOf, numberName, sizeName } from "#core/briefings/figures/several/bound-words.ts";
import { scoreFormatOf, type Line } from "./tables.ts";
import { momentsOf, type EditionScore } from "./verdicts.ts";

/** `The heroin trade in Ruritania scored high: 7.0 of 10 in 2021, 7.5 in 2023 and 7.0 in 2025.` The score of `figures` first. */
export function scoreVerdict(context: Context, { slug, phrase }: Indicator, figures: CountryFigures): string {
  const { edition } = figures;
  const moments = momentsOf(context, { score: (each) => each?.indicators[slug] });
  const own = moments.filter((moment) => moment.edition === edition);
  return scoredVerdict(context, [...own, ...moments.filter((moment) => moment.edition !== edition)], {
    phrase,
    format: formatScore,
    low: false,
  });
}

/** Of a measure; null for the whole headline: both that it is made of. */
export function headlineVerdict(
  context: Context,
  measure: Measure | null,
  { headline, edition }: CountryFigures,
): string {
  const { high } = context.taxonomy.scale;
  if (measure !== null) {
    const moments = [{ edition, score: headline[measure] }];
    return scoredVerdict(context, moments, {
      phrase: lowered(measureName(context, measure)),
      format: formatHeadline,
      low: true,
    });
  }
  return says(context, "overview.lead", {
    country: raised(countryPhrase(context, context.country.name)),
    ...{ criminal: levelWord(context, headline.criminality), resilient: levelWord(context, headline.resilience) },
    ...{ criminality: formatHeadline(headline.criminality), resilience: formatHeadline(headline.resilience) },
    ...{ high, edition },
  });
}

/**
 * Whether the score is on that side of a number: of the edition that was named, else of each there is. What is so in some of
 * them only is told with their names.
 */
export function boundVerdict(
  context: Context,
  line: Line,
  { bound, edition, words }: { readonly bound: Bound; readonly edition: number | null; readonly words: string },
): string {
  const { side, value } = bound;
  const moments = momentsOf(context, line).filter((moment) => edition === null || moment.edition === edition);
  const there = moments.filter(({ score }) => isWithin(bound, score));
  if (there.length === moments.length) return says(context, "said.yes", { words });
  if (there.length === 0) return says(context, "said.no", { words });
  const editions = inWords(
    context,
    there.map((moment) => String(moment.edition)),
  );
  return says(context, "bound.only", {
    side: says(context, `bound.${side}`),
    value: numberName(value, line),
    editions,
    words,
  });
}

/** `Criminality in Ruritania was 0.17 below 5.50 in 2021: 5.33.` */
export function distanceVerdict(
  context: Context,
  line: Line,
  { value, figures }: { readonly value: number; readonly figures: CountryFigures },
): string {
  const score = line.score(figures) ?? Number.NaN;
  const size = distanceOf(score, value);
  const told = {
    ...{ subject: raised(line.phrase), country: countryPhrase(context, context.country.name) },
    ...{ value: numberName(value, line), edition: figures.edition, score: scoreFormatOf(line)(score) },
  };
  if (size === 0) return says(context, "distance.level", told);
  const side = says(context, score > value ? "bound.above" : "bound.below").toLowerCase();
  return says(context, "distance.verdict", { ...told, side, size: sizeName(size, line) });
}

/** The editions in the order that they come in; a score that stays is told once. What crossed the line is told at each score that is above it. */
function scoredVerdict(context: Context, moments: readonly EditionScore[], { phrase, format, low }: Told): string {
  const { high, line } = context.taxonomy.scale;
  const told = runsOf(moments).map(({ score, having }, at) => {
    const editions = inWords(
      context,
      having.map(({ edition }) => String(edition)),
    );
    const value = at === 0 ? says(context, "verdict.of", { score: format(score), high }) : format(score);
    const said = (words: string): string => says(context, "verdict.other", { score: words, edition: editions });
    const level = says(context, "level.high");
    return {
      isHigh: score > line,
      words: said(value),
      called: said(says(context, "verdict.level", { level, score: value })),
    };
  });
  const country = countryPhrase(context, context.country.name);
  const named = { subject: raised(phrase), country };
  const listed = (all: readonly string[]): string => inWords(context, all);
  const scores = listed(told.map(({ words }) => words));
  if (told.every(({ isHigh }) => isHigh))
    return says(context, "verdict.score", { ...named, scores, level: says(context, "level.high") });
  if (told.some(({ isHigh }) => isHigh)) {
    const crossed = told.map(({ isHigh, words, called }) => (isHigh ? called : words));
    return says(context, "verdict.score.crossed", { ...named, scores: listed(crossed) });
  }
  return low
    ? says(context, "verdict.score", { ...named, scores, level: says(context, "level.low") })
    : says(context, "verdict.score.under", { ...named, scores });
}

/** Editions that follow one another with the same score. */
function runsOf(moments: readonly EditionScore[]) {
  const runs: { readonly score: number; readonly having: EditionScore[] }[] = [];
  for (const moment of moments) {
    const run = runs.at(-1);
    if (run?.score === moment.score) run.having.push(moment);
    else runs.push({ score: moment.score, having: [moment] });
  }
  return runs;
}

interface Told {
  readonly phrase: string;
  readonly format: (score: number) => string;
  /** Whether the Index itself calls what is not high low: of a headline, not of a market that it may call significant. */
  readonly low: boolean;
}

/** The line itself is not high. */
function levelWord(context: Context, score: number): string {
  return score > context.taxonomy.scale.line ? says(context, "level.high") : says(context, "level.low");
}
