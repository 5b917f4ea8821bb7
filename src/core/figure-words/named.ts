/** The words after a verb of figures: which are editions, which countries, which say nothing, and which are left. */
import { createSpellings, type Spellings } from "#core/profile/fold.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Nations } from "#core/profile/nations.ts";
import type { Topics } from "#core/profile/topics.ts";
import { namesOf, type World } from "#core/profile/world.ts";

export interface Named {
  /** Slugs, without the country that is the only pack's own. */
  readonly countries: readonly string[];
  readonly ownCountry: boolean;
  /** Those of the countries that are in no pack's figures. */
  readonly apart: readonly string[];
  /** Editions that there are, as they were named. */
  readonly editions: readonly number[];
  /** The first edition named that there is not. */
  readonly missing: number | null;
  readonly onFirstBasis: boolean;
  /** What is left, without the small words around it. */
  readonly rest: string;
}

/** The names of the countries in the figures of packs. */
interface CountryNames {
  /** By all of the names. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Of the names that are long enough to be told from their slips. */
  readonly spellings: Spellings;
}

export type FigureCountries = () => CountryNames;

/** Folds them when the first question comes, and once: every word of a question is compared with them. */
export function createFigureCountries(packs: readonly Pack[]): FigureCountries {
  let read: CountryNames | undefined;
  return () => (read ??= readCountryNames(packs));
}

function readCountryNames(packs: readonly Pack[]): CountryNames {
  const countries = packs.flatMap(({ figures }) => figures.countries);
  const slugs = new Map(countries.flatMap((country) => namesOf(country).map((name) => [name, country.slug] as const)));
  return { slugs, spellings: createSpellings([...slugs.keys()].filter((name) => name.length >= SHORTEST_SLIP)) };
}

export interface Naming {
  readonly topics: Topics;
  readonly packs: readonly Pack[];
  /** Of those packs. */
  readonly countryNames: FigureCountries;
  readonly world: World;
  /** Countries that there are no figures of are known by name all the same. */
  readonly nations: Nations;
  /** Slug of the pack that is asked; null where it is not known. */
  readonly pack: string | null;
}

/** The longest name of a country, in words. */
const LONGEST_COUNTRY = 5;
/** Names shorter than this would be others by one slip. */
const SHORTEST_SLIP = 6;
const YEAR = /^\d{1,4}$/u;
const NEWEST =
  /^(?:latest|newest|current|recent|now|today|currently|nowadays|сейчас|теперь|сегодня|азыр|последн\p{L}+|новейш\p{L}+|акыркы)$/u;
const BASIS =
  /^(?:on |in )?(?:the )?(?:basis of \d{4}|\d{4} basis|same basis|like for like|same indicators(?: as (?:in )?\d{4})?)$/u;
const LONGEST_BASIS = 7;
const NEIGHBOURS = /^(?:neighbou?rs?|region|everyone|central asia|соседями|соседи|соседей|регион)$/u;
const WORLD = /^(?:world|worldwide|global|globally|мир|мире|мира|дүйнө|дүйнөдө|дуйнодо)$/u;
const SMALL =
  /^(?:with|to|and|n|v|then|just|also|but|for|of|the|a|in|on|by|at|from|since|edition|editions|index|scores?|ranks?|rankings?|trends?|please|plz|pls|it|its|this|that|these|those|one|us|we|our|vs|versus|against|than|compared|comparison|country|countries|all|every|each|me|over|between|across|time|most|years?|indicators?|г|с|со|и|по|для|за|в|на|год|году|года|менен|боюнча|жыл|жылы)$/u;

export function readNamed(
  words: readonly string[],
  { topics, packs, countryNames, world, nations, pack }: Naming,
): Named {
  const left: (string | null)[] = [...words];
  const onFirstBasis = takeSpans(left, LONGEST_BASIS, (span) => BASIS.test(span)).length > 0;
  const known = new Set(
    packs.flatMap(({ figures }) => figures.countries[0]?.editions.map((each) => each.edition) ?? []),
  );
  const newest = Math.max(...known);
  const years = takeSpans(left, 1, (word) => YEAR.test(word) || NEWEST.test(word));
  const editions = [...new Set(years.map((word) => (YEAR.test(word) ? Number(word) : newest)))];
  const all = packs.flatMap(({ figures }) => figures.countries);
  const countries = takeCountries(left, countryNames(), { topics, world, nations });
  // With several packs nobody knows yet whose neighbours are meant.
  const own = packs.length === 1 && (pack === null || pack === packs[0]?.slug) ? all[0]?.slug : undefined;
  const isAmongAll = takeSpans(left, 2, (span) => NEIGHBOURS.test(span)).length > 0;
  const named = isAmongAll && own !== undefined ? all.map(({ slug }) => slug) : countries;
  return {
    countries: named.filter((slug) => slug !== own),
    ownCountry: own !== undefined && countries.includes(own),
    apart: countries.filter((slug) => !all.some((country) => country.slug === slug) && world.find(slug) !== undefined),
    editions: editions.filter((edition) => known.has(edition)),
    missing: editions.find((edition) => !known.has(edition)) ?? null,
    onFirstBasis,
    rest: trimmed(left),
  };
}

