/** Charts in Slack: drawn by Slack itself, as a picture at an address of ours, or as a table. */
import type { ImageBlock, KnownBlock } from "@slack/types";
import type { Block } from "#core/document/briefing.ts";
import { chartRows, type Chart, type ChartSeries } from "#core/document/chart.ts";
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
  const axes = { categories, ...xLabel(chart), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
}

/** Slack has no lines of reference: among lines the line between low and high is one of them, beside bars it is a bar, while there is room. */
function plotOf(chart: Chart): Plot {
  const { form, series, columns, scale } = chart;
  if (form === "lines") {
    const categories = columns.map(({ name }) => name);
    const lines = series.map((each) => ({ name: labelOf(chart, each), data: pointsOf(categories, each.values) }));
    const line = {
      name: scale.lineName,
      data: pointsOf(
        categories,
        categories.map(() => scale.line),
      ),
    };
    return { type: "line", categories, series: [...lines, line] };
  }
  const names = series.map((each) => labelOf(chart, each));
  if (form === "pairs") {
    const groups = columns.map(({ name }, at) => ({
      name,
      data: pointsOf(
        names,
        series.map(({ values }) => values[at] ?? null),
      ),
    }));
    const line = {
      name: scale.lineName,
      data: pointsOf(
        names,
        names.map(() => scale.line),
      ),
    };
    return { type: "bar", categories: names, series: [...groups, line] };
  }
  const bars = withLine(
    names.map((name, at) => ({ name, value: series[at]?.values[0] ?? null })),
    scale,
  );
  const categories = bars.map(({ name }) => name);
  const values = bars.map(({ value }) => value);
  return { type: "bar", categories, series: [{ name: chart.heads.value, data: pointsOf(categories, values) }] };
}

interface Bar {
  readonly name: string;
  readonly value: number | null;
}

/** The line between low and high where falling bars cross it, else behind them; nowhere where Slack takes no further bar. */
function withLine(bars: readonly Bar[], { line, lineName }: Chart["scale"]): readonly Bar[] {
  if (bars.length >= LIMITS.chartPoints) return bars;
  const isFalling = bars.every(({ value }, at) => at === 0 || (value ?? 0) <= (bars[at - 1]?.value ?? 0));
  const below = bars.findIndex(({ value }) => (value ?? 0) < line);
  return bars.toSpliced(isFalling && below >= 0 ? below : bars.length, 0, { name: lineName, value: line });
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

function valueLabel({ heads, reading }: Chart): readonly string[] {
  return [`${heads.value}, ${reading}`, reading, heads.value];
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
  return address === null ? null : { type: "image", image_url: address, alt_text: altText(chart) };
}

/** What a screen reader says of the picture: the verdict, then every number of it, as many whole lines as Slack takes. */
export function altText({ title, ...chart }: Chart): string {
  const { lineName } = chart.scale;
  const rows = chartRows({ title, ...chart }).map((row) => row.join(" | "));
  const words = [title, ...(chart.caption === "" ? [] : [chart.caption]), ...rows, lineName].join("\n");
  const whole = words.toWellFormed().trim();
  if (whole.length <= LIMITS.altText) return whole === "" ? "…" : whole;
  const end = whole.lastIndexOf("\n", LIMITS.altText);
  return end > 0 ? whole.slice(0, end) : "…";
}

export function chartTable(chart: Chart): Extract<Block, { kind: "table" }> {
  const [head = [], ...rows] = chartRows(chart);
  const hasPlaces = chart.heads.place !== "";
  const columns = head.map((name, at) => ({
    name,
    kind: at === 0 || (at === 1 && hasPlaces) ? ("text" as const) : ("number" as const),
  }));
  return { kind: "table", caption: chart.caption, columns, rows };
}
