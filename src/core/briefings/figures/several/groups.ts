/** Several indicators of one edition: in the order of their scores, what stands first and last, and their picture. */
import type { Block } from "#core/document/briefing.ts";
import type { CountryFigures, Direction, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, says, type Context } from "#core/briefings/context.ts";
import { countWords } from "#core/briefings/findings.ts";
import { formatScore } from "#core/briefings/scores.ts";
import { barsOf } from "#core/briefings/figures/charts.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { indicatorLine } from "#core/briefings/figures/tables.ts";

/** Of names that share an end; more of them are counted. */
const MOST_WORDS = 5;

interface Group {
  /** In the order of their scores. */
  readonly indicators: readonly Indicator[];
  readonly figures: CountryFigures;
}

/** Those that the edition scored, the highest first. */
export function scored(indicators: readonly Indicator[], { indicators: scores }: CountryFigures): readonly Indicator[] {
  return indicators
    .filter(({ slug }) => scores[slug] !== undefined)
    .toSorted((one, other) => (scores[other.slug] ?? 0) - (scores[one.slug] ?? 0));
}

/** The same, the worst first: the weak points are what a list of resilience is read for. */
export function worstFirst(
  indicators: readonly Indicator[],
  figures: CountryFigures,
  high: Direction,
): readonly Indicator[] {
  const ordered = scored(indicators, figures);
  return high === "better" ? ordered.toReversed() : ordered;
}

/** Whichever stands first, with all that share its score. */
export function firstOf(
  context: Context,
  ordered: readonly Indicator[],
  figures: CountryFigures,
): {
  readonly subject: string;
  readonly score: string;
  readonly high: number;
  readonly edition: number;
  readonly sharing: number;
} {
  const { level, score } = sharing(ordered, figures, ordered[0]);
  const { high } = context.taxonomy.scale;
  const phrases = level.map(({ phrase }) => phrase);
  return { subject: inWords(context, phrases), score, high, edition: figures.edition, sharing: level.length };
}

/** The score of one of them, and all that have it. */
function sharing(
  indicators: readonly Indicator[],
  { indicators: scores }: CountryFigures,
  one: Indicator | undefined,
): { readonly level: readonly Indicator[]; readonly score: string } {
  const score = scores[one?.slug ?? ""] ?? Number.NaN;
  return { level: indicators.filter(({ slug }) => scores[slug] === score), score: formatScore(score) };
}

/** `heroin trade (7.0); cannabis trade and arms trafficking (5.5 each)`, in the order of `indicators`. */
export function scoresInWords(
  context: Context,
  indicators: readonly Indicator[],
  { indicators: scores }: CountryFigures,
): string {
  const levels = [...Map.groupBy(indicators, ({ slug }) => scores[slug] ?? Number.NaN)].map(([score, having]) =>
    says(context, having.length > 1 ? "figures.level" : "figures.highest", {
      countries: inWords(
        context,
        having.map(({ phrase }) => phrase),
      ),
      score: formatScore(score),
    }),
  );
  return levels.join("; ");
}

/** What scored highest in a group, or lowest where that stands first, with all that share its score. */
export function endVerdict(
  context: Context,
  { group, end }: { readonly group: string; readonly end: "highest" | "lowest" },
  { indicators, figures }: Group,
): string {
  const country = countryPhrase(context, context.country.name);
  const ends = says(context, `place.${end}`);
  const values = { group: lowered(group), country, count: indicators.length, end: ends };
  return says(context, "verdict.end", { ...values, ...firstOf(context, indicators, figures) });
}

/** The bad end: `highest 7.0 (heroin trade)`, or where high is better `lowest 3.0 (3 indicators)`; named up to so many words. */
export function worstInWords(
  context: Context,
  high: Direction,
  { indicators, figures, most }: Group & { readonly most?: number },
): string {
  const end = high === "worse" ? indicators[0] : indicators.at(-1);
  const { level, score } = sharing(indicators, figures, end);
  if (level.length === indicators.length) return says(context, "scores.ends.level", { score });
  const key = high === "worse" ? "scores.ends.highest" : "scores.ends.lowest";
  return says(context, key, {
    score,
    names: most === undefined ? briefly(context, level) : namedOrCounted(context, level, most),
  });
}

/** Several by their short names. */
function briefly(context: Context, level: readonly Indicator[]): string {
  const [only, other] = level;
  if (only !== undefined && other === undefined) return lowered(only.name);
  const names = level.map(({ short }) => lowered(short)).join(", ");
  return countWords(names) <= MOST_WORDS ? names : says(context, "scores.ends.count", { count: level.length });
}

function namedOrCounted(context: Context, level: readonly Indicator[], most: number): string {
  const names = inWords(
    context,
    level.map(({ name }) => lowered(name)),
  );
  const isTold = level.length === 1 || countWords(names) <= most;
  return isTold ? names : says(context, "scores.ends.count", { count: level.length });
}

/** The scores of a group in one edition; `own` are those that it is about, by their slugs, `of` how many there are. */
export function barsIn(
  context: Context,
  {
    title,
    group,
    end = "highest",
  }: { readonly title: string; readonly group: string; readonly end?: "highest" | "lowest" },
  {
    indicators,
    figures,
    own = [],
    of = indicators.length,
  }: Group & { readonly own?: readonly string[]; readonly of?: number },
): readonly Block[] {
  const values = { subject: group, edition: figures.edition };
  const count = indicators.length;
  const isSome = count < of;
  const name = isSome
    ? says(context, "figures.some", { ...values, count, of, end: says(context, `place.${end}`) })
    : says(context, "figures.countries", values);
  const lines = indicators.map((indicator) => indicatorLine(context, indicator));
  // That there are others is said over a table too.
  return barsOf(context, { title, name, caption: isSome ? name : "" }, { lines, figures, own });
}
