/** Whether a score is high or low, in a sentence: the first line of whatever is about scores of one country. */
import { isWithin, type Bound } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { countryPhrase, lowered, pillarOf, raised, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore, measureName } from "#core/briefings/scores.ts";
import { inWords } from "./places.ts";
import { distanceOf, numberName, sizeName } from "#core/briefings/figures/several/bound-words.ts";
import { scoreFormatOf, type Line } from "./tables.ts";
import { momentsOf, type EditionScore } from "./verdicts.ts";

/**
 * `The heroin trade in Ruritania scored high: 7.0 of 10 in 2021, rising to 7.5 in 2023 and falling back to 7.0 in 2025.` The score
 * of `figures` first.
 */
export function scoreVerdict(
  context: Context,
  { slug, phrase, pillar }: Indicator,
  { edition }: CountryFigures,
): string {
  const moments = momentsOf(context, { score: (each) => each?.indicators[slug] });
  return scoredVerdict(context, moments, {
    ...{ edition, phrase, format: formatScore },
    low: pillarOf(context, pillar).high === "better",
  });
}

/** Of a measure; null for the whole headline: both that it is made of. */
export function headlineVerdict(
  context: Context,
  measure: Measure | null,
  { headline, edition }: CountryFigures,
): string {
  const { high, line } = context.taxonomy.scale;
  if (measure !== null) {
    const moments = [{ edition, score: headline[measure] }];
    const phrase = lowered(measureName(context, measure));
    const told = { edition, phrase, format: formatHeadline, low: true, isMixed: false };
    if (!isClose(context, headline[measure])) return scoredVerdict(context, moments, told);
    return says(context, "verdict.score.close", {
      whose: whoseWords(context, phrase),
      ...{ scores: courseWords(context, moments, told), line: formatHeadline(line) },
    });
  }
  const criminality = says(context, "verdict.of", { score: formatHeadline(headline.criminality), high });
  const called = (score: number, words: string): string =>
    score === line ? words : says(context, "verdict.level", { score: words, level: levelWord(context, score) });
  const values = {
    country: countryPhrase(context, context.country.name),
    resilience: called(headline.resilience, formatHeadline(headline.resilience)),
    edition,
  };
  return isClose(context, headline.criminality)
    ? says(context, "overview.lead.close", { ...values, criminality, line: formatHeadline(line) })
    : says(context, "overview.lead", { ...values, criminality: called(headline.criminality, criminality) });
}

function levelWord(context: Context, score: number): string {
  return score > context.taxonomy.scale.line ? says(context, "level.high") : says(context, "level.low");
}

/** Half a step of a published score: what is not further below the line is just under it, and not called low. */
export const CLOSE = 0.25;

