/** Numbers for words and tokens, in the order in which they come: arrays are looked up by them. */
export interface Numbering {
  /** A new number for one that has none. */
  numberOf(word: string): number;
  /** Undefined for one that has none. */
  find(word: string): number | undefined;
  /** All that have one, in order. */
  words(): readonly string[];
}

export function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return {
    numberOf(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, numbers.size);
      return numbers.size - 1;
    },
    find: (word) => numbers.get(word),
    words: () => [...numbers.keys()],
  };
}
