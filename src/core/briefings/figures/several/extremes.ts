/** The highest and the lowest scores of a pillar, a section, or all criminality: a few of them, so many, or one by its place. */
import { paragraph } from "#core/document/blocks.ts";
import { countOf, type FigureQuestion } from "#core/profile/figure-question.ts";
import { standing } from "#core/profile/figures.ts";
import type { CountryFigures, Direction, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, lowered, nameOf, pillarOf, raised, says, type Context } from "#core/briefings/context.ts";
import { datedName, formatScore, scoreCell, scoreColumns } from "#core/briefings/scores.ts";
import { endOf } from "#core/briefings/figures/order/who-first.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { barsIn, endVerdict, firstOf, scored, scoresInWords } from "./groups.ts";
import { heightFrom, inWords } from "#core/briefings/figures/places.ts";
import { scoreVerdict } from "#core/briefings/figures/scored.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";

/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

type Extreme = Extract<FigureQuestion, { kind: "extreme" }>;
type Group = Pick<Extreme, "pillar" | "section">;
/** With half of them counted. */
type Counted = Omit<Extreme, "count"> & { readonly count?: number };

/** The indicators in the order that was asked for, from the end that was. */
interface Order {
  readonly name: string;
  readonly end: "highest" | "lowest";
  readonly ordered: readonly Indicator[];
  readonly figures: CountryFigures;
}

export function extremes(context: Context, asked: Extreme, figures: CountryFigures): Part {
  const { pillar, section } = asked;
  const group = groupIn(context, asked);
  const end = endOf(asked.end, highOf(context, asked));
  const ordered = orderedFrom(end, group, figures);
  const { count, ...others } = asked;
  const question: Counted = count === undefined ? others : { ...others, count: countOf(count, ordered.length) };
  const order: Order = { name: groupName(context, question), end, ordered, figures };
  const shown = shownOf(order, question);
  const [first] = shown;
  const verdict = claimedVerdict(context, question, { order, words: verdictOf(context, question, { order, shown }) });
  const rows = shown.map((each) => [datedName(context, each), scoreCell(context, scoreIn(figures, each))]);
  const place = (question.place ?? 1) - 1;
  const meant = ordered[place] ?? first;
  const own = shown.filter((each) => meant !== undefined && scoreIn(figures, each) === scoreIn(figures, meant));
  const picture = barsIn(
    context,
    { title: verdict, group: order.name, end },
    { indicators: shown, figures, own: own.map(({ slug }) => slug), of: ordered.length },
  );
  return {
    topic: meant?.slug ?? HEADLINE,
    name: order.name,
    verdict,
    editions: [figures.edition],
    blocks: [
      ...(pillar === null && section === null ? [paragraph(ofResilience(context, question, figures))] : []),
      ...(picture.length > 0
        ? picture
        : [{ kind: "table", caption: "", columns: scoreColumns(context), rows } as const]),
    ],
  };
}

export function scoreIn(figures: CountryFigures, { slug }: Indicator): number {
  return figures.indicators[slug] ?? Number.NaN;
}

export function orderedFrom(
  end: "highest" | "lowest",
  indicators: readonly Indicator[],
  figures: CountryFigures,
): readonly Indicator[] {
  const highestFirst = scored(indicators, figures);
  return end === "highest"
    ? highestFirst
    : highestFirst.toSorted((one, other) => scoreIn(figures, one) - scoreIn(figures, other));
}

/** As many as were asked for, and down to the place that was; with the last of them all that share its score. */
function shownOf({ ordered, figures }: Order, { count, place, claimed }: Counted): readonly Indicator[] {
  const many = count ?? Math.max(EXTREMES, place ?? 1);
  const last = ordered[many - 1];
  return ordered.filter(
    (each, at) =>
      at < many || each.slug === claimed || (last !== undefined && scoreIn(figures, each) === scoreIn(figures, last)),
  );
}

/** `No. Of the 10 scores ... had the highest: 7.0 of 10. The cocaine trade had the joint 9th-highest: 2.0.` */
function claimedVerdict(
  context: Context,
  { claimed, place, count }: Counted,
  { order: { ordered, figures, end }, words }: { readonly order: Order; readonly words: string },
): string {
  const own = ordered.find(({ slug }) => slug === claimed);
  const there = ordered[(count ?? place ?? 1) - 1] ?? ordered.at(-1);
  if (own === undefined || there === undefined) return words;
  const isWithin = count !== undefined && ordered.indexOf(own) < count;
  if (isWithin || scoreIn(figures, own) === scoreIn(figures, there)) return says(context, "said.yes", { words });
  const scores = ordered.map((each) => ({ name: each.slug, score: scoreIn(figures, each) }));
  const told = says(context, "extreme.own", {
    ...{ subject: raised(own.phrase), score: formatScore(scoreIn(figures, own)) },
    end: heightFrom(context, standing(own.slug, scores), end),
  });
  return says(context, "said.no", { words: `${words} ${told}` });
}

