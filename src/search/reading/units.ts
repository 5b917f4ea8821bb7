/** The pieces of a question's subject, and what of the index would satisfy each. */
import { STRENGTH } from "#search/tuning/ranking.ts";
import type { KnownWords, Lexicon } from "./lexicon.ts";
import type { FoundPhrase } from "./phrase-table.ts";
import type { Word } from "./words.ts";

/** A piece of the subject: a word or a phrase, with the tokens of the index that would satisfy it. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly { readonly token: string; readonly strength: number }[];
  /** The words of a phrase, each on its own. */
  readonly parts: readonly Unit[];
  /** Meanings and topics it names. */
  readonly meanings: readonly string[];
  readonly topics: readonly string[];
  readonly country: string | null;
  /** Of a subject that no profile has. */
  readonly everyday: boolean;
  readonly cyrillic: boolean;
}

/** The words of a question with every listed phrase in them. */
interface Phrasing {
  readonly words: readonly Word[];
  readonly spelt: readonly Word[];
  readonly meanings: readonly FoundPhrase[];
  readonly topics: readonly FoundPhrase[];
  readonly countries: readonly FoundPhrase[];
  readonly everyday: readonly FoundPhrase[];
}

/** The longest phrase at each place, then the next one behind it; a phrase may hold ordinary words. */
export function cutUnits(phrasing: Phrasing, ordinary: ReadonlySet<number>, known: KnownWords): readonly Unit[] {
  const units: Unit[] = [];
  const { words, meanings, topics, countries } = phrasing;
  const unit = (from: number, to: number): Unit => unitOf({ ...phrasing, from, to }, known);
  const lengths = new Map<number, number>();
  for (const { from, to } of [...meanings, ...topics, ...countries])
    lengths.set(from, Math.max(lengths.get(from) ?? 1, to - from));
  for (let from = 0; from < words.length;) {
    const to = from + (lengths.get(from) ?? 1);
    const whole = unit(from, to);
    const inside = words.slice(from, to).map((_, at) => from + at);
    const telling = inside.filter((at) => !ordinary.has(at));
    // `Prison population` is how it asks, by all of its words; it asks of prisons nevertheless.
    const isHow = telling.length === 0 && whole.meanings.some((meaning) => known.lexicon.aspects.has(meaning));
    const parts = to - from === 1 ? [] : isHow ? inside : telling;
    if (to - from > 1 && telling.length === 0 && isOfOthersAlone(whole, known))
      units.push(...inside.map((at) => unit(at, at + 1)));
    else units.push({ ...whole, parts: parts.map((at) => unit(at, at + 1)) });
    from = to;
  }
  return units;
}

/** What only another country's findings have as one thing is here what its words say: `brought in`, `many guns`. A detail is asked for by it. */
function isOfOthersAlone(unit: Unit, { lexicon }: KnownWords): boolean {
  return isAbsent(unit) && !unit.everyday && !unit.meanings.some((meaning) => lexicon.details.has(meaning));
}

function unitOf(
  { from, to, words, spelt, ...found }: Phrasing & { readonly from: number; readonly to: number },
  { lexicon, index }: KnownWords,
): Unit {
  const isHere = (phrase: FoundPhrase): boolean => phrase.from === from && phrase.to === to;
  const outside = found.everyday.filter((phrase) => phrase.from <= from && to <= phrase.to);
  // The horse of `horse trade` is no trade of the profile's, nor is its trade.
  const isSwallowed = outside.some((phrase) => phrase.to - phrase.from > to - from);
  const valuesOf = (phrases: readonly FoundPhrase[]): readonly string[] =>
    isSwallowed ? [] : [...new Set(phrases.filter(isHere).map(({ value }) => value))];
  const meanings = valuesOf(found.meanings);
  const topics = valuesOf(found.topics);
  const country =
    found.countries.find((phrase) => isHere(phrase) && !index.ownCountries.has(phrase.value))?.value ?? null;
  const trust = words.slice(from, to).some((word, at) => word !== spelt[from + at]) ? STRENGTH.mended : 1;
  const word = words[from];
  const single = to - from === 1;
  const tokens = [
    ...(single && word !== undefined && !isSwallowed ? [{ token: `w:${word.stem}`, strength: trust }] : []),
    ...meanings.map((name) => ({ token: `m:${name}`, strength: trust * STRENGTH.meaning })),
    ...meanings.map((name) => ({ token: `m:${lexicon.opposites.get(name)}`, strength: trust * STRENGTH.opposite })),
    ...meanings.map((name) => ({ token: `m:${lexicon.broader.get(name)}`, strength: trust * STRENGTH.broader })),
    ...(single ? [] : topics.map((slug) => ({ token: `t:${slug}`, strength: trust }))),
    ...(country === null ? [] : [{ token: `c:${country}`, strength: trust }]),
  ].filter(({ token }) => index.postings.has(token));
  return {
    from,
    to,
    tokens,
    parts: [],
    meanings,
    topics,
    country,
    everyday: outside.length > 0,
    cyrillic: /^[\u0400-\u04ff]/u.test(word?.raw ?? ""),
  };
}

/** A subject that the vocabulary knows and the pack has not: another index, a football match. */
export function isAbsent({ tokens, meanings, everyday, topics }: Unit): boolean {
  return tokens.length === 0 && topics.length === 0 && (meanings.length > 0 || everyday);
}

/** The country of `in Canada`, or the one whose something is. */
export function countryWithin(units: readonly Unit[], words: readonly Word[], { asking }: Lexicon): string | null {
  // `in chad` is listed with its `in`, because a man may be called so; in Kyrgyz the name's own ending says it.
  // Gangs that bring in Chinese goods do so here, and of whoever is taken `в Турцию` is not asked what is `в Турции`.
  const isWithin = ({ from, to }: Unit): boolean =>
    [from - 1, from, to - 1].some(
      (at) => asking.within.test(words[at]?.raw ?? "") && !asking.carried.test(words[at - 1]?.raw ?? ""),
    ) && !asking.reached.test(words[to - 1]?.raw ?? "");
  // `Karvonia's routes`, by the country's own name.
  const isOwner = ({ from, to, country }: Unit): boolean =>
    words[from]?.raw === `${country}s` && units.some((next) => next.from === to);
  // `In Badakhshan, Afghanistan`: a place of it stands between.
  const isBehindPlace = ({ from, country }: Unit): boolean =>
    units.some((place) => place.to === from && country !== null && place.meanings.includes(country) && isWithin(place));
  return (
    units.find((unit) => unit.country !== null && (isWithin(unit) || isBehindPlace(unit) || isOwner(unit)))?.country ??
    null
  );
}
