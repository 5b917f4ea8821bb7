/**
 * Charts that Slack draws itself, where no picture of ours can be (decision 209). It takes a title, series, categories and two axis titles, and documents no
 * range of an axis, no numbers, no marks, no colours and no line of reference. All are bars, which begin at nothing, and each bar is a score: the rest is said.
 */
import { chartNumbers, type Chart } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";
import { changedName, chartWords, groupLabels, sideNames, type Group } from "./native-labels.ts";

/** Typed here because `@slack/types` 3.2.0 does not know it yet. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar";
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
  const { names, groups } = plotOf(chart);
  const { labels: categories, isStarred } = groupLabels(groups, chart.scale);
  const series = names.map((name, at) => ({ name, data: pointsOf(groups, categories, at) }));
  if (!isTaken({ categories, series })) return null;
  const words = chartWords(chart, { labels: categories, isStarred });
  if (words === null) return null;
  const { title, under, beside } = words;
  const axes = { categories, ...(under === null ? {} : { x_label: under }), y_label: beside };
  return { type: "data_visualization", title, chart: { type: "bar", series, axis_config: axes } };
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
  /** Of the series. */
  readonly names: readonly string[];
  readonly groups: readonly Group[];
}

function plotOf(chart: Chart): Plot {
  switch (chart.form) {
    case "lines":
      return overEditions(chart);
    case "pairs":
      return { names: sideNames(chart), groups: seriesGroups(chart) };
    case "bars":
    case "ranks":
      // The legend, which no chart of one series can do without, says what a value is.
      return { names: [chart.heads.value], groups: singlesIn(chart) };
  }
}

/**
 * Scores over editions are bars too: lines have no bottom of their own, so that an axis which Slack chooses by the values makes a plunge of 0.08. Of many
 * indicators each has its editions side by side, as no legend of many colours is read.
 */
function overEditions(chart: Chart): Plot {
  const { series, columns } = chart;
  if (series.length > columns.length) return { names: columns.map(({ name }) => name), groups: seriesGroups(chart) };
  const groups = columns.map(({ name }, at) => ({
    name,
    numbers: series.map((each) => ({ series: each, value: each.values[at] ?? null })),
  }));
  return { names: series.map(changedName), groups };
}

function seriesGroups({ series, columns }: Chart): readonly Group[] {
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

function pointsOf(groups: readonly Group[], labels: readonly string[], at: number): PlottedSeries["data"] {
  return groups.flatMap(({ numbers }, place) => {
    const value = numbers[at]?.value ?? null;
    return value === null ? [] : [{ label: labels[place] ?? "", value }];
  });
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
