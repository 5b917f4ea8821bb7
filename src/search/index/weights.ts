/** How plainly a text has each word and meaning, 0 to 1. */
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { FoundPhrase } from "#search/reading/phrase-table.ts";
import { readWords } from "#search/reading/words.ts";
import { FINDING } from "#search/tuning/ranking.ts";

/** By token: `w:stem`, `m:meaning`, `c:country` or `t:indicator`. */
export type Weights = Map<string, number>;

/** `spellings` collects the words as they are spelt. */
export function weigh(texts: readonly string[], lexicon: Lexicon, spellings?: Set<string>): Weights {
  const weights: Weights = new Map();
  for (const text of texts) {
    const words = readWords(text, lexicon.stemmer);
    for (const word of words) {
      raise(weights, `w:${word.stem}`, 1);
      spellings?.add(word.raw);
    }
    const meanings = lexicon.meanings.find(words);
    for (const found of meanings)
      raiseMeaning(weights, found.value, { lexicon, weight: isInside(found, meanings) ? FINDING.insidePhrase : 1 });
    for (const { value } of lexicon.countries.find(words)) raise(weights, `c:${value}`, 1);
  }
  return weights;
}

/** A word of a phrase that means something else: the law in law enforcement. */
function isInside({ from, to, value }: FoundPhrase, others: readonly FoundPhrase[]): boolean {
  return (
    to - from === 1 &&
    others.some((other) => other.value !== value && other.to - other.from > 1 && other.from <= from && to <= other.to)
  );
}

function raiseMeaning(
  weights: Weights,
  meaning: string,
  start: { readonly lexicon: Lexicon; readonly weight: number },
): void {
  const { broader } = start.lexicon;
  let { weight } = start;
  for (
    let name: string | undefined = meaning;
    name !== undefined && weight > FINDING.leastBroader;
    name = broader.get(name)
  ) {
    raise(weights, `m:${name}`, weight);
    weight *= FINDING.broader;
  }
}

/** What a finding is said to be about: a country, or a meaning with the broader ones. */
export function raiseSubject(weights: Weights, subject: string, lexicon: Lexicon): void {
  raise(weights, `c:${subject}`, FINDING.subject);
  raiseMeaning(weights, subject, { lexicon, weight: FINDING.subject });
}

export function raise(weights: Weights, token: string, weight: number): void {
  if ((weights.get(token) ?? 0) < weight) weights.set(token, weight);
}

export function merge(into: Weights, from: Weights | undefined, factor: number): void {
  for (const [token, weight] of from ?? []) raise(into, token, weight * factor);
}
