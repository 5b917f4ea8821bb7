/** Blocks of a briefing as the smallest things that a message can hold or leave out. */
import type { KnownBlock, RichTextBlock, RichTextBlockElement, RichTextElement } from "@slack/types";
import { strong, text } from "#core/document/blocks.ts";
import type { Block, FindingItem, Span } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import { blockLines } from "#core/document/plain-text.ts";
import type { Labels } from "#core/ports.ts";
import { writeActions, writeFeedback } from "./actions.ts";
import { chartTable, type ChartDrawing, type SlackBlock } from "./charts.ts";
import { LIMITS } from "./limits.ts";
import { joinRichText, richItem, richParagraph, richVerbatim, writeMrkdwn } from "./spans.ts";
import { writeTable, type TableOf } from "./table.ts";

export interface Piece {
  readonly block: SlackBlock;
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
export function cutPieces(blocks: readonly Block[], { labels, chartOf, kept }: DrawnWith): Pieces {
  const pieces: Piece[] = [];
  const drawn = { buttons: 0, tables: 0, charts: 0, leftOut: 0 };
  for (const [group, block] of blocks.entries()) {
    for (const { block: made, role, items = 1 } of drawOnce(block, { labels, chartOf, kept, group, drawn }))
      if (made !== null) pieces.push({ block: made, role, items, group });
  }
  return { pieces, leftOut: drawn.leftOut };
}

/** What blocks are drawn with. */
export interface DrawnWith {
  readonly labels: Labels;
  /** A chart as it is shown in this message; null where it is shown as a table. */
  readonly chartOf: (chart: Chart) => ChartDrawing | null;
  /** What was drawn of blocks that several messages have; null where nothing is kept. */
  readonly kept: WeakMap<Block, readonly DrawnPart[]> | null;
}

/** Null where there is nothing to draw. `items` is one unless said otherwise. */
export interface DrawnPart {
  readonly block: SlackBlock | null;
  readonly role: Piece["role"];
  readonly items?: number;
}

interface Drawn extends DrawnWith {
  readonly group: number;
  /** What the message has so far. */
  readonly drawn: { buttons: number; tables: number; charts: number; leftOut: number };
}

/** Looks otherwise in one message than in another: by what the message has so far, and where in it the block stands. */
const MESSAGES_OWN: ReadonlySet<Block["kind"]> = new Set(["table", "chart", "actions", "feedback"]);

/** A digest's blocks are those of all who owe the same, but for its buttons. */
function drawOnce(block: Block, how: Drawn): readonly DrawnPart[] {
  if (how.kept === null || MESSAGES_OWN.has(block.kind)) return drawBlock(block, how);
  const drawings = how.kept.get(block) ?? drawBlock(block, how);
  how.kept.set(block, drawings);
  return drawings;
}

function drawBlock(block: Block, { labels, chartOf, group, drawn }: Drawn): readonly DrawnPart[] {
  switch (block.kind) {
    case "lead":
      return [content(richParagraph([...block.spans.map(emboldened), ...hedged(block.hedge)]))];
    case "heading":
      return [{ block: drawHeading(block.text), role: "content", items: 0 }];
    case "subheading":
      return [heading(block.text)];
    case "paragraph":
      return [content(richParagraph(block.spans))];
    case "verbatim":
      return [content(richVerbatim(block.text))];
    case "notice":
      return [content(drawSmall(block.spans))];
    case "stamp":
      return [{ block: drawSmall(stampSpans(block)), role: "frame" }];
    case "bullets":
      return block.items.map((item) => content(richItem(item)));
    case "findings":
      return block.items.map((item) => content(drawFinding(item)));
    case "table":
      return [...captionOf(block.caption), ...drawTable(block, drawn)];
    case "chart":
      return drawChart(block.chart, { chartOf, drawn });
    case "actions": {
      const { rows, leftOut } = writeActions(block, drawn.buttons);
      drawn.buttons += block.items.length + block.more.length + 1;
      drawn.leftOut += leftOut;
      return rows.map((row) => ({ block: row, role: "frame", items: row.elements.length }));
    }
    case "feedback":
      return [{ block: writeFeedback(block.feedback, labels, group), role: "frame", items: 0 }];
  }
}

/** One under the other, in one block. */
function stampSpans({ reading, spans }: Extract<Block, { kind: "stamp" }>): readonly Span[] {
  return reading === "" ? spans : [text(`${reading}\n`), ...spans];
}

function heading(words: string): DrawnPart {
  return { block: richParagraph([strong(words)]), role: "heading", items: 0 };
}

/** What stands over figures, small. */
function captionOf(words: string): readonly DrawnPart[] {
  return words === "" ? [] : [{ block: drawSmall([text(words)]), role: "heading", items: 0 }];
}

function content(block: SlackBlock | null): DrawnPart {
  return { block, role: "content" };
}

/** The chart, or its table where it is not drawn. A picture says its caption itself; what Slack draws has its title over it. */
function drawChart(chart: Chart, { chartOf, drawn }: Pick<Drawn, "chartOf" | "drawn">): readonly DrawnPart[] {
  const { caption, ...table } = chartTable(chart);
  const captioned = captionOf(caption);
  const tabled = (): readonly DrawnPart[] => drawTable({ caption, ...table }, drawn);
  const made = chartOf(chart);
  if (made === null || drawn.charts + made.blocks.length > LIMITS.chartsPerMessage) return [...captioned, ...tabled()];
  drawn.charts += made.blocks.length;
  const drawings = made.blocks.map((block): DrawnPart => ({ block, role: "content", items: chart.series.length }));
  const isSaid = made.blocks.some(
    (block) => block.type === "image" || (block.type === "data_visualization" && block.title === caption),
  );
  return [...(isSaid ? [] : captioned), ...drawings, ...(made.isTabled ? tabled() : [])];
}

/** The table, or its lines where Slack takes no table or no further one. */
function drawTable(table: TableOf, drawn: { tables: number }): readonly DrawnPart[] {
  const made = drawn.tables < LIMITS.tablesPerMessage ? writeTable(table) : null;
  if (made === null) {
    const lines = blockLines({ ...table, caption: "" });
    return lines.map((line) => content(richParagraph(line)));
  }
  drawn.tables += 1;
  return [{ block: made, role: "content", items: table.rows.length }];
}

/** The words of the first line, all of them bold but for what is a link. */
function emboldened(span: Span): Span {
  return span.kind === "text" ? strong(span.text) : span;
}

function hedged(hedge: string | null): readonly Span[] {
  return hedge === null ? [] : [text(" "), { kind: "emphasis", text: `(${hedge})` }];
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

function drawFinding({ text: words, hedge }: FindingItem): RichTextBlock | null {
  return richItem([text(words), ...hedged(hedge)]);
}

/** Neighbours from one block become one, as long as Slack takes them as one. */
export function joinPieces(pieces: readonly Piece[]): SlackBlock[] {
  const drawn: { readonly block: SlackBlock; readonly group: number; readonly chars: number }[] = [];
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

function joinBlocks(first: SlackBlock, second: SlackBlock): KnownBlock | null {
  return first.type === "rich_text" && second.type === "rich_text" ? joinRichText(first, second) : null;
}

/** Slack takes it by itself. */
export function isCarried({ block }: Piece): boolean {
  return countChars(block) <= LIMITS.blockChars;
}

/** The message as a whole. */
export function isWithinLimits(blocks: readonly SlackBlock[]): boolean {
  return blocks.length <= LIMITS.blocksPerMessage && JSON.stringify(blocks).length <= LIMITS.blocksJson;
}

/** How many characters people read in a block that grows with its words, addresses included; else 0. */
function countChars(block: SlackBlock): number {
  if (block.type === "rich_text") return sum(block.elements.map(countRichText));
  if (block.type === "context")
    return sum(block.elements.map((element) => ("text" in element ? element.text.length : 0)));
  return 0;
}

function countRichText(part: RichTextBlockElement | RichTextElement): number {
  if ("elements" in part) return sum(part.elements.map(countRichText));
  const fallback = "fallback" in part ? (part.fallback?.length ?? 0) : 0;
  return ("text" in part ? (part.text?.length ?? 0) : 0) + ("url" in part ? (part.url?.length ?? 0) : 0) + fallback;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
