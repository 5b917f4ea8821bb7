/** Which blocks Slack shows for certain: an acknowledgement tells nothing back, so it carries no others. */
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { isWithinLimits } from "./blocks.ts";
import type { SlackBlock } from "./charts.ts";
import { LIMITS } from "./limits.ts";

const words = (most: number) => z.string().max(most).regex(/\S/u);
const text = (most: number) => z.object({ text: words(most) });
const anyText = z.object({ text: words(LIMITS.blockChars) });
const actionId = words(LIMITS.identifier);

const Button = z.object({
  type: z.literal("button"),
  action_id: actionId,
  text: text(LIMITS.buttonChars),
  value: z.string().max(LIMITS.buttonValue).optional(),
  url: words(LIMITS.url).optional(),
});
const Option = z.object({ text: text(LIMITS.optionChars), value: words(LIMITS.overflowValue) });
const Menu = z.object({
  type: z.literal("overflow"),
  action_id: actionId,
  options: z.array(Option).min(1).max(LIMITS.overflowOptions),
});
const Thumb = z.object({ text: text(LIMITS.buttonChars), value: words(LIMITS.buttonValue) });
const Thumbs = z.object({
  type: z.literal("feedback_buttons"),
  action_id: actionId,
  positive_button: Thumb,
  negative_button: Thumb,
});
const Inline = z.object({ text: z.string().min(1).optional(), url: words(LIMITS.url).optional() });
const lines = z.array(Inline).min(1);
const RichLine = z.object({ type: z.literal("rich_text_section"), elements: lines });
const RichList = z.object({ type: z.literal("rich_text_list"), elements: z.array(RichLine).min(1) });
const RichVerbatim = z.object({ type: z.literal("rich_text_preformatted"), elements: lines });
const RichText = z.object({
  type: z.literal("rich_text"),
  elements: z.array(z.discriminatedUnion("type", [RichLine, RichList, RichVerbatim])).min(1),
});
const Cell = z.discriminatedUnion("type", [
  z.object({ type: z.literal("raw_text"), text: z.string().min(1) }),
  RichText,
]);

/** https://docs.slack.dev/reference/block-kit/blocks: the kinds that a message of ours may have. */
const Block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("divider") }),
  z.object({ type: z.literal("header"), text: text(LIMITS.headerChars) }),
  z.object({
    type: z.literal("section"),
    text: anyText.optional(),
    fields: z.array(text(LIMITS.fieldChars)).min(1).max(LIMITS.fields).optional(),
  }),
  z.object({ type: z.literal("context"), elements: z.array(anyText).min(1).max(LIMITS.contextElements) }),
  z.object({
    type: z.literal("actions"),
    elements: z
      .array(z.discriminatedUnion("type", [Button, Menu]))
      .min(1)
      .max(LIMITS.actionsElements),
  }),
  z.object({ type: z.literal("context_actions"), elements: z.array(Thumbs).min(1).max(LIMITS.contextActions) }),
  z.object({
    type: z.literal("table"),
    rows: z.array(z.array(Cell).min(1).max(LIMITS.tableCells)).min(1).max(LIMITS.tableRows),
  }),
  RichText,
]);

const Blocks = z.array(Block);

/** Every limit of Slack's that is known, checked on what is about to be sent and not on how it was made. */
export function isCertain(blocks: SlackBlock[]): boolean {
  const read = Blocks.safeParse(blocks);
  if (!read.success || !isWithinLimits(blocks)) return false;
  const ids = read.data.flatMap(actionIds);
  const tables = read.data.filter(({ type }) => type === "table");
  return new Set(ids).size === ids.length && tables.length <= LIMITS.tablesPerMessage;
}

function actionIds(block: z.infer<typeof Block>): readonly string[] {
  if (block.type === "actions") return block.elements.map((element) => element.action_id);
  return block.type === "context_actions" ? block.elements.map((element) => element.action_id) : [];
}

const Options = z.array(Option).min(1).max(LIMITS.options);
/** https://docs.slack.dev/reference/block-kit/blocks/input-block: the fields that a form of ours may have. */
const Field = z.object({
  type: z.literal("input"),
  block_id: actionId,
  label: text(LIMITS.inputLabel),
  hint: text(LIMITS.inputHint).optional(),
  element: z.object({
    type: z.enum([
      "static_select",
      "multi_static_select",
      "external_select",
      "checkboxes",
      "timepicker",
      "plain_text_input",
    ]),
    action_id: actionId,
    options: Options.optional(),
    option_groups: z
      .array(z.object({ label: text(LIMITS.optionChars), options: Options }))
      .min(1)
      .max(LIMITS.optionGroups)
      .optional(),
    initial_value: z.string().max(LIMITS.inputChars).optional(),
  }),
});
const View = z.object({
  title: text(LIMITS.modalTitle),
  submit: text(LIMITS.modalTitle),
  close: text(LIMITS.modalTitle),
  private_metadata: z.string().max(LIMITS.privateMetadata),
  blocks: z.array(Field).min(1).max(LIMITS.blocksPerModal),
});

/** The same for a form that takes the place of one: https://docs.slack.dev/reference/views/modal-views */
export function isCertainForm(view: ModalView): boolean {
  return View.safeParse(view).success;
}
