/** The names of countries that were brought in, where the vocabulary does not have them: above all in Kyrgyz, with its endings. */
import { namesOf, type World } from "#core/profile/world.ts";
import type { Lexicon } from "./lexicon.ts";
import { openPhraseBook, writePhraseBook, type Phrases } from "./phrases.ts";
import { readWords } from "./words.ts";

/** What there is to know of them. */
export interface ImportedNames {
  readonly world: World;
  /** Slug of the country that is meant where none is named; null where that may be any. */
  readonly own: string | null;
  /** Slugs of the countries that the vocabulary has. */
  readonly listed: ReadonlySet<string>;
}

/** The lexicon that knows them too. */
export function withImportedNames(lexicon: Lexicon, { world, own, listed }: ImportedNames): WidenedLexicon {
  const others = world.countries.filter(({ slug }) => slug !== own);
  if (others.length === 0) return { ...lexicon, names: { find: () => [] } };
  const added = others.map((country): readonly [string, readonly string[]] => [
    country.slug,
    namesOf(country).flatMap((name) =>
      formsToAdd(name, { isListed: listed.has(country.slug), slug: country.slug }, lexicon),
    ),
  ]);
  const named = others.map((country): readonly [string, readonly string[]] => [
    country.slug,
    namesOf(country).flatMap(formsOf),
  ]);
  const { tables } = writePhraseBook([["added", added] as const, ["named", named] as const], lexicon.stemmer);
  const book = openPhraseBook(tables);
  const imported = book.list("added");
  return {
    ...lexicon,
    knows: (word) => lexicon.knows(word) || imported.find([word]).length > 0,
    countries: { find: (words) => [...lexicon.countries.find(words), ...imported.find(words)] },
    names: book.list("named"),
  };
}

export interface WidenedLexicon extends Lexicon {
  /** Countries with figures by their names alone, not by their people or towns. */
  readonly names: Phrases;
}

const CYRILLIC = /^[а-яёңөү]/u;

/**
 * A single word that the vocabulary does not know a country by, though it knows the country, is an ordinary one as well
 * (Chad, Mali, Jordan, Togo): it has been put there with a word before it, and so it stays, but where it is set against another.
 */
function formsToAdd(
  name: string,
  { isListed, slug }: { readonly isListed: boolean; readonly slug: string },
  lexicon: Lexicon,
): readonly string[] {
  const words = readWords(name, lexicon.stemmer);
  const isKnown = lexicon.countries
    .find(words)
    .some(({ value, from, to }) => value === slug && from === 0 && to === words.length);
  if (isListed && !isKnown && words.length === 1 && !KYRGYZ_ONLY.test(name))
    return lexicon.than.map((than) => `${than} ${name}`);
  return formsOf(name).slice(isKnown ? 1 : 0);
}

/** The name, then as Kyrgyz declines it. */
function formsOf(name: string): readonly string[] {
  return CYRILLIC.test(name) ? [name, ...kyrgyzForms(name)] : [name];
}

/** Letters that no Russian word has. */
const KYRGYZ_ONLY = /[ңөү]/u;
const LAST_VOWEL = /[аоуыэеиөүюяё](?=[^аоуыэеиөүюяё]*$)/u;
const VOWELS = /[аоуыэеиөүюяё]$/u;
const VOICELESS = /[кпстфхцчшщ]$/u;

/** Of, to, the (accusative), in and from a country, as its last vowel and its last letter have them. */
function kyrgyzForms(name: string): readonly string[] {
  const last = LAST_VOWEL.exec(name)?.[0] ?? "";
  const wide = /[аыуяю]/u.test(last) ? "а" : /[оё]/u.test(last) ? "о" : /[өү]/u.test(last) ? "ө" : "е";
  const narrow = /[аыя]/u.test(last) ? "ы" : /[оуёю]/u.test(last) ? "у" : /[өү]/u.test(last) ? "ү" : "и";
  const [dental, velar, accusative] = VOICELESS.test(name)
    ? ["т", "к", "т"]
    : ["д", "г", VOWELS.test(name) ? "н" : "д"];
  const genitive = VOWELS.test(name) ? "н" : dental;
  return [
    `${genitive}${narrow}н`,
    `${velar}${wide}`,
    `${accusative}${narrow}`,
    `${dental}${wide}`,
    `${dental}${wide}н`,
  ].map((ending) => name + ending);
}
