/** Who stands at a place of an order, who shares one, and where the country does that is asked about. */
import type { OrderAsked, ScaleEnd } from "#core/profile/figure-question.ts";
import { figuresOf, regionScores, standing, type Scored, type SharedPlace } from "#core/profile/figures.ts";
import type { Direction } from "#core/profile/profile.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import { isComplete } from "#core/briefings/figures/areas.ts";
import { heightFrom, heightWords, inWords, ownHeight, rankWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf } from "#core/briefings/figures/tables.ts";
import type { CountryOrder } from "./world-order.ts";

/** More names than these are counted. */
const MOST_NAMES = 4;

/** The end by the number, where `high` is what a high number means. */
export function endOf(end: ScaleEnd, high: Direction): "highest" | "lowest" {
  if (end === "highest" || end === "lowest") return end;
  return (end === "best") === (high === "better") ? "highest" : "lowest";
}

/**
 * `Karvonia scored highest of 8 countries in its region for heroin in 2021: 8.5. Ruritania was 2nd: 7.0.` What was
 * claimed of a country is affirmed or denied. Null without scores.
 */
export function firstVerdict(
  context: Context,
  { line, area, edition }: CountryOrder,
  { place, end: asked, claimed }: Extract<OrderAsked, { kind: "at" }>,
): string | null {
  const format = scoreFormatOf(line);
  const end = endOf(asked, line.high);
  const scores = regionScores(area, edition, line.score);
  const there = (end === "highest" ? scores : scores.toReversed())[place - 1];
  if (scores.length === 0) return null;
  if (there === undefined)
    return says(context, "order.few", { of: scores.length, area: area.name, subject: line.phrase, edition });
  const having = scores.filter(({ score }) => score === there.score);
  const height = heightFrom(context, standing(there.name, scores), end);
  const words = says(context, "order.first", {
    ...{ countries: named(context, having), end: height, of: scores.length, area: area.name },
    ...{ subject: line.phrase, edition, score: format(there.score), high: context.taxonomy.scale.high },
  });
  const { name: country } = context.country;
  const [found, own] = [standing(country, scores), scores.find(({ name }) => name === country)];
  if (found === undefined || own === undefined) return words;
  const answer = claimed === true ? (own.score === there.score ? "said.yes" : "said.no") : null;
  const told =
    own.score === there.score
      ? words
      : `${words} ${says(context, "order.own", {
          ...{ country: raised(countryPhrase(context, country)), score: format(own.score) },
          place: heightWords(context, found),
        })}`;
  return answer === null ? told : says(context, answer, { words: told });
}

/**
 * Who shares the country's place, and which others are level with each other: those first where no country is asked about. Null
 * where it has no score.
 */
export function tieVerdict(
  context: Context,
  { line, area, edition }: CountryOrder,
  asked: Extract<OrderAsked, { kind: "tie" }>,
): string | null {
  const format = scoreFormatOf(line);
  const scores = regionScores(area, edition, line.score);
  const { name } = context.country;
  const [found, own] = [standing(name, scores), scores.find((each) => each.name === name)];
  if (found === undefined || own === undefined) return null;
  const values = {
    ...{ country: raised(countryPhrase(context, name)), subject: line.phrase, edition, of: found.of, area: area.name },
    ...{ place: ownHeight(context, found), score: format(own.score) },
  };
  const others = [...Map.groupBy(scores, ({ score }) => score)].filter(
    ([score, having]) => having.length > 1 && score !== own.score,
  );
  const groups = others.map(([score, having]) =>
    says(context, "figures.level", { countries: named(context, having), score: format(score) }),
  );
  const level =
    groups.length > 0
      ? says(context, "order.ties", { countries: inWords(context, groups) })
      : found.ties.length > 0
        ? ""
        : says(context, "order.untied");
  const words =
    found.ties.length === 0
      ? says(context, "order.alone", values)
      : says(context, "order.shared", { ...values, others: namedOf(context, found) });
  if (asked.all === true && groups.length > 0) return `${level} ${words}`;
  const told = `${words} ${level}`.trim();
  const other = context.pack.figures.countries.find(({ slug }) => slug === asked.with)?.name;
  if (other === undefined) return told;
  return says(context, found.ties.includes(other) ? "said.yes" : "said.no", { words: told });
}

function namedOf(context: Context, { ties }: SharedPlace): string {
  return named(
    context,
    ties.map((name) => ({ name, score: 0 })),
  );
}

function named(context: Context, having: readonly Scored[]): string {
  return having.length > MOST_NAMES
    ? says(context, "world.countries", { count: having.length })
    : inWords(
        context,
        having.map(({ name }) => countryPhrase(context, name)),
      );
}

/** A measure's place in the world as the Index published it, where not all countries are here to be counted; else null. */
export function publishedVerdict(context: Context, { line, area, edition }: CountryOrder): string | null {
  const figures = figuresOf(context.country, edition);
  if (line.measure === undefined || figures === undefined || (area.scope === "world" && isComplete(area))) return null;
  const { world } = figures.ranks[line.measure];
  return says(context, "world.place", {
    ...{ country: countryPhrase(context, context.country.name), subject: line.phrase, edition },
    ...{ place: rankWords(context, world), of: world.of, area: says(context, "area.world") },
    score: scoreFormatOf(line)(figures.headline[line.measure]),
    high: context.taxonomy.scale.high,
  });
}
