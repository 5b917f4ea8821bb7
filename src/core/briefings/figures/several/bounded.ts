/** How many scores of a group are above or below a number, and which they are. */
import { paragraph } from "#core/document/blocks.ts";
import { holdsOf, isWithin, type Bound, type FigureQuestion } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, pillarOf, says, type Context } from "#core/briefings/context.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";
import { numberName, percentWords, sideName } from "./bound-words.ts";
import { barsIn, scoresInWords } from "./groups.ts";
import { groupIn, groupName, orderedFrom, scoreIn } from "./extremes.ts";

type Bounded = Extract<FigureQuestion, { kind: "extreme" }> & { readonly bound: Bound };

/** `4 of the 10 scores for criminal markets in Ruritania in 2021 are above 5.5: ...` Where no pillar was named, resilience is told beside crime. */
export function boundedOf(context: Context, question: Bounded, figures: CountryFigures): Part {
  const { pillar, section, bound } = question;
  const name = groupName(context, question);
  const end = endOf(bound);
  const ordered = orderedFrom(end, groupIn(context, question), figures);
  const there = withinBound(ordered, bound, figures);
  const values = { of: ordered.length, side: sideName(context, bound), value: numberName(bound.value) };
  const country = countryPhrase(context, context.country.name);
  // Of exactly one score their names say it all.
  const names = there.map(({ phrase }) => phrase);
  const scores = bound.side === "exactly" ? inWords(context, names) : scoresInWords(context, there, figures);
  const words = says(context, keyOf("bounded", there.length), {
    ...{ ...values, count: there.length, group: lowered(name), country, edition: figures.edition, scores },
  });
  const isOfAll = pillar === null && section === null;
  const rest = ordered.filter((each) => !there.includes(each));
  const verdict = claimedOf(context, words, { bound, rest, there, figures });
  return {
    topic: there[0]?.slug ?? HEADLINE,
    name,
    verdict,
    editions: [figures.edition],
    blocks: [
      ...(isOfAll ? [paragraph(ofResilience(context, bound, figures))] : []),
      ...barsIn(context, { title: verdict, group: name, end }, { indicators: there, figures, of: ordered.length }),
    ],
  };
}

/** Yes or no where it was said of how many, with those that are otherwise where it was said of all. */
function claimedOf(
  context: Context,
  words: string,
  {
    bound: { claimed, percent },
    rest,
    there,
    figures,
  }: {
    readonly bound: Bound;
    readonly rest: readonly Indicator[];
    readonly there: readonly Indicator[];
    readonly figures: CountryFigures;
  },
): string {
  const share = { count: there.length, of: there.length + rest.length };
  if (claimed === undefined) return percent === true ? `${words} ${percentWords(context, share)}` : words;
  const isSo = holdsOf(claimed, share);
  const isTold = claimed === "all" && rest.length > 0 && rest.length <= MOST_NAMED;
  const except = isTold ? says(context, "bounded.except", { scores: scoresInWords(context, rest, figures) }) : "";
  return says(context, isSo ? "said.yes" : "said.no", { words: `${words} ${except}`.trim() });
}

function endOf({ side }: Bound): "highest" | "lowest" {
  return side === "below" || side === "most" ? "lowest" : "highest";
}

function withinBound(indicators: readonly Indicator[], bound: Bound, figures: CountryFigures): readonly Indicator[] {
  return indicators.filter((each) => isWithin(bound, scoreIn(figures, each)));
}

function ofResilience(context: Context, bound: Bound, figures: CountryFigures): string {
  const group = context.taxonomy.indicators.filter(({ pillar }) => pillarOf(context, pillar).high === "better");
  const ordered = orderedFrom(endOf(bound), group, figures);
  const there = withinBound(ordered, bound, figures);
  return says(context, keyOf("bounded.resilience", there.length), {
    ...{ count: there.length, of: ordered.length, side: sideName(context, bound), value: numberName(bound.value) },
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
