/**
 * Charts that Slack draws itself, where no picture of ours can be (decision 197): bars alone, which begin at nothing. It takes a title, series, categories and two
 * axis titles, and documents no range of an axis, no numbers, no marks, no colours and no line of reference: what of them a reader needs is in the words.
 */
import { chartNumbers, chartValue, type Chart, type ChartColumn, type ChartSeries } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";

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

/** Slack gives colours by the place of a series: what is the same stands first, second and so on in every chart. */
interface Plot {
  readonly categories: readonly string[];
  readonly series: readonly PlottedSeries[];
}

/** Null where it is a table alone: a label is too long or twice, a value is missing, there are too many of something. */
export function nativeCharts(chart: Chart): NativeCharts | null {
  const parts = directionsOf(chart);
  if (parts.reduce((count, part) => count + numbersIn(part), 0) < 2) return null;
  const blocks = parts.flatMap((part) => {
    const plot = plotOf(part);
    const block = isTaken(plot) ? blockOf(part, plot) : null;
    return block === null ? [] : [block];
  });
  return blocks.length === 0 || blocks.length < parts.length ? null : { blocks, isTabled: true };
}

/** One number is no picture; bars are those of the first column. */
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

function blockOf(chart: Chart, { series, categories }: Plot): DataVisualization | null {
  const title = fitting(titlesOf(chart), LIMITS.chartTitle);
  if (title === null) return null;
  const yLabel = fitting(valueLabels(chart, title), LIMITS.chartAxis);
  if (yLabel === null) return null;
  const said = [title, yLabel, ...categories].join("\n");
  const axes = { categories, ...xLabel(chart, said), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type: "bar", series, axis_config: axes } };
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
    series.every(({ data }) => data.length === categories.length)
  );
}

/** What is shown, which way is worse and where high begins, as far as there is room; a single series is named by itself where all of that is too long. */
function titlesOf({ name, reading, scale, series: [only, other] }: Chart): readonly string[] {
  const names = [name, ...(only !== undefined && other === undefined ? [only.name] : [])].filter(Boolean);
  const whole = names.flatMap((each) => [`${each}: ${reading}; ${scale.lineName}`, `${each}: ${reading}`]);
  return [...whole, ...names];
}

function plotOf(chart: Chart): Plot {
  switch (chart.form) {
    case "lines":
      return editionsOf(chart);
    case "pairs":
      return pairsOf(chart);
    case "bars":
    case "ranks":
      return scoresOf(chart);
  }
}

interface Bar {
  readonly name: string;
  readonly series: ChartSeries;
  readonly value: number | null;
}

/** The legend, which no chart of one series can do without, says what a value is. */
function barsOf(chart: Chart, bars: readonly Bar[]): Plot {
  const categories = labelsOf(chart, bars);
  const data = pointsOf(
    categories,
    bars.map(({ value }) => value),
  );
  return { categories, series: [{ name: chart.heads.value, data }] };
}

/** The scores of one edition, the own country's marked: a series of its own would have a bar of nothing at every other. */
function scoresOf(chart: Chart): Plot {
  const isAmongOthers = chart.form === "ranks" && chart.series.some(({ own }) => !own);
  const nameOf = ({ short, own }: ChartSeries): string => (own && isAmongOthers ? `${OWN}${short}` : short);
  return barsOf(
    chart,
    chart.series.map((series) => ({ name: nameOf(series), series, value: series.values[0] ?? null })),
  );
}

/** Slack marks no bar, so its name does. */
const OWN = "▸";

/** Grouped by what is compared, a series for each country, in the same order in each chart. */
function pairsOf({ series, columns }: Chart): Plot {
  const categories = series.map(({ short }) => short);
  const pairs = columns.map(({ name }, at) => ({
    name,
    data: pointsOf(
      categories,
      series.map(({ values }) => values[at] ?? null),
    ),
  }));
  return { categories, series: pairs };
}

/**
 * Bars beside each other in each edition, never lines: what Slack would draw between two editions is no score, and its axis takes only the room that
 * lines need, so that 0.08 would be the whole height. How many indicators an edition counts stands behind its year, where editions differ in it.
 */
function editionsOf(chart: Chart): Plot {
  const { series, columns } = chart;
  const [only, other] = series;
  if (only !== undefined && other === undefined)
    return barsOf(
      chart,
      columns.map(({ name }, at) => ({ name, series: only, value: only.values[at] ?? null })),
    );
  // What is like for like counts the same indicators in each.
  const areCounted = series.every(({ mixed }) => mixed);
  const categories = columns.map((column) => (areCounted ? editionLabel(column) : column.name));
  return {
    categories,
    series: series.map((each) => ({ name: changedName(each), data: pointsOf(categories, each.values) })),
  };
}

/** `2021 (14 indicators)`, where that has room. */
function editionLabel({ name, note, count = note }: ChartColumn): string {
  const whole = `${name} (${count})`;
  return count === "" || whole.length > LIMITS.chartLabel ? name : whole;
}

/** `Criminality −0.08`, of one that never changed its score: `Tajikistan 8.5`; its name alone where it came back or that has no room. */
function changedName(series: ChartSeries): string {
  const { short, values } = series;
  const [first = null, ...later] = values;
  const last = later.at(-1) ?? null;
  if (first === null || last === null) return short;
  const amount = chartValue(series, Math.abs(last - first));
  const isSteady = values.every((value) => value === first);
  const change = last === first ? "" : `${last > first ? "+" : "−"}${amount}`;
  const name = `${short} ${isSteady ? chartValue(series, first) : change}`.trim();
  return name.length <= LIMITS.chartLabel ? name : short;
}

/** With each number, and what is high said, where that has room: `Actors 5.60 high`; else the names alone. */
function labelsOf({ scale }: Chart, numbers: readonly Bar[]): readonly string[] {
  const plain = numbers.map(({ name, series, value }) => `${name} ${chartValue(series, value)}`);
  const levelled = plain.map((label, at) => {
    const value = numbers[at]?.value ?? null;
    return value !== null && value > scale.line ? `${label} ${scale.above ?? ""}`.trim() : label;
  });
  return [levelled, plain].find(haveRoom) ?? numbers.map(({ name }) => name);
}

function haveRoom(labels: readonly string[]): boolean {
  return labels.every(({ length }) => length <= LIMITS.chartLabel) && labels.join("").length <= LIMITS.chartAxisChars;
}

function pointsOf(labels: readonly string[], values: readonly (number | null)[]): PlottedSeries["data"] {
  return labels.flatMap((label, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ label, value }];
  });
}

/** What a value is, and which way is worse where the title has no room for it. */
function valueLabels({ heads, reading }: Chart, title: string): readonly string[] {
  return [...(title.includes(reading) ? [] : [`${heads.value}, ${reading}`, reading]), heads.value];
}

/** How the editions differ and where high begins, as far as nothing else says it. */
function xLabel({ columns, scale }: Chart, said: string): { readonly x_label?: string } {
  const untold = columns.filter((column) => column.note !== "" && editionLabel(column) === column.name);
  const told = untold.map(({ name, note }) => `${name}: ${note}`).join(", ");
  const words = fitting([told, ...(said.includes(scale.lineName) ? [] : [scale.lineName])], LIMITS.chartAxis);
  return words === null ? {} : { x_label: words };
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
