/** A bare number that is an hour by what stands on both sides of it. */
import { timeAt } from "./read-clock.ts";
import type { FillerRole, OrderPiece } from "./cursor.ts";
import type { PlacedPiece } from "./read-pieces.ts";

/**
 * `mon 9 Paris`: between days and a zone, where no time was said. Reckoned when everything else has been read, so that it
 * takes no number from whatever else that may be.
 */
export function withHours(placed: readonly PlacedPiece<OrderPiece>[]): readonly PlacedPiece<OrderPiece>[] {
  const pieces = placed.map(({ piece }) => piece);
  if (pieces.some(({ kind }) => kind === "time")) return placed;
  return placed.map((each, at) => {
    const { piece } = each;
    if (piece.kind !== "number" || !isBetween(pieces, at)) return each;
    const time = timeAt(piece.number);
    return time === undefined ? each : { ...each, piece: { ...time, words: piece.words } };
  });
}

function isBetween(pieces: readonly OrderPiece[], at: number): boolean {
  const before = pieces.slice(0, at).findLast((piece) => !isOf(piece, ["mark"]));
  const behind = pieces.slice(at + 1).find((piece) => !isOf(piece, ["mark", "zone-links"]));
  const isDays = before?.kind === "rhythm" && (before.weekdays.length > 0 || before.period === "daily");
  return (isDays || before?.kind === "ordinal") && behind?.kind === "zone";
}

function isOf(piece: OrderPiece, roles: readonly FillerRole[]): boolean {
  return piece.kind === "filler" && roles.includes(piece.role);
}
