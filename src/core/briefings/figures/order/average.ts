/** The mean of the countries of an area: ours, and said to be. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { regionScores } from "#core/profile/figures.ts";
import type { CountryFigures } from "#core/profile/profile.ts";
import { countryPhrase, lowered, raised, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline } from "#core/briefings/scores.ts";
import { worldOrder, type CountryOrder } from "./world-order.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { areaOf, missingWorld, otherPart, partNotice } from "#core/briefings/figures/areas.ts";
import { barsOf, ranksOf } from "#core/briefings/figures/charts.ts";
import { endsOf } from "#core/briefings/figures/headline.ts";
import { isWholeHeadline, topicOf } from "#core/briefings/figures/scores.ts";
import { linesOf, scoreFormatOf, subjectName } from "#core/briefings/figures/tables.ts";

/** Of the whole headline the means of both its ends; the order that is shown is that of the first. */
export function averageOf(
  context: Context,
  question: Extract<FigureQuestion, { kind: "average" }>,
  figures: CountryFigures,
): Part {
  const { subject, scope, claimed, middle } = question;
  if (subject.kind === "section" && middle !== true) return averageOfSection(context, question, figures);
  const area = areaOf(context, scope ?? "region");
  const { edition } = figures;
  const lines = isWholeHeadline(subject) ? endsOf(linesOf(context, subject)) : linesOf(context, subject);
  const told = middle === true ? medianVerdict : averageVerdict;
  const words = lines.map((line) => told(context, { line, area, edition })).join(" ");
  const isSo = claimed === undefined ? null : lines.map((line) => sideOf(context, { line, area, edition }) === claimed);
  const isAlike = isSo !== null && new Set(isSo).size === 1;
  const verdict = isAlike ? says(context, isSo[0] === true ? "said.yes" : "said.no", { words }) : words;
  const [line] = lines;
  const name = subjectName(context, subject);
  return {
    topic: topicOf(context, subject, figures),
    name,
    verdict,
    editions: [edition],
    blocks: [
      ...(line === undefined ? [] : order(context, { line, area, edition }, verdict)),
      ...partNotice(context, area),
      ...(scope === "world" ? missingWorld(context, area) : []),
      ...otherPart(context, question),
    ],
  };
}

function order(context: Context, { line, area, edition }: CountryOrder, title: string): Part["blocks"] {
  if (area.scope === "world") return worldOrder(context, { line, area, edition }, title);
  const name = says(context, "figures.countries", { subject: line.name, edition });
  return ranksOf(context, { title, name, caption: "" }, { line, countries: area.countries, edition });
}

/** The mean of a section's scores in the country, and of the same in all countries of the area. */
function averageOfSection(
  context: Context,
  { subject, scope }: Extract<FigureQuestion, { kind: "average" }>,
  figures: CountryFigures,
): Part {
  const area = areaOf(context, scope ?? "region");
  const { edition } = figures;
  const lines = linesOf(context, subject).filter(({ score }) => score(figures) !== undefined);
  const own = lines.flatMap(({ score }) => score(figures) ?? []);
  const all = lines.flatMap(({ score }) => regionScores(area, edition, score).map((each) => each.score));
  const name = subjectName(context, subject);
  const verdict = says(context, "average.section", {
    ...{ count: own.length, group: lowered(name), country: countryPhrase(context, context.country.name), edition },
    ...{ mean: formatHeadline(meanOf(own)), of: area.countries.length, area: area.name },
    all: formatHeadline(meanOf(all)),
  });
  const heading = { title: verdict, name: says(context, "figures.countries", { subject: name, edition }) };
  return {
    topic: topicOf(context, subject, figures),
    name,
    verdict,
    editions: [edition],
    blocks: [...barsOf(context, heading, { lines, figures, own: [] }), ...partNotice(context, area)],
  };
}

/** Scores are in hundredths: their mean is rounded half up. */
function meanOf(scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + Math.round(score * 100), 0);
  return Math.floor((2 * sum + scores.length) / (2 * scores.length)) / 100;
}

/** Of an even number of countries the mean of the two in the middle. */
function medianVerdict(context: Context, { line, area, edition }: CountryOrder): string {
  const scores = regionScores(area, edition, line.score).map(({ score }) => score);
  const half = scores.length / 2;
  const middle = Number.isInteger(half)
    ? scores.slice(half - 1, half + 1)
    : scores.slice(Math.floor(half), Math.ceil(half));
  const values = { subject: line.phrase, of: scores.length, area: area.name, edition };
  return says(context, "median.verdict", { ...values, median: formatHeadline(meanOf(middle)) });
}

/** On which side of the mean the country is; null where it has no score. */
function sideOf(context: Context, { line, area, edition }: CountryOrder): "above" | "below" | "level" | null {
  const scores = regionScores(area, edition, line.score);
  const own = scores.find(({ name }) => name === context.country.name);
  if (own === undefined) return null;
  const sum = scores.reduce((total, { score }) => total + Math.round(score * 100), 0);
  const difference = Math.round(own.score * 100) * scores.length - sum;
  if (difference === 0) return "level";
  return difference > 0 ? "above" : "below";
}

function averageVerdict(context: Context, { line, area, edition }: CountryOrder): string {
  const scores = regionScores(area, edition, line.score);
  const mean = meanOf(scores.map(({ score }) => score));
  const { name } = context.country;
  const own = scores.find((each) => each.name === name);
  const values = {
    ...{ subject: raised(line.phrase), of: scores.length, area: area.name, edition, mean: formatHeadline(mean) },
  };
  if (own === undefined) return says(context, "average.alone", values);
  const side = sideOf(context, { line, area, edition }) ?? "level";
  return says(context, "average.verdict", {
    ...values,
    ...{ country: raised(countryPhrase(context, name)), score: scoreFormatOf(line)(own.score) },
    side: says(context, `average.${side}`),
  });
}
