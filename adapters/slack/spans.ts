/** Spans as Slack's rich text, whose words are never read as markup: nothing to escape. */
import type { RichTextBlock, RichTextElement, RichTextList, RichTextSection } from "@slack/types";
import type { Span } from "#core/document/briefing.ts";
import { isLinkable } from "./limits.ts";
import { isMember } from "./markup.ts";

/** A paragraph; null when there is nothing in it. */
export function richParagraph(spans: readonly Span[]): RichTextBlock | null {
  const section = richSection(spans);
  return section === null ? null : { type: "rich_text", elements: [section] };
}

/** A list of one item; null when there is nothing in it. Lists are put together by `joinRichText`. */
export function richItem(spans: readonly Span[]): RichTextBlock | null {
  const section = richSection(spans);
  if (section === null) return null;
  return { type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", elements: [section] }] };
}

/** Two blocks as one: lists grow by an item, paragraphs by a line. Null when they are not of one kind. */
export function joinRichText(first: RichTextBlock, second: RichTextBlock): RichTextBlock | null {
  const [a, b] = [first.elements[0], second.elements[0]];
  if (a?.type === "rich_text_list" && b?.type === "rich_text_list") {
    const list: RichTextList = { ...a, elements: [...a.elements, ...b.elements] };
    return { type: "rich_text", elements: [list] };
  }
  if (a?.type === "rich_text_section" && b?.type === "rich_text_section") {
    const section: RichTextSection = { ...a, elements: [...a.elements, { type: "text", text: "\n" }, ...b.elements] };
    return { type: "rich_text", elements: [section] };
  }
  return null;
}

function richSection(spans: readonly Span[]): RichTextSection | null {
  const elements = spans.map(richElement).filter((element) => element !== null);
  const blank = elements.every((element) => element.type === "text" && element.text.trim() === "");
  return blank ? null : { type: "rich_text_section", elements };
}

function richElement(span: Span): RichTextElement | null {
  switch (span.kind) {
    case "text":
      return words(span.text);
    case "strong":
      return words(span.text, { bold: true });
    case "emphasis":
      return words(span.text, { italic: true });
    case "code":
      return words(span.text, { code: true });
    case "link":
      if (span.text.trim() !== "" && isLinkable(span.url))
        return { type: "link", url: span.url, text: span.text.toWellFormed() };
      return words(span.text === span.url ? span.url : `${span.text} (${span.url})`);
    case "person":
      return isMember(span.id) ? { type: "user", user_id: span.id } : words(span.name);
  }
}

function words(text: string, style?: { bold?: boolean; italic?: boolean; code?: boolean }): RichTextElement | null {
  if (text === "") return null;
  return { type: "text", text: text.toWellFormed(), ...(style === undefined ? {} : { style }) };
}
