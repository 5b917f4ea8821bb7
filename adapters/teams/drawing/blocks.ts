/** Each kind of block as card elements, cut into the smallest pieces that may be left out by themselves. */
import { text } from "#core/document/blocks.ts";
import { fitButtons } from "#core/document/buttons.ts";
import type { Action, Block, FindingItem, Span } from "#core/document/briefing.ts";
import { isTabled, type Chart } from "#core/document/chart.ts";
import { plainLine } from "#core/document/plain-text.ts";

import type {
  CardAction,
  CardElement,
  CodeBlock,
  Execute,
  Image,
  PressData,
  RichTextBlock,
  Submit,
  TextBlock,
  TextRun,
} from "./card.ts";
import { chartElement, chartTable } from "./charts.ts";
import { LIMITS } from "./limits.ts";
import type { PictureOf } from "./pictures.ts";
import { captionLine, escapeMarkdown, isWebAddress, listItem, spanLine, richText, subtle, textRun } from "./spans.ts";
import { columnsFor, tableOf } from "./table.ts";

/** An element, and how many of the briefing's items go with it if there is no room. */
export interface Piece {
  readonly element: CardElement;
  readonly items: number;
  /** What is kept when room is short: the frame (title, buttons, stamp) before the content. */
  readonly keep: "frame" | "content";
}

const ROWS_PER_TABLE = 12;

/** The words are those of the text twin, in the same order; buttons come on top. */
export function blockPieces(block: Block, pictureOf: PictureOf = () => null): readonly Piece[] {
  switch (block.kind) {
    case "lead":
      return hasWords(block.spans) ? [frame(leadLine(block.spans, block.hedge))] : [];
    case "heading":
      return block.text.trim() === "" ? [] : [frame(heading(block.text, "large"))];
    case "subheading":
      return block.text.trim() === "" ? [] : [content(heading(block.text, "medium"))];
    case "paragraph":
      return hasWords(block.spans) ? [content(spanLine(block.spans, "medium"))] : [];
    case "verbatim":
      return block.text.trim() === "" ? [] : [content(verbatim(block.text.toWellFormed()))];
    case "bullets":
      return bulletLines(block.items).map((line) => content(line));
    case "findings":
      return block.items.map((item) => content(findingLine(item)));
    case "table":
      return [...caption(block.caption), ...tablePieces(block)];
    case "chart":
      return [chartPiece(block.chart, pictureOf(block.chart))];
    case "notice":
      return hasWords(block.spans) ? [frame(subtle(spanLine(block.spans, "medium")))] : [];
    case "actions":
      return actionPieces(block);
    // Teams draws its own thumbs under a message that asks for them: see `feedbackLoop` in render.ts.
    case "feedback":
      return [];
    case "stamp":
      return stampLines(block).map((line, at) => frame(at === 0 ? { ...line, separator: true } : line));
  }
}

/** What is copied as it stands: where no code block is drawn, on a ground of its own, in a type in which an address fits on a line. */
function verbatim(words: string): CodeBlock {
  const line = richText([text(words)]);
  const fallback = { type: "Container", style: "emphasis", items: [line] } as const;
  return { type: "CodeBlock", codeSnippet: words, language: "PlainText", spacing: "small", fallback };
}

function stampLines({ reading, spans }: Extract<Block, { kind: "stamp" }>): readonly (RichTextBlock | TextBlock)[] {
  const lines = [[text(reading)], spans].filter(hasWords);
  return lines.map((line, at) => subtle(spanLine(line, at === 0 ? "medium" : "none")));
}

// Teams refuses a card with an empty line of runs.
function hasWords(spans: readonly Span[]): boolean {
  return plainLine(spans).trim() !== "";
}

function frame(element: CardElement): Piece {
  return { element, items: 1, keep: "frame" };
}

function content(element: CardElement, items = 1): Piece {
  return { element, items, keep: "content" };
}

function heading(words: string, size: "large" | "medium"): TextBlock {
  const safe = escapeMarkdown(words.toWellFormed());
  return { type: "TextBlock", text: safe, wrap: true, style: "heading", size, weight: "bolder", spacing: size };
}

function caption(words: string): readonly Piece[] {
  return words === "" ? [] : [{ ...content(captionLine(words)), items: 0 }];
}

/** As items of a list, whose further lines stand under their first word, and words to type bold; links are in runs, which know no lists. */
function bulletLines(items: readonly (readonly Span[])[]): readonly (RichTextBlock | TextBlock)[] {
  const hasRuns = items.flat().some(({ kind }) => kind === "link" || kind === "emphasis");
  return items.map((item) => (hasRuns ? spanLine(bulleted(item)) : listItem(item)));
}

function bulleted(item: readonly Span[]): readonly Span[] {
  const [first, ...rest] = item;
  return first?.kind === "text" ? [text(`• ${first.text}`), ...rest] : [text("• "), ...item];
}

