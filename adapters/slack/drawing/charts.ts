/** Charts in Slack: drawn by Slack itself, as a picture at an address of ours, or as a table. */
import type { ImageBlock, KnownBlock } from "@slack/types";
import type { Block } from "#core/document/briefing.ts";
import { chartRows, type Chart, type ChartSeries } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import { altText } from "#shared/alt-text.ts";
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

type Plot = Pick<DataVisualization["chart"], "series"> & { readonly categories: readonly string[] };

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
  const { series, categories } = plot;
  const axes = { categories, ...xLabel(chart), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type: "bar", series, axis_config: axes } };
}

/**
 * Bars alone: their axis begins at nothing, here as in Teams, while Slack's axis of lines takes the room that the values leave, and a
 * line between editions draws a course that nobody published. Slack has no lines of reference either: the axis says where high begins.
 */
function plotOf(chart: Chart): Plot {
  const { form, series, columns } = chart;
  const names = series.map((each) => labelOf(chart, each));
  switch (form) {
    case "lines": {
      const categories = columns.map(({ name }) => name);
      const bars = series.map(({ values }, at) => ({ name: names[at] ?? "", data: pointsOf(categories, values) }));
      return { categories, series: bars };
    }
    case "pairs": {
      const valuesAt = (column: number) => series.map(({ values }) => values[column] ?? null);
      return {
        categories: names,
        series: columns.map(({ name }, at) => ({ name, data: pointsOf(names, valuesAt(at)) })),
      };
    }
    case "bars":
    case "ranks": {
      const values = series.map((each) => each.values[0] ?? null);
      return { categories: names, series: [{ name: chart.heads.value, data: pointsOf(names, values) }] };
    }
  }
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

/** What a value is, which way is worse and where high begins, as far as there is room. */
function valueLabel({ heads, reading, scale }: Chart): readonly string[] {
  const whole = `${heads.value}, ${reading}`;
  return [`${whole}; ${scale.lineName}`, whole, reading, heads.value];
}

/** How the editions differ, where they do. */
function xLabel({ columns }: Chart): { readonly x_label?: string } {
  const notes = columns.filter(({ note }) => note !== "").map(({ name, note }) => `${name}: ${note}`);
  const words = fitting([notes.join(", ")], LIMITS.chartAxis);
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

/** The rows of its table that no picture shows, such as places. */
export function undrawnTable(chart: Chart): ReturnType<typeof chartTable> {
  const { columns, rows } = chartTable(chart);
  return { kind: "table", caption: "", columns, rows: rows.slice(chart.series.length) };
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
