/**
 * Charts that Slack draws itself, where no picture of ours can be (decision 184). It takes a title, series, categories and two axis titles, and documents no range of
 * an axis, no numbers, no marks and no line of reference: what of them a reader needs is in the words.
 */
import { chartNumbers, chartValue, type Chart, type ChartSeries } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";

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

/** One chart for each direction, and whether the table of all has to stand below them. */
interface NativeCharts {
  readonly blocks: readonly DataVisualization[];
  readonly isTabled: boolean;
}

interface Plot {
  readonly type: "bar" | "line";
  readonly categories: readonly string[];
  readonly series: readonly PlottedSeries[];
  /** Whether each number stands behind a name. */
  readonly isNumbered: boolean;
}

/** Null where it is a table alone: a label is too long or twice, a value is missing, there are too many of something. */
export function nativeCharts(chart: Chart): NativeCharts | null {
  const parts = directionsOf(chart).filter((part) => numbersIn(part) > 1);
  const drawn = parts.flatMap((part) => {
    const plot = plotOf(part);
    const block = isTaken(plot) ? blockOf(part, plot) : null;
    return block === null ? [] : [{ block, isNumbered: plot.isNumbered }];
  });
  if (drawn.length === 0 || drawn.length < parts.length) return null;
  const isWhole = chart.series.every((each) => parts.some(({ series }) => series.includes(each)));
  return { blocks: drawn.map(({ block }) => block), isTabled: !isWhole || drawn.some((each) => !each.isNumbered) };
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
    const name = `${first.name}: ${reading.words}`;
    return [{ ...chart, name, series: shown, readings: [reading], reading: reading.words }];
  });
}

function blockOf(chart: Chart, { type, series, categories }: Plot): DataVisualization | null {
  const title = fitting(titlesOf(chart), LIMITS.chartTitle);
  const yLabel = fitting(valueLabels(chart, series), LIMITS.chartAxis);
  if (title === null || yLabel === null) return null;
  const said = [yLabel, ...series.map(({ name }) => name)].join("\n");
  const axes = { categories, ...xLabel(chart, said), y_label: yLabel };
  return { type: "data_visualization", title, chart: { type, series, axis_config: axes } };
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

/** What is shown; a single series is named by itself where that is too long. */
function titlesOf({ name, series: [only, other] }: Chart): readonly string[] {
  return [name, ...(only !== undefined && other === undefined ? [only.name] : [])];
}

function plotOf(chart: Chart): Plot {
  switch (chart.form) {
    case "lines":
      return linesOf(chart);
    case "pairs":
      return pairsOf(chart);
    case "bars":
    case "ranks":
      return barsOf(
        chart,
        chart.series.map((series) => ({ name: series.short, series, value: series.values[0] ?? null })),
      );
  }
}

interface Bar {
  readonly name: string;
  readonly series: ChartSeries;
  readonly value: number | null;
}

/** The legend, which no chart of one series can do without, says what a value is. */
function barsOf(chart: Chart, bars: readonly Bar[]): Plot {
  const numbered = numberedLabels(chart, bars);
  const categories = numbered ?? bars.map(({ name }) => name);
  const data = pointsOf(
    categories,
    bars.map(({ value }) => value),
  );
  return { type: "bar", categories, series: [{ name: chart.heads.value, data }], isNumbered: numbered !== null };
}

/** Grouped by what is compared, a colour for each country; of one score alone they are bars. */
function pairsOf(chart: Chart): Plot {
  const { series, columns } = chart;
  const [only, other] = series;
  if (only !== undefined && other === undefined)
    return barsOf(
      chart,
      columns.map(({ name }, at) => ({ name, series: only, value: only.values[at] ?? null })),
    );
  const categories = series.map(({ short }) => short);
  const pairs = columns.map(({ name }, at) => ({
    name,
    data: pointsOf(
      categories,
      series.map(({ values }) => values[at] ?? null),
    ),
  }));
  return { type: "bar", categories, series: pairs, isNumbered: false };
}

/**
 * The axis takes only the room that the lines need, so that a change of half a point may be the whole height: each line says by how much it
 * changed, and the one between low and high shows how far that is from them. No number stands at its place: what is behind the last of the
 * editions has half the room of the others, and half a number is another one.
 */
function linesOf({ series, columns, scale }: Chart): Plot {
  const categories = columns.map(({ name }) => name);
  const lines = series.map((each) => ({ name: changedName(each), data: pointsOf(categories, each.values) }));
  const levels = categories.map((label) => ({ label, value: scale.line }));
  const isLevelled = lines.length < MOST_WITH_LEVEL && scale.lineName.length <= LIMITS.chartLabel;
  const drawn = isLevelled ? [...lines, { name: scale.lineName, data: levels }] : lines;
  return { type: "line", categories, series: drawn, isNumbered: false };
}

/** Beside more lines than this the one between low and high is one too many to tell apart: an axis says it. */
const MOST_WITH_LEVEL = 4;

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

/** With each number, and what is high said, where that has room: `Actors 5.60 high`. */
function numberedLabels({ scale }: Chart, numbers: readonly Bar[]): readonly string[] | null {
  const plain = numbers.map(({ name, series, value }) => `${name} ${chartValue(series, value)}`);
  const levelled = plain.map((label, at) => {
    const value = numbers[at]?.value ?? null;
    return value !== null && value > scale.line ? `${label} ${scale.above ?? ""}`.trim() : label;
  });
  return [levelled, plain].find(haveRoom) ?? null;
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

/** What a value is, which way is worse and, where no line says it, where high begins: as far as there is room. */
function valueLabels({ heads, reading, scale }: Chart, series: readonly PlottedSeries[]): readonly string[] {
  const whole = `${heads.value}, ${reading}`;
  const isDrawn = series.some(({ name }) => name === scale.lineName);
  return [...(isDrawn ? [] : [`${whole}; ${scale.lineName}`]), whole, reading, heads.value];
}

/** How the editions differ, where they do; else where high begins, where nothing else says it. */
function xLabel({ columns, scale }: Chart, said: string): { readonly x_label?: string } {
  const notes = columns.filter(({ note }) => note !== "").map(({ name, note }) => `${name}: ${note}`);
  const words = fitting(
    [notes.join(", "), ...(said.includes(scale.lineName) ? [] : [scale.lineName])],
    LIMITS.chartAxis,
  );
  return words === null ? {} : { x_label: words };
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
