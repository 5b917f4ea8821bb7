/** Patterns by the word that they may begin with: of thousands only those few are tried that can match at all. */
import { exactly, type Pattern } from "./patterns.ts";

export interface Starting<T> {
  readonly pattern: Pattern;
  readonly value: T;
}

/** Gives what may begin with a word as it stands, without slips. */
export type Starts<T> = (word: string) => readonly Starting<T>[];

export function createStarts<T>(all: readonly Starting<T>[]): Starts<T> {
  const byWord = new Map<string, Starting<T>[]>();
  const byBeginning: { readonly word: string; readonly entry: Starting<T> }[] = [];
  for (const entry of all) {
    for (const word of firstWords(entry.pattern)) {
      if (word.endsWith("*")) byBeginning.push({ word, entry });
      else byWord.set(word, [...(byWord.get(word) ?? []), entry]);
    }
  }
  return (word) => [
    ...(byWord.get(word) ?? []),
    ...byBeginning.filter((one) => exactly(word, one.word)).map(({ entry }) => entry),
  ];
}

function firstWords(pattern: Pattern): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { sequences, mayBeEmpty } of pattern) {
    for (const [first] of sequences) if (first !== undefined) words.add(first);
    if (!mayBeEmpty) break;
  }
  return words;
}
