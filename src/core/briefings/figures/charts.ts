/** Pictures of figures: what each kind of answer shows, as data. One number is no picture. */
import type { Block } from "#core/document/briefing.ts";
import type { Chart, ChartColumn, ChartSeries } from "#core/document/chart.ts";
import { figuresOf, firstBasis, indicatorsBehind, regionScores, standing, type Scored } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Measure } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { measureName } from "#core/briefings/scores.ts";
import { drawn, scoreHead, seriesOf } from "./drawn.ts";
import { placeWords } from "./places.ts";
import { isMixed, type Line } from "./tables.ts";

/** What stands over a picture. */
interface Heading {
  /** The verdict. */
  readonly title: string;
  /** What is shown, in few words. */
  readonly name: string;
  /** The same over its words, where there is more to say of it. */
  readonly caption?: string;
}

/** More lines or marks than this cannot be told from each other without a legend. */
export const MOST_COUNTRIES = 4;
/** As many bars as are read at a glance: ten of each end of an order, and the own country between those before and behind it. */
export const MOST_BARS = 24;

/** The scores of one edition in the order given; `own` are the slugs of what the picture is about. */
export function barsOf(
  context: Context,
  { title, name, caption = "" }: Heading,
  {
    lines,
    figures,
    own,
  }: { readonly lines: readonly Line[]; readonly figures: CountryFigures; readonly own: readonly string[] },
): readonly Block[] {
  const series = lines.flatMap((line) => {
    const score = line.score(figures);
    return score === undefined ? [] : [seriesOf(context, line, { values: [score], own: own.includes(line.slug) })];
  });
  if (series.length > MOST_BARS) return [];
  const columns = [{ name: scoreHead(context), note: "" }];
  const heads = { series: says(context, "scores.columns.measure"), place: "" };
  const country = context.country.name;
  return drawn(context, {
    ...{ form: "bars", title, name, caption, heads, columns, series, country },
    editions: [figures.edition],
  });
}

/** Criminality and resilience, which the picture is about, with the parts of criminality; each direction under its own words. */
export function headlineBars(
  context: Context,
  heading: Heading,
  shown: { readonly lines: readonly Line[]; readonly figures: CountryFigures },
): readonly Block[] {
  return barsOf(context, heading, { ...shown, own: ["criminality", "resilience"] });
}

/**
 * Scores over the editions: as published, and where those are not like for like, on the first edition's indicators too. `own` is the slug
 * of what the picture is about, among several.
 */
export function linesOver(
  context: Context,
  { title, name }: Heading,
  { lines, own }: { readonly lines: readonly Line[]; readonly own?: string | undefined },
): readonly Block[] {
  const editions = context.country.editions.filter((figures) =>
    lines.some(({ score }) => score(figures) !== undefined),
  );
  const mixed = lines.filter((line) => isMixed(context, line, [context.country]));
  const series = lines.flatMap((line) => {
    const published = seriesOf(context, line, {
      values: editions.map((figures) => line.score(figures) ?? null),
      own: line.slug === own,
    });
    return mixed.includes(line) && line.measure !== undefined
      ? [{ ...published, mixed: true }, likeForLike(context, line, { measure: line.measure, editions })]
      : [published];
  });
  const columns = editions.map((figures) => columnOf(context, figures, { mixed, of: lines }));
  const heads = { series: says(context, "scores.columns.measure"), place: "", ...countsOf(context, editions, mixed) };
  const caveat = mixed.length === 0 ? "" : dashedNote(context);
  const years = editions.map(({ edition }) => edition);
  const shown = { title, name, heads, columns, series, caveat, country: context.country.name };
  return drawn(context, { form: "lines", ...shown, editions: years });
}

/** One figure of a few countries over the editions. */
export function linesBeside(
  context: Context,
  { title, name }: Heading,
  { line, countries }: { readonly line: Line; readonly countries: readonly Country[] },
): readonly Block[] {
  const editions = context.country.editions.filter(({ edition }) =>
    countries.some((country) => line.score(figuresOf(country, edition)) !== undefined),
  );
  const isMixedHere = isMixed(context, line, countries);
  const series = countries.map((country) => ({
    ...seriesOf(context, line, {
      values: editions.map(({ edition }) => line.score(figuresOf(country, edition)) ?? null),
      own: country === context.country,
    }),
    ...{ name: country.name, short: country.name, mixed: isMixedHere },
  }));
  const columns = editions.map((figures) =>
    columnOf(context, figures, { mixed: isMixedHere ? [line] : [], of: [line] }),
  );
  const counts = countsOf(context, editions, isMixedHere ? [line] : []);
  const heads = { series: says(context, "figures.columns.country"), place: "", sides: sidesOf(context), ...counts };
  const years = editions.map(({ edition }) => edition);
  return drawn(context, { form: "lines", title, name, heads, columns, series, editions: years });
}

