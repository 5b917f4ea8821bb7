/** What figures of several countries come to side by side, in a sentence. */
import { figuresOf } from "#core/profile/figures.ts";
import type { Country } from "#core/profile/profile.ts";
import { countryPhrase, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore } from "#core/briefings/scores.ts";
import { inWords } from "./places.ts";
import type { Line } from "./tables.ts";

/** `In the 2021 edition, the heroin trade scored worse in Karvonia (8.5 of 10) than in Ruritania (7.0).` */
export function besideVerdict(
  context: Context,
  line: Line,
  { countries, edition }: { readonly countries: readonly Country[]; readonly edition: number },
): string {
  return says(context, "verdict.edition", { edition, words: besideWords(context, line, { countries, edition }) });
}

/** The same without its edition, for where that was said. */
export function besideWords(
  context: Context,
  line: Line,
  { countries, edition }: { readonly countries: readonly Country[]; readonly edition: number },
): string {
  const { high } = context.taxonomy.scale;
  const format = line.measure === undefined ? formatScore : formatHeadline;
  const scores = countries
    .flatMap((country) => {
      const score = line.score(figuresOf(country, edition));
      return score === undefined ? [] : [{ name: countryPhrase(context, country.name), score, told: format(score) }];
    })
    .toSorted((one, other) => other.score - one.score);
  const [highest, next] = scores;
  const subject = line.phrase;
  if (highest === undefined) return "";
  if (scores.every(({ score }) => score === highest.score)) {
    const names = inWords(context, namesIn(scores));
    return says(context, "verdict.equal", { subject, countries: names, score: highest.told, high });
  }
  if (next === undefined || scores.length > 2) return inOrder(context, line, scores);
  const values = { subject, one: highest.name, first: highest.told, other: next.name, second: next.told, high };
  return says(context, line.high === "worse" ? "verdict.worse" : "verdict.better", values);
}

interface Told {
  readonly name: string;
  readonly score: number;
  readonly told: string;
}

/** Of more than two the order, and what it is to stand first. */
function inOrder(context: Context, { phrase: subject, high }: Line, scores: readonly Told[]): string {
  const order = scores.map(({ name, told }) => says(context, "figures.highest", { countries: name, score: told }));
  const key = high === "worse" ? "verdict.worst" : "verdict.best";
  return says(context, key, { subject, countries: inWords(context, order) });
}

function namesIn(scores: readonly Told[]): readonly string[] {
  return scores.map(({ name }) => name);
}

/** Of several scores, in how many which country is the higher one; null where that is nobody, or countries are many. */
export function higherVerdict(
  context: Context,
  group: string,
  {
    lines,
    countries,
    edition,
  }: { readonly lines: readonly Line[]; readonly countries: readonly Country[]; readonly edition: number },
): string | null {
  if (countries.length !== 2) return null;
  const pairs = lines.flatMap(({ score }) => {
    const [one, other] = countries.map((country) => score(figuresOf(country, edition)));
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
  const [own = "", beside = ""] = countries.map(({ name }) => name);
  const ownHigher = pairs.filter(({ one, other }) => one > other).length;
  const otherHigher = pairs.filter(({ one, other }) => other > one).length;
  const level = pairs.length - ownHigher - otherHigher;
  if (ownHigher + otherHigher === 0) return null;
  const isOwn = ownHigher > otherHigher;
  const [country, other] = isOwn ? [own, beside] : [beside, own];
  const count = Math.max(ownHigher, otherHigher);
  const values = { group, edition, country, other, count, of: pairs.length };
  return level === 0
    ? says(context, "verdict.beside", values)
    : says(context, "verdict.beside.level", { ...values, level });
}
