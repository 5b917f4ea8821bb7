/** Checks of single blocks and their elements, each fault told with the place it was found at. */
import { type Json, isJsonObject, jsonList, textOf } from "#playground/payload/json.ts";

/** https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/block-kit/block-elements */
const BLOCK_LIMITS = {
  sectionChars: 3000,
  headerChars: 150,
  contextElements: 10,
  actionsElements: 25,
  contextActions: 5,
  fields: 10,
  fieldChars: 2000,
  buttonChars: 75,
  buttonValue: 2000,
  url: 3000,
  identifier: 255,
  options: 100,
  optionChars: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  overflowValue: 75,
  tableRows: 100,
  tableCells: 20,
} as const;

export type ReportFault = (message: string, pointer: string) => void;

/** `allowed` are the block types of the surface. */
export function checkBlocks(blocks: readonly Json[], allowed: ReadonlySet<string>, report: ReportFault): void {
  const named = blocks.map((block) => block["block_id"]).filter((id) => id !== undefined);
  if (new Set(named).size < named.length) report("block_id must be unique", "/blocks");
  const actions = blocks
    .flatMap(elementsOf)
    .map((element) => element["action_id"])
    .filter((id) => id !== undefined);
  if (new Set(actions).size < actions.length) report("action_id must be unique", "/blocks");
  blocks.forEach((block, index) => {
    const pointer = `/blocks/${index}`;
    if (!allowed.has(textOf(block["type"]))) report(`unsupported type: ${textOf(block["type"])}`, `${pointer}/type`);
    if (textOf(block["block_id"]).length > BLOCK_LIMITS.identifier) report("is too long", `${pointer}/block_id`);
    checkBlock(block, pointer, report);
  });
}

function checkBlock(block: Json, pointer: string, report: ReportFault): void {
  const elements = elementsOf(block);
  elements.forEach((element, index) => checkElement(element, `${pointer}/elements/${index}`, report));
  switch (block["type"]) {
    case "header":
      return checkText(block["text"], { maximum: BLOCK_LIMITS.headerChars, pointer: `${pointer}/text` }, report);
    case "section":
      return checkSection(block, pointer, report);
    case "actions":
      return checkCount(elements, { maximum: BLOCK_LIMITS.actionsElements, what: "elements", pointer }, report);
    case "context": {
      const items = jsonList(block["elements"]);
      checkCount(items, { maximum: BLOCK_LIMITS.contextElements, what: "elements", pointer }, report);
      items.forEach((item, index) => {
        if (item["type"] === "image") return;
        checkText(item, { maximum: BLOCK_LIMITS.sectionChars, pointer: `${pointer}/elements/${index}` }, report);
      });
      return;
    }
    case "context_actions":
      return checkCount(elements, { maximum: BLOCK_LIMITS.contextActions, what: "elements", pointer }, report);
    case "table":
      return checkTable(block, pointer, report);
    case "rich_text":
      return checkRichText(block, pointer, report);
  }
}

function checkSection(block: Json, pointer: string, report: ReportFault): void {
  const fields = jsonList(block["fields"]);
  if (block["text"] === undefined && fields.length === 0) report("missing text or fields", pointer);
  if (block["text"] !== undefined)
    checkText(block["text"], { maximum: BLOCK_LIMITS.sectionChars, pointer: `${pointer}/text` }, report);
  if (fields.length > BLOCK_LIMITS.fields)
    report(`no more than ${BLOCK_LIMITS.fields} items allowed`, `${pointer}/fields`);
  fields.forEach((field, index) =>
    checkText(field, { maximum: BLOCK_LIMITS.fieldChars, pointer: `${pointer}/fields/${index}` }, report),
  );
}

function checkRichText(block: Json, pointer: string, report: ReportFault): void {
  const links = JSON.stringify(block).matchAll(/"type":"text","text":""/g);
  for (const _ of links) report("must be more than 0 characters", `${pointer}/elements`);
  if (jsonList(block["elements"]).length === 0) report("no elements", `${pointer}/elements`);
}

