/** Countries held against a number: how many are above it, which is nearest to it, and which stand at an end. */
import {
  countOf,
  holdsOf,
  isWithin,
  type Bound,
  type Nearest,
  type OrderAsked,
} from "#core/profile/figure-question.ts";
import { regionScores, type Scored } from "#core/profile/figures.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import {
  distanceOf,
  nearWords,
  numberName,
  percentWords,
  sideName,
} from "#core/briefings/figures/several/bound-words.ts";
import { scoreFormatOf } from "#core/briefings/figures/tables.ts";
import { endOf } from "./who-first.ts";
import type { CountryOrder } from "./world-order.ts";

/** More names than these are counted. */
const MOST_NAMES = 8;

/** `5 of 8 countries in its region scored above 6.0 for heroin in 2021: ...`; where the country is not among them, its own score. */
export function boundOrder(context: Context, order: CountryOrder, bound: Bound): string | null {
  const { line, area, edition } = order;
  const scores = inOrder(order, bound.side === "below" || bound.side === "most" ? "lowest" : "highest");
  if (scores.length === 0) return null;
  const there = scores.filter(({ score }) => isWithin(bound, score));
  const values = {
    ...{ count: there.length, of: scores.length, area: area.name, subject: line.phrase, edition },
    ...{ side: sideName(context, bound), value: numberName(bound.value, line) },
  };
  // Of exactly one score their names say it all.
  const scored = bound.side === "exactly" ? namesOf(context, there) : levels(context, order, there);
  const words =
    there.length === 0
      ? says(context, "order.bound.none", values)
      : there.length === 1
        ? says(context, "order.bound.one", { ...values, scores: scored })
        : there.length > MOST_NAMES
          ? says(context, "order.bound.many", values)
          : says(context, "order.bound.several", { ...values, scores: scored });
  const rest = scores.filter((each) => !there.includes(each));
  const told = exceptWords(context, order, { bound, rest }) ?? ownWords(context, order, there);
  const all = `${words} ${told}`.trim();
  const share = { count: there.length, of: scores.length };
  if (bound.claimed === undefined) return bound.percent === true ? `${all} ${percentWords(context, share)}` : all;
  const holds = holdsOf(bound.claimed, share);
  return says(context, holds ? "said.yes" : "said.no", { words: all });
}

/** Which do not, where it was said of all. */
function exceptWords(
  context: Context,
  order: CountryOrder,
  { bound, rest }: { readonly bound: Bound; readonly rest: readonly Scored[] },
): string | null {
  if (bound.claimed !== "all" || rest.length === 0 || rest.length > MOST_NAMES) return null;
  return says(context, "bounded.except", { scores: levels(context, order, rest) });
}

/** The score of the country that the answer is about, where it is not among those that are told. */
function ownWords(context: Context, order: CountryOrder, told: readonly Scored[]): string {
  const { name } = context.country;
  if (told.length <= MOST_NAMES && told.some((each) => each.name === name)) return "";
  const own = inOrder(order, "highest").find((each) => each.name === name);
  if (own === undefined) return "";
  const country = raised(countryPhrase(context, name));
  return says(context, "order.bound.own", { country, score: scoreFormatOf(order.line)(own.score) });
}

/** `Kazakhstan, Turkmenistan and Uzbekistan were nearest to 6.3 for heroin in 2021: 6.5 each, 0.2 above it.` */
export function nearestOrder(context: Context, order: CountryOrder, { value, end }: Nearest): string | null {
  const { line, edition } = order;
  const scores = inOrder(order, "highest");
  const there = atDistance(scores, { value, end });
  if (there.length === 0) return null;
  return says(context, "nearest.order", {
    ...{ subject: line.phrase, edition, end: says(context, `nearest.${end}`), value: numberName(value, line) },
    scores: nearWords(
      context,
      there.map(({ name, score }) => ({ name: countryPhrase(context, name), score })),
      { value, line },
    ),
    ...{ of: scores.length, area: order.area.name },
  });
}

/** Those that are nearest to a number, or furthest from it. */
export function atDistance<T extends Pick<Scored, "score">>(
  scores: readonly T[],
  { value, end }: Nearest,
): readonly T[] {
  const distances = scores.map(({ score }) => distanceOf(score, value));
  const asked = end === "nearest" ? Math.min(...distances) : Math.max(...distances);
  return scores.filter(({ score }) => distanceOf(score, value) === asked);
}

/** `The 3 highest of 8 countries in its region for heroin in 2021: Karvonia (8.5), Ruritania (7.0) ...` */
export function topOrder(
  context: Context,
  order: CountryOrder,
  { count: many, end: asked, claimed }: Extract<OrderAsked, { kind: "top" }>,
): string | null {
  const { line, area, edition } = order;
  const end = endOf(asked, line.high);
  const scores = inOrder(order, end);
  const count = countOf(many, scores.length);
  const last = scores[count - 1] ?? scores.at(-1);
  if (last === undefined) return null;
  const there = scores.filter((each, at) => at < count || each.score === last.score);
  const values = {
    ...{ count, end: says(context, `place.${end}`), of: scores.length, area: area.name, subject: line.phrase, edition },
    scores: levels(context, order, there),
  };
  const key = there.length > count ? "order.top.tied" : "order.top";
  const words = `${says(context, key, values)} ${ownWords(context, order, there)}`.trim();
  if (claimed !== true) return words;
  const isThere = there.some(({ name }) => name === context.country.name);
  return says(context, isThere ? "said.yes" : "said.no", { words });
}

function inOrder({ line, area, edition }: CountryOrder, end: "highest" | "lowest"): readonly Scored[] {
  const scores = regionScores(area, edition, line.score);
  return end === "highest" ? scores : scores.toSorted((one, other) => one.score - other.score);
}

/** `Karvonia (8.5), and Ruritania and Sylvania (7.0 each)`, in the order of `scores`. */
function levels(context: Context, { line }: CountryOrder, scores: readonly Scored[]): string {
  const format = scoreFormatOf(line);
  const told = [...Map.groupBy(scores, ({ score }) => score)].map(([score, having]) =>
    says(context, having.length > 1 ? "figures.level" : "figures.highest", {
      countries: namesOf(context, having),
      score: format(score),
    }),
  );
  return told.join("; ");
}

function namesOf(context: Context, scores: readonly Scored[]): string {
  return inWords(
    context,
    scores.map(({ name }) => countryPhrase(context, name)),
  );
}
