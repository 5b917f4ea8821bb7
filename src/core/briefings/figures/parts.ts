/** Figures side by side: over the editions, beside neighbours, and the region's countries in order. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import type { Country, CountryFigures } from "#core/profile/profile.ts";
import { raised, says, type Context } from "#core/briefings/context.ts";
import { areaOf, countriesNamed, partNotice, type RankingArea } from "./areas.ts";
import { linesBeside, linesOver, MOST_COUNTRIES, pairsOf, ranksOf } from "./charts.ts";
import type { Part } from "./answer-part.ts";
import { isWholeHeadline, scoreOf, topicOf } from "./scores.ts";
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
import { besideVerdict, besideWords, higherVerdict, tallyOf } from "./beside.ts";
import { countVerdict, endsVerdict, mostVerdict, orderVerdict, placesVerdict, trendVerdict } from "./verdicts.ts";
import { worldOrder, worldVerdict } from "./world-order.ts";

/** Of one edition there is no trend: then it is its score. */
export function overEditions(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const lines = linesOf(context, subject);
  const verdict = overVerdict(context, subject, lines);
  if (verdict === "" || context.country.editions.length < 2) return scoreOf(context, { subject }, figures);
  const name = subjectName(context, subject);
  const heading = { title: verdict, name: says(context, "figures.editions", { subject: name }) };
  const charted = isWholeHeadline(subject) ? endsOf(lines) : lines;
  const picture = linesOver(context, heading, charted);
  return {
    topic: topicOf(context, subject, figures),
    name,
    verdict,
    editions: context.country.editions.map(({ edition }) => edition),
    blocks: [
      ...picture,
      ...(picture.length === 0 ? editionsTable(context, lines) : []),
      ...caveats(context, lines, [context.country]),
    ],
    notes: subject.kind === "headline" ? [says(context, "stamp.places"), says(context, "stamp.first")] : [],
  };
}

/** Empty where there is no second score. */
function overVerdict(context: Context, subject: FigureSubject, lines: readonly Line[]): string {
  if (subject.kind === "section" && lines.length > 1) return mostVerdict(context, subjectName(context, subject), lines);
  const told = isWholeHeadline(subject) ? endsOf(lines) : lines.slice(0, 1);
  return told
    .map((line) => trendVerdict(context, line))
    .filter((words) => words !== "")
    .join(" ");
}

/** Criminality and resilience: what the whole headline comes to. */
function endsOf(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ measure }) => measure === "criminality" || measure === "resilience");
}

export function besideNeighbours(
  context: Context,
  question: Extract<FigureQuestion, { kind: "compare" }>,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): Part {
  const { subject, tally } = question;
  const figures = figuresOf(context.country, edition) ?? context.figures;
  const countries = [context.country, ...others];
  const topic = topicOf(context, subject, figures);
  if (tally !== undefined && others.length === 1)
    return {
      topic,
      name: subjectName(context, subject),
      editions: [edition],
      ...tallyOf(context, subject, { tally, countries, edition }),
    };
  const lines = linesOf(context, subject);
  const verdict = besideLines(context, subject, { lines, countries, edition });
  const isOfAllEditions = lines.length === 1 && question.edition === null;
  const all = context.country.editions.map((each) => each.edition);
  const name = subjectName(context, subject);
  const besides = { lines, countries, edition, verdict };
  return {
    topic,
    name,
    verdict,
    editions: isOfAllEditions ? all : [edition],
    blocks: isOfAllEditions ? overAndBeside(context, name, besides) : besideIn(context, subject, besides),
  };
}

interface Beside {
  readonly lines: readonly Line[];
  /** The own one first. */
  readonly countries: readonly Country[];
  readonly edition: number;
}

/** Of the whole headline both ends; of a section in how many of its scores one is higher. */
function besideLines(context: Context, subject: FigureSubject, { lines, countries, edition }: Beside): string {
  const all = isWholeHeadline(subject) && countries.length <= MOST_COUNTRIES ? endsOf(lines) : lines.slice(0, 1);
  const higher =
    subject.kind === "section" && lines.length > 1
      ? higherVerdict(context, subjectName(context, subject), { lines, countries, edition })
      : null;
  const [first, ...others] = all;
  const told = others.map((line) => raised(besideWords(context, line, { countries, edition })));
  return (
    higher ??
    [...(first === undefined ? [] : [besideVerdict(context, first, { countries, edition })]), ...told].join(" ")
  );
}

