/**
 * Charts that Slack draws itself, where no picture of ours can be (decision 209). It takes a title, series, categories and two axis titles, and documents no
 * range of an axis, no numbers, no marks, no colours and no line of reference: what of them a reader needs is a bar, a line or a word.
 */
import { chartNumbers, type Chart } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";
import {
  axisLabel,
  changedName,
  groupLabels,
  referenceLabel,
  chartTitle,
  sideNames,
  valueLabel,
  type Group,
} from "./native-labels.ts";

/** Typed here because `@slack/types` 3.2.0 does not know it yet. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar" | "line";
    readonly series: readonly PlottedSeries[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label: string;
    };
  };
}

interface PlottedSeries {
  readonly name: string;
  readonly data: readonly { readonly label: string; readonly value: number }[];
}

/** One chart for each direction; the table of all stands below them, as Slack draws no numbers. */
interface NativeCharts {
  readonly blocks: readonly DataVisualization[];
  readonly isTabled: true;
}

/** Null where it is a table alone: a label is too long or twice, a value is missing, there are too many of something. */
export function nativeCharts(chart: Chart): NativeCharts | null {
  // One number is no picture: what else there is of it the table says.
  const parts = directionsOf(chart).filter((part) => numbersIn(part) > 1);
  const blocks = parts.flatMap((part) => blockOf(part) ?? []);
  return blocks.length === 0 || blocks.length < parts.length ? null : { blocks, isTabled: true };
}

/** Bars are those of the first column. */
function numbersIn(chart: Chart): number {
  return chart.form === "bars" || chart.form === "ranks" ? chart.series.length : chartNumbers(chart);
}

/** One ramp for crime and resilience would tell the opposite of what one of them means: each is a chart under its own words. */
function directionsOf(chart: Chart): readonly Chart[] {
  const { series, readings } = chart;
  if (readings.length < 2) return [chart];
  return readings.flatMap((reading) => {
    const shown = series.filter(({ high }) => high === reading.high);
    const [first] = shown;
    if (first === undefined) return [];
    // Its columns are told from each other where its own series are not like for like.
    const columns = shown.some(({ mixed }) => mixed)
      ? chart.columns
      : chart.columns.map(({ name }) => ({ name, note: "" }));
    return [{ ...chart, name: first.name, columns, series: shown, readings: [reading], reading: reading.words }];
  });
}

