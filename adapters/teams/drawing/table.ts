/** Figures in rows, as a table of Adaptive Cards. */
import { strong, text } from "#core/document/blocks.ts";
import type { Column } from "#core/document/briefing.ts";

import type { RichTextBlock, Table } from "./card.ts";
import { richText } from "./spans.ts";

/** Letters of the longest cell that a column is given room for, and of the room around them. */
const LONGEST_CELL = 24;
const PADDING = 3;

/** How a column stands, and its share of the room. */
export interface DrawnColumn {
  readonly kind: Column["kind"];
  readonly width: number;
}

/** Room by what is in a column: half a name or half a number on a line of its own reads badly. `rows` are all there are. */
export function columnsFor(
  kinds: readonly Column["kind"][],
  rows: readonly (readonly string[])[],
): readonly DrawnColumn[] {
  return kinds.map((kind, at) => {
    const longest = Math.max(0, ...rows.map((row) => row[at]?.length ?? 0));
    return { kind, width: Math.min(longest, LONGEST_CELL) + PADDING };
  });
}

/** Numbers stand right; `heads` are the places of the rows that are bold. */
export function tableOf(
  columns: readonly DrawnColumn[],
  rows: readonly (readonly string[])[],
  { firstRowAsHeader, heads = [] }: { readonly firstRowAsHeader: boolean; readonly heads?: readonly number[] },
): Table {
  const isHead = (line: number): boolean => (firstRowAsHeader && line === 0) || heads.includes(line);
  return {
    type: "Table",
    spacing: firstRowAsHeader ? "medium" : "none",
    firstRowAsHeader,
    firstRowAsHeaders: firstRowAsHeader,
    columns: columns.map(({ width }) => ({ width })),
    rows: rows.map((row, line) => ({
      type: "TableRow",
      cells: row.map((cell, column) => ({
        type: "TableCell",
        items: [tableCell(cell, { isHead: isHead(line), kind: columns[column]?.kind ?? "text" })],
      })),
    })),
    fallback: { type: "Container", items: rows.map((row) => richText([text(row.join(" | "))])) },
  };
}

/** In a narrow column a head breaks before what stands in brackets, not within: `Score` over `(of 10)`. */
function unbroken(head: string): string {
  return head.replaceAll(/\([^()]*\)/gu, (bracketed) => bracketed.replaceAll(" ", "\u00A0"));
}

function tableCell(cell: string, { isHead, kind }: { isHead: boolean; kind: Column["kind"] }): RichTextBlock {
  const line = richText([isHead ? strong(unbroken(cell)) : text(cell)], "none");
  return kind === "number" ? { ...line, horizontalAlignment: "right" } : line;
}
