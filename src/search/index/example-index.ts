/** The examples as an inverted index: which words, meanings and turns of phrase each has. */
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Word } from "#search/reading/words.ts";
import { ALIKE } from "#search/tuning.ts";

/** What tells questions apart, with its weight. */
export type Features = ReadonlyMap<string, number>;

export interface ExamplePostings {
  /** How rare the feature is among the questions. */
  readonly idf: number;
  /** How rare it is among what they deserve. */
  readonly telling: number;
  readonly questions: Uint32Array;
  /** Of each question's whole length, what the feature makes up. */
  readonly shares: Float32Array;
}

export interface ExampleIndex {
  readonly postings: ReadonlyMap<string, ExamplePostings>;
  /** What each question deserves, by its position among the targets. */
  readonly owners: Uint32Array;
}

export interface ExampleListing {
  add(owner: number, features: Features): void;
  /** `targets` is how many things a question can deserve. */
  close(targets: number): ExampleIndex;
}

export function featuresOf(words: readonly Word[], { meanings, countries, cues }: Lexicon): Features {
  const features = new Map<string, number>();
  for (const { raw, stem } of words) if (!/^\d+$/u.test(raw)) features.set(`w:${stem}`, ALIKE.word);
  for (const { value } of meanings.find(words)) features.set(`m:${value}`, ALIKE.meaning);
  for (const { value } of countries.find(words)) features.set(`c:${value}`, ALIKE.country);
  for (const { value } of cues.find(words)) features.set(`q:${value}`, ALIKE.cue);
  return features;
}

export function createExampleListing(): ExampleListing {
  const owners: number[] = [];
  const holders = new Map<string, Holders>();
  return {
    add(owner, features) {
      for (const [feature, weight] of features) {
        const held = holders.get(feature);
        if (held === undefined) holders.set(feature, { questions: [owners.length], weights: [weight] });
        else {
          held.questions.push(owners.length);
          held.weights.push(weight);
        }
      }
      owners.push(owner);
    },
    close(targets) {
      const lengths = lengthsOf(holders, owners.length);
      const by = { owners: Uint32Array.from(owners), lengths, targets };
      return { owners: by.owners, postings: new Map([...holders].map(([feature, held]) => [feature, post(held, by)])) };
    },
  };
}

interface Holders {
  readonly questions: number[];
  readonly weights: number[];
}

export function idfOf(holders: number, all: number): number {
  return Math.log(1 + all / (holders + 0.5));
}

function lengthsOf(holders: ReadonlyMap<string, Holders>, count: number): Float64Array {
  const squares = new Float64Array(count);
  for (const { questions, weights } of holders.values()) {
    const idf = idfOf(questions.length, count);
    for (const [at, number] of questions.entries())
      squares[number] = (squares[number] ?? 0) + ((weights[at] ?? 0) * idf) ** 2;
  }
  return squares.map(Math.sqrt);
}

function post(
  { questions, weights }: Holders,
  { owners, lengths, targets }: { owners: Uint32Array; lengths: Float64Array; targets: number },
): ExamplePostings {
  const idf = idfOf(questions.length, owners.length);
  const telling = idfOf(new Set(questions.map((number) => owners[number])).size, targets);
  if (questions.length > Math.max(ALIKE.few, owners.length * ALIKE.everywhere))
    return { idf, telling, questions: new Uint32Array(), shares: new Float32Array() };
  const shares = Float32Array.from(questions, (number, at) => ((weights[at] ?? 0) * idf) / (lengths[number] ?? 1));
  return { idf, telling, questions: Uint32Array.from(questions), shares };
}
