/** A table as Slack draws it. */
import type { TableBlock } from "@slack/types";
import { strong } from "#core/document/blocks.ts";
import type { Block, Column } from "#core/document/briefing.ts";
import { LIMITS } from "./limits.ts";
import { richParagraph } from "./spans.ts";

export type TableOf = Extract<Block, { kind: "table" }>;

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: rows of equal length, no empty cell. */
export function writeTable({ columns, rows, heads = [] }: TableOf): TableBlock | null {
  const fits = columns.length > 0 && columns.length <= LIMITS.tableCells && rows.length < LIMITS.tableRows;
  if (!fits || rows.some((row) => row.length !== columns.length)) return null;
  const table: TableBlock = {
    type: "table",
    column_settings: columns.map((column, at) =>
      settingOf(
        column,
        rows.map((row) => row[at] ?? ""),
      ),
    ),
    rows: [
      columns.map(({ name }) => boldCell(name)),
      ...rows.map((row, at) => row.map(together).map(heads.includes(at) ? boldCell : rawCell)),
    ],
  };
  return JSON.stringify(table).length <= LIMITS.tableJson ? table : null;
}

function boldCell(cell: string): TableBlock["rows"][number][number] {
  return richParagraph([strong(filled(cell))]) ?? rawCell(cell);
}

function rawCell(cell: string): { type: "raw_text"; text: string } {
  return { type: "raw_text", text: filled(cell) };
}

/** A score and what it is stand on one line: `on the line 5.5`. */
function together(cell: string): string {
  return /^\D+ \d+\.\d+$/u.test(cell) ? cell.replaceAll(" ", "\u00A0") : cell;
}

// Slack refuses an empty cell; a no-break space looks like one.
function filled(cell: string): string {
  return cell.trim() === "" ? "\u00A0" : cell.toWellFormed();
}

/** `joint 72nd` takes two lines, so that a table of three editions is as wide as a phone. */
function settingOf({ kind }: Column, cells: readonly string[]): { align?: "right"; is_wrapped?: true } {
  if (kind !== "number") return { is_wrapped: true };
  return cells.some((cell) => cell.includes(" ")) ? { align: "right", is_wrapped: true } : { align: "right" };
}
