/** The pieces of a question's subject, and what of the index would satisfy each. */
import { STRENGTH } from "#search/tuning/ranking.ts";
import type { KnownWords } from "./lexicon.ts";
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
