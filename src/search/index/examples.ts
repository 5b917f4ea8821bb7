/** Examples are questions that somebody listed with what they deserve: one that is like them deserves the same. */
import type { Pack } from "#core/profile/profile.ts";
import { ABSTENTION_REASONS, type AbstentionReason } from "#core/reply.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Numbering } from "#search/reading/numbering.ts";
import type { Word } from "#search/reading/words.ts";
import { ALIKE } from "#search/tuning/likeness.ts";
import { rowFinder, rangeOf, type Inverted, type InvertedTables } from "./inverted.ts";

export interface Examples {
  /**
   * How near the examples are to a question with these words. Null where all of them are refused: without any that are
   * answered, likeness to them tells nothing.
   */
  readonly compare: (words: readonly Word[]) => Nearness | null;
  /** What the example with these very words deserves; null when there is none. */
  readonly find: (words: readonly Word[]) => Example | null;
  /** How much a word, by its stem, tells of what is asked: low when questions of all kinds have it. Null for one that none has. */
  readonly tellingOf: (stem: string) => number | null;
}

/** What a question deserves: the finding at this position in the pack, the figures, or a reasoned refusal. */
export type Example =
  | { readonly kind: "finding"; readonly position: number }
  | { readonly kind: "figures" }
  | { readonly kind: "refusal"; readonly reason: AbstentionReason };

/** 0 when nothing is alike; the same words give 1 and more, for those that are nearly the same beside them. */
export interface Nearness {
  /** By the finding's position in the pack. */
  readonly findings: Float32Array;
  /** The nearest of what the figures answer. */
  readonly figures: number;
  /** The nearest of what is answered at all. */
  readonly answered: number;
  /** The nearest of what is not. */
  readonly refused: number;
  readonly reason: AbstentionReason | null;
}

/** What tells questions apart, with its weight. */
export type Features = ReadonlyMap<string, number>;

/** The examples by their features; a weight is what of an example's whole length the feature makes up. */
export interface ExampleTables extends InvertedTables {
  /** By the row of a feature, how rare it is among the examples. */
  readonly idf: Float64Array;
  /** The same among what they deserve. */
  readonly telling: Float64Array;
  /** What each example deserves, by its position among the pack's targets. */
  readonly targets: Uint16Array;
  /** The same by the example's very words. */
  readonly exact: ReadonlyMap<string, number>;
}

type ExampleIndex = ExampleTables & Inverted;

export function openExamples(
  { findings }: Pack,
  tables: ExampleTables,
  { lexicon, tokens }: { readonly lexicon: Lexicon; readonly tokens: Numbering },
): Examples {
  const index: ExampleIndex = { ...tables, rowOf: rowFinder(tables, tokens) };
  const isOneSided = index.targets.every((target) => target > findings.length);
  return {
    find(words) {
      const target = index.exact.get(spell(words));
      return target === undefined ? null : exampleAt(target, findings.length);
    },
    tellingOf(stem) {
      const row = isOneSided ? undefined : index.rowOf(`w:${stem}`);
      return row === undefined ? null : (index.telling[row] ?? null);
    },
    compare: (words) =>
      isOneSided ? null : nearnessOf(likenessTo(featuresOf(words, lexicon), index), index.targets, findings.length),
  };
}

/** All that examples may deserve, under the names that they are listed by: findings first, then figures, then refusals. */
export function targetsOf({ findings }: Pack): readonly string[] {
  return [...findings.map(({ id }) => id), "figures", ...ABSTENTION_REASONS];
}

function exampleAt(target: number, findings: number): Example {
  if (target < findings) return { kind: "finding", position: target };
  const reason = ABSTENTION_REASONS[target - findings - 1];
  return reason === undefined ? { kind: "figures" } : { kind: "refusal", reason };
}

export function spell(words: readonly Word[]): string {
  return words.map(({ raw }) => raw).join(" ");
}

export function featuresOf(words: readonly Word[], { meanings, countries, cues }: Lexicon): Features {
  const features = new Map<string, number>();
  for (const { raw, stem } of words) if (!/^\d+$/u.test(raw)) features.set(`w:${stem}`, ALIKE.word);
  for (const { value } of meanings.find(words)) features.set(`m:${value}`, ALIKE.meaning);
  for (const { value } of countries.find(words)) features.set(`c:${value}`, ALIKE.country);
  for (const { value } of cues.find(words)) features.set(`q:${value}`, ALIKE.cue);
  return features;
}

/** How rare it is to be among these holders. */
export function idfOf(holders: number, all: number): number {
  return Math.log(1 + all / (holders + 0.5));
}

function nearnessOf(likeness: Float32Array, targets: Uint16Array, findings: number): Nearness {
  const nearness = nearestThree(likeness, targets, findings + 1 + ABSTENTION_REASONS.length);
  const reasons = nearness.subarray(findings + 1);
  const refused = highestOf(reasons);
  return {
    findings: nearness.subarray(0, findings),
    figures: nearness[findings] ?? 0,
    answered: highestOf(nearness.subarray(0, findings + 1)),
    refused,
    reason: refused === 0 ? null : (ABSTENTION_REASONS[reasons.indexOf(refused)] ?? null),
  };
}

/** At least 0. */
function highestOf(values: Float32Array): number {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

/** The cosine with each example. */
function likenessTo(features: Features, index: ExampleIndex): Float32Array {
  const { documents, weights, idf, targets } = index;
  const likeness = new Float32Array(targets.length);
  const known: (readonly [row: number, weight: number])[] = [];
  let squares = 0;
  for (const [feature, weight] of features) {
    const row = index.rowOf(feature);
    const weighed = weight * (row === undefined ? idfOf(0, targets.length) : (idf[row] ?? 0));
    squares += weighed ** 2;
    if (row !== undefined) known.push([row, weighed]);
  }
  const length = Math.sqrt(squares);
  for (const [row, weighed] of known) {
    const { from, to } = rangeOf(index, row);
    if (isEverywhere(to - from, targets.length)) continue;
    const factor = weighed / length;
    for (let at = from; at < to; at++) {
      const example = documents[at] ?? 0;
      likeness[example] = (likeness[example] ?? 0) + factor * (weights[at] ?? 0);
    }
  }
  return likeness;
}

/** What so many of the examples have parts none from another. */
function isEverywhere(holders: number, all: number): boolean {
  return holders > Math.max(ALIKE.few, all * ALIKE.everywhere);
}

/** For each target, its three nearest examples. */
function nearestThree(likeness: Float32Array, targets: Uint16Array, count: number): Float32Array {
  const [first, second, third] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let example = 0; example < likeness.length; example++) {
    const value = likeness[example] ?? 0;
    if (value < ALIKE.least) continue;
    const target = targets[example] ?? 0;
    const one = first[target] ?? 0;
    const two = second[target] ?? 0;
    if (value > one) {
      first[target] = value;
      second[target] = one;
      third[target] = two;
    } else if (value > two) {
      second[target] = value;
      third[target] = two;
    } else if (value > (third[target] ?? 0)) third[target] = value;
  }
  return first.map((value, at) => value + ALIKE.second * (second[at] ?? 0) + ALIKE.third * (third[at] ?? 0));
}
