/** Tables beside an answer from the figures: the same figure in other countries, and in every edition. */
import { text } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { nameOf, says, type Context } from "./context.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { figuresOf } from "#core/profile/figures.ts";
import { MEASURES } from "#core/profile/profile.ts";
import { formatScore, measureName } from "./scores.ts";

/** The same figure in other countries. */
export function beside(
  context: Context,
  question: Exclude<FigureQuestion, { kind: "extreme" }>,
  edition: number,
): readonly Block[] {
  if (question.kind !== "compare") return [];
  const countries = [context.country, ...question.countries];
  const caption = says(context, "figures.countries", { subject: subjectName(context, question.subject), edition });
  const rows = linesOf(context, question.subject).map(({ name, score }) => [
    name,
    ...countries.map((country) => cell(score(figuresOf(country, edition)))),
  ]);
  return [
    {
      kind: "table",
      caption,
      columns: [says(context, "scores.columns.measure"), ...countries.map(({ name }) => name)],
      rows,
    },
  ];
}

/** The figure in every edition, with ours on the first edition's basis where the editions differ. */
export function overEditions(context: Context, subject: FigureSubject): readonly Block[] {
  const country = context.country;
  if (country.editions.length < 2) return [];
  const lines = linesOf(context, subject);
  const published = lines.map(({ name, score }) => [name, ...country.editions.map((figures) => cell(score(figures)))]);
  const ranks = lines.flatMap(({ measure }) => (measure === undefined ? [] : [rankRow(context, country, measure)]));
  const ours = lines.flatMap(({ measure }) => (measure === undefined ? [] : [basisRow(context, country, measure)]));
  const columns = [says(context, "scores.columns.measure"), ...country.editions.map(({ edition }) => String(edition))];
  const counts = country.editions.map(({ indicators }) => Object.keys(indicators).length);
  const caveat = says(context, "trend.caveat", {
    first: country.editions[0]?.edition ?? context.pack.edition,
    early: counts[0] ?? 0,
    late: counts.at(-1) ?? 0,
  });
  return [
    {
      kind: "table",
      caption: says(context, "figures.editions", { subject: subjectName(context, subject) }),
      columns,
      rows: [...published, ...ranks, ...ours],
    },
    ...(ours.length === 0
      ? []
      : [{ kind: "paragraph", spans: [text(says(context, "trend.basis", { first: context.pack.edition }))] } as const]),
    { kind: "paragraph", spans: [text(caveat)] },
  ];
}

interface Line {
  readonly name: string;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

function linesOf(context: Context, subject: FigureSubject): readonly Line[] {
  if (subject.kind !== "headline")
    return indicatorsIn(context, subject).map(({ slug, name }) => ({
      name,
      score: (figures) => figures?.indicators[slug],
    }));
  const measures = subject.measure === null ? MEASURES : [subject.measure];
  return measures.map((measure) => ({
    name: measureName(context, measure),
    measure,
    score: (figures) => figures?.headline[measure],
  }));
}

function rankRow(context: Context, country: Country, measure: Measure): readonly string[] {
  const name = says(context, "figures.rank", { measure: measureName(context, measure) });
  const places = country.editions.map(({ ranks }) => ranks[measure].world);
  return [name, ...places.map(({ rank, of }) => says(context, "figures.place", { rank, of }))];
}

function basisRow(context: Context, country: Country, measure: Measure): readonly string[] {
  const first = context.pack.edition;
  const name = says(context, "trend.basis.name", { measure: measureName(context, measure), first });
  return [name, ...country.editions.map((figures) => cell(firstBasis(context.taxonomy, figures, first)[measure]))];
}

export function subjectName(context: Context, subject: FigureSubject): string {
  if (subject.kind !== "headline") return nameOf(context, subject.slug);
  return subject.measure === null
    ? MEASURES.map((measure) => measureName(context, measure)).join(", ")
    : measureName(context, subject.measure);
}

function cell(score: number | undefined): string {
  return score === undefined ? "–" : formatScore(score);
}

export function indicatorsIn(
  context: Context,
  subject: Exclude<FigureSubject, { kind: "headline" }>,
): readonly Indicator[] {
  return context.taxonomy.indicators.filter(({ slug, section }) =>
    subject.kind === "indicator" ? slug === subject.slug : section === subject.slug,
  );
}
