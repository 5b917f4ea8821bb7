/** The text twin: a briefing as complete plain text, for notifications, screen readers, the terminal and tests. */
import type { Block, Briefing, Span } from "./briefing.ts";
import { chartRows } from "./chart.ts";

/** The whole briefing as text, one line a thought, a blank line between blocks; buttons are left out. */
export function plainText(briefing: Briefing, textOf = plainBlock): string {
  return briefing.blocks
    .map((block) => textOf(block))
    .filter((lines) => lines !== "")
    .join("\n\n");
}

export function plainBlock(block: Block): string {
  return blockLines(block).map(plainLine).join("\n");
}

/** The words of a line; a link gives its address after its words unless they are the same. */
export function plainLine(spans: readonly Span[]): string {
  return spans.map(plainSpan).join("");
}

/** Every word of a block, line by line: what each renderer shows, whatever it dresses it in. */
export function blockLines(block: Block): readonly (readonly Span[])[] {
  switch (block.kind) {
    case "lead":
      return [[...block.spans, ...words(hedged(block.hedge))]];
    case "heading":
    case "subheading":
      return [[{ kind: "strong", text: block.text }]];
    case "paragraph":
    case "notice":
      return [block.spans];
    case "verbatim":
      return [words(block.text)];
    case "stamp":
      return [...(block.reading === "" ? [] : [words(block.reading)]), block.spans];
    case "bullets":
      return block.items.map((item) => [{ kind: "text", text: "- " }, ...item]);
    case "findings":
      return block.items.map((item) => words(`- ${item.text}${hedged(item.hedge)}`));
    case "table":
      return tableLines(block.caption, [block.columns.map(({ name }) => name), ...block.rows]);
    case "chart":
      return tableLines(block.chart.caption, chartRows(block.chart));
    case "actions":
    case "feedback":
      return [];
  }
}

function tableLines(caption: string, rows: readonly (readonly string[])[]): readonly (readonly Span[])[] {
  return [...(caption === "" ? [] : [words(caption)]), ...rows.map((row) => words(row.join(" | ")))];
}

function hedged(hedge: string | null): string {
  return hedge === null ? "" : ` (${hedge})`;
}

function words(text: string): readonly Span[] {
  return [{ kind: "text", text }];
}

function plainSpan(span: Span): string {
  switch (span.kind) {
    case "text":
    case "strong":
    case "emphasis":
    case "code":
    case "moment":
      return span.text;
    case "link":
      return span.text === span.url ? span.url : `${span.text} (${span.url})`;
    case "person":
      return span.name;
  }
}
