/** Tables of figures: the same figure in other countries, and in every edition. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block, Column } from "#core/document/briefing.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis, indicatorsBehind, regionScores, standing } from "#core/profile/figures.ts";
import {
  MEASURES,
  type Country,
  type CountryFigures,
  type Direction,
  type Indicator,
  type Measure,
} from "#core/profile/profile.ts";
import { lowered, nameOf, pillarOf, says, type Context } from "#core/briefings/context.ts";
import type { RankingArea } from "./areas.ts";
import { inWords, placeWords } from "./places.ts";
import { directionOf, formatHeadline, formatScore, measureName, scoreCell } from "#core/briefings/scores.ts";

/** More names than these are counted. */
const MOST_NAMES = 8;

/** The figure in every edition, a row for each country. */
export function countriesTable(context: Context, line: Line, countries: readonly Country[]): readonly Block[] {
  const { editions } = context.country;
  if (editions.length < 2) return [];
  const rows = countries.map((country) => [
    country.name,
    ...editions.map(({ edition }) => scoreCell(context, line.score(figuresOf(country, edition)), scoreFormatOf(line))),
  ]);
  const columns = columnsOf(
    says(context, "figures.columns.country"),
    editions.map(({ edition }) => String(edition)),
  );
  return [{ kind: "table", caption: says(context, "figures.editions", { subject: line.name }), columns, rows }];
}

/** The countries of the region, the highest score first, each with its place. */
export function orderTable(context: Context, subject: FigureSubject, edition: number): readonly Block[] {
  const [line] = linesOf(context, subject);
  if (line === undefined) return [];
  const { figures } = context.pack;
  const scores = regionScores(figures, edition, line.score);
  const rows = scores.map(({ name, score }) => {
    const found = standing(name, scores);
    return [
      name,
      found === undefined ? "" : placeWords(context, found),
      scoreCell(context, score, scoreFormatOf(line)),
    ];
  });
  const columns: readonly Column[] = [
    { name: says(context, "figures.columns.country"), kind: "text" },
    { name: says(context, "figures.columns.place"), kind: "text" },
    { name: says(context, "figures.columns.score", { high: context.taxonomy.scale.high }), kind: "number" },
  ];
  return [{ kind: "table", caption: "", columns, rows }];
}

/** The country's own place in its region by each of several figures, and who has the highest score. */
export function placesTable(
  context: Context,
  lines: readonly Line[],
  { area, edition }: { readonly area: RankingArea; readonly edition: number },
): readonly Block[] {
  const rows = lines.flatMap(({ name, score, measure }) => {
    const format = scoreFormatOf({ measure });
    const scores = regionScores(area, edition, score);
    const found = standing(context.country.name, scores);
    const own = score(figuresOf(context.country, edition));
    if (found === undefined || own === undefined) return [];
    const top = scores.filter((each) => each.score === scores[0]?.score);
    const highest = says(context, "figures.highest", {
      countries:
        top.length > MOST_NAMES
          ? says(context, "world.countries", { count: top.length })
          : inWords(
              context,
              top.map((each) => each.name),
            ),
      score: format(top[0]?.score ?? own),
    });
    return [
      [
        name,
        says(context, "figures.place", { rank: placeWords(context, found), of: found.of }),
        scoreCell(context, own, format),
        highest,
      ],
    ];
  });
  const caption = says(context, "figures.order", { subject: context.country.name, region: area.name, edition });
  const columns: readonly Column[] = [
    { name: says(context, "scores.columns.measure"), kind: "text" },
    { name: says(context, "figures.columns.place"), kind: "text" },
    { name: says(context, "figures.columns.score", { high: context.taxonomy.scale.high }), kind: "number" },
    { name: says(context, "figures.columns.highest"), kind: "text" },
  ];
  return [{ kind: "table", caption, columns, rows }];
}

/** The figure in every edition, with ours on the first edition's basis where the editions differ. */
export function editionsTable(context: Context, lines: readonly Line[]): readonly Block[] {
  const { editions } = context.country;
  if (editions.length < 2) return [];
  const published = lines.map(({ name, score, measure }) => [
    name,
    ...editions.map((figures) =>
      scoreCell(context, score(figures), measure === undefined ? formatScore : formatHeadline),
    ),
  ]);
  const ours = measuresOf(lines).map((measure) => basisRow(context, measure));
  const rows = [...published, ...ours];
  if (rows.length === 0) return [];
  const columns = columnsOf(
    says(context, "scores.columns.measure"),
    editions.map(({ edition }) => String(edition)),
  );
  return [{ kind: "table", caption: "", columns, rows }];
}

