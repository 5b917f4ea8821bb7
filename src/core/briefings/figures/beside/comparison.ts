/** A country's figures beside those of others: of one edition, or over all of them. */
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import type { Country } from "#core/profile/profile.ts";
import { raised, says, type Context } from "#core/briefings/context.ts";
import { areaOf, isComplete, type RankingArea } from "#core/briefings/figures/areas.ts";
import { linesBeside, MOST_COUNTRIES, pairsOf, ranksOf } from "#core/briefings/figures/charts.ts";
import type { Part, SaidPart } from "#core/briefings/figures/answer-part.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { distanceOf, sizeName } from "#core/briefings/figures/several/bound-words.ts";
import { endsOf } from "#core/briefings/figures/headline.ts";
import { worseTitle } from "#core/briefings/figures/several/picture-titles.ts";
import { HEADLINE, isWholeHeadline, topicOf } from "#core/briefings/figures/scores.ts";
import { caveats, countriesTable, linesOf, subjectName, type Line } from "#core/briefings/figures/tables.ts";
import { besideTable, everyTable } from "./tables.ts";
import { besideVerdict, besideWords, higherVerdict, holdsBeside, mostHighest, tallyOf } from "./beside.ts";
import { againstBoth, bothVerdict, throughoutVerdict } from "./throughout.ts";

type Comparison = Extract<FigureQuestion, { kind: "compare" }>;

export function besideNeighbours(
  context: Context,
  question: Comparison,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): Part {
  const { subject, tally } = question;
  const countries = [context.country, ...others];
  const figures = figuresOf(context.country, edition) ?? context.figures;
  const about = { topic: topicOf(context, subject, figures), name: subjectName(context, subject) };
  if (tally !== undefined && others.length === 1)
    return { ...about, editions: [edition], ...tallyOf(context, subject, { tally, countries, edition }) };
  return question.detail === "full"
    ? everyScore(context, question, { countries, edition })
    : { ...about, ...figuresBeside(context, question, { countries, edition }) };
}

function figuresBeside(
  context: Context,
  question: Comparison,
  { countries, edition }: Pick<Beside, "countries" | "edition">,
): SaidPart {
  const { subject, over, difference, edition: asked } = question;
  const isOver = over === true && isWholeHeadline(subject) && countries.length <= MOST_COUNTRIES;
  const lines = isOver ? endsOf(linesOf(context, subject)) : linesOf(context, subject);
  const isOfAllEditions = asked === null && (lines.length === 1 || isOver);
  const told = toldBeside(context, question, { besides: { lines, countries, edition }, isOfAllEditions });
  const shown = isOfAllEditions ? editionsScored(lines, countries) : [edition];
  const verdict = difference === true ? withDifference(context, told, { lines, countries, editions: shown }) : told;
  const besides = { lines, countries, edition, verdict };
  if (!isOfAllEditions) return { verdict, editions: [edition], blocks: besideIn(context, subject, besides) };
  const name = subjectName(context, subject);
  return {
    verdict,
    editions: editionsScored(lines, countries),
    blocks: lines.flatMap((line) => overAndBeside(context, isOver ? line.name : name, { ...besides, lines: [line] })),
  };
}

/** With yes or no where something is claimed; what came to be otherwise is neither. */
function toldBeside(
  context: Context,
  { subject, claim }: Comparison,
  { besides, isOfAllEditions }: { readonly besides: Beside; readonly isOfAllEditions: boolean },
): string {
  const throughout = isOfAllEditions ? throughoutVerdict(context, besides) : null;
  const words = throughout ?? besideLines(context, subject, besides);
  const turn = isOfAllEditions ? turnWords(context, besides) : "";
  // Of the whole headline both ends; of a section its scores may differ.
  const lines = isWholeHeadline(subject) ? endsOf(besides.lines) : besides.lines;
  const isSo = claim === undefined || turn !== "" ? null : holdsBeside(claim, { ...besides, lines });
  return isSo === null ? `${words}${turn}` : says(context, isSo ? "said.yes" : "said.no", { words });
}

/** By how much two countries differ in a figure, in each of the editions; of several figures as it is. */
function withDifference(
  context: Context,
  words: string,
  {
    lines: [line, ...more],
    countries,
    editions,
  }: Pick<Beside, "lines" | "countries"> & { readonly editions: readonly number[] },
): string {
  if (line === undefined || more.length > 0 || countries.length !== 2) return words;
  const told = editions.flatMap((edition) => {
    const [one, other] = countries.map((country) => line.score(figuresOf(country, edition)));
    if (one === undefined || other === undefined) return [];
    const size = distanceOf(one, other);
    return size === 0
      ? says(context, "difference.none", { edition })
      : says(context, "difference.one", { size: sizeName(size, line), edition });
  });
  return says(context, "difference.verdict", { words, differences: inWords(context, told) });
}

/** Each pillar's scores under its own, of all the countries. */
function everyScore(
  context: Context,
  { subject }: Comparison,
  { countries, edition }: Pick<Beside, "countries" | "edition">,
): Part {
  const lines = linesOf(context, subject);
  return {
    topic: HEADLINE,
    name: subjectName(context, subject),
    verdict: besideLines(context, subject, { lines, countries, edition }),
    editions: [edition],
    blocks: everyTable(context, countries, edition),
  };
}

/** Those in which any of the countries has one of the figures. */
function editionsScored(lines: readonly Line[], countries: readonly Country[]): readonly number[] {
  const editions = countries.flatMap((country) =>
    country.editions.filter((figures) => lines.some(({ score }) => score(figures) !== undefined)),
  );
  return [...new Set(editions.map(({ edition }) => edition))];
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

/** Of the whole headline both ends; of a section in how many of its scores one is higher, or who has the highest. */
function besideLines(context: Context, subject: FigureSubject, { lines, countries, edition }: Beside): string {
  const all = isWholeHeadline(subject) && countries.length <= MOST_COUNTRIES ? endsOf(lines) : lines.slice(0, 1);
  const group = subjectName(context, subject);
  const higher =
    subject.kind === "section" && lines.length > 1
      ? countries.length > 2
        ? mostHighest(context, group, { lines, countries, edition })
        : higherVerdict(context, group, { lines, countries, edition })
      : null;
  const both = all.length === 2 ? bothVerdict(context, all, { countries, edition }) : null;
  if (both !== null) return [both, ...againstBoth(context, lines, { countries, edition })].join(" ");
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
  const [told, parts] = [endsOf(lines), lines.filter((each) => !endsOf(lines).includes(each))];
  const ends = isWholeHeadline(subject) ? worseTitle(context, { lines: told, parts }, { countries, edition }) : null;
  const heading = {
    title: ends ?? title,
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
