/** Tables of several figures of countries beside each other, in one edition. */
import type { Block } from "#core/document/briefing.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import { MEASURES, type Country } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";
import {
  columnsOf,
  indicatorLine,
  linesOf,
  scoreFormatOf,
  subjectName,
  type Line,
} from "#core/briefings/figures/tables.ts";
import { datedName, scoreCell } from "#core/briefings/scores.ts";

/** The same figure in other countries, in one edition. */
export function besideTable(
  context: Context,
  subject: FigureSubject,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): readonly Block[] {
  const caption = says(context, "figures.countries", { subject: subjectName(context, subject), edition });
  return linesTable(context, linesOf(context, subject), { caption, countries: [context.country, ...others], edition });
}

/** Every score of the countries, each pillar's under its own. */
export function everyTable(context: Context, countries: readonly Country[], edition: number): readonly Block[] {
  const caption = says(context, "compare.every", { edition });
  return linesTable(context, everyLine(context), { caption, countries, edition });
}

export function everyLine(context: Context): readonly Line[] {
  return MEASURES.flatMap((measure) => [
    ...linesOf(context, { kind: "headline", measure }),
    ...context.taxonomy.indicators.flatMap((each) => (each.pillar === measure ? [indicatorLine(context, each)] : [])),
  ]);
}

/** A row for each figure that any of the countries has. */
function linesTable(
  context: Context,
  lines: readonly Line[],
  {
    caption,
    countries,
    edition,
  }: { readonly caption: string; readonly countries: readonly Country[]; readonly edition: number },
): readonly Block[] {
  const rows = lines.flatMap((line) => {
    const scores = countries.map((country) => line.score(figuresOf(country, edition)));
    const format = scoreFormatOf(line);
    return scores.every((score) => score === undefined)
      ? []
      : [[datedName(context, line), ...scores.map((score) => scoreCell(context, score, format))]];
  });
  const columns = columnsOf(
    says(context, "scores.columns.measure"),
    countries.map(({ name }) => name),
  );
  return [{ kind: "table", caption, columns, rows }];
}
