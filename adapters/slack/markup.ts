/** Slack's own markup, used only where rich text cannot be: the small grey print and the notification text. */
import type { Span } from "#core/document/briefing.ts";
import { isLinkable } from "./limits.ts";

/** Takes away the meaning of the three characters Slack gives one to. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeText(text: string): string {
  return text.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * The spans as mrkdwn, or null when mrkdwn would change them: its formatting characters have no escape, and emphasis
 * inside a word is not read as such. Rich text says those.
 */
export function writeMrkdwn(spans: readonly Span[]): string | null {
  const parts = spans.map(writeSpan);
  return parts.every((part) => part !== null) ? parts.join("") : null;
}

function writeSpan(span: Span): string | null {
  switch (span.kind) {
    case "text":
      return literal(span.text);
    case "link": {
      const words = literal(span.text);
      return words === null || words.trim() === "" || !isLinkable(span.url)
        ? null
        : `<${escapeText(span.url)}|${words}>`;
    }
    case "person":
      return isMember(span.id) ? `<@${span.id}>` : literal(span.name);
    case "strong":
    case "emphasis":
    case "code":
      return null;
  }
}

/** A member's id as Slack writes it; anything else in its place would be read as markup. */
export function isMember(id: string): boolean {
  return /^[UW][A-Z0-9]{2,30}$/u.test(id);
}

/** Null when Slack would read emphasis, an emoji's code or, at the start of a line, a quotation. */
function literal(text: string): string | null {
  const markup = /[*_~`]/u.test(text) || /:[^\s:]+:/u.test(text) || (text.includes(">") && /^\s*>/mu.test(text));
  return markup ? null : escapeText(text);
}
