/** Figures side by side: over the editions, beside neighbours, and the region's countries in order. */
import { bullets, paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import type { Country, CountryFigures } from "#core/profile/profile.ts";
import { says, type Context } from "./context.ts";
import { inWords, placeInRegion } from "./figure-places.ts";
import { isWholeHeadline, scoreRows, scoresBlock, type Part } from "./figure-scores.ts";
import {
  besideTable,
  caveat,
  countriesTable,
  editionsTable,
  linesOf,
  orderTable,
  subjectName,
  type Line,
} from "./figure-tables.ts";
import { formatScore } from "./scores.ts";

export function overEditions(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const { rows, topic } = scoreRows(context, subject, figures);
  const table = editionsTable(context, subject);
  const [first] = linesOf(context, subject);
  const scores = context.country.editions.flatMap((each) => {
    const score = first?.score(each);
    const { edition } = each;
    return score === undefined ? [] : [says(context, "indicator.later.one", { edition, score: formatScore(score) })];
  });
  // Of one edition there is no trend: its score.
  const caption = says(context, "figures.score", { edition: figures.edition });
  const blocks = table.length === 0 ? scoresBlock(caption, rows) : [...table, reading(context, subject)];
  const summary = says(context, "figures.subject", { subject: first?.name ?? "", words: scores.join(", ") });
  return { topic, name: subjectName(context, subject), summary, blocks };
}

export function besideNeighbours(
  context: Context,
  question: Extract<FigureQuestion, { kind: "compare" }>,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): Part {
  const { subject } = question;
  const figures = figuresOf(context.country, edition) ?? context.figures;
  const lines = linesOf(context, subject);
  const [first] = lines;
  const scores = [context.country, ...others].flatMap((country) => {
    const score = first?.score(figuresOf(country, edition));
    return score === undefined
      ? []
      : [says(context, "figures.summary.country", { country: country.name, score: formatScore(score) })];
  });
  const names = { subject: first?.name ?? "", scores: scores.join(", "), edition };
  const isOfAllEditions = lines.length === 1 && question.edition === null;
  return {
    topic: scoreRows(context, subject, figures).topic,
    name: subjectName(context, subject),
    summary: says(context, "figures.summary.countries", names),
    blocks: [
      ...besideTable(context, subject, { others, edition }),
      reading(context, subject),
      ...(isOfAllEditions ? countriesTable(context, subject, others) : []),
      ...(isOfAllEditions && subject.kind === "headline" ? [paragraph(caveat(context))] : []),
    ],
  };
}

/** Where nothing narrower is named, the order is that of criminality. */
export function inOrder(context: Context, asked: FigureSubject, figures: CountryFigures): Part {
  const subject: FigureSubject = isWholeHeadline(asked) ? { kind: "headline", measure: "criminality" } : asked;
  const lines = linesOf(context, subject);
  const { rows, topic } = scoreRows(context, subject, figures);
  const { edition } = figures;
  const ends = lines.flatMap((line) => endsOf(context, line, edition) ?? []);
  const places = lines.flatMap((line) => placeOf(context, line, { edition, isOne: lines.length === 1 }));
  const caption = says(context, "figures.score", { edition });
  return {
    topic,
    name: subjectName(context, subject),
    summary: ends[0] ?? null,
    blocks: [
      ...(ends.length > 1 ? [bullets(ends)] : ends.map((words) => paragraph(words))),
      ...(lines.length === 1 ? orderTable(context, subject, edition) : []),
      ...(lines.length > 1 ? [bullets(places)] : places.map((words) => paragraph(words))),
      ...(subject.kind === "headline" ? scoresBlock(caption, rows) : []),
      reading(context, subject),
    ],
  };
}

function placeOf(
  context: Context,
  { name: subject, score }: Line,
  { edition, isOne }: { readonly edition: number; readonly isOne: boolean },
): readonly string[] {
  const words = placeInRegion(context, edition, score);
  if (words === null) return [];
  return [isOne ? words : says(context, "figures.subject", { subject, words })];
}

/** Who has the highest and the lowest score, with all who share it. */
function endsOf(context: Context, { name: subject, score }: Line, edition: number): string | null {
  const scores = regionScores(context.pack.figures, edition, score);
  const [top, bottom] = [scores[0]?.score, scores.at(-1)?.score];
  if (top === undefined || bottom === undefined) return null;
  const having = (end: number): string =>
    inWords(
      context,
      scores.filter((each) => each.score === end).map(({ name }) => name),
    );
  return says(context, "figures.ends", {
    subject,
    edition,
    highest: having(top),
    top: formatScore(top),
    lowest: having(bottom),
    bottom: formatScore(bottom),
  });
}

/** Which way is worse. */
function reading(context: Context, subject: FigureSubject): Block {
  if (isWholeHeadline(subject)) return paragraph(says(context, "figures.reading.both"));
  return paragraph(
    linesOf(context, subject)[0]?.high === "better"
      ? says(context, "figures.reading.better")
      : says(context, "figures.reading.worse"),
  );
}