/** Takes the words out that ask for the indicators of the first edition; whether there were any. */
export function takeBasis(words: readonly string[]): { readonly rest: readonly string[]; readonly isNamed: boolean } {
  const left: (string | null)[] = [...words];
  const isNamed = takeSpans(left, LONGEST_BASIS, (span) => BASIS.test(span)).length > 0;
  return { rest: left.filter((word) => word !== null), isNamed };
}

/** Whether `words` are the name of a country, as it is spelt. */
export function isCountry(
  words: readonly (string | null)[],
  { countryNames, world, nations }: Pick<Naming, "countryNames" | "world" | "nations">,
): boolean {
  const name = words.join(" ");
  return (nations.named(name) ?? world.named(name) ?? countryNames().slugs.get(name)) !== undefined;
}

/** Case endings of Russian and Kyrgyz are at most so long; a stem is at least so long. */
const ENDING = 3;
const STEM = 4;
const ENDINGS = ["", "а", "я", "ь", "й", "ы", "и", "о", "е"] as const;
const CYRILLIC = /^\p{Script=Cyrillic}/u;

/** What a word of Russian or Kyrgyz, the first of several, may be in the case that names are listed in. */
export function inOtherCases(span: string): readonly string[] {
  const [first = "", ...others] = span.split(" ");
  if (!CYRILLIC.test(first)) return [];
  const cuts = Array.from({ length: ENDING }, (_, at) => at + 1).filter((cut) => first.length - cut >= STEM);
  return cuts.flatMap((cut) => ENDINGS.map((ending) => [first.slice(0, -cut) + ending, ...others].join(" ")));
}

/** Takes the words out that mean all countries there are; whether there were any. */
export function takeWorld(words: readonly string[]): { readonly rest: readonly string[]; readonly isNamed: boolean } {
  const rest = words.filter((word) => !WORLD.test(word));
  return { rest, isNamed: rest.length < words.length };
}

/** Takes out of `left` every span of neighbouring words that is meant, the longest first. */
function takeSpans(left: (string | null)[], longest: number, isMeant: (span: string) => boolean): readonly string[] {
  const taken: string[] = [];
  for (let at = 0; at < left.length; at++) {
    for (let length = Math.min(longest, left.length - at); length > 0; length--) {
      const span = left.slice(at, at + length);
      if (span.includes(null) || !isMeant(span.join(" "))) continue;
      left.fill(null, at, at + length);
      taken.push(span.join(" "));
    }
  }
  return taken;
}

/** As they are spelt, then with one slip; a topic is no misspelt country. */
function takeCountries(
  left: (string | null)[],
  { slugs: named, spellings }: CountryNames,
  { topics, world, nations }: Pick<Naming, "topics" | "world" | "nations">,
): readonly string[] {
  const alike = (span: string): string | undefined =>
    topics.named(span) === undefined ? spellings.near(span, 1)[0]?.spelling : undefined;
  const exact = takeSpans(left, LONGEST_COUNTRY, (span) => named.has(span) || world.named(span) !== undefined);
  const absent = takeSpans(left, LONGEST_COUNTRY, (span) => nations.named(span) !== undefined);
  const inCase = (span: string): string | undefined =>
    inOtherCases(span).find((name) => (named.get(name) ?? nations.named(name)) !== undefined);
  const declined = takeSpans(left, 1, (span) => inCase(span) !== undefined).map((span) => inCase(span) ?? span);
  const misspelt = takeSpans(left, LONGEST_COUNTRY, (span) => alike(span) !== undefined);
  const slugs = [...exact, ...absent, ...declined, ...misspelt].flatMap(
    (span) => named.get(span) ?? world.named(span) ?? nations.named(span) ?? named.get(alike(span) ?? "") ?? [],
  );
  return [...new Set([...slugs, ...takeMisspelt(left, { topics, world })])];
}

/** Of all the world's names a topic is often a slip away, also one that is misspelt itself. */
function takeMisspelt(left: (string | null)[], { topics, world }: Pick<Naming, "topics" | "world">): readonly string[] {
  const meant = (span: string): string | undefined => {
    const slug = world.alike(span);
    return slug !== undefined && topics.find(span).kind === "none" ? slug : undefined;
  };
  return takeSpans(left, LONGEST_COUNTRY, (span) => meant(span) !== undefined).flatMap((span) => meant(span) ?? []);
}

/** Those of `words` that say something. */
export function tellingWords(words: readonly string[]): readonly string[] {
  return words.filter(isTelling);
}

function isTelling(word: string): boolean {
  return !SMALL.test(word);
}

/** Small words inside stay: `trafficking in persons`. */
function trimmed(left: readonly (string | null)[]): string {
  const words = left.filter((word) => word !== null);
  const from = words.findIndex(isTelling);
  return from === -1 ? "" : words.slice(from, words.findLastIndex(isTelling) + 1).join(" ");
}
