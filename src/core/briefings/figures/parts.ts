/** Figures side by side: over the editions, beside neighbours, and the region's countries in order. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import type { Country, CountryFigures } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { placeInRegion } from "./places.ts";
import { isWholeHeadline, scoreOf, topicOf, type Part } from "./scores.ts";
import {
  besideTable,
  caveat,
  countriesTable,
  editionsTable,
  isMixed,
  linesOf,
  orderTable,
  placesTable,
  subjectName,
  type Line,
} from "./tables.ts";
import { besideVerdict, endsVerdict, placesVerdict, trendVerdict } from "./verdicts.ts";

/** Of one edition there is no trend: then it is its score. */
export function overEditions(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const lines = linesOf(context, subject);
  const verdicts = lines.map((line) => trendVerdict(context, line)).filter((words) => words !== "");
  const table = editionsTable(context, subject);
  const [first, ...others] = isWholeHeadline(subject) ? verdicts.filter((_, at) => at % 3 === 0) : verdicts;
  if (first === undefined || table.length === 0) return scoreOf(context, subject, figures);
  const isInOneLine = lines.length === 1 || isWholeHeadline(subject);
  return {
    topic: topicOf(context, subject, figures),
    name: subjectName(context, subject),
    verdict: isInOneLine ? [first, ...others].join(" ") : first,
    editions: context.country.editions.map(({ edition }) => edition),
    blocks: [...table, ...caveats(context, lines, [context.country])],
    notes: subject.kind === "headline" ? [says(context, "stamp.places")] : [],
  };
}

export function besideNeighbours(
  context: Context,
  question: Extract<FigureQuestion, { kind: "compare" }>,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): Part {
  const { subject } = question;
  const figures = figuresOf(context.country, edition) ?? context.figures;
  const lines = linesOf(context, subject);
  const countries = [context.country, ...others];
  const verdicts = lines.map((line) => besideVerdict(context, line, { countries, edition }));
  const isOfAllEditions = lines.length === 1 && question.edition === null;
  const all = context.country.editions.map((each) => each.edition);
  return {
    topic: topicOf(context, subject, figures),
    name: subjectName(context, subject),
    verdict: verdicts[0] ?? "",
    editions: isOfAllEditions ? all : [edition],
    blocks: isOfAllEditions
      ? [...countriesTable(context, subject, others), ...caveats(context, lines, countries)]
      : besideTable(context, subject, { others, edition }),
  };
}

/** Where nothing narrower is named, the order is that of criminality. */
export function inOrder(context: Context, asked: FigureSubject, figures: CountryFigures): Part {
  const subject: FigureSubject = isWholeHeadline(asked) ? { kind: "headline", measure: "criminality" } : asked;
  const lines = linesOf(context, subject);
  const { edition } = figures;
  const [only] = lines;
  const about = {
    topic: topicOf(context, subject, figures),
    name: subjectName(context, subject),
    editions: [edition],
  };
  if (lines.length > 1 || only === undefined)
    return {
      ...about,
      verdict: placesVerdict(context, lines, edition),
      blocks: placesTable(context, lines, edition),
    };
  return {
    ...about,
    verdict: endsVerdict(context, only, edition) ?? "",
    blocks: [...placeOf(context, only, edition), ...orderTable(context, subject, edition)],
  };
}

/** Under scores of several editions side by side that are not like for like. */
function caveats(context: Context, lines: readonly Line[], countries: readonly Country[]): readonly Block[] {
  return lines.some((line) => isMixed(context, line, countries)) ? [paragraph(caveat(context))] : [];
}

/** Whose place it is, among whom, and who shares it. */
function placeOf(context: Context, { score }: Line, edition: number): readonly Block[] {
  const words = placeInRegion(context, edition, score);
  const subject = context.country.name;
  return words === null ? [] : [paragraph(`${says(context, "figures.subject", { subject, words })}.`)];
}
