/** Which scores of a group are nearest to a number, or furthest from it. Where no pillar was named, resilience is told beside crime. */
import { paragraph } from "#core/document/blocks.ts";
import type { FigureQuestion, Nearest } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, pillarOf, says, type Context } from "#core/briefings/context.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { atDistance } from "#core/briefings/figures/order/bound-order.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";
import { distanceOf, nearWords, numberName } from "./bound-words.ts";
import { groupIn, groupName, orderedFrom, scoreIn } from "./extremes.ts";
import { barsIn } from "./groups.ts";

type NearestQuestion = Extract<FigureQuestion, { kind: "extreme" }> & { readonly nearest: Nearest };

/** How many bars at least, those nearest to what was asked. */
const SHOWN = 5;

export function nearestOf(context: Context, question: NearestQuestion, figures: CountryFigures): Part {
  const { pillar, section, nearest } = question;
  const name = groupName(context, question);
  const ordered = orderedFrom("highest", groupIn(context, question), figures);
  const there = nearestIn(ordered, nearest, figures);
  const verdict = says(context, "nearest.group", {
    ...{ of: ordered.length, group: lowered(name), country: countryPhrase(context, context.country.name) },
    ...wordsOf(context, there, { nearest, figures }),
  });
  const shown = new Set(byDistance(ordered, nearest, figures).slice(0, Math.max(SHOWN, there.length)));
  const indicators = ordered.filter((each) => shown.has(each));
  const own = there.map(({ slug }) => slug);
  return {
    topic: there[0]?.slug ?? HEADLINE,
    name,
    verdict,
    editions: [figures.edition],
    blocks: [
      ...(pillar === null && section === null ? [paragraph(ofResilience(context, nearest, figures))] : []),
      ...barsIn(context, { title: verdict, group: name }, { indicators, figures, own }),
    ],
  };
}

function ofResilience(context: Context, nearest: Nearest, figures: CountryFigures): string {
  const group = context.taxonomy.indicators.filter(({ pillar }) => pillarOf(context, pillar).high === "better");
  const there = nearestIn(orderedFrom("highest", group, figures), nearest, figures);
  return says(context, "nearest.resilience", wordsOf(context, there, { nearest, figures }));
}

function wordsOf(
  context: Context,
  there: readonly Indicator[],
  { nearest: { value, end }, figures }: { readonly nearest: Nearest; readonly figures: CountryFigures },
) {
  const scores = there.map((each) => ({ name: each.phrase, score: scoreIn(figures, each) }));
  return {
    ...{ end: says(context, `nearest.${end}`), value: numberName(value), edition: figures.edition },
    scores: nearWords(context, scores, { value }),
  };
}

function nearestIn(indicators: readonly Indicator[], nearest: Nearest, figures: CountryFigures): readonly Indicator[] {
  const scores = indicators.map((indicator) => ({ indicator, score: scoreIn(figures, indicator) }));
  return atDistance(scores, nearest).map(({ indicator }) => indicator);
}

function byDistance(
  indicators: readonly Indicator[],
  { value, end }: Nearest,
  figures: CountryFigures,
): readonly Indicator[] {
  const sign = end === "nearest" ? 1 : -1;
  const distance = (each: Indicator): number => sign * distanceOf(scoreIn(figures, each), value);
  return indicators.toSorted((one, other) => distance(one) - distance(other));
}
