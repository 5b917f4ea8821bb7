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
 * many of something; bars of two directions, or whose numbers have no room.
 */
export function nativeChart(chart: Chart): DataVisualization | null {
  const part = partOf(chart);
  if (part === null) return null;
  const plot = plotOf(part);
  const title = fitting(titlesOf(part, chart), LIMITS.chartTitle);
  const yLabel = fitting(valueLabel(part), LIMITS.chartAxis);
  if (!isTaken(plot) || title === null || yLabel === null) return null;
  const { type, series, categories } = plot;
  const axes = { categories, ...xLabel(part, yLabel), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
}

/**
 * What of a chart Slack draws. It has one ramp and colours of its own, so two directions in one of its charts tell the opposite of
 * what is meant: then it draws the first of them, under its own words, and the table below has both. Bars are all or none, as their
 * numbers stand with them.
 */
function partOf(chart: Chart): Chart | null {
  const { series, readings, heads } = chart;
  const [first, other] = readings;
  if (first === undefined || other === undefined) return isBars(chart) && numberedLabels(chart) === null ? null : chart;
  const shown = series.filter(({ high }) => high === first.high);
  const count = shown.reduce((sum, { values }) => sum + values.filter((value) => value !== null).length, 0);
  if (isBars(chart) || count < 2) return null;
  const name = `${shown[0]?.name ?? heads.series}: ${first.words}`;
  return { ...chart, name, series: shown, readings: [first], reading: first.words };
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
function titlesOf({ name, series: [only, other] }: Chart, { readings }: Chart): readonly string[] {
  return [name, ...(only !== undefined && other === undefined && readings.length < 2 ? [only.name] : [])];
}

function isBars({ form }: Chart): boolean {
  return form === "bars" || form === "ranks";
}

/**
 * Slack draws no numbers, no dashes and no lines of reference; a line between low and high would read as one more of what is
 * compared. Its axis of lines takes only the room that they need: several are compared on it, but a single one would fill the
 * picture with its least change, so it is bars, which begin at nothing and have their numbers.
 */
function plotOf(chart: Chart): Plot {
  const { form, series, columns, heads } = chart;
  // The only word of a legend: what a long bar means.
  const only = fitting([chart.reading, heads.value], LIMITS.chartLabel) ?? "";
  const names = series.map(({ short }) => short);
  switch (form) {
    case "lines": {
      const categories = numberedLabels(chart) ?? columns.map(({ name }) => name);
      const lines = series.map(({ values }, at) => ({ name: names[at] ?? "", data: pointsOf(categories, values) }));
      const [first, second] = lines;
      return first !== undefined && second === undefined
        ? { type: "bar", categories, series: [{ ...first, name: only }] }
        : { type: "line", categories, series: lines };
    }
    case "pairs": {
      const valuesAt = (column: number) => series.map(({ values }) => values[column] ?? null);
      const pairs = columns.map(({ name }, at) => ({ name, data: pointsOf(names, valuesAt(at)) }));
      return { type: "bar", categories: names, series: pairs };
    }
    case "bars":
    case "ranks": {
      const categories = numberedLabels(chart) ?? names;
      const values = series.map((each) => each.values[0] ?? null);
      return { type: "bar", categories, series: [{ name: only, data: pointsOf(categories, values) }] };
    }
  }
}

/** With each number, and what is high said, where that has room: `Actors 5.60 high`. */
function numberedLabels(chart: Chart): readonly string[] | null {
  const { form, series, columns, scale } = chart;
  const [first] = series;
  if (form === "pairs" || first === undefined || (form === "lines" && series.length > 1)) return null;
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

/** Whether what Slack draws of it says each number at its place; else they stand in a table below. */
export function isNumbered(chart: Chart): boolean {
  return chart.readings.length < 2 && numberedLabels(chart) !== null;
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
