/** Blocks of a briefing as the smallest things that a message can hold or leave out. */
import type { KnownBlock, RichTextBlock, TableBlock } from "@slack/types";
import { type Block, type FindingItem, type Span, strong, text } from "#core/document/briefing.ts";
import { blockLines } from "#core/document/plain-text.ts";
import type { Labels } from "#core/ports.ts";
import { writeActions, writeFeedback } from "./actions.ts";
import { LIMITS } from "./limits.ts";
import { writeMrkdwn } from "./markup.ts";
import { richItem, richParagraph } from "./spans.ts";

export interface Piece {
  readonly block: KnownBlock;
  /** How many things a reader misses when it is left out. */
  readonly items: number;
  /** A heading goes when what it stands over goes; the frame (buttons, stamp) is kept before content. */
  readonly role: "heading" | "content" | "frame";
  /** Pieces with the same number come from one block and may be drawn as one. */
  readonly group: number;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** What Slack has no way to carry, such as a button without words. */
  readonly leftOut: number;
}

/** Every block in its order. Tables beyond the one that Slack allows, or too large for it, come as lines. */
export function cutPieces(blocks: readonly Block[], labels: Labels): Pieces {
  const found: Piece[] = [];
  let leftOut = 0;
  let buttons = 0;
  let tables = 0;
  blocks.forEach((block, group) => {
    const add = (made: KnownBlock | null, role: Piece["role"], items = 1): void => {
      if (made !== null) found.push({ block: made, items, role, group });
    };
    switch (block.kind) {
      case "heading":
        return add(drawHeading(block.text), "content", 0);
      case "subheading":
        return add(richParagraph([strong(block.text)]), "heading", 0);
      case "paragraph":
        return add(richParagraph(block.spans), "content");
      case "notice":
        return add(drawSmall(block.spans), "content");
      case "stamp":
        return add(drawSmall(block.spans), "frame");
      case "bullets":
        return block.items.forEach((item) => add(richItem(item), "content"));
      case "scores":
        add(richParagraph([strong(block.caption)]), "heading", 0);
        return block.rows.forEach((row) => add(richParagraph([strong(row.label), text(`: ${row.value}`)]), "content"));
      case "findings":
        return block.items.forEach((item) => add(drawFinding(item), "content"));
      case "table": {
        const table = tables < LIMITS.tablesPerMessage ? drawTable(block) : null;
        if (table !== null) tables += 1;
        add(richParagraph([strong(block.caption)]), "heading", 0);
        if (table !== null) return add(table, "content", block.rows.length);
        return blockLines(block)
          .slice(1)
          .forEach((line) => add(richParagraph(line), "content"));
      }
      case "actions": {
        const written = writeActions(block.items, buttons);
        buttons += block.items.length;
        leftOut += written.leftOut;
        return written.rows.forEach((row) => add(row, "frame", row.elements.length));
      }
      case "feedback":
        return add(writeFeedback(block.feedback, labels, group), "frame", 0);
    }
  });
  return { pieces: found, leftOut };
}

function drawHeading(words: string): KnownBlock | null {
  const whole = words.toWellFormed().trim();
  if (whole === "") return null;
  if (whole.length > LIMITS.headerChars) return richParagraph([strong(whole)]);
  return { type: "header", text: { type: "plain_text", text: whole, emoji: false } };
}

/** Small grey print, or plain rich text where the words would be taken for markup. */
function drawSmall(spans: readonly Span[]): KnownBlock | null {
  const written = writeMrkdwn(spans);
  if (written === null || written.length > LIMITS.blockChars) return richParagraph(spans);
  if (written.trim() === "") return null;
  // `verbatim`: a name or an address in the text stays text.
  return { type: "context", elements: [{ type: "mrkdwn", text: written, verbatim: true }] };
}

function drawFinding({ number, text: words, source }: FindingItem): RichTextBlock | null {
  const spans: readonly Span[] = [text(`${words} `), { kind: "emphasis", text: `(${source})` }];
  return number === null ? richItem(spans) : richParagraph([strong(`[${number}]`), text(" "), ...spans]);
}

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: rows of equal length, no empty cell. */
function drawTable({ columns, rows }: Extract<Block, { kind: "table" }>): TableBlock | null {
  const fits = columns.length > 0 && columns.length <= LIMITS.tableCells && rows.length < LIMITS.tableRows;
  if (!fits || rows.some((row) => row.length !== columns.length)) return null;
  const head = columns.map((cell) => richParagraph([strong(filled(cell))]) ?? rawCell(cell));
  const table: TableBlock = {
    type: "table",
    column_settings: columns.map((_, column) =>
      rows.every((row) => isNumber(row[column] ?? "")) ? { align: "right" } : { is_wrapped: true },
    ),
    rows: [head, ...rows.map((row) => row.map(rawCell))],
  };
  return JSON.stringify(table).length <= LIMITS.tableJson ? table : null;
}

function rawCell(cell: string): { type: "raw_text"; text: string } {
  return { type: "raw_text", text: filled(cell) };
}

// Slack refuses an empty cell; a no-break space looks like one.
function filled(cell: string): string {
  return cell.trim() === "" ? "\u00A0" : cell.toWellFormed();
}

function isNumber(cell: string): boolean {
  return /^[+\-−]?\d[\d.,]*$/u.test(cell.trim());
}
