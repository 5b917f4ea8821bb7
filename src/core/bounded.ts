/**
 * What is kept at hand only as long as there is room: what was set longest ago goes first. To find it passes over what was deleted before it: where
 * everybody is noted with each word, `patience` forgets half at once. What the search knows of words is cleared whole, as it is asked for in a thousand places a question.
 */

export interface Bounded<Value> {
  get(key: string): Value | undefined;
  /** The same key again is the newest again. */
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
  /** From the oldest to the newest, as they are now. */
  entries(): readonly (readonly [string, Value])[];
}

export function createBounded<Value>(most: number): Bounded<Value> {
  const kept = new Map<string, Value>();
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      if (kept.size <= most) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    },
    delete: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    entries: () => [...kept],
  };
}