/** Just under the line: "low" would hide how close it is. */
function isClose({ taxonomy }: Context, score: number): boolean {
  const below = taxonomy.scale.line - score;
  return below > 0 && below <= CLOSE;
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
  return says(context, "bound.only", {
    side: says(context, `bound.${side}`),
    value: numberName(value, line),
    editions: editionsIn(context, there),
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

/** Which of several editions are above the line is told behind their scores. */
function scoredVerdict(context: Context, moments: readonly EditionScore[], told: Told): string {
  const { line } = context.taxonomy.scale;
  const high = moments.filter(({ score }) => score > line);
  const isMixed = high.length > 0 && high.length < moments.length;
  const whose = whoseWords(context, told.phrase);
  const values = { whose, scores: courseWords(context, moments, { ...told, isMixed }) };
  const isHigh = high.some(({ edition }) => edition === told.edition);
  if (isHigh) return says(context, "verdict.score", { ...values, level: says(context, "level.high") });
  if (isMixed) return says(context, "verdict.score.crossed", values);
  // Low would say more than tables do, where it is on the line.
  const isOnLine = moments.some(({ edition, score }) => edition === told.edition && score === line);
  if (told.low && isOnLine) return says(context, "verdict.score.crossed", values);
  if (told.low) return says(context, "verdict.score", { ...values, level: says(context, "level.low") });
  return says(context, moments.length === 1 ? "verdict.score.under.one" : "verdict.score.crossed", values);
}

/** `The heroin trade in Ruritania`, but `Ruritania's territorial integrity`. */
function whoseWords(context: Context, phrase: string): string {
  const country = countryPhrase(context, context.country.name);
  const isOwn = says(context, "verdict.whose.own.of").split(", ").includes(phrase);
  return raised(says(context, isOwn ? "verdict.whose.own" : "verdict.whose", { subject: phrase, country }));
}

/** The edition's own score, what it had been before, and how it went on. */
function courseWords(context: Context, moments: readonly EditionScore[], told: CourseTold): string {
  const { edition, format } = told;
  const { high } = context.taxonomy.scale;
  const at = Math.max(
    0,
    moments.findIndex((moment) => moment.edition === edition),
  );
  const [before, now] = [moments.slice(0, at), moments[at]];
  if (now === undefined) return "";
  const [own = [], ...later] = runsOf(moments.slice(at));
  const score = says(context, "verdict.of", { score: format(now.score), high });
  const isSame = before.length === 0 && later.length === 0 && own.length > 1;
  const first = says(context, "verdict.other", { score, edition: editionsIn(context, isSame ? [now] : own) });
  const earlier = runsOf(before).map((run) => earlierWords(context, run, { ...told, own: now.score }));
  const isLevel = before.every(({ score: was }) => was === now.score);
  const as = says(context, "verdict.as", { editions: editionsIn(context, before) });
  return [
    isSame ? says(context, "verdict.stayed", { score: first, editions: editionsIn(context, own.slice(1)) }) : first,
    ...(earlier.length === 0
      ? []
      : [isLevel ? as : says(context, "verdict.after", { scores: inWords(context, earlier) })]),
    ...(later.length === 0 ? [] : [inWords(context, changesIn(context, [own, ...later], told))]),
  ].join(", ");
}

/** `rising to 7.5 in 2023`, `falling back to 7.0 in 2025`: behind a change in the same direction the score alone. */
function changesIn(context: Context, runs: readonly Run[], told: CourseTold): readonly string[] {
  const scores = runs.map(([moment]) => moment?.score ?? Number.NaN);
  return runs.slice(1).map((run, at) => {
    const [from = 0, to = 0, earlier] = [scores[at], scores[at + 1], scores[at - 1]];
    const score = laterWords(context, run, { ...told, from, own: scores[0] ?? from });
    if (earlier !== undefined && to > from === from > earlier) return score;
    // It rose or fell to it in the first of them alone.
    if (run.length > 1) return says(context, "verdict.then", { score });
    const isBack = scores.slice(0, at + 1).includes(to);
    const way = to > from ? "rising" : "falling";
    return says(context, isBack ? `verdict.${way}.back` : `verdict.${way}`, { score });
  });
}

/** Before a high score one that was not high says so, and before one that is not high one that was. */
function earlierWords(context: Context, run: Run, told: CourseTold & { readonly own: number }): string {
  const { line } = context.taxonomy.scale;
  const was = run[0]?.score ?? Number.NaN;
  const score = told.format(was);
  const edition = editionsIn(context, run);
  if (was > line === told.own > line) return says(context, "verdict.other", { score, edition });
  if (was > line)
    return says(context, "verdict.other", {
      score: says(context, "verdict.level", { score, level: says(context, "level.high") }),
      edition,
    });
  return says(context, "verdict.not-high", { score: says(context, "verdict.other", { score, edition }) });
}

/** Where not all are high, or not all are not: what is high behind one that was not, what still is, and what no longer is. */
function laterWords(
  context: Context,
  run: Run,
  { format, isMixed, from, own }: CourseTold & { readonly from: number; readonly own: number },
): string {
  const { line } = context.taxonomy.scale;
  const now = run[0]?.score ?? Number.NaN;
  const told = { score: format(now), edition: editionsIn(context, run) };
  const score = says(context, "verdict.other", told);
  if (!isMixed || (now <= line && (own <= line || from <= line))) return score;
  if (now <= line) return says(context, "verdict.no-longer-high", { score });
  const level = says(context, "level.high");
  const called =
    from > line
      ? says(context, "verdict.still-high", { score: told.score })
      : says(context, "verdict.level", { score: told.score, level });
  return says(context, "verdict.other", { ...told, score: called });
}

type Run = readonly EditionScore[];

/** Editions that follow one another with the same score. */
function runsOf(moments: readonly EditionScore[]): readonly Run[] {
  const runs: EditionScore[][] = [];
  for (const moment of moments) {
    const run = runs.at(-1);
    if (run?.[0]?.score === moment.score) run.push(moment);
    else runs.push([moment]);
  }
  return runs;
}

function editionsIn(context: Context, moments: readonly EditionScore[]): string {
  return inWords(
    context,
    moments.map(({ edition }) => String(edition)),
  );
}

interface Told {
  /** The one that was asked for. */
  readonly edition: number;
  readonly phrase: string;
  readonly format: (score: number) => string;
  /** Whether what is not high is called low: a headline and resilience, not a market, which the Index may call significant. */
  readonly low: boolean;
}

interface CourseTold extends Pick<Told, "edition" | "format"> {
  /** Whether some editions are high and others are not. */
  readonly isMixed: boolean;
}
