/** How many scores of a group are above or below a number, and which they are. */
import { paragraph } from "#core/document/blocks.ts";
import type { Bound, FigureQuestion } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, pillarOf, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore } from "#core/briefings/scores.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";
import { barsIn, scoresInWords } from "./groups.ts";
import { groupIn, groupName, orderedFrom, scoreIn } from "./extremes.ts";

type Bounded = Extract<FigureQuestion, { kind: "extreme" }> & { readonly bound: Bound };

/** `4 of the 10 scores for criminal markets in Ruritania in 2021 are above 5.5: ...` Where no pillar was named, resilience is told beside crime. */
export function boundedOf(context: Context, question: Bounded, figures: CountryFigures): Part {
  const { pillar, section, bound } = question;
  const name = groupName(context, question);
  const end = bound.side === "above" ? "highest" : "lowest";
  const ordered = orderedFrom(end, groupIn(context, question), figures);
  const there = withinBound(ordered, bound, figures);
  const values = { of: ordered.length, side: sideWord(context, bound), value: boundName(bound) };
  const country = countryPhrase(context, context.pack.country);
  const scores = scoresInWords(context, there, figures);
  const verdict = says(context, keyOf("bounded", there.length), {
    ...{ ...values, count: there.length, group: lowered(name), country, edition: figures.edition, scores },
  });
  return {
    topic: there[0]?.slug ?? HEADLINE,
    name,
    verdict,
    editions: [figures.edition],
    blocks: [
      ...(pillar === null && section === null ? [paragraph(ofResilience(context, bound, figures))] : []),
      ...barsIn(context, { title: verdict, group: name, end }, { indicators: there, figures, of: ordered.length }),
    ],
  };
}

function withinBound(
  indicators: readonly Indicator[],
  { side, value }: Bound,
  figures: CountryFigures,
): readonly Indicator[] {
  return indicators.filter((each) =>
    side === "above" ? scoreIn(figures, each) > value : scoreIn(figures, each) < value,
  );
}

function ofResilience(context: Context, bound: Bound, figures: CountryFigures): string {
  const group = context.taxonomy.indicators.filter(({ pillar }) => pillarOf(context, pillar).high === "better");
  const ordered = orderedFrom(bound.side === "above" ? "highest" : "lowest", group, figures);
  const there = withinBound(ordered, bound, figures);
  return says(context, keyOf("bounded.resilience", there.length), {
    ...{ count: there.length, of: ordered.length, side: sideWord(context, bound), value: boundName(bound) },
    scores: scoresInWords(context, there, figures),
  });
}

/** More are counted; the picture has them. */
const MOST_NAMED = 6;

function keyOf<Key extends "bounded" | "bounded.resilience">(key: Key, count: number) {
  if (count === 0) return `${key}.none` as const;
  if (count === 1) return `${key}.one` as const;
  return count > MOST_NAMED ? (`${key}.many` as const) : (`${key}.several` as const);
}

function sideWord(context: Context, { side }: Bound): string {
  return says(context, `bound.${side}`).toLowerCase();
}

/** As it was said, with the digit that scores have: `6.0`, `5.25`. */
function boundName({ value }: Bound): string {
  return Number.isInteger(value * 10) ? formatScore(value) : formatHeadline(value);
}
