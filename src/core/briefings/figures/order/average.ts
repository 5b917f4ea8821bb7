/** The mean of the countries of an area: ours, and said to be. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { regionScores } from "#core/profile/figures.ts";
import type { CountryFigures } from "#core/profile/profile.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline } from "#core/briefings/scores.ts";
import { worldOrder, type CountryOrder } from "./world-order.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { areaOf, missingWorld, partNotice } from "#core/briefings/figures/areas.ts";
import { ranksOf } from "#core/briefings/figures/charts.ts";
import { endsOf } from "#core/briefings/figures/headline.ts";
import { isWholeHeadline, topicOf } from "#core/briefings/figures/scores.ts";
import { linesOf, scoreFormatOf, subjectName } from "#core/briefings/figures/tables.ts";

/** Of the whole headline the means of both its ends; the order that is shown is that of the first. */
export function averageOf(
  context: Context,
  { subject, scope }: Extract<FigureQuestion, { kind: "average" }>,
  figures: CountryFigures,
): Part {
  const area = areaOf(context, scope ?? "region");
  const { edition } = figures;
  const lines = isWholeHeadline(subject) ? endsOf(linesOf(context, subject)) : linesOf(context, subject);
  const verdict = lines.map((line) => averageVerdict(context, { line, area, edition })).join(" ");
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
    ],
  };
}

function order(context: Context, { line, area, edition }: CountryOrder, title: string): Part["blocks"] {
  if (area.scope === "world") return worldOrder(context, { line, area, edition }, title);
  const name = says(context, "figures.countries", { subject: line.name, edition });
  return ranksOf(context, { title, name, caption: "" }, { line, countries: area.countries, edition });
}

/** Scores are in hundredths: their mean is rounded half up. */
function averageVerdict(context: Context, { line, area, edition }: CountryOrder): string {
  const scores = regionScores(area, edition, line.score);
  const sum = scores.reduce((total, { score }) => total + Math.round(score * 100), 0);
  const mean = Math.floor((2 * sum + scores.length) / (2 * scores.length)) / 100;
  const { name } = context.country;
  const own = scores.find((each) => each.name === name);
  const values = {
    ...{ subject: raised(line.phrase), of: scores.length, area: area.name, edition, mean: formatHeadline(mean) },
  };
  if (own === undefined) return says(context, "average.alone", values);
  const difference = Math.round(own.score * 100) * scores.length - sum;
  const side = difference === 0 ? "level" : difference > 0 ? "above" : "below";
  return says(context, "average.verdict", {
    ...values,
    ...{ country: raised(countryPhrase(context, name)), score: scoreFormatOf(line)(own.score) },
    side: says(context, `average.${side}`),
  });
}