function verdictOf(
  context: Context,
  { count, place }: Counted,
  { order, shown }: { readonly order: Order; readonly shown: readonly Indicator[] },
): string {
  const { name, end, ordered, figures } = order;
  const [first] = ordered;
  if (first !== undefined && ordered.length === 1) return scoreVerdict(context, first, figures);
  if (count !== undefined) return topVerdict(context, { order, shown, count });
  if (place === undefined || place === 1)
    return endVerdict(context, { group: name, end }, { indicators: ordered, figures });
  return placeVerdict(context, order, place);
}

/** `The 3 highest of the 10 scores for criminal markets in Ruritania in 2021: ...` */
function topVerdict(
  context: Context,
  { order, shown, count }: { readonly order: Order; readonly shown: readonly Indicator[]; readonly count: number },
): string {
  const { name, end, ordered, figures } = order;
  // An indicator that is claimed to be among them is shown besides.
  const last = ordered[count - 1];
  const top = shown.filter(
    (each) => ordered.indexOf(each) < count || (last && scoreIn(figures, each) === scoreIn(figures, last)),
  );
  const values = {
    ...{ of: ordered.length, group: lowered(name), country: countryPhrase(context, context.country.name) },
    ...{ edition: figures.edition, scores: scoresInWords(context, top, figures) },
  };
  if (count >= ordered.length) return says(context, "extreme.all", values);
  const key = top.length > count ? "extreme.top.tied" : "extreme.top";
  return says(context, key, { ...values, count, end: says(context, `place.${end}`) });
}

/** `Of the 10 scores for criminal markets in Ruritania in 2021, human trafficking had the 2nd-highest: 6.5 of 10.` */
function placeVerdict(context: Context, { name, end, ordered, figures }: Order, place: number): string {
  const there = ordered[place - 1];
  const { edition } = figures;
  if (there === undefined) return says(context, "extreme.few", { of: ordered.length, group: lowered(name), edition });
  const scores = ordered.map((each) => ({ name: each.slug, score: scoreIn(figures, each) }));
  const level = ordered.filter((each) => scoreIn(figures, each) === scoreIn(figures, there));
  return says(context, "verdict.end", {
    ...{ group: lowered(name), country: countryPhrase(context, context.country.name), count: ordered.length, edition },
    ...{ score: formatScore(scoreIn(figures, there)), high: context.taxonomy.scale.high },
    end: heightFrom(context, standing(there.slug, scores), end),
    subject: inWords(
      context,
      level.map(({ phrase }) => phrase),
    ),
  });
}

export function groupIn(context: Context, { pillar, section }: Group): readonly Indicator[] {
  return context.taxonomy.indicators.filter((indicator) => {
    if (section !== null) return indicator.section === section;
    return pillar === null ? pillarOf(context, indicator.pillar).high === "worse" : indicator.pillar === pillar;
  });
}

function highOf(context: Context, { pillar, section }: Group): Direction {
  const slug = pillar ?? context.taxonomy.sections.find((each) => each.slug === section)?.pillar;
  return slug === undefined ? "worse" : pillarOf(context, slug).high;
}

/** Where no pillar was named, resilience is told beside crime: the same end of the number, or what means the same. */
function ofResilience(context: Context, { end }: Extreme, figures: CountryFigures): string {
  const resilience = context.taxonomy.indicators.filter(({ pillar }) => pillarOf(context, pillar).high === "better");
  const there = endOf(end, "better");
  const ends = firstOf(context, orderedFrom(there, resilience, figures), figures);
  return says(context, ends.sharing > 1 ? "verdict.end.resilience.several" : "verdict.end.resilience", {
    end: says(context, `place.${there}`),
    ...ends,
  });
}

export function groupName(context: Context, { pillar, section }: Group): string {
  if (section !== null) return nameOf(context, section);
  return pillar === null ? says(context, "figures.all") : pillarOf(context, pillar).name;
}
