/** Two countries that stand to each other alike: in every edition, or in criminality and resilience both. */
import { figuresOf } from "#core/profile/figures.ts";
import type { Country } from "#core/profile/profile.ts";
import { countryPhrase, raised, says, type Context } from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";

interface Pair {
  readonly edition: number;
  readonly one: number;
  readonly other: number;
}

interface Of {
  readonly lines: readonly Line[];
  readonly countries: readonly Country[];
}

/**
 * `In 2021, 2023 and 2025 alike, the heroin trade scored worse in Karvonia (8.5 of 10) than in Ruritania (7.0, 7.5 and 7.0).`
 * Null where that is not so of one figure of two countries.
 */
export function throughoutVerdict(context: Context, { lines: [line, ...more], countries }: Of): string | null {
  if (line === undefined || more.length > 0 || countries.length !== 2) return null;
  const pairs = context.country.editions.flatMap(({ edition }) => pairIn(line, countries, edition));
  const sides = new Set(pairs.map(({ one, other }) => Math.sign(one - other)));
  const [side = 0] = sides;
  if (pairs.length < 2 || sides.size > 1 || side === 0) return null;
  const format = scoreFormatOf(line);
  const told = (scores: readonly number[]): string => {
    const [only = Number.NaN, ...others] = new Set(scores);
    return others.length === 0 ? format(only) : inWords(context, scores.map(format));
  };
  const own = { name: nameOf(context, countries[0]), scores: told(pairs.map(({ one }) => one)) };
  const beside = { name: nameOf(context, countries[1]), scores: told(pairs.map(({ other }) => other)) };
  const [higher, lower] = side > 0 ? [own, beside] : [beside, own];
  const words = says(context, line.high === "worse" ? "verdict.worse" : "verdict.better", {
    ...{ subject: line.phrase, one: higher.name, first: higher.scores, other: lower.name, second: lower.scores },
    high: context.taxonomy.scale.high,
  });
  const editions = inWords(
    context,
    pairs.map(({ edition }) => String(edition)),
  );
  return says(context, "verdict.editions", { editions, words });
}

/** `In the 2021 edition, Ruritania scored worse than Karvonia on both counts: ...`; null where each is worse in one, or level. */
export function bothVerdict(
  context: Context,
  lines: readonly Line[],
  { countries, edition }: Pick<Of, "countries"> & { readonly edition: number },
): string | null {
  if (countries.length !== 2) return null;
  const pairs = lines.flatMap((line) => pairIn(line, countries, edition).map((pair) => ({ line, ...pair })));
  const worse = new Set(
    pairs.map(({ line, one, other }) => Math.sign(line.high === "worse" ? one - other : other - one)),
  );
  const [side = 0] = worse;
  const [first, second] = pairs;
  if (first === undefined || second === undefined || worse.size > 1 || side === 0) return null;
  const [own, beside] = [nameOf(context, countries[0]), nameOf(context, countries[1])];
  const scores = ({ line, one, other }: (typeof pairs)[number]): readonly [string, string] => {
    const [mine, theirs] = [one, other].map(scoreFormatOf(line));
    return side > 0 ? [mine ?? "", theirs ?? ""] : [theirs ?? "", mine ?? ""];
  };
  const [[high, low], [more, less]] = [scores(first), scores(second)];
  const words = says(context, "verdict.worse.both", {
    ...{ one: raised(side > 0 ? own : beside), other: side > 0 ? beside : own },
    ...{ subject: first.line.phrase, high, of: context.taxonomy.scale.high, low },
    ...{ second: second.line.phrase, more, less },
  });
  return says(context, "verdict.edition", { edition, words });
}

/** What of the same goes the other way: `But Ruritania scored worse on criminal actors: 6.25 against 6.13.` */
export function againstBoth(
  context: Context,
  lines: readonly Line[],
  { countries, edition }: Pick<Of, "countries"> & { readonly edition: number },
): readonly string[] {
  const sideOf = (line: Line): number => {
    const [pair] = pairIn(line, countries, edition);
    return pair === undefined ? 0 : Math.sign(line.high === "worse" ? pair.one - pair.other : pair.other - pair.one);
  };
  const whole = lines.find(({ measure }) => measure === "criminality");
  if (whole === undefined) return [];
  const against = lines.filter((line) => sideOf(line) * sideOf(whole) < 0);
  const names = countries.map((country) => nameOf(context, country));
  return against.flatMap((line) =>
    pairIn(line, countries, edition).map((pair) => {
      const [own = "", beside = ""] = [pair.one, pair.other].map(scoreFormatOf(line));
      const [country = "", score, other] = sideOf(line) > 0 ? [names[0], own, beside] : [names[1], beside, own];
      return says(context, "verdict.but", { country, subject: line.phrase, score, other });
    }),
  );
}

function pairIn({ score }: Line, countries: readonly Country[], edition: number): readonly Pair[] {
  const [one, other] = countries.map((country) => score(figuresOf(country, edition)));
  return one === undefined || other === undefined ? [] : [{ edition, one, other }];
}

function nameOf(context: Context, country: Country | undefined): string {
  return countryPhrase(context, country?.name ?? "");
}
