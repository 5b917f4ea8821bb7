/** The little Markdown that a TextBlock may hold: an item of a list, strong, emphasis, links and escapes. Everything else is text. */
import { isHttpAddress } from "#playground/page/parts/safe.ts";

const TOKEN = /\\([\\`*_[\]()~<>&#!|.+-])|\*\*(.+?)\*\*|(?<!\w)[_*](?!\s)(.+?)[_*](?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/gs;

/** Safe to put into a page: all text is escaped, and links lead to web pages only. */
export function markdownToHtml(text: string): string {
  return text.startsWith("- ") ? `<ul><li>${inline(text.slice(2))}</li></ul>` : inline(text);
}

function inline(text: string): string {
  let html = "";
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    html += escapeHtml(text.slice(from, match.index)) + drawToken(match);
    from = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(from));
}

function drawToken([whole, escaped, strong, emphasis, words, address]: RegExpExecArray): string {
  if (escaped !== undefined) return escapeHtml(escaped);
  if (strong !== undefined) return `<strong>${inline(strong)}</strong>`;
  if (emphasis !== undefined) return `<em>${inline(emphasis)}</em>`;
  if (words === undefined || address === undefined) return escapeHtml(whole);
  if (!isHttpAddress(address)) return inline(words);
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noreferrer">${inline(words)}</a>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
