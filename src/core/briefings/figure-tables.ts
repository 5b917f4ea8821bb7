/** Tables beside an answer from the figures: the same figure in other countries, and in every edition. */
import { text, type Block } from "#core/document/briefing.ts";
import { nameOf, says, type Desk } from "./context.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { figuresOf, formatScore, measureName, MEASURES, ownCountry } from "./scores.ts";

/** The same figure in other countries. */
export function beside(
  desk: Desk,
  question: Exclude<FigureQuestion, { kind: "extreme" }>,
  edition: number,
): readonly Block[] {
  if (question.kind !== "compare") return [];
  const countries = [ownCountry(desk), ...question.countries];
  const caption = says(desk, "figures.countries", { subject: subjectName(desk, question.subject), edition });
  const rows = linesOf(desk, question.subject).map(({ name, score }) => [
    name,
    ...countries.map((country) => cell(score(figuresOf(country, edition)))),
  ]);
  return [
    {
      kind: "table",
      caption,
      columns: [says(desk, "scores.columns.measure"), ...countries.map(({ name }) => name)],
      rows,
    },
  ];
}

/** The figure in every edition, with ours on the first edition's basis where the editions differ. */
export function overEditions(desk: Desk, subject: FigureSubject): readonly Block[] {
  const country = ownCountry(desk);
  if (country.editions.length < 2) return [];
  const lines = linesOf(desk, subject);
  const published = lines.map(({ name, score }) => [name, ...country.editions.map((figures) => cell(score(figures)))]);
  const ranks = lines.flatMap(({ measure }) => (measure === undefined ? [] : [rankRow(desk, country, measure)]));
  const ours = lines.flatMap(({ measure }) => (measure === undefined ? [] : [basisRow(desk, country, measure)]));
  const columns = [says(desk, "scores.columns.measure"), ...country.editions.map(({ edition }) => String(edition))];
  const counts = country.editions.map(({ indicators }) => Object.keys(indicators).length);
  const caveat = says(desk, "trend.caveat", {
    first: country.editions[0]?.edition ?? desk.pack.edition,
    early: counts[0] ?? 0,
    late: counts.at(-1) ?? 0,
  });
  return [
    {
      kind: "table",
      caption: says(desk, "figures.editions", { subject: subjectName(desk, subject) }),
      columns,
      rows: [...published, ...ranks, ...ours],
    },
    ...(ours.length === 0
      ? []
      : [{ kind: "paragraph", spans: [text(says(desk, "trend.basis", { first: desk.pack.edition }))] } as const]),
    { kind: "paragraph", spans: [text(caveat)] },
  ];
}

interface Line {
  readonly name: string;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

function linesOf(desk: Desk, subject: FigureSubject): readonly Line[] {
  if (subject.kind !== "headline")
    return indicatorsIn(desk, subject).map(({ slug, name }) => ({
      name,
      score: (figures) => figures?.indicators[slug],
    }));
  const measures = subject.measure === null ? MEASURES : [subject.measure];
  return measures.map((measure) => ({
    name: measureName(desk, measure),
    measure,
    score: (figures) => figures?.headline[measure],
  }));
}

function rankRow(desk: Desk, country: Country, measure: Measure): readonly string[] {
  const name = says(desk, "figures.rank", { measure: measureName(desk, measure) });
  const places = country.editions.map(({ ranks }) => ranks[measure].world);
  return [name, ...places.map(({ rank, of }) => says(desk, "figures.place", { rank, of }))];
}

function basisRow(desk: Desk, country: Country, measure: Measure): readonly string[] {
  const first = desk.pack.edition;
  const name = says(desk, "trend.basis.name", { measure: measureName(desk, measure), first });
  return [name, ...country.editions.map((figures) => cell(firstBasis(desk.taxonomy, figures, first)[measure]))];
}

export function subjectName(desk: Desk, subject: FigureSubject): string {
  if (subject.kind !== "headline") return nameOf(desk, subject.slug);
  return subject.measure === null
    ? MEASURES.map((measure) => measureName(desk, measure)).join(", ")
    : measureName(desk, subject.measure);
}

function cell(score: number | undefined): string {
  return score === undefined ? "–" : formatScore(score);
}

export function indicatorsIn(desk: Desk, subject: Exclude<FigureSubject, { kind: "headline" }>): readonly Indicator[] {
  return desk.taxonomy.indicators.filter(({ slug, section }) =>
    subject.kind === "indicator" ? slug === subject.slug : section === subject.slug,
  );
}
