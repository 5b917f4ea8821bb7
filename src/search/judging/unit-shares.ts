/** What a finding has of each piece of a question, and how much each piece weighs. */
import { rangeOf } from "#search/index/inverted.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Unit } from "#search/reading/units.ts";
import { SHOWN } from "#search/tuning/answering.ts";
import { RANKING } from "#search/tuning/ranking.ts";
import { isOfAspect } from "./aspects.ts";
import type { Evidence } from "./case.ts";

/** A word that questions of all kinds have tells little, though findings hardly have it: make, sense, friend. */
export function weightInQuestion(unit: Unit, { reading, index, lexicon, examples }: Evidence): number {
  const { words } = reading;
  const isHow = isOfAspect(unit, reading) && unit.meanings.every((meaning) => lexicon.aspects.has(meaning));
  const weight = weightOf(unit, index) * (isHow && unit.topics.length === 0 ? RANKING.ofAspect : 1);
  const word = words[unit.from];
  if (word === undefined || saysSomething(unit)) return weight;
  if (unit.tokens.length === 0 && word.raw.length <= RANKING.short) return Math.min(weight, RANKING.unknownShort);
  return Math.min(weight, examples?.tellingOf(word.stem) ?? weight);
}

/** A phrase, or a word that the vocabulary has. */
function saysSomething({ from, to, meanings, topics, country, everyday }: Unit): boolean {
  return to - from > 1 || meanings.length + topics.length > 0 || country !== null || everyday;
}

export function weightOf(unit: Unit, index: PackIndex): number {
  const idfs = unit.tokens.map(({ token }) => idfOf(token, index));
  if (unit.tokens.length === 0 && (unit.meanings.length > 0 || unit.everyday)) return RANKING.absent;
  if (unit.tokens.length === 0 && unit.cyrillic) return RANKING.unknownCyrillic;
  if (unit.parts.length > 0) {
    const parts = unit.parts.reduce((sum, part) => sum + weightOf(part, index), 0) / unit.parts.length;
    return idfs.length > 0 ? Math.max(parts, ...idfs) : parts;
  }
  return idfs.length > 0 ? Math.max(...idfs) : RANKING.unknown;
}

/** 0 to 1 for each finding: how much of the unit it has. */
export function sharesOf(unit: Unit, index: PackIndex, weight: number): Float32Array {
  const shares = new Float32Array(index.pack.findings.length);
  for (const { token, strength } of unit.tokens)
    raise(shares, token, {
      index,
      factor: strength * Math.min(1, RANKING.common + (RANKING.telling * idfOf(token, index)) / weight),
    });
  if (unit.parts.length > 0) raiseByParts(shares, unit, index);
  return shares;
}

function idfOf(token: string, { postings }: PackIndex): number {
  const row = postings.rowOf(token);
  return row === undefined ? 0 : (postings.idf[row] ?? 0);
}

function raise(
  shares: Float32Array,
  token: string,
  { index, factor }: { readonly index: PackIndex; readonly factor: number },
): void {
  const { documents, weights } = index.postings;
  const row = index.postings.rowOf(token);
  if (row === undefined) return;
  const { from, to } = rangeOf(index.postings, row);
  for (let at = from; at < to; at++) {
    const position = documents[at] ?? 0;
    shares[position] = Math.max(shares[position] ?? 0, Math.min(1, (weights[at] ?? 0) * factor));
  }
}

/** What a finding has of the words of a phrase, each on its own. */
function raiseByParts(shares: Float32Array, unit: Unit, index: PackIndex): void {
  const parts = unit.parts.map((part) => sharesOf(part, index, weightOf(part, index)));
  // A phrase with a meaning of its own that no finding has: its words on their own would mislead.
  const isUnheard = unit.meanings.length > 0 && unit.tokens.length === 0;
  // Public office is no trust of the public in officers: what has the meaning stands before what has the words.
  const isMeant = unit.meanings.length > 0 && unit.topics.length === 0;
  for (let position = 0; position < shares.length; position++) {
    let [sum, least] = [0, Number.POSITIVE_INFINITY];
    for (const part of parts) {
      const share = part[position] ?? 0;
      sum += share;
      least = Math.min(least, share);
    }
    const together = least > RANKING.together ? (isMeant ? RANKING.meant : RANKING.phrase) : RANKING.apart;
    const whole = (sum / parts.length) * (isUnheard ? RANKING.unheard : together);
    shares[position] = Math.max(shares[position] ?? 0, whole);
  }
}

/** How telling the most telling of its tokens is. */
export function telling({ tokens }: Unit, { postings }: PackIndex): number {
  return Math.max(0, ...tokens.map(({ token }) => postings.idf[postings.rowOf(token) ?? -1] ?? 0));
}

/** Whether the finding at `position` has a token as plainly as what is told beside it must. */
export function has(position: number, token: string, { postings }: PackIndex): boolean {
  const row = postings.rowOf(token);
  if (row === undefined) return false;
  const { from, to } = rangeOf(postings, row);
  for (let at = from; at < to; at++)
    if (postings.documents[at] === position) return (postings.weights[at] ?? 0) > SHOWN.beside;
  return false;
}
