/** Charts in Slack: drawn by Slack itself, as a picture at an address of ours, or as a table. */
import type { ImageBlock, KnownBlock } from "@slack/types";
import type { Block } from "#core/document/briefing.ts";
import { altText, chartRows, chartValue, underItsTitle, type Chart } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import { LIMITS } from "./limits.ts";

/** Typed here because `@slack/types` 3.2.0 does not know it yet. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar";
    readonly series: readonly { readonly name: string; readonly data: readonly ChartPoint[] }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label: string;
    };
  };
}

interface ChartPoint {
  readonly label: string;
  readonly value: number;
}

export type SlackBlock = KnownBlock | DataVisualization;

type Plot = Pick<DataVisualization["chart"], "type" | "series"> & { readonly categories: readonly string[] };

/**
 * Bars with their numbers; null where the chart is none, and is a table: Slack documents no range of an axis, no numbers, no marks and
 * no line of reference, so that what it draws of lines or of two directions tells another story than the same chart's picture
 * (decision 176). Null too where a label is too long or twice, or a value missing.
 */
export function nativeChart(chart: Chart): DataVisualization | null {
  const plot = isTelling(chart) ? plotOf(chart) : null;
  const title = fitting(titlesOf(chart), LIMITS.chartTitle);
  const yLabel = fitting(valueLabel(chart), LIMITS.chartAxis);
  if (plot === null || !isTaken(plot) || title === null || yLabel === null) return null;
  const { type, series, categories } = plot;
  const axes = { categories, ...xLabel(chart, yLabel), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
}

/** By so much of the scale bars of the same score must differ between editions: a smaller change cannot be told from none. */
const TOLD_BY_LENGTH = 2;

/** One direction, and what is told by how long bars are. */
function isTelling({ form, series, readings }: Chart): boolean {
  const values = series.flatMap((each) => each.values.filter((value) => value !== null));
  switch (form) {
    case "bars":
    case "ranks":
      return readings.length === 1;
    case "lines":
      return series.length === 1 && Math.max(...values) - Math.min(...values) >= TOLD_BY_LENGTH;
    case "pairs":
      return false;
  }
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
function isTaken({ categories, series }: Plot): boolean {
  const names = series.map(({ name }) => name);
  return (
    [...categories, ...names].every(
      (label) => label.trim() !== "" && label.isWellFormed() && label.length <= LIMITS.chartLabel,
    ) &&
    isDistinct(categories) &&
    isDistinct(names) &&
    series.length > 0 &&
    series.length <= LIMITS.chartSeries &&
    categories.length > 0 &&
    categories.length <= LIMITS.chartPoints &&
    categories.join("").length <= LIMITS.chartAxisChars &&
    series.every(({ data }) => data.length === categories.length)
  );
}

/** What is shown; a single series is named by itself where that is too long. */
function titlesOf({ name, series: [only, other] }: Chart): readonly string[] {
  return [name, ...(only !== undefined && other === undefined ? [only.name] : [])];
}

/** Null where the numbers have no room beside the names. What a value is stands in the legend, which has one word. */
function plotOf(chart: Chart): Plot | null {
  const { form, series, heads } = chart;
  const categories = numberedLabels(chart);
  if (categories === null) return null;
  const values = form === "lines" ? (series[0]?.values ?? []) : series.map((each) => each.values[0] ?? null);
  return { type: "bar", categories, series: [{ name: heads.value, data: pointsOf(categories, values) }] };
}

/** With each number, and what is high said, where that has room: `Actors 5.60 high`. */
function numberedLabels(chart: Chart): readonly string[] | null {
  const { form, series, columns, scale } = chart;
  const [first] = series;
  if (first === undefined) return null;
  const numbers =
    form === "lines"
      ? columns.map(({ name }, at) => ({ name, of: first, value: first.values[at] ?? null }))
      : series.map((each) => ({ name: each.short, of: each, value: each.values[0] ?? null }));
  const plain = numbers.map(({ name, of, value }) => `${name} ${chartValue(of, value)}`);
  const levelled = plain.map((label, at) => {
    const value = numbers[at]?.value ?? null;
    return value !== null && value > scale.line ? `${label} ${scale.above ?? ""}`.trim() : label;
  });
  return [levelled, plain].find(haveRoom) ?? null;
}

function haveRoom(labels: readonly string[]): boolean {
  return labels.every(({ length }) => length <= LIMITS.chartLabel) && labels.join("").length <= LIMITS.chartAxisChars;
}

function pointsOf(labels: readonly string[], values: readonly (number | null)[]): readonly ChartPoint[] {
  return labels.flatMap((label, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ label, value }];
  });
}

/** What a value is, which way is worse and where high begins, as far as there is room. */
function valueLabel({ heads, reading, scale }: Chart): readonly string[] {
  const whole = `${heads.value}, ${reading}`;
  return [`${whole}; ${scale.lineName}`, whole, reading, heads.value];
}

/** How the editions differ, where they do; else where high begins, where nothing else says it. */
function xLabel(chart: Chart, yLabel: string): { readonly x_label?: string } {
  const { columns, scale } = chart;
  const notes = columns.filter(({ note }) => note !== "").map(({ name, note }) => `${name}: ${note}`);
  const isSaid = yLabel.includes(scale.lineName);
  const words = fitting([notes.join(", "), ...(isSaid ? [] : [scale.lineName])], LIMITS.chartAxis);
  return words === null ? {} : { x_label: words };
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** What its picture shows in a post, whose first line is the verdict and whose image has a title. */
export function inPost(chart: Chart): Chart {
  return underItsTitle(chart);
}

/**
 * Null where there is no address. Slack sets a triangle to fold the picture behind its title; without one it stands alone.
 * https://docs.slack.dev/reference/block-kit/blocks/image-block
 */
export function pictureOf(chart: Chart, { addressOf }: Pick<Pictures, "addressOf">): ImageBlock | null {
  const address = addressOf(inPost(chart));
  if (address === null) return null;
  const name = chart.name.toWellFormed().trim();
  const title = name === "" ? {} : { title: { type: "plain_text", text: name, emoji: false } as const };
  return { type: "image", ...title, image_url: address, alt_text: altText(chart, LIMITS.altText) };
}

export function chartTable(chart: Chart): Extract<Block, { kind: "table" }> {
  const [head = [], ...rows] = chartRows(chart);
  const hasPlaces = chart.heads.place !== "";
  const columns = head.map((name, at) => ({
    name,
    kind: at === 0 || (at === 1 && hasPlaces) ? ("text" as const) : ("number" as const),
  }));
  // What it is about, among others.
  const heads = chart.series.flatMap(({ own }, at) => (own && !chart.series.every((each) => each.own) ? [at] : []));
  return { kind: "table", caption: chart.caption, columns, rows, heads };
}
