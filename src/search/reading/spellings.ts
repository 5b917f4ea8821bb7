/** Words as they are spelt, by length: what a slip of the finger can be near to. */

export type ByLength = ReadonlyMap<number, readonly string[]>;

export function groupByLength(spellings: Iterable<string>): ByLength {
  const byLength = new Map<number, string[]>();
  for (const spelling of spellings) {
    const list = byLength.get(spelling.length);
    if (list === undefined) byLength.set(spelling.length, [spelling]);
    else list.push(spelling);
  }
  return byLength;
}
