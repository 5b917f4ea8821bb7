/** Spans as Slack's rich text, whose words are never read as markup; and as mrkdwn, only where rich text cannot be. */
import type { RichTextBlock, RichTextElement, RichTextList, RichTextSection } from "@slack/types";
import type { Span } from "#core/document/briefing.ts";
import { LIMITS } from "./limits.ts";

/** A paragraph; null when there is nothing in it. */
export function richParagraph(spans: readonly Span[]): RichTextBlock | null {
  const section = richSection(spans);
  return section === null ? null : { type: "rich_text", elements: [section] };
}

/**
 * A code block, which is copied as it stands; null when there is nothing in it.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#rich_text_preformatted
 */
export function richVerbatim(text: string): RichTextBlock | null {
  if (text.trim() === "") return null;
  const elements = [{ type: "text" as const, text: text.toWellFormed() }];
  return { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements }] };
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
    case "moment":
      return dateElement(span);
    case "person":
      return isMember(span.id) ? { type: "user", user_id: span.id } : words(span.name);
  }
}

/** By the reader's clock and language: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const OWN_CLOCK = "{date_long}, {time}";

/** Whose clock it is stands in the format, since what stands for it elsewhere names a zone. */
function ownFormat({ own }: Moment): string {
  return `${OWN_CLOCK} ${own.toWellFormed().replaceAll(/[{}^|<>&]/gu, "")}`.trim();
}

type Moment = Extract<Span, { kind: "moment" }>;

function dateElement(moment: Moment): RichTextElement {
  const date = { type: "date", timestamp: seconds(moment.at), format: ownFormat(moment) } as const;
  const words = moment.text.toWellFormed();
  return words.trim() === "" ? date : { ...date, fallback: words };
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}

function words(text: string, style?: { bold?: boolean; italic?: boolean; code?: boolean }): RichTextElement | null {
  if (text === "") return null;
  return { type: "text", text: text.toWellFormed(), ...(style === undefined ? {} : { style }) };
}

/** Takes away the meaning of the three characters Slack gives one to. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeText(text: string): string {
  return text.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * The spans as mrkdwn, or null when mrkdwn would change them: its formatting characters have no escape, and emphasis
 * inside a word is not read as such. Rich text says those.
 */
export function writeMrkdwn(spans: readonly Span[]): string | null {
  const parts = spans.map((span, at) => (span.kind === "code" ? writeCode(span.text, spans, at) : writeSpan(span)));
  return parts.every((part) => part !== null) ? parts.join("") : null;
}

/** Code is read as such between blanks and marks only; what would end it early is left to rich text. */
function writeCode(words: string, spans: readonly Span[], at: number): string | null {
  const [before, after] = [spans[at - 1], spans[at + 1]];
  const isApart =
    (before === undefined || (before.kind === "text" && /[\s(]$/u.test(before.text))) &&
    (after === undefined || (after.kind === "text" && /^[\s.,;:)?!]/u.test(after.text)));
  return isApart && /^[^\s`](?:[^`\n\r]*[^\s`])?$/u.test(words) ? `\`${escapeText(words)}\`` : null;
}

function writeSpan(span: Exclude<Span, { kind: "code" }>): string | null {
  switch (span.kind) {
    case "text":
      return literal(span.text);
    case "link": {
      const words = literal(span.text);
      return words === null || words.trim() === "" || !isLinkable(span.url)
        ? null
        : `<${escapeText(span.url)}|${words}>`;
    }
    case "moment": {
      const words = literal(span.text);
      return words === null || words.includes("|") ? null : `<!date^${seconds(span.at)}^${ownFormat(span)}|${words}>`;
    }
    case "person":
      return isMember(span.id) ? `<@${span.id}>` : literal(span.name);
    case "strong":
    case "emphasis":
      return null;
  }
}

/** A member's id as Slack writes it; anything else in its place would be read as markup. */
function isMember(id: string): boolean {
  return /^[UW][A-Z0-9]{2,30}$/u.test(id);
}

/** Null when Slack would read emphasis, an emoji's code or, at the start of a line, a quotation. */
function literal(text: string): string | null {
  const markup = /[*_~`]/u.test(text) || /:[^\s:]+:/u.test(text) || (text.includes(">") && /^\s*>/mu.test(text));
  return markup ? null : escapeText(text);
}

/** The address can be a link in Slack as it is: nothing in it would end the link early. */
export function isLinkable(url: string): boolean {
  return /^https?:\/\/[^\s<>|"`]+$/iu.test(url) && url.length <= LIMITS.url && url.isWellFormed();
}

/** At most `maximum` long, ending in an ellipsis after a whole word: a cut address would lead elsewhere. */
export function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const room = text.slice(0, maximum);
  const end = room.search(/\s+\S*$/u);
  return end > 0 ? `${room.slice(0, end)}…` : "…";
}

/**
 * What the person wrote, without Slack's markup: mentions go, links and channels keep their words.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function plainWords(text: string): string {
  if (!/[<&]/u.test(text)) return text.trim();
  return text
    .replaceAll(/<[@!][^<>]*>/gu, " ")
    .replaceAll(/<#[^<>|]*\|?([^<>]*)>/gu, "$1")
    .replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/gu, (_, url: string, words: string | undefined) => words ?? url)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/**
 * Who and what is mentioned, as Slack marks it, a member's id with `@`, a group, everybody, or a channel
 * by its name, which Slack tells of no private one. https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
 */
export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(/<([@#!])([^<>|]*)(?:\|([^<>]*))?>/gu)].flatMap(([, sign, id = "", called = ""]) => {
    if (sign === "#") return `#${called === "" ? "private-channel" : called}`;
    if (sign === "@") return `@${id}`;
    if (id.startsWith("date^")) return [];
    return id.startsWith("subteam^") ? `@${called.replace(/^@/u, "") || "group"}` : `@${id}`;
  });
}