/** The first line, bold and a little larger; a hedge behind it is not. */
function leadLine(spans: readonly Span[], hedge: string | null): RichTextBlock | TextBlock {
  const drawn = spanLine(spans, "medium");
  if (drawn.type === "TextBlock")
    return { ...drawn, text: `**${drawn.text}**${hedge === null ? "" : escapeMarkdown(` (${hedge})`.toWellFormed())}` };
  const { inlines, ...line } = drawn;
  const bold = inlines.map((run) => ({ ...run, weight: "bolder" as const }));
  return { ...line, inlines: [...bold, ...hedged(hedge)] };
}

function findingLine({ text: words, hedge }: FindingItem): TextBlock {
  return listItem([text(hedge === null ? words : `${words} (${hedge})`)]);
}

function hedged(hedge: string | null): readonly TextRun[] {
  return hedge === null ? [] : [{ ...textRun(` (${hedge})`), isSubtle: true, size: "small" }];
}

/** A picture says its numbers itself; what Teams draws goes with the table that it needs or not at all. */
function chartPiece(chart: Chart, picture: Image | null): Piece {
  if (picture !== null) return content(picture, chart.series.length);
  const drawn = chartElement(chart);
  const element: CardElement = isTabled(chart) ? { type: "Container", items: [drawn, chartTable(chart)] } : drawn;
  return content(element, chart.series.length);
}

function tablePieces({ columns, rows, heads = [] }: Extract<Block, { kind: "table" }>): readonly Piece[] {
  if (columns.length === 0) return rows.map((row) => content(richText([text(row.join(" | "))])));
  const head = columns.map(({ name }) => name);
  const drawn = columnsFor(
    columns.map(({ kind }) => kind),
    [head, ...rows],
  );
  const pieces: Piece[] = [];
  for (let start = 0; start === 0 || start < rows.length; start += ROWS_PER_TABLE) {
    const part = rows.slice(start, start + ROWS_PER_TABLE);
    const firstRowAsHeader = start === 0;
    const before = firstRowAsHeader ? 1 : 0;
    const bold = { firstRowAsHeader, heads: heads.map((at) => at - start + before) };
    pieces.push(content(tableOf(drawn, firstRowAsHeader ? [head, ...part] : part, bold), part.length));
  }
  return pieces;
}

/** What is less used waits in the menu of the last set: one menu, and no row with nothing else on it. */
function actionPieces(given: Extract<Block, { kind: "actions" }>): readonly Piece[] {
  const { items, more } = fitButtons(given, { mayWait: () => true, most: Infinity, least: 1, row: LIMITS.rowPixels });
  const buttons = items.flatMap(button).map((each, at) => (given.primary === true && at === 0 ? positive(each) : each));
  const sets: CardAction[][] = [];
  for (let start = 0; start === 0 || start < buttons.length; start += LIMITS.buttonsPerSet)
    sets.push(buttons.slice(start, start + LIMITS.buttonsPerSet));
  sets.at(-1)?.push(...more.flatMap(button).map(secondary));
  return sets
    .filter((set) => set.length > 0)
    .map((set) => ({ ...frame({ type: "ActionSet", spacing: "medium", actions: set }), items: set.length }));
}

/** https://adaptivecards.microsoft.com/?topic=Action.Execute, `mode`: an action that is secondary is in the overflow menu. */
function secondary(action: CardAction): CardAction {
  return { ...action, mode: "secondary" };
}

/** https://adaptivecards.microsoft.com/?topic=Action.Execute, `style`. */
function positive(action: CardAction): CardAction {
  return { ...action, style: "positive" };
}

function button(action: Action): readonly CardAction[] {
  const title = action.label.toWellFormed();
  switch (action.kind) {
    case "form":
      return [opensDialog(title, { verb: "form", pack: action.pack, text: action.text.toWellFormed() })];
    case "show":
    case "share":
      return [execute(title, { verb: action.kind, pack: action.pack, text: action.text.toWellFormed() })];
    case "delete":
      return [execute(title, { verb: action.kind, pack: "", text: action.asker })];
    case "link":
      return isWebAddress(action.url) ? [{ type: "Action.OpenUrl", title, url: action.url }] : [];
  }
}

/** A button for a form: the card stays. A client that knows no dialogs sends the same data as a message. */
function opensDialog(title: string, data: PressData): Submit {
  return { type: "Action.Submit", title, data: { ...data, msteams: { type: "task/fetch" } }, associatedInputs: "none" };
}

/** A button that replaces its card; a client too old for that sends the same data as a message. */
export function execute(title: string, data: PressData): Execute {
  return { type: "Action.Execute", title, verb: data.verb, data, fallback: { type: "Action.Submit", title, data } };
}