function measuresOf(lines: readonly Line[]): readonly Measure[] {
  return lines.flatMap(({ measure }) => (measure === undefined ? [] : [measure]));
}

export function columnsOf(first: string, others: readonly string[]): readonly Column[] {
  return [{ name: first, kind: "text" }, ...others.map((name): Column => ({ name, kind: "number" }))];
}

export function subjectName(context: Context, subject: FigureSubject): string {
  if (subject.kind !== "headline") return nameOf(context, subject.slug);
  return subject.measure === null ? says(context, "scores.headline") : measureName(context, subject.measure);
}

export function indicatorsIn(
  { taxonomy }: Context,
  subject: Exclude<FigureSubject, { kind: "headline" }>,
): readonly Indicator[] {
  return taxonomy.indicators.filter(({ slug, section }) =>
    subject.kind === "indicator" ? slug === subject.slug : section === subject.slug,
  );
}

export interface Line {
  /** Of the indicator or the measure. */
  readonly slug: string;
  readonly name: string;
  /** Within a sentence. */
  readonly phrase: string;
  /** For a chart's label. */
  readonly short: string;
  /** The first edition that has it. */
  readonly since: number;
  readonly high: Direction;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

/** The rows that a subject stands for: itself, a section's indicators, or the headline. */
export function linesOf(context: Context, subject: FigureSubject): readonly Line[] {
  if (subject.kind !== "headline")
    return indicatorsIn(context, subject).map((indicator) => indicatorLine(context, indicator));
  const measures = subject.measure === null ? MEASURES : [subject.measure];
  return measures.map((measure) => ({
    slug: measure,
    name: measureName(context, measure),
    phrase: lowered(measureName(context, measure)),
    short: measure === "criminality" ? measureName(context, measure) : says(context, `scores.ends.${measure}`),
    since: 0,
    high: directionOf(measure),
    measure,
    score: (figures) => figures?.headline[measure],
  }));
}

export function indicatorLine(context: Context, { slug, name, phrase, short, since, pillar }: Indicator): Line {
  const { high } = pillarOf(context, pillar);
  return { slug, name, phrase, short, since, high, score: (figures) => figures?.indicators[slug] };
}

/** A measure on the indicators of the first edition, which the bot calculates. */
export function basisRow(
  context: Context,
  measure: Measure,
  editions: readonly CountryFigures[] = context.country.editions,
): readonly string[] {
  const first = context.pack.edition;
  const name = says(context, "trend.basis.name", { measure: measureName(context, measure) });
  const scores = editions.map((figures) => firstBasis(context.taxonomy, figures, first)[measure]);
  return [name, ...scores.map((score) => scoreCell(context, score, formatHeadline))];
}

/** Whether the editions count other indicators into a figure: then its published scores are not like for like. */
export function isMixed({ taxonomy, pack }: Context, { measure }: Line, countries: readonly Country[]): boolean {
  if (measure === undefined) return false;
  const first = pack.edition;
  return countries.some(({ editions }) =>
    editions.some((figures) => firstBasis(taxonomy, figures, first)[measure] !== figures.headline[measure]),
  );
}

/** Editions are not like for like: how many indicators a measure counts in the first of them and in the last. */
function caveat(context: Context, measures: readonly Measure[]): string {
  const { taxonomy, country, pack } = context;
  // All that are mixed are parts of it.
  const measure = measures.length === 1 ? (measures[0] ?? "criminality") : "criminality";
  const [early, late] = [country.editions[0], country.editions.at(-1)];
  const count = (figures: CountryFigures | undefined): number =>
    figures === undefined ? 0 : indicatorsBehind(taxonomy, figures, [measure]);
  return says(context, "trend.caveat", {
    ...{ subject: lowered(measureName(context, measure)), early: count(early), late: count(late) },
    ...{ first: early?.edition ?? pack.edition, last: late?.edition ?? pack.edition },
  });
}

/** Under scores of several editions side by side that are not like for like. */
export function caveats(context: Context, lines: readonly Line[], countries: readonly Country[]): readonly Block[] {
  const mixed = lines.filter((line) => isMixed(context, line, countries));
  const measures = mixed.flatMap(({ measure }) => (measure === undefined ? [] : [measure]));
  return mixed.length > 0 ? [paragraph(caveat(context, measures))] : [];
}

/** Headlines have two decimals, indicators are as published. */
export function scoreFormatOf({ measure }: { readonly measure?: Measure | undefined }): (score: number) => string {
  return measure === undefined ? formatScore : formatHeadline;
}