function checkTable(block: Json, pointer: string, report: ReportFault): void {
  const rows: readonly unknown[] = Array.isArray(block["rows"]) ? block["rows"] : [];
  if (rows.length > BLOCK_LIMITS.tableRows)
    report(`no more than ${BLOCK_LIMITS.tableRows} items allowed`, `${pointer}/rows`);
  rows.forEach((row, index) => {
    const cells = jsonList(row);
    if (cells.length > BLOCK_LIMITS.tableCells)
      report(`no more than ${BLOCK_LIMITS.tableCells} items allowed`, `${pointer}/rows/${index}`);
    cells.forEach((cell, place) => {
      if (cell["type"] === "raw_text" && textOf(cell["text"]) === "")
        report("must be more than 0 characters", `${pointer}/rows/${index}/${place}`);
    });
  });
}

function checkElement(element: Json, pointer: string, report: ReportFault): void {
  if (textOf(element["action_id"]).length > BLOCK_LIMITS.identifier) report("is too long", `${pointer}/action_id`);
  if (element["type"] === "button") {
    checkText(element["text"], { maximum: BLOCK_LIMITS.buttonChars, pointer: `${pointer}/text` }, report);
    if (textOf(element["value"]).length > BLOCK_LIMITS.buttonValue) report("is too long", `${pointer}/value`);
    if (textOf(element["url"]).length > BLOCK_LIMITS.url) report("is too long", `${pointer}/url`);
  }
  const options = jsonList(element["options"]);
  const isOverflow = element["type"] === "overflow";
  const most = isOverflow ? BLOCK_LIMITS.overflowOptions : BLOCK_LIMITS.options;
  if (options.length > most) report(`no more than ${most} items allowed`, `${pointer}/options`);
  if (isOverflow) checkOverflowValues(options, pointer, report);
  options.forEach((option, index) =>
    checkText(
      option["text"],
      { maximum: BLOCK_LIMITS.optionChars, pointer: `${pointer}/options/${index}/text` },
      report,
    ),
  );
}

/** Its options carry what a press brings back, so none is without. */
function checkOverflowValues(options: readonly Json[], pointer: string, report: ReportFault): void {
  if (options.length === 0) report("must provide at least 1 option", `${pointer}/options`);
  options.forEach((option, index) => {
    const value = textOf(option["value"]);
    const place = `${pointer}/options/${index}/value`;
    if (value === "") report("must be more than 0 characters", place);
    if (value.length > BLOCK_LIMITS.overflowValue)
      report(`must be less than ${BLOCK_LIMITS.overflowValue + 1} characters`, place);
    if (!value.isWellFormed()) report("is not well-formed text", place);
  });
}

export function checkText(
  value: unknown,
  { maximum, pointer }: { maximum: number; pointer: string },
  report: ReportFault,
): void {
  const text = isJsonObject(value) ? textOf(value["text"]) : "";
  if (text === "") report("must be more than 0 characters", `${pointer}/text`);
  if (text.length > maximum) report(`must be less than ${maximum + 1} characters`, `${pointer}/text`);
  if (!text.isWellFormed()) report("is not well-formed text", `${pointer}/text`);
}

function checkCount(
  items: readonly unknown[],
  { maximum, what, pointer }: { maximum: number; what: string; pointer: string },
  report: ReportFault,
): void {
  if (items.length > maximum) report(`no more than ${maximum} ${what} allowed`, pointer);
  if (items.length === 0 && what === "elements") report("no elements", pointer);
}

/** What a person can press or fill in, wherever the block carries it. */
export function elementsOf(block: Json): readonly Json[] {
  const single = [block["element"], block["accessory"]].filter(isJsonObject);
  const listed = jsonList(block["elements"]).filter(
    (element) => element["type"] !== "mrkdwn" && element["type"] !== "plain_text",
  );
  return block["type"] === "rich_text" ? single : [...single, ...listed];
}
