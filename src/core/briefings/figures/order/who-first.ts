/** Who stands at an end of an order, and where the country does that is asked about. */
import { figuresOf, regionScores, standing } from "#core/profile/figures.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import { isComplete } from "#core/briefings/figures/areas.ts";
import { heightWords, inWords, rankHeight } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type CountryOrder } from "./world-order.ts";

/** More names than these are counted. */
const MOST_NAMES = 4;

/** `Karvonia scored highest of 8 countries in its region for heroin in 2021: 8.5. Ruritania was 2nd-highest: 7.0.` Null without scores. */
export function firstVerdict(
  context: Context,
  { line, area, edition }: CountryOrder,
  end: "highest" | "lowest",
): string | null {
  const format = scoreFormatOf(line);
  const scores = regionScores(area, edition, line.score);
  const first = end === "highest" ? scores[0] : scores.at(-1);
  if (first === undefined) return null;
  const having = scores.filter(({ score }) => score === first.score).map(({ name }) => name);
  const countries =
    having.length > MOST_NAMES
      ? says(context, "world.countries", { count: having.length })
      : inWords(
          context,
          having.map((name) => countryPhrase(context, name)),
        );
  const words = says(context, "order.first", {
    ...{ countries: raised(countries), end: says(context, `place.${end}`), of: scores.length, area: area.name },
    ...{ subject: line.phrase, edition, score: format(first.score) },
  });
  const { name: country } = context.country;
  const [found, own] = [standing(country, scores), scores.find(({ name }) => name === country)];
  if (found === undefined || own === undefined || own.score === first.score) return words;
  const place = { place: heightWords(context, found), score: format(own.score) };
  return `${words} ${says(context, "order.own", { country: raised(countryPhrase(context, country)), ...place })}`;
}

/** A measure's place in the world as the Index published it, where not all countries are here to be counted; else null. */
export function publishedVerdict(context: Context, { line, area, edition }: CountryOrder): string | null {
  const figures = figuresOf(context.country, edition);
  if (line.measure === undefined || figures === undefined || (area.scope === "world" && isComplete(area))) return null;
  const { world } = figures.ranks[line.measure];
  return says(context, "world.place", {
    ...{ country: raised(countryPhrase(context, context.country.name)), subject: line.phrase, edition },
    ...{ place: rankHeight(context, world), of: world.of, area: says(context, "area.world") },
    score: scoreFormatOf(line)(figures.headline[line.measure]),
  });
}
