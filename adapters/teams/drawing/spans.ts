/** Spans as runs, which hold plain text; and text as Markdown, for the one element that reads it. */
import type { Span } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";

import type { RichTextBlock, TextBlock, TextRun } from "./card.ts";

/** A line of spans. Runs hold plain text: nothing in them is read as Markdown, so nothing needs escaping. */
export function richText(spans: readonly Span[], spacing: RichTextBlock["spacing"] = "small"): RichTextBlock {
  return { type: "RichTextBlock", spacing, inlines: spans.map(spanRun) };
}

/** A line of spans; with a moment in it as Markdown, as only text that is read so is given the reader's own clock. */
export function spanLine(
  spans: readonly Span[],
  spacing: RichTextBlock["spacing"] = "small",
): RichTextBlock | TextBlock {
  if (!spans.some(({ kind }) => kind === "moment")) return richText(spans, spacing);
  return { type: "TextBlock", text: spans.map(markdown).join(""), wrap: true, spacing };
}

/** An item of a list: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#markdown-commonmark-subset */
export function listItem(spans: readonly Span[]): TextBlock {
  return { type: "TextBlock", text: `- ${spans.map(markdown).join("")}`, wrap: true, spacing: "small" };
}

/** Markdown of cards has no other type for words to be typed. */
const BOLD: ReadonlySet<Span["kind"]> = new Set(["strong", "person", "code"]);

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization */
function markdown(span: Span): string {
  if (span.kind !== "moment") {
    const words = escapeMarkdown(plainLine([span]).toWellFormed());
    return BOLD.has(span.kind) ? `**${words}**` : words;
  }
  const at = `${new Date(span.at).toISOString().slice(0, 19)}Z`;
  return `{{DATE(${at},LONG)}}, {{TIME(${at})}} ${escapeMarkdown(span.own.toWellFormed())}`.trim();
}

/** What stands over figures, small. */
export function captionLine(words: string): RichTextBlock {
  return subtle(richText([{ kind: "text", text: words }], "medium"));
}

export function subtle(line: RichTextBlock): RichTextBlock;
export function subtle(line: RichTextBlock | TextBlock): RichTextBlock | TextBlock;
export function subtle(line: RichTextBlock | TextBlock): RichTextBlock | TextBlock {
  if (line.type === "TextBlock") return { ...line, isSubtle: true, size: "small" };
  return { ...line, inlines: line.inlines.map((run) => ({ ...run, isSubtle: true, size: "small" })) };
}

/** A run of plain words; half a surrogate pair, which Teams would refuse, becomes the replacement character. */
export function textRun(text: string): TextRun {
  return { type: "TextRun", text: text.toWellFormed() };
}

/** Only web addresses may be opened from a card; Teams refuses a card that holds another kind. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.isWellFormed() && URL.canParse(url);
}

function spanRun(span: Span): TextRun {
  switch (span.kind) {
    // A run knows no clock but the one that its words name: see `spanLine`.
    case "text":
    case "moment":
      return textRun(span.text);
    // As in a list, whose Markdown has no other type for what is to be typed: the same everywhere.
    case "strong":
    case "code":
      return { ...textRun(span.text), weight: "bolder" };
    case "emphasis":
      return { ...textRun(span.text), italic: true };
    case "link":
      return isWebAddress(span.url) ? linkRun(span.text, span.url) : textRun(plainLine([span]));
    // The name alone: a real mention would ring the person whom the message merely names.
    case "person":
      return { ...textRun(span.name), weight: "bolder" };
  }
}

function linkRun(text: string, url: string): TextRun {
  return { ...textRun(text), color: "accent", underline: true, selectAction: { type: "Action.OpenUrl", url } };
}

/**
 * Makes text safe for a TextBlock, the one element of ours that Teams reads as Markdown, so that it shows exactly these
 * characters. Everything else is a TextRun, which has no mark-up to escape.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]()~<>&#!|]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+])(?=\s)/gm, String.raw`$1\$2`)
    .replaceAll(/^(\s*\d+)([.)])(?=\s)/gm, String.raw`$1\$2`);
}