function blockOf(chart: Chart): DataVisualization | null {
  const { type, names, places, isStarred } = plotOf(chart);
  const series = names.map((name, at) => ({ name, data: pointsOf(places, at) }));
  const categories = places.map(({ label }) => label);
  const title = chartTitle(chart);
  const yLabel = title === null ? null : valueLabel(chart, title);
  if (title === null || yLabel === null || !isTaken({ categories, series })) return null;
  const xLabel = axisLabel(chart, { said: [title, yLabel, ...categories, ...names].join("\n"), isStarred });
  const axes = { categories, ...(xLabel === null ? {} : { x_label: xLabel }), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
function isTaken({
  categories,
  series,
}: {
  readonly categories: readonly string[];
  readonly series: readonly PlottedSeries[];
}): boolean {
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
    series.every(({ data }) => data.length === categories.length)
  );
}

/** Slack gives colours by the place of a series: what is the same stands first, second and so on in every chart. */
interface Plot {
  readonly type: DataVisualization["chart"]["type"];
  /** Of the series. */
  readonly names: readonly string[];
  readonly places: readonly Place[];
  /** Whether what is high has a star behind its number. */
  readonly isStarred: boolean;
}

/** One place of the axis: its name under it, a value for each series. */
interface Place {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

function plotOf(chart: Chart): Plot {
  switch (chart.form) {
    case "lines":
      return linesOf(chart);
    case "pairs":
      return barsOf(chart, { names: sideNames(chart), groups: pairsIn(chart) });
    case "bars":
    case "ranks":
      // The legend, which no chart of one series can do without, says what a value is.
      return barsOf(chart, { names: [chart.heads.value], groups: singlesIn(chart) });
  }
}

function barsOf(chart: Chart, { names, groups }: Pick<Plot, "names"> & { readonly groups: readonly Group[] }): Plot {
  const { labels, isStarred } = groupLabels(groups, chart.scale);
  const bars = groups.map(({ numbers }, at) => ({
    label: labels[at] ?? "",
    values: numbers.map(({ value }) => value),
  }));
  return { type: "bar", names, places: withReferences(bars, chart), isStarred };
}

/**
 * Scores over editions with two lines of reference: where high begins, which as a bar behind the years would be where a trend leads; and the least that is
 * possible, so that the axis begins there and no small change is a plunge. The names are years alone: numbers at the edge would be cut off.
 */
function linesOf({ series, columns, scale }: Chart): Plot {
  const { low, line, lineName, least = "" } = scale;
  const references = [
    { value: line, name: referenceLabel([lineName, line.toFixed(2)]) },
    { value: low, name: referenceLabel([least, String(low)]) },
  ].flatMap(({ value, name }) => (name === null ? [] : [{ value, name }]));
  // Behind the first of its own, so that in both charts of a message each has the colour that it has in the other.
  const among = <Of>(own: readonly Of[], others: readonly Of[]) => [...own.slice(0, 1), ...others, ...own.slice(1)];
  const lineValues = references.map(({ value }) => value);
  const places = columns.map(({ name }, at) => ({
    label: name,
    values: among<number | null>(
      series.map(({ values }) => values[at] ?? null),
      lineValues,
    ),
  }));
  const lineNames = references.map(({ name }) => name);
  return { type: "line", names: among(series.map(changedName), lineNames), places, isStarred: false };
}

function pairsIn({ series, columns }: Chart): readonly Group[] {
  return series.map((each) => ({
    name: each.short,
    numbers: columns.map((_, at) => ({ series: each, value: each.values[at] ?? null })),
  }));
}

function singlesIn({ form, series }: Chart): readonly Group[] {
  const isAmongOthers = form === "ranks" && series.some(({ own }) => !own);
  return series.map((each) => ({
    name: each.own && isAmongOthers ? `${OWN}${each.short}` : each.short,
    numbers: [{ series: each, value: each.values[0] ?? null }],
  }));
}

/** Slack marks no bar, so its name does. A series of its own would have a bar of nothing at every other. */
const OWN = "→ ";

/**
 * Slack has no line of reference and chooses where its axis ends, so both are bars: where high begins between what is high and what is not, or behind all
 * where they have an order of their own; the most that is possible last, so that every axis runs to it.
 */
function withReferences(bars: readonly Place[], { form, scale }: Chart): readonly Place[] {
  const { line, lineName, lineShort = "", high, most = "" } = scale;
  const [first] = bars;
  if (first === undefined) return bars;
  const reference = (value: number, words: readonly string[]): readonly Place[] => {
    const label = referenceLabel(words);
    return label === null ? [] : [{ label, values: first.values.map(() => value) }];
  };
  const place = form === "pairs" ? bars.length : placeOf(bars, line);
  const parting = reference(line, [lineShort, lineName, line.toFixed(2)]);
  const parted = [...bars.slice(0, place), ...parting, ...bars.slice(place)];
  const whole = [...parted, ...reference(high, [most, String(high)])];
  return [whole, parted].find(({ length }) => length <= LIMITS.chartPoints) ?? bars;
}

/** Where a line belongs among bars from the highest or from the lowest; what stands on it is not above it. */
function placeOf(bars: readonly Place[], line: number): number {
  const values = bars.map((each) => each.values[0] ?? line);
  const isOrdered = (sign: 1 | -1): boolean =>
    values.every((value, at) => sign * (value - (values[at + 1] ?? value)) >= 0);
  if (!isOrdered(1) && !isOrdered(-1)) return bars.length;
  const isFalling = (values[0] ?? line) >= (values.at(-1) ?? line);
  const place = values.findIndex((value) => value > line !== isFalling);
  return place === -1 ? bars.length : place;
}

function pointsOf(places: readonly Place[], at: number): PlottedSeries["data"] {
  return places.flatMap(({ label, values }) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ label, value }];
  });
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
