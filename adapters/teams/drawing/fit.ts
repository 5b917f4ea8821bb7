import type { Piece } from "./blocks.ts";
import type { CardElement } from "./card.ts";
import { jsonBytes } from "./limits.ts";

export interface Fitted {
  readonly body: readonly CardElement[];
  /** How much of the room is taken, in bytes of JSON. */
  readonly bytes: number;
  /** Whether nothing was left out. */
  readonly isWhole: boolean;
}

/**
 * The pieces that fit into `bytes` of JSON, in their order, with `notice` where the first one is missing.
 * The frame is taken first, then content from the top until one does not fit: what follows a gap is left out
 * with it, so that no heading stands over nothing. Pieces are taken whole or not at all.
 */
export function fitPieces(
  pieces: readonly Piece[],
  bytes: number,
  notice: (leftOut: number) => readonly CardElement[],
): Fitted {
  const all = pieces.map((piece) => piece.element);
  const whole = jsonBytes(all);
  if (whole <= bytes) return { body: all, bytes: whole, isWhole: true };
  const sizes = all.map((element) => jsonBytes(element) + 1);
  // The largest number the notice may have to name is the widest.
  const room = bytes - jsonBytes(notice(sum(pieces.map((piece) => piece.items)))) - 1;
  const kept = choose(pieces, sizes, room);
  return assemble(pieces, kept, notice);
}

function choose(pieces: readonly Piece[], sizes: readonly number[], bytes: number): ReadonlySet<number> {
  const kept = new Set<number>();
  let room = bytes;
  const take = (index: number): boolean => {
    const size = sizes[index] ?? Infinity;
    if (size > room) return false;
    room -= size;
    kept.add(index);
    return true;
  };
  // The stamp is the last frame and must not lose its place to a long row of buttons: take frames from both ends.
  const frames = indexes(pieces, "frame");
  for (const index of [...frames.slice(-1), ...frames.slice(0, -1)]) take(index);
  for (const index of indexes(pieces, "content")) if (!take(index)) break;
  return kept;
}

function assemble(
  pieces: readonly Piece[],
  kept: ReadonlySet<number>,
  notice: (leftOut: number) => readonly CardElement[],
): Fitted {
  const dropped = pieces.filter((_, index) => !kept.has(index));
  const leftOut = sum(dropped.map((piece) => piece.items));
  const gap = pieces.findIndex((_, index) => !kept.has(index));
  const before = pieces.filter((_, index) => index < gap && kept.has(index));
  const after = pieces.filter((_, index) => index > gap && kept.has(index));
  const body = [...before, ...after].map((piece) => piece.element).toSpliced(before.length, 0, ...notice(leftOut));
  return { body, bytes: jsonBytes(body), isWhole: false };
}

function indexes(pieces: readonly Piece[], keep: Piece["keep"]): readonly number[] {
  return pieces.flatMap((piece, index) => (piece.keep === keep ? [index] : []));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
