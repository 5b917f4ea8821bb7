/** Several indicators of one edition: in the order of their scores, what stands first and last, and their picture. */
import type { Block } from "#core/document/briefing.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, says, type Context } from "#core/briefings/context.ts";
import { formatScore } from "#core/briefings/scores.ts";
import { barsOf } from "./charts.ts";
import { inWords } from "./places.ts";
import { indicatorLine } from "./tables.ts";

/** More than these are no end any more that a name tells anything of; of the lowest there is room for one. */
const MOST_HIGHEST = 2;
const MOST_LOWEST = 1;

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

/** Whichever stands first, with all that share its score. */
export function firstOf(
  context: Context,
  ordered: readonly Indicator[],
  figures: CountryFigures,
): { readonly subject: string; readonly score: string; readonly high: number; readonly edition: number } {
  const { level, score } = sharing(ordered, figures, ordered[0]);
  const { high } = context.taxonomy.scale;
  const phrases = level.map(({ phrase }) => phrase);
  return { subject: inWords(context, phrases), score, high, edition: figures.edition };
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

/** What scored highest in a group, or lowest where that stands first, with all that share its score. */
export function endVerdict(
  context: Context,
  { group, end }: { readonly group: string; readonly end: "highest" | "lowest" },
  { indicators, figures }: Group,
): string {
  const country = countryPhrase(context, context.pack.country);
  const ends = says(context, `place.${end}`);
  const values = { group: lowered(group), country, count: indicators.length, end: ends };
  return says(context, "verdict.end", { ...values, ...firstOf(context, indicators, figures) });
}

/** `heroin trade highest (7.0), 2 scores lowest (2.0)`. */
export function endsInWords(context: Context, { indicators, figures }: Group): string {
  const [highest, lowest] = [indicators[0], indicators.at(-1)].map((end) => sharing(indicators, figures, end));
  if (highest === undefined || lowest === undefined) return "";
  if (highest.score === lowest.score) return says(context, "scores.ends.level", { score: highest.score });
  return says(context, "scores.ends", {
    ...{ highest: namedOrCounted(context, highest.level, MOST_HIGHEST), top: highest.score },
    ...{ lowest: namedOrCounted(context, lowest.level, MOST_LOWEST), bottom: lowest.score },
  });
}

function namedOrCounted(context: Context, level: readonly Indicator[], most: number): string {
  const names = level.map(({ name }) => lowered(name));
  return names.length > most ? says(context, "scores.ends.count", { count: names.length }) : inWords(context, names);
}

/** The scores of a group in one edition. */
export function barsIn(
  context: Context,
  { title, group }: { readonly title: string; readonly group: string },
  { indicators, figures }: Group,
): readonly Block[] {
  const name = says(context, "figures.countries", { subject: group, edition: figures.edition });
  const lines = indicators.map((indicator) => indicatorLine(context, indicator));
  return barsOf(context, { title, name }, { lines, figures });
}
