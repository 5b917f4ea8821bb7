/** The pieces of a question's subject, each with what in the index would satisfy it. */
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { FoundPhrase } from "./phrases.ts";
import type { Word } from "./words.ts";
import { STRENGTH } from "#search/tuning.ts";

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

export interface UnitSource {
  readonly words: readonly Word[];
  readonly spelt: readonly Word[];
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
  readonly meanings: readonly FoundPhrase[];
  readonly topics: readonly FoundPhrase[];
  readonly countries: readonly FoundPhrase[];
  readonly everyday: readonly FoundPhrase[];
}

/** The longest phrase at each place, then the next one behind it; a phrase may hold ordinary words. */
export function cutUnits(source: UnitSource, ordinary: ReadonlySet<number>): readonly Unit[] {
  const units: Unit[] = [];
  const { words, meanings, topics, countries } = source;
  const lengths = new Map<number, number>();
  for (const { from, to } of [...meanings, ...topics, ...countries])
    lengths.set(from, Math.max(lengths.get(from) ?? 1, to - from));
  for (let from = 0; from < words.length;) {
    const to = from + (lengths.get(from) ?? 1);
    const parts =
      to - from === 1
        ? []
        : words
            .slice(from, to)
            .flatMap((_, at) => (ordinary.has(from + at) ? [] : [unitOf(source, from + at, from + at + 1)]));
    units.push({ ...unitOf(source, from, to), parts });
    from = to;
  }
  return units;
}

function unitOf(
  { words, spelt, meanings, topics, countries, everyday, index, lexicon }: UnitSource,
  from: number,
  to: number,
): Unit {
  const here = (found: FoundPhrase): boolean => found.from === from && found.to === to;
  const names = [...new Set(meanings.filter(here).map(({ value }) => value))];
  const named = [...new Set(topics.filter(here).map(({ value }) => value))];
  const country = countries.find((found) => here(found) && !index.own.has(found.value))?.value ?? null;
  const factor = words.slice(from, to).some((word, at) => word !== spelt[from + at]) ? STRENGTH.mended : 1;
  const word = words[from];
  const single = to - from === 1;
  const tokens = [
    ...(single && word !== undefined ? [{ token: `w:${word.stem}`, strength: factor }] : []),
    ...names.map((name) => ({ token: `m:${name}`, strength: factor * STRENGTH.meaning })),
    ...names.flatMap((name) => ({ token: `m:${lexicon.opposites.get(name)}`, strength: factor * STRENGTH.opposite })),
    ...names.flatMap((name) => ({ token: `m:${lexicon.broader.get(name)}`, strength: factor * STRENGTH.broader })),
    ...(single ? [] : named.map((slug) => ({ token: `t:${slug}`, strength: factor }))),
    ...(country === null ? [] : [{ token: `c:${country}`, strength: factor }]),
  ].filter(({ token }) => index.postings.has(token));
  return {
    from,
    to,
    tokens,
    parts: [],
    meanings: names,
    topics: named,
    country,
    everyday: everyday.some((found) => found.from <= from && to <= found.to),
    cyrillic: /^[\u0400-\u04ff]/u.test(word?.raw ?? ""),
  };
}
