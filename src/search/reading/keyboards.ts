/** Keys that lie beside each other: a thumb takes the one for the other. */

/** Each row half a key to the right of the one above it. */
const KEYBOARDS: readonly (readonly string[])[] = [
  ["qwertyuiop", "asdfghjkl", " zxcvbnm"],
  ["йцукенгшщзхъ", "фывапролджэ", " ячсмитьбю"],
];

const BESIDE: ReadonlyMap<string, readonly string[]> = new Map(KEYBOARDS.flatMap(neighboursOf));
const NONE: readonly string[] = [];

/** The keys around a letter's, on the keyboard that has it. */
export function keysBeside(letter: string): readonly string[] {
  return BESIDE.get(letter) ?? NONE;
}

function neighboursOf(rows: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const at = (line: number, column: number): string => rows[line]?.[column]?.trim() ?? "";
  return rows.flatMap((row, line) =>
    Array.from(row, (key, column) => {
      const [left, right] = [at(line, column - 1), at(line, column + 1)];
      const above = [at(line - 1, column), at(line - 1, column + 1)];
      const below = [at(line + 1, column - 1), at(line + 1, column)];
      return [key, [left, right, ...above, ...below].filter((neighbour) => neighbour !== "")] as const;
    }),
  );
}
