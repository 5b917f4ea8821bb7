/** Reads a pack's examples into an inverted index: which words, meanings and turns of phrase each has. */
import type { Library, Pack } from "#core/profile/profile.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Word } from "#search/reading/words.ts";
import { ALIKE } from "#search/tuning.ts";
import {
  featuresOf,
  idfOf,
  openExamples,
  spell,
  targetsOf,
  type ExamplePostings,
  type Examples,
  type Features,
} from "./examples.ts";

/** How many examples are read before somebody else may have a turn. */
const SLICE = 250;

/** The examples of the index and the pack's own. */
export interface ExampleSource {
  readonly pack: Pack;
  readonly refusals: Library["refusals"];
}

/** A slice at a time; null when there are no examples. `read` gives the words of one. */
export function* readExamples(
  { pack, refusals }: ExampleSource,
  lexicon: Lexicon,
  read: (question: string) => readonly Word[],
): Generator<void, Examples | null> {
  const lists = [...Object.entries(refusals), ...Object.entries(pack.questions)];
  if (lists.length === 0) return null;
  const names = targetsOf(pack);
  const targetOf = new Map(names.map((name, target) => [name, target]));
  const listing = createExampleListing(names.length);
  const exact = new Map<string, number>();
  let count = 0;
  for (const [name, questions] of lists) {
    const target = targetOf.get(name);
    if (target === undefined) throw new Error(`Questions are listed under ${name}, which is not there`);
    for (const question of questions) {
      const words = read(question);
      listing.add(target, featuresOf(words, lexicon));
      exact.set(spell(words), target);
      if (++count % SLICE === 0) yield;
    }
  }
  return openExamples(pack, { ...listing.close(), exact }, lexicon);
}

/** The examples that have a feature, with what it weighs in each. */
interface Holders {
  readonly examples: number[];
  readonly weights: number[];
}

/** `targetCount` is how many things an example can deserve. */
function createExampleListing(targetCount: number) {
  const targets: number[] = [];
  const holders = new Map<string, Holders>();
  return {
    add(target: number, features: Features): void {
      for (const [feature, weight] of features) {
        const held = holders.get(feature);
        if (held === undefined) holders.set(feature, { examples: [targets.length], weights: [weight] });
        else {
          held.examples.push(targets.length);
          held.weights.push(weight);
        }
      }
      targets.push(target);
    },
    close() {
      const all = { targets: Uint32Array.from(targets), lengths: lengthsOf(holders, targets.length), targetCount };
      return {
        targets: all.targets,
        postings: new Map([...holders].map(([feature, held]) => [feature, post(held, all)])),
      };
    },
  };
}

function lengthsOf(holders: ReadonlyMap<string, Holders>, count: number): Float64Array {
  const squares = new Float64Array(count);
  for (const { examples, weights } of holders.values()) {
    const idf = idfOf(examples.length, count);
    for (const [at, example] of examples.entries())
      squares[example] = (squares[example] ?? 0) + ((weights[at] ?? 0) * idf) ** 2;
  }
  return squares.map(Math.sqrt);
}

function post(
  { examples, weights }: Holders,
  { targets, lengths, targetCount }: { targets: Uint32Array; lengths: Float64Array; targetCount: number },
): ExamplePostings {
  const idf = idfOf(examples.length, targets.length);
  const telling = idfOf(new Set(examples.map((example) => targets[example])).size, targetCount);
  if (examples.length > Math.max(ALIKE.few, targets.length * ALIKE.everywhere))
    return { idf, telling, examples: new Uint32Array(), shares: new Float32Array() };
  const shares = Float32Array.from(examples, (example, at) => ((weights[at] ?? 0) * idf) / (lengths[example] ?? 1));
  return { idf, telling, examples: Uint32Array.from(examples), shares };
}