/** One figure in all editions: a line a country, or where those are too many to be told apart, the one edition's order. */
function overAndBeside(
  context: Context,
  name: string,
  { lines, countries, edition, verdict: title }: Beside & { readonly verdict: string },
): readonly Block[] {
  const [line] = lines;
  if (line === undefined) return [];
  const over = says(context, "figures.editions", { subject: name });
  const picture =
    countries.length <= MOST_COUNTRIES ? linesBeside(context, { title, name: over }, { line, countries }) : [];
  const inOneEdition = { title, name: says(context, "figures.countries", { subject: name, edition }) };
  return [
    ...(picture.length > 0
      ? picture
      : [...ranksOf(context, inOneEdition, { line, countries, edition }), ...countriesTable(context, line, countries)]),
    ...caveats(context, lines, countries),
  ];
}

function besideIn(
  context: Context,
  subject: FigureSubject,
  { lines, countries, edition, verdict: title }: Beside & { readonly verdict: string },
): readonly Block[] {
  const heading = {
    title,
    name: says(context, "figures.countries", { subject: subjectName(context, subject), edition }),
  };
  const [line] = lines;
  const picture =
    lines.length === 1 && line !== undefined
      ? ranksOf(context, heading, { line, countries, edition })
      : countries.length > MOST_COUNTRIES
        ? []
        : pairsOf(context, heading, { lines, countries, edition });
  return picture.length > 0 ? picture : besideTable(context, subject, { others: countries.slice(1), edition });
}

type RankQuestion = Extract<FigureQuestion, { kind: "rank" }>;

/** Whose place it is, and among whom: one from elsewhere among all that are here. */
function placedIn(
  own: Context,
  { scope, than }: RankQuestion,
): { readonly context: Context; readonly area: RankingArea } {
  const [country = own.country] = than === undefined ? [] : countriesNamed(own, [than]);
  const context = { ...own, country };
  const isBeside = own.pack.figures.countries.includes(country);
  return { context, area: areaOf(context, scope ?? (isBeside ? "region" : "world")) };
}

/** Where nothing narrower is named, the order is that of criminality. */
export function inOrder(own: Context, question: RankQuestion, figures: CountryFigures): Part {
  const { subject: asked, count } = question;
  const { context, area } = placedIn(own, question);
  const subject: FigureSubject = isWholeHeadline(asked) ? { kind: "headline", measure: "criminality" } : asked;
  const lines = linesOf(context, subject);
  const { edition } = figures;
  const [only] = lines;
  const about = {
    topic: topicOf(context, subject, figures),
    name: subjectName(context, subject),
    editions: [edition],
  };
  const part = partNotice(context, area);
  if (area.countries.length < 2) {
    const alone = scoreOf(context, { subject }, figures);
    return { ...alone, blocks: [...alone.blocks, ...part] };
  }
  if (lines.length > 1 || only === undefined)
    return {
      ...about,
      verdict: placesVerdict(context, lines, { area, edition }),
      blocks: [...placesTable(context, lines, { area, edition }), ...part],
    };
  if (area.scope === "world") {
    const order = { line: only, area, edition };
    const verdict = countVerdict(context, order, count) ?? worldVerdict(context, order);
    return { ...about, verdict, blocks: [...worldOrder(context, order, verdict), ...part] };
  }
  const order = { line: only, area, edition };
  const verdict = orderVerdict(context, order, count) ?? endsVerdict(context, order) ?? "";
  const heading = {
    title: verdict,
    name: says(context, "figures.countries", { subject: only.name, edition }),
    caption: "",
  };
  const picture = ranksOf(context, heading, { line: only, countries: context.pack.figures.countries, edition });
  const shown = picture.length > 0 ? picture : orderTable(context, subject, edition);
  return {
    ...about,
    verdict,
    blocks: [...shown, ...part],
    notes: [says(context, "stamp.places"), says(context, "stamp.first")],
  };
}

/** Under scores of several editions side by side that are not like for like. */
function caveats(context: Context, lines: readonly Line[], countries: readonly Country[]): readonly Block[] {
  const mixed = lines.filter((line) => isMixed(context, line, countries));
  const measures = mixed.flatMap(({ measure }) => (measure === undefined ? [] : [measure]));
  return mixed.length > 0 ? [paragraph(caveat(context, measures))] : [];
}
