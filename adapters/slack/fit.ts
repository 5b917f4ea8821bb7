/** Which pieces one message has room for. */
import type { KnownBlock, RichTextBlockElement, RichTextElement } from "@slack/types";
import { LIMITS } from "./limits.ts";
import type { Piece, Pieces } from "./blocks.ts";
import { joinRichText } from "./spans.ts";

/**
 * The blocks of a message within Slack's limits. Content is kept from the top until something does not fit; what follows
 * is left out whole, and `notice` says there how much it was. Buttons and the stamp go before content, the stamp first.
 */
export function fitPieces(cut: Pieces, notice: (count: number) => KnownBlock | null): readonly KnownBlock[] {
  const whole = joinPieces(cut.pieces);
  if (cut.leftOut === 0 && cut.pieces.every(isCarried) && fits(whole)) return whole;
  const order = rankPieces(cut.pieces);
  // The largest count that still fits: more pieces never make a smaller message.
  let [enough, tooMany] = [0, order.length + 1];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(assemble(cut, new Set(order.slice(0, middle)), notice))) enough = middle;
    else tooMany = middle;
  }
  return assemble(cut, new Set(order.slice(0, enough)), notice);
}

/** How many characters people read in a block that grows with its words, addresses included; else 0. */
function countChars(block: KnownBlock): number {
  if (block.type === "rich_text") return sum(block.elements.map(countRichText));
  if (block.type === "context")
    return sum(block.elements.map((element) => ("text" in element ? element.text.length : 0)));
  return 0;
}

function countRichText(part: RichTextBlockElement | RichTextElement): number {
  if ("elements" in part) return sum(part.elements.map(countRichText));
  return ("text" in part ? (part.text?.length ?? 0) : 0) + ("url" in part ? (part.url?.length ?? 0) : 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function rankPieces(pieces: readonly Piece[]): readonly Piece[] {
  const carried = pieces.filter(isCarried);
  const frame = carried.filter((piece) => piece.role === "frame");
  return [...frame.slice(-1), ...frame.slice(0, -1), ...carried.filter((piece) => piece.role !== "frame")];
}

function isCarried({ block }: Piece): boolean {
  return countChars(block) <= LIMITS.blockChars;
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= LIMITS.blocksPerMessage && JSON.stringify(blocks).length <= LIMITS.blocksJson;
}

function assemble(
  cut: Pieces,
  chosen: ReadonlySet<Piece>,
  notice: (count: number) => KnownBlock | null,
): readonly KnownBlock[] {
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

/** Neighbours from one block become one, as long as Slack takes them as one. */
function joinPieces(pieces: readonly Piece[]): readonly KnownBlock[] {
  const drawn: { readonly block: KnownBlock; readonly group: number; readonly chars: number }[] = [];
  for (const { block, group } of pieces) {
    const chars = block.type === "rich_text" ? countChars(block) + 1 : Infinity;
    const last = drawn.at(-1);
    const joined =
      last?.group === group && last.chars + chars <= LIMITS.blockChars ? joinBlocks(last.block, block) : null;
    if (last === undefined || joined === null) drawn.push({ block, group, chars });
    else drawn[drawn.length - 1] = { block: joined, group, chars: last.chars + chars };
  }
  return drawn.map(({ block }) => block);
}

function joinBlocks(first: KnownBlock, second: KnownBlock): KnownBlock | null {
  return first.type === "rich_text" && second.type === "rich_text" ? joinRichText(first, second) : null;
}
