/** Slack's own limits on what an app sends, and its answers when one is broken. */
import { type Json, isJsonObject, jsonList, textOf } from "#playground/payload/json.ts";
import { type ReportFault, checkBlocks, checkText } from "./blocks.ts";

/**
 * https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/methods/chat.postMessage;
 * `words` is undocumented: https://github.com/slackapi/bolt-js/issues/2509
 */
const MESSAGE_LIMITS = {
  messageBlocks: 50,
  modalBlocks: 100,
  tableChars: 10_000,
  markdownChars: 12_000,
  words: 13_200,
  titleChars: 24,
  privateMetadata: 3000,
  textChars: 40_000,
} as const;

const IN_MESSAGES = new Set(
  "actions card carousel container context context_actions data_visualization divider header image markdown plan rich_text section table task_card video".split(
    " ",
  ),
);
const IN_MODALS = new Set("actions alert context divider header image input rich_text section video".split(" "));

export interface Fault {
  readonly error: string;
  /** As Slack words them: `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
  readonly messages: readonly string[];
}

/** What Slack would refuse a message for, or null. */
export function messageFault(message: { readonly text: string; readonly blocks: readonly Json[] }): Fault | null {
  const { text, blocks } = message;
  if (text === "" && blocks.length === 0) return { error: "no_text", messages: [] };
  if (text.length > MESSAGE_LIMITS.textChars) return { error: "msg_too_long", messages: [] };
  const found = collect((report) => {
    if (blocks.length > MESSAGE_LIMITS.messageBlocks)
      report(`no more than ${MESSAGE_LIMITS.messageBlocks} items allowed`, "/blocks");
    checkBlocks(blocks, IN_MESSAGES, report);
    checkTotals(blocks, report);
  });
  if (found.length > 0) return { error: "invalid_blocks", messages: found };
  return shownChars(blocks) > MESSAGE_LIMITS.words ? { error: "msg_blocks_too_long", messages: [] } : null;
}

/** What Slack would refuse a modal for, or null. */
export function viewFault(view: Json): Fault | null {
  const blocks = jsonList(view["blocks"]);
  const found = collect((report) => {
    if (view["type"] !== "modal") report("must be modal", "/view/type");
    for (const part of ["title", "submit", "close"]) {
      if (part === "title" || view[part] !== undefined)
        checkText(view[part], { maximum: MESSAGE_LIMITS.titleChars, pointer: `/view/${part}` }, report);
    }
    if (textOf(view["private_metadata"]).length > MESSAGE_LIMITS.privateMetadata)
      report("is too long", "/view/private_metadata");
    if (blocks.length > MESSAGE_LIMITS.modalBlocks)
      report(`no more than ${MESSAGE_LIMITS.modalBlocks} items allowed`, "/view/blocks");
    checkBlocks(blocks, IN_MODALS, report);
    if (blocks.some((block) => block["type"] === "input") && view["submit"] === undefined)
      report("missing submit", "/view");
  });
  return found.length > 0 ? { error: "invalid_arguments", messages: found } : null;
}

function collect(check: (report: ReportFault) => void): readonly string[] {
  const found: string[] = [];
  check((message, pointer) => found.push(`[ERROR] ${message} [json-pointer:${pointer}]`));
  return found;
}

/** One table a message, and what all tables or all markdown blocks may hold together. */
function checkTotals(blocks: readonly Json[], report: ReportFault): void {
  const ofType = (type: string) => blocks.filter((block) => block["type"] === type);
  if (ofType("table").length > 1) report("only_one_table_allowed", "/blocks");
  if (shownChars(ofType("table")) > MESSAGE_LIMITS.tableChars) report("table is too long", "/blocks");
  if (shownChars(ofType("markdown")) > MESSAGE_LIMITS.markdownChars) report("markdown is too long", "/blocks");
}

/** How many characters of words a payload shows, wherever they stand in it. */
function shownChars(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + shownChars(item), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, item]) => sum + (name === "text" && typeof item === "string" ? item.length : shownChars(item)),
    0,
  );
}
