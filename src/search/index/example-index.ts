/** Reads a pack's examples into an inverted index: which words, meanings and turns of phrase each has. */
import type { Library, Pack } from "#core/profile/profile.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Numbering } from "#search/reading/numbering.ts";
import type { Word } from "#search/reading/words.ts";
import { featuresOf, idfOf, spell, targetsOf, type ExampleTables } from "./examples.ts";
import { createInverting, rangeOf, type Counted } from "./inverted.ts";

/** How many examples are read before somebody else may have a turn. */
const SLICE = 250;

/** The examples of the index and the pack's own. */
export interface ExampleSource {
  readonly pack: Pack;
  readonly refusals: Library["refusals"];
}

interface Reading {
  readonly lexicon: Lexicon;
  readonly tokens: Numbering;
  /** The words of an example. */
  readonly read: (question: string) => readonly Word[];
}

/** A slice at a time; null when there are no examples. */
export function* readExamples(
  { pack, refusals }: ExampleSource,
  { lexicon, tokens, read }: Reading,
): Generator<void, ExampleTables | null> {
  const lists = [...Object.entries(refusals), ...Object.entries(pack.questions)];
  if (lists.length === 0) return null;
  const names = targetsOf(pack);
  const targetOf = new Map(names.map((name, target) => [name, target]));
  const inverting = createInverting(tokens);
  const targets: number[] = [];
  const exact = new Map<string, number>();
  for (const [name, questions] of lists) {
    const target = targetOf.get(name);
    if (target === undefined) throw new Error(`Questions are listed under ${name}, which is not there`);
    for (const question of questions) {
      const words = read(question);
      inverting.add(featuresOf(words, lexicon));
      targets.push(target);
      exact.set(spell(words), target);
      if (targets.length % SLICE === 0) yield;
    }
  }
  const inverted = inverting.close();
  const rarity = weighFeatures(inverted, targets, names.length);
  return { ...inverted, ...rarity, targets: Uint16Array.from(targets), exact };
}

/** `targetCount` is how many things an example can deserve. */
function weighFeatures(
  counted: Counted,
  targets: readonly number[],
  targetCount: number,
): Pick<ExampleTables, "idf" | "telling" | "weights"> {
  const rows = Array.from({ length: counted.rows }, (_, row) => rangeOf(counted, row));
  const idf = Float64Array.from(rows, ({ from, to }) => idfOf(to - from, targets.length));
  const telling = Float64Array.from(rows, ({ from, to }) => {
    const deserved = new Set<number>();
    for (let at = from; at < to; at++) deserved.add(targets[counted.documents[at] ?? 0] ?? 0);
    return idfOf(deserved.size, targetCount);
  });
  const weighed = counted.weights.slice();
  for (const [row, { from, to }] of rows.entries())
    for (let at = from; at < to; at++) weighed[at] = (weighed[at] ?? 0) * (idf[row] ?? 0);
  const squares = new Float64Array(targets.length);
  for (const [at, example] of counted.documents.entries())
    squares[example] = (squares[example] ?? 0) + (weighed[at] ?? 0) ** 2;
  const lengths = squares.map(Math.sqrt);
  const shares = Float32Array.from(weighed, (weight, at) => weight / (lengths[counted.documents[at] ?? 0] ?? 1));
  return { idf, telling, weights: shares };
}
