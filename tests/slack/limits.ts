/** Slack's limits written a second time, from its pages, so that the renderer's own table is checked too. */
import type { ActionsBlock, Overflow } from "@slack/types";
import type { SlackBlock } from "#slack/drawing/charts.ts";
import type { DataVisualization } from "#slack/drawing/native-charts.ts";
import type { SlackMessage } from "#slack/drawing/render.ts";

/** https://docs.slack.dev/reference/block-kit/blocks: every limit the message breaks, as a sentence. */
export function slackFaults({ text, blocks }: SlackMessage): readonly string[] {
  const ids = blocks.flatMap(actionIds);
  return [
    fault(text.trim() === "", "no text beside the blocks"),
    fault(text.length > 4000, `${text.length} characters of text`),
    fault(blocks.length > 50, `${blocks.length} blocks`),
    fault(JSON.stringify(blocks).length > 12_000, "more than 12,000 characters of blocks"),
    fault(new Set(ids).size < ids.length, "an action_id twice"),
    fault(blocks.filter((block) => block.type === "table").length > 1, "two tables"),
    fault(blocks.filter((block) => block.type === "data_visualization").length > 2, "three charts"),
    ...blocks.flatMap(blockFaults),
    ...strings(blocks).map((value) => fault(value === "", "an empty string")),
  ].filter((found) => found !== "");
}

function blockFaults(block: SlackBlock): readonly string[] {
  if (block.type === "header") return [tooLong("header", 150, block.text.text)];
  if (block.type === "context") {
    const texts = block.elements.map((element) =>
      element.type === "mrkdwn" ? tooLong("context", 3000, element.text) : "an image",
    );
    return [fault(block.elements.length > 10, "too many context elements"), ...texts];
  }
  if (block.type === "actions") {
    const count = block.elements.length;
    return [fault(count === 0 || count > 25, `${count} buttons in a row`), ...block.elements.flatMap(buttonFaults)];
  }
  if (block.type === "table") {
    const width = block.rows[0]?.length ?? 0;
    return [
      fault(block.rows.length > 100, "too many rows"),
      fault(width > 20 || block.rows.some((row) => row.length !== width), "uneven or wide rows"),
      fault(JSON.stringify(block).length > 10_000, "a large table"),
    ];
  }
  if (block.type === "image") return [tooLong("alternative text", 2000, block.alt_text)];
  if (block.type === "data_visualization") return chartFaults(block);
  if (block.type === "rich_text") {
    const words = strings(block);
    return [
      fault(words.length < 3, "rich text without elements"),
      fault(words.join("").length > 3500 + 20 * words.length, "long rich text"),
    ];
  }
  return [];
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
function chartFaults({ title, chart: { series, axis_config: axes } }: DataVisualization): readonly string[] {
  const { categories, x_label: x = "-", y_label: y } = axes;
  return [
    tooLong("a chart's title", 50, title),
    ...[x, y].map((label) => tooLong("an axis", 50, label)),
    ...[...categories, ...series.map(({ name }) => name)].map((label) => tooLong("a label", 20, label)),
    fault(series.length === 0 || series.length > 6, `${series.length} series`),
    fault(categories.length === 0 || categories.length > 20, `${categories.length} categories`),
    fault(new Set(categories).size < categories.length, "a category twice"),
    fault(new Set(series.map(({ name }) => name)).size < series.length, "a series twice"),
    ...series.map(({ data }) =>
      fault(data.map(({ label }) => label).join("\n") !== categories.join("\n"), "a point that is no category"),
    ),
  ];
}

function buttonFaults(element: ActionsBlock["elements"][number]): readonly string[] {
  if (element.type === "overflow") {
    const count = element.options.length;
    return [fault(count === 0 || count > 5, `a menu of ${count} options`), ...element.options.flatMap(optionFaults)];
  }
  if (element.type !== "button") return ["an element that is no button"];
  return [
    tooLong("button", 75, element.text.text),
    fault((element.value?.length ?? 0) > 2000, "a long value"),
    fault(element.url !== undefined && !/^https?:\/\/\S{1,2990}$/u.test(element.url), "a button's address"),
  ];
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
function optionFaults({ text, value }: Overflow["options"][number]): readonly string[] {
  return [tooLong("option", 75, text.text), tooLong("an option's value", 75, value ?? "")];
}

function tooLong(name: string, maximum: number, value: string): string {
  return fault(value.length > maximum || value.trim() === "", `${name} of ${value.length} characters`);
}

function actionIds(block: SlackBlock): readonly string[] {
  if (block.type !== "actions" && block.type !== "context_actions") return [];
  return block.elements.map((element) => element.action_id ?? "none");
}

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

function fault(broken: boolean, sentence: string): string {
  return broken ? sentence : "";
}
