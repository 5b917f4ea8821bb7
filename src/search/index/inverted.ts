/** Which documents have a token, for all tokens in a few arrays: a list of its own for each would cost more than it holds. */
import type { Numbering } from "#search/reading/numbering.ts";

/** As it can be kept: nothing but numbers. */
export interface InvertedTables {
  /** By the number of a token; 0 for none, else one more than its row. */
  readonly rowAfter: Uint16Array;
  /** The documents of a row stand from its start to that of the next one. */
  readonly starts: Uint32Array;
  readonly documents: Uint16Array;
  /** What the token weighs in each. */
  readonly weights: Float32Array;
}

export interface Inverted extends InvertedTables {
  /** Undefined for a token that no document has. */
  readonly rowOf: (token: string) => number | undefined;
}

/** Before anybody has weighed it: the weights are as they were added. */
export interface Counted extends Omit<InvertedTables, "weights"> {
  readonly rows: number;
  readonly weights: Float64Array;
}

/** More than fit into two bytes. */
const TOO_MANY = 0x10000;

/** Documents are numbered as they are added. `tokens` numbers the tokens of all packs: what they share is held once. */
export function createInverting(tokens: Numbering) {
  const rowAfter: number[] = [];
  const sizes: number[] = [];
  const added = { rows: new Array<number>(), documents: new Array<number>(), weights: new Array<number>() };
  let count = 0;
  return {
    add(document: ReadonlyMap<string, number>): void {
      for (const [token, weight] of document) {
        const number = tokens.numberOf(token);
        while (rowAfter.length <= number) rowAfter.push(0);
        const row = (rowAfter[number] ||= sizes.push(0)) - 1;
        sizes[row] = (sizes[row] ?? 0) + 1;
        added.rows.push(row);
        added.documents.push(count);
        added.weights.push(weight);
      }
      count++;
    },
    /** Throws on more documents or tokens than can be numbered. */
    close(): Counted {
      if (Math.max(count, sizes.length + 1) >= TOO_MANY)
        throw new Error("More documents or tokens than an index can hold");
      const starts = startsOf(sizes);
      const next = starts.slice();
      const documents = new Uint16Array(added.rows.length);
      const weights = new Float64Array(added.rows.length);
      for (const [at, row] of added.rows.entries()) {
        const place = next[row] ?? 0;
        documents[place] = added.documents[at] ?? 0;
        weights[place] = added.weights[at] ?? 0;
        next[row] = place + 1;
      }
      return { rowAfter: Uint16Array.from(rowAfter), rows: sizes.length, starts, documents, weights };
    },
  };
}

/** `tokens` must be those, or like those, that the tables were made with. */
export function rowFinder({ rowAfter }: Pick<InvertedTables, "rowAfter">, tokens: Numbering): Inverted["rowOf"] {
  return (token) => {
    const number = tokens.find(token);
    const after = number === undefined ? 0 : (rowAfter[number] ?? 0);
    return after === 0 ? undefined : after - 1;
  };
}

/** Where the documents of a row begin and end. */
export function rangeOf(
  { starts }: Pick<Inverted, "starts">,
  row: number,
): { readonly from: number; readonly to: number } {
  return { from: starts[row] ?? 0, to: starts[row + 1] ?? 0 };
}

function startsOf(sizes: readonly number[]): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1);
  for (const [row, size] of sizes.entries()) starts[row + 1] = (starts[row] ?? 0) + size;
  return starts;
}
