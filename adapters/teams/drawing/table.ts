/** Figures in rows, as a table of Adaptive Cards. */
import { strong, text } from "#core/document/blocks.ts";
import type { Column } from "#core/document/briefing.ts";

import type { RichTextBlock, Table } from "./card.ts";
import { richText } from "./spans.ts";

/** Names take what room there is, numbers stand right: half a name on a line of its own reads badly. */
export function tableOf(
  kinds: readonly Column["kind"][],
  rows: readonly (readonly string[])[],
  firstRowAsHeader: boolean,
): Table {
  return {
    type: "Table",
    spacing: firstRowAsHeader ? "small" : "none",
    firstRowAsHeader,
    firstRowAsHeaders: firstRowAsHeader,
    columns: kinds.map((kind, column) => ({ width: kind === "number" ? 1 : column === 0 ? 3 : 2 })),
    rows: rows.map((row, line) => ({
      type: "TableRow",
      cells: row.map((cell, column) => ({
        type: "TableCell",
        items: [tableCell(cell, { isHead: firstRowAsHeader && line === 0, kind: kinds[column] ?? "text" })],
      })),
    })),
    fallback: { type: "Container", items: rows.map((row) => richText([text(row.join(" | "))])) },
  };
}

function tableCell(cell: string, { isHead, kind }: { isHead: boolean; kind: Column["kind"] }): RichTextBlock {
  const line = richText([isHead ? strong(cell) : text(cell)], "none");
  return kind === "number" ? { ...line, horizontalAlignment: "right" } : line;
}
