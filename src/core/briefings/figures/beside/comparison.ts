/** A country's figures beside those of others: of one edition, or over all of them. */
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import type { Country } from "#core/profile/profile.ts";
import { raised, says, type Context } from "#core/briefings/context.ts";
import { areaOf, isComplete, type RankingArea } from "#core/briefings/figures/areas.ts";
import { linesBeside, MOST_COUNTRIES, pairsOf, ranksOf } from "#core/briefings/figures/charts.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { endsOf } from "#core/briefings/figures/headline.ts";
import { isWholeHeadline, topicOf } from "#core/briefings/figures/scores.ts";
import {
  besideTable,
  caveats,
  countriesTable,
  linesOf,
  subjectName,
  type Line,
} from "#core/briefings/figures/tables.ts";
import { besideVerdict, besideWords, higherVerdict, tallyOf } from "./beside.ts";

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
  const isOver = question.over === true && isWholeHeadline(subject) && countries.length <= MOST_COUNTRIES;
  const lines = isOver ? endsOf(linesOf(context, subject)) : linesOf(context, subject);
  const isOfAllEditions = question.edition === null && (lines.length === 1 || isOver);
  const inOne = besideLines(context, subject, { lines, countries, edition });
  const verdict = isOfAllEditions ? `${inOne}${turnWords(context, { lines, countries, edition })}` : inOne;
  const all = context.country.editions.map((each) => each.edition);
  const name = subjectName(context, subject);
  const besides = { lines, countries, edition, verdict };
  return {
    topic,
    name,
    verdict,
    editions: isOfAllEditions ? all : [edition],
    blocks: isOfAllEditions
      ? lines.flatMap((line) => overAndBeside(context, isOver ? line.name : name, { ...besides, lines: [line] }))
      : besideIn(context, subject, besides),
  };
}

interface Beside {
  readonly lines: readonly Line[];
  /** The own one first. */
  readonly countries: readonly Country[];
  readonly edition: number;
}

/** What became of it in the newest edition, where that is no longer so; begins with a space. */
function turnWords(context: Context, { lines, countries, edition }: Beside): string {
  // Of more than two the order is told once.
  if (countries.length > 2) return "";
  const newest = context.country.editions.at(-1)?.edition ?? edition;
  const turned = lines.filter((line) => orderIn(line, countries, newest) !== orderIn(line, countries, edition));
  return turned.map((line) => ` ${besideVerdict(context, line, { countries, edition: newest })}`).join("");
}

/** Alike where the countries stand to each other alike. */
function orderIn({ score }: Line, countries: readonly Country[], edition: number): string {
  const scores = countries.map((country) => score(figuresOf(country, edition)) ?? Number.NaN);
  return scores.flatMap((one) => scores.map((other) => Math.sign(one - other))).join(" ");
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
  const peers = peersOf(context, countries);
  const picture =
    lines.length === 1 && line !== undefined && peers !== null
      ? ranksOf(context, heading, {
          line,
          countries: peers,
          edition,
          shown: regionScores({ countries }, edition, line.score),
        })
      : countries.length > MOST_COUNTRIES
        ? []
        : pairsOf(context, heading, { lines, countries, edition });
  return picture.length > 0 ? picture : besideTable(context, subject, { others: countries.slice(1), edition });
}

/** Among whom a place is the published kind: the region's, else the world's where all of it is here; null where neither holds. */
function peersOf(context: Context, countries: readonly Country[]): readonly Country[] | null {
  const areas = (["region", "world"] as const).map((scope) => areaOf(context, scope));
  const isIn = (area: RankingArea): boolean =>
    isComplete(area) && countries.every(({ slug }) => area.countries.some((country) => country.slug === slug));
  return areas.find(isIn)?.countries ?? null;
}
