/** What people read on a Slack message, and the limits it must keep: both read from the payload alone. */
import type { RichTextBlock, RichTextElement, TableBlock } from "@slack/types";
import type { OwnSpan } from "#tests/contracts/renderer.ts";
import type { SlackBlock } from "#slack/drawing/charts.ts";
import type { SlackMessage } from "#slack/drawing/render.ts";

/** A member by the id where it is one of Slack's, a moment by what stands for it where no clock is known. */
export function ownSpan(span: OwnSpan): string {
  if (span.kind === "moment") return span.text;
  return /^U\w+$/u.test(span.id) ? `@${span.id}` : span.name;
}

/** Line by line in the text twin's form, buttons aside. A member is shown as `@` and the id. */
export function slackText(message: Pick<SlackMessage, "blocks">): string {
  return message.blocks.map(blockText).join("\n");
}

function blockText(block: SlackBlock): string {
  if (block.type === "data_visualization") return "";
  // What a picture shows is in its alternative text: the verdict first, the line between low and high last.
  if (block.type === "image") return block.alt_text.split("\n").slice(1, -1).join("\n");
  if (block.type === "header") return block.text.text;
  if (block.type === "rich_text") return richText(block);
  if (block.type === "table") return block.rows.map((row) => row.map(cellText).join(" | ")).join("\n");
  if (block.type === "context")
    return block.elements.map((element) => (element.type === "mrkdwn" ? readSmallPrint(element.text) : "")).join(" ");
  if (block.type === "actions" || block.type === "context_actions") return "";
  throw new Error(`the renderer is not expected to make a ${block.type} block`);
}

function cellText(cell: TableBlock["rows"][number][number]): string {
  return cell.type === "rich_text" ? richText(cell) : cell.text;
}

function richText(block: RichTextBlock): string {
  return block.elements
    .map((element) => {
      if (element.type === "rich_text_list")
        return element.elements.map((item) => `- ${inline(item.elements)}`).join("\n");
      return inline(element.elements);
    })
    .join("\n");
}

function inline(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === "text") return element.text;
      if (element.type === "link") return linkText(element.text ?? element.url, element.url);
      if (element.type === "user") return `@${element.user_id}`;
      if (element.type === "date") return element.fallback ?? "";
      throw new Error(`the renderer is not expected to make a ${element.type} element`);
    })
    .join("");
}

export function readMrkdwn(mrkdwn: string): string {
  return mrkdwn
    .replaceAll(/<@(\w+)>/gu, "@$1")
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/gu, "$1")
    .replaceAll(/<([^|>]+)\|([^>]*)>/gu, (_, url: string, words: string) => linkText(words, url))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** As people read it: the signs round code are not seen. The renderer writes no other backtick in small print. */
function readSmallPrint(mrkdwn: string): string {
  return readMrkdwn(mrkdwn.replaceAll("`", ""));
}

function linkText(words: string, url: string): string {
  return words === url ? url : `${words} (${url})`;
}
