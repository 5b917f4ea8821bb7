/** Charts in Slack: drawn by Slack itself, as a picture at an address of ours, or as a table. */
import type { ImageBlock, KnownBlock } from "@slack/types";
import type { Block } from "#core/document/briefing.ts";
import { altText, chartRows, chartValue, type Chart, type ChartSeries } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import { LIMITS } from "./limits.ts";

/** Typed here because `@slack/types` 3.2.0 does not know it yet. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar" | "line";
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
 * Null where the chart is none that Slack takes or that can be read there: a label too long or twice, a value missing, too
 * many of something.
 */
export function nativeChart(chart: Chart): DataVisualization | null {
  const plot = plotOf(chart);
  const labels = [...plot.categories, ...plot.series.map(({ name }) => name)];
  const isTaken =
    labels.every((label) => label.trim() !== "" && label.isWellFormed() && label.length <= LIMITS.chartLabel) &&
    isDistinct(plot.categories) &&
    isDistinct(plot.series.map(({ name }) => name)) &&
    plot.series.length > 0 &&
    plot.series.length <= LIMITS.chartSeries &&
    plot.categories.length > 0 &&
    plot.categories.length <= LIMITS.chartPoints &&
    plot.categories.join("").length <= LIMITS.chartAxisChars &&
    plot.series.every(({ data }) => data.length === plot.categories.length);
  const title = fitting([chart.name, chart.heads.value], LIMITS.chartTitle);
  const yLabel = fitting(valueLabel(chart), LIMITS.chartAxis);
  if (!isTaken || title === null || yLabel === null) return null;
  const { type, series, categories } = plot;
  const axes = { categories, ...xLabel(chart, yLabel), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
}

/**
 * Slack draws no numbers, no dashes and no lines of reference, and its axes and colours are its own. Lines over the editions have
 * the one between low and high among them. A single one, and those close to each other and to that line, would fill the picture
 * with their least change: they are bars, which begin at nothing. Among bars that line would read as one more of what is compared, so there the axis says where high begins.
 */
function plotOf(chart: Chart): Plot {
  const { form, series, columns, scale } = chart;
  const names = series.map((each) => labelOf(chart, each));
  switch (form) {
    case "lines": {
      const categories = labelsOf(chart);
      const lines = series.map(({ values }, at) => ({ name: names[at] ?? "", data: pointsOf(categories, values) }));
      if (!isLined(chart)) return { type: "bar", categories, series: lines };
      const line = { name: scale.lineName, data: categories.map((label) => ({ label, value: scale.line })) };
      return { type: "line", categories, series: [...lines, line] };
    }
    case "pairs": {
      const valuesAt = (column: number) => series.map(({ values }) => values[column] ?? null);
      const pairs = columns.map(({ name }, at) => ({ name, data: pointsOf(names, valuesAt(at)) }));
      return { type: "bar", categories: names, series: pairs };
    }
    case "bars":
    case "ranks": {
      const categories = labelsOf(chart);
      const values = series.map((each) => each.values[0] ?? null);
      return { type: "bar", categories, series: [{ name: chart.heads.value, data: pointsOf(categories, values) }] };
    }
  }
}

/** Under the axis: with the number of each where there is one and has room, as in `Criminality 5.33`. */
function labelsOf(chart: Chart): readonly string[] {
  const { form, series, columns } = chart;
  return (
    numberedLabels(chart) ??
    (form === "lines" ? columns.map(({ name }) => name) : series.map((each) => labelOf(chart, each)))
  );
}

function numberedLabels(chart: Chart): readonly string[] | null {
  const { form, series, columns } = chart;
  const [first] = series;
  if (form === "pairs" || first === undefined || (form === "lines" && series.length > 1)) return null;
  const labels =
    form === "lines"
      ? columns.map(({ name }, at) => numbered(name, first, at))
      : series.map((each) => numbered(labelOf(chart, each), each, 0));
  const haveRoom = labels.every(({ length }) => length <= LIMITS.chartLabel);
  return haveRoom && labels.join("").length <= LIMITS.chartAxisChars ? labels : null;
}

function numbered(name: string, series: ChartSeries, at: number): string {
  return `${name} ${chartValue(series, series.values[at] ?? null)}`;
}

/** Whether what Slack draws of it says each number at its place; else they stand in a table below. */
export function isNumbered(chart: Chart): boolean {
  return numberedLabels(chart) !== null;
}

function pointsOf(labels: readonly string[], values: readonly (number | null)[]): readonly ChartPoint[] {
  return labels.flatMap((label, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ label, value }];
  });
}

/** What the chart is about is marked where there is room, since a bar of Slack's has no colour of its own. */
function labelOf({ form }: Chart, { short, own }: ChartSeries): string {
  const marked = `▸ ${short}`;
  return own && form !== "lines" && marked.length <= LIMITS.chartLabel ? marked : short;
}

/** So many points an axis of Slack's has to span before lines are drawn: it takes only the room that they need. */
const LEAST_SPREAD = 1.5;

/** Whether it is drawn as lines, the one between low and high among them. */
function isLined({ form, series, scale }: Chart): boolean {
  const values = [scale.line, ...series.flatMap((each) => each.values.filter((value) => value !== null))];
  const spread = Math.max(...values) - Math.min(...values);
  return form === "lines" && series.length > 1 && spread >= LEAST_SPREAD;
}

/** What a value is, which way is worse and where high begins, as far as there is room. */
function valueLabel(chart: Chart): readonly string[] {
  const { heads, reading, scale } = chart;
  const whole = `${heads.value}, ${reading}`;
  // Among lines it has a name of its own.
  return [...(isLined(chart) ? [] : [`${whole}; ${scale.lineName}`]), whole, reading, heads.value];
}

/** How the editions differ, where they do; else where high begins, where nothing else says it. */
function xLabel(chart: Chart, yLabel: string): { readonly x_label?: string } {
  const { columns, scale } = chart;
  const notes = columns.filter(({ note }) => note !== "").map(({ name, note }) => `${name}: ${note}`);
  const isSaid = isLined(chart) || yLabel.includes(scale.lineName);
  const words = fitting([notes.join(", "), ...(isSaid ? [] : [scale.lineName])], LIMITS.chartAxis);
  return words === null ? {} : { x_label: words };
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** https://docs.slack.dev/reference/block-kit/blocks/image-block; null where there is no address. */
export function pictureOf(chart: Chart, { addressOf }: Pick<Pictures, "addressOf">): ImageBlock | null {
  const address = addressOf(chart);
  return address === null ? null : { type: "image", image_url: address, alt_text: altText(chart, LIMITS.altText) };
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
