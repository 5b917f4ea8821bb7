/** Numbers for words and tokens, in the order in which they come: arrays are looked up by them. */
export interface Numbering {
  /** A new number for one that has none. */
  numberOf(word: string): number;
  /** Undefined for one that has none. */
  find(word: string): number | undefined;
  /** All that have one, in order. */
  words(): readonly string[];
}

/** `known` have the numbers of their positions. */
export function createNumbering(known: readonly string[] = []): Numbering {
  const numbers = new Map(known.map((word, number) => [word, number]));
  return {
    numberOf(word) {
      const number = numbers.get(word);
      if (number !== undefined) return number;
      numbers.set(word, numbers.size);
      return numbers.size - 1;
    },
    find: (word) => numbers.get(word),
    words: () => [...numbers.keys()],
  };
}
