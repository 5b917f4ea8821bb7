/** Which pieces one message has room for. */
import type { SlackBlock } from "./charts.ts";
import { isCarried, isWithinLimits, joinPieces, type Piece, type Pieces } from "./blocks.ts";

/**
 * The blocks of a message that is too large, within Slack's limits. Content is kept from the top until something does not fit; what follows
 * is left out whole, and `notice` says there how much it was. Buttons and the stamp go before content, the stamp first.
 */
export function fitPieces(cut: Pieces, notice: (count: number) => SlackBlock | null): SlackBlock[] {
  const order = rankPieces(cut.pieces);
  // The largest count that still fits: more pieces never make a smaller message.
  let [enough, tooMany] = [0, order.length + 1];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (isWithinLimits(assemble(cut, new Set(order.slice(0, middle)), notice))) enough = middle;
    else tooMany = middle;
  }
  return assemble(cut, new Set(order.slice(0, enough)), notice);
}

function rankPieces(pieces: readonly Piece[]): readonly Piece[] {
  const carried = pieces.filter(isCarried);
  const frame = carried.filter((piece) => piece.role === "frame");
  return [...frame.slice(-1), ...frame.slice(0, -1), ...carried.filter((piece) => piece.role !== "frame")];
}

function assemble(cut: Pieces, chosen: ReadonlySet<Piece>, notice: (count: number) => SlackBlock | null): SlackBlock[] {
  const kept = dropBareHeadings(cut.pieces, chosen);
  const leftOut = cut.pieces.reduce((count, piece) => count + (kept.has(piece) ? 0 : piece.items), cut.leftOut);
  const gap = cut.pieces.findIndex((piece) => !kept.has(piece));
  const before = gap === -1 ? cut.pieces : cut.pieces.slice(0, gap);
  const after = gap === -1 ? [] : cut.pieces.slice(gap).filter((piece) => kept.has(piece));
  const said = leftOut === 0 ? null : notice(leftOut);
  return [...joinPieces(before), ...(said === null ? [] : [said]), ...joinPieces(after)];
}

/** A heading whose content was left out would stand over nothing. */
function dropBareHeadings(pieces: readonly Piece[], chosen: ReadonlySet<Piece>): ReadonlySet<Piece> {
  const kept = new Set(chosen);
  let [covered, lost] = [false, false];
  for (const piece of pieces.toReversed()) {
    if (piece.role === "heading") {
      if (lost && !covered) kept.delete(piece);
      [covered, lost] = [false, !kept.has(piece)];
    } else if (piece.role === "content") {
      covered ||= kept.has(piece);
      lost ||= !kept.has(piece);
    }
  }
  return kept;
}