/** The countries in the order of their scores, each with its place among all of them; `shown` names those that have a bar. */
export function ranksOf(
  context: Context,
  { title, name, caption = name }: Heading,
  {
    line,
    countries,
    edition,
    shown,
    omitted = new Map(),
    names = new Map(),
  }: {
    readonly line: Line;
    readonly countries: readonly Country[];
    readonly edition: number;
    readonly shown?: readonly Scored[];
    /** How many before a country are not shown, by its name. */
    readonly omitted?: ReadonlyMap<string, number>;
    /** What a row is called that stands for more than its country, by its name. */
    readonly names?: ReadonlyMap<string, string>;
  },
): readonly Block[] {
  const scores = regionScores({ countries }, edition, line.score);
  const series = (shown ?? scores).map((scored) => {
    const found = standing(scored.name, scores);
    const count = omitted.get(scored.name);
    return {
      ...seriesOf(context, line, { values: [scored.score], own: scored.name === context.country.name }),
      ...{ name: names.get(scored.name) ?? scored.name, short: scored.name },
      place: found === undefined ? "" : placeWords(context, found),
      ...(count === undefined ? {} : { before: says(context, "chart.omitted", { count }) }),
    };
  });
  const columns = [{ name: scoreHead(context), note: "" }];
  const heads = {
    series: says(context, "figures.columns.country"),
    place: says(context, "figures.columns.place"),
    sides: sidesOf(context),
  };
  if (series.length > MOST_BARS) return [];
  const { region, countries: peers } = context.pack.figures;
  // A picture may be passed on without its verdict.
  const among = countries === peers ? { country: says(context, "chart.ranked", { region }) } : {};
  return drawn(context, {
    ...{ form: "ranks", title, name, caption, heads, columns, series, editions: [edition] },
    ...among,
  });
}

/** Several figures of a few countries beside each other, in one edition. */
export function pairsOf(
  context: Context,
  { title, name }: Heading,
  {
    lines,
    countries,
    edition,
  }: { readonly lines: readonly Line[]; readonly countries: readonly Country[]; readonly edition: number },
): readonly Block[] {
  const series = lines.flatMap((line) => {
    const values = countries.map((country) => line.score(figuresOf(country, edition)) ?? null);
    if (values.every((value) => value === null)) return [];
    const series = seriesOf(context, line, { values });
    return [line.measure === "criminality" ? { ...series, short: says(context, "chart.whole") } : series];
  });
  // Like every other picture of scores the highest first; measures have an order of their own.
  const isOrdered = lines.every(({ measure }) => measure === undefined);
  const shown = isOrdered ? series.toSorted((one, other) => topOf(other) - topOf(one)) : series;
  const columns = countries.map((country) => ({ name: country.name, note: "" }));
  const heads = { series: says(context, "scores.columns.measure"), place: "" };
  return drawn(context, {
    ...{ form: "pairs", title, name, caption: name, heads, columns, series: shown, editions: [edition] },
  });
}

function sidesOf(context: Context): NonNullable<Chart["heads"]["sides"]> {
  return { own: context.country.name, others: says(context, "chart.others") };
}

function topOf({ values }: ChartSeries): number {
  return Math.max(...values.map((value) => value ?? 0));
}

function likeForLike(
  context: Context,
  line: Line,
  { measure, editions }: { readonly measure: Measure; readonly editions: readonly CountryFigures[] },
): ChartSeries {
  const first = context.pack.edition;
  const values = editions.map((figures) => firstBasis(context.taxonomy, figures, first)[measure]);
  const name = says(context, "trend.basis.name", { measure: measureName(context, measure) });
  const published = seriesOf(context, line, { values });
  return { ...published, name, short: says(context, "chart.like-for-like"), basis: "calculated" };
}

/** With the number of indicators that `mixed` lines are made of, which are not like for like; whose, where not all lines are. */
function columnOf(
  context: Context,
  figures: CountryFigures,
  { mixed, of }: { readonly mixed: readonly Line[]; readonly of: readonly Line[] },
): ChartColumn {
  const count = indicatorsOf(context, figures, mixed);
  // Resilience is made of the same indicators in every edition.
  const key = mixed.length < of.length ? "chart.indicators.crime" : "chart.indicators";
  return { name: String(figures.edition), note: count === 0 ? "" : says(context, key, { count }) };
}

/** The same of all editions together. */
function countsOf(
  context: Context,
  editions: readonly CountryFigures[],
  mixed: readonly Line[],
): Pick<Chart["heads"], "counts"> {
  const counts = editions.map((figures) => indicatorsOf(context, figures, mixed));
  return counts.every((count) => count === 0)
    ? {}
    : { counts: says(context, "chart.indicators", { count: counts.join(", ") }) };
}

function indicatorsOf(context: Context, figures: CountryFigures, mixed: readonly Line[]): number {
  return indicatorsBehind(
    context.taxonomy,
    figures,
    mixed.flatMap(({ measure }) => measure ?? []),
  );
}

function dashedNote(context: Context): string {
  return says(context, "chart.dashed", { first: context.figures.edition });
}
