/** Names of countries that only figures are here of, in any order with what is asked of them. */
import { fold } from "#core/profile/fold.ts";
import { namedAmong } from "#core/profile/world.ts";
import type { Command } from "#core/request.ts";
import { parseFigures, type FigureGrammar } from "./commands.ts";
import { countriesMeant } from "./which-country.ts";
import { readNamed } from "./named.ts";

/** A shorter part of a name is a word of its own: `new`, `south`. */
const SHORTEST_PART = 5;
/** The most words that are a name and a topic; what is longer asks something. */
const LONGEST = 7;

/**
 * `chile`, `heroin chile`, `chile drugs 2025`: a name alone asks for its headline, or behind figures for what they are of; with
 * a topic for its score. Undefined where anything else stands beside it.
 */
export function parseCountry(
  words: readonly string[],
  grammar: FigureGrammar,
  pack: string | null,
): Command | undefined {
  const { topics } = grammar;
  const world = grammar.world.current();
  const name = words.join(" ");
  if (topics.named(name) !== undefined || words.length > LONGEST) return undefined;
  const country = world.named(name);
  const question = { kind: "score", subject: { kind: "headline", measure: null }, edition: null } as const;
  if (country !== undefined) return { kind: "figures", question, leans: true, country };
  const { apart, countries, rest } = readNamed(words, { ...grammar, world, pack });
  const isMeant = apart.length === 1 && countries.length === 1 && (rest === "" || topics.named(rest) !== undefined);
  if (isMeant) return parseFigures(["score", ...words], grammar, pack);
  const which = name.length >= SHORTEST_PART ? countriesMeant(words, { topics, world }) : undefined;
  const beside = which === undefined ? "" : ` ${name} `.replace(` ${which.asked} `, " ").trim();
  return beside === "" || topics.named(beside) !== undefined ? which : undefined;
}

/** The country that is named among what is to be taken away: `export chile`, `export heroin chile csv`. */
export function countryIn(text: string, { world }: Pick<FigureGrammar, "world">): string | undefined {
  const words = fold(text).split(" ").filter(Boolean);
  if (words.length > LONGEST || text.trimEnd().endsWith("?")) return undefined;
  return namedAmong(words, world.current());
}
