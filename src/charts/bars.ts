/** Bars: scores of an edition, a region in order, countries beside each other. Each is named and numbered at its own place. */
import { chartValue, type Chart, type ChartSeries } from "#core/document/chart.ts";
import type { EChartsOption } from "echarts";
import { innerOf, type Area, type Plot } from "./frame.ts";
import { BAR, BESIDE, FAINT_INK, IN_BAR, INK, LINE, OWN, PAPER } from "./palette.ts";
import { widthOf, wrap, type Style } from "./text.ts";

/** A line of the plot: a bar, or a heading over those below it. */
type Row =
  | { readonly kind: "heading"; readonly words: string; readonly part?: boolean }
  /** What was left out here. */
  | { readonly kind: "gap"; readonly words: string }
  | {
      readonly kind: "bar";
      readonly name: string;
      /** Before the name, smaller. */
      readonly place: string;
      readonly value: number;
      readonly label: string;
      readonly colour: string;
      /** Of its number. */
      readonly ink: string;
      readonly own: boolean;
      /** Of the bar above it: set in, and fainter. */
      readonly part: boolean;
    };

const ROW = 26;
/** For each line of the longest name behind the first. */
const FURTHER_LINE = 14;
const BAR_WIDTH = 20;
const AXIS = 24;
const NAME: Style = { size: 15 };
const NAME_SHARE = 0.46;
const PLACE: Style = { size: 13 };
const PLACE_GAP = 8;
/** Of a part under its whole. */
const SET_IN = 14;
const NUMBER: Style = { size: 15, bold: true };
/** From a number to the end of its bar. */
const IN = 6;
/** For half of the number at the end of the axis. */
const END = 8;

export function barPlot(chart: Chart): Plot {
  const rows = rowsOf(chart);
  const longestPlace = Math.max(...rows.map((row) => (row.kind === "bar" ? widthOf(row.place, PLACE) : 0)), 0);
  const places = longestPlace === 0 ? 0 : longestPlace + PLACE_GAP;
  const widths = rows.map((row) =>
    row.kind === "bar" ? widthOf(row.name, { ...NAME, bold: row.own }) + (row.part ? SET_IN : 0) : 0,
  );
  const longest = Math.max(...widths, 0);
  const width = Math.min(longest, innerOf(chart) * NAME_SHARE);
  const heights = rows.map((row) =>
    row.kind !== "bar" ? 1 : wrap(row.name, width + 2, { ...NAME, bold: row.own }).length,
  );
  const further = Math.max(...heights, 1) - 1;
  const height = AXIS + rows.length * (ROW + further * FURTHER_LINE);
  return { height, option: (area) => optionOf(chart, rows, { area, width, places }) };
}

function rowsOf(chart: Chart): readonly Row[] {
  const isMixed = chart.readings.length > 1;
  if (chart.form === "pairs")
    return chart.series.flatMap((series, at) => pairRows(chart, series, chart.series[at - 1]?.high));
  if (!isMixed) return chart.series.flatMap((series) => barRow(series, chart));
  // Two directions never stand on one ramp: each has its bars under its own words.
  return chart.readings.flatMap(({ high, words }): readonly Row[] => [
    { kind: "heading", words: words.charAt(0).toUpperCase() + words.slice(1) },
    ...chart.series.filter((series) => series.high === high).flatMap((series) => barRow(series, chart)),
  ]);
}

function barRow(series: ChartSeries, chart: Chart): readonly Row[] {
  const value = series.values[0] ?? null;
  if (value === null) return [];
  const { name, marked, place, own, part = false } = series;
  const shown = marked === undefined ? name : `${marked.name}*`;
  const bar: Row = {
    kind: "bar",
    name: shown,
    place,
    value,
    label: barLabel(series, value, chart.scale),
    own,
    part: part && chart.series.some((each) => each.high === series.high && each.part !== true),
    ...toneOf(chart, { ...series, value }),
  };
  return series.before === undefined ? [bar] : [{ kind: "gap", words: series.before }, bar];
}

/** Among countries the own one has a colour of its own; among one country's scores those above the line are darker. */
function toneOf({ form, scale }: Chart, { own, high, value }: Pick<ChartSeries, "own" | "high"> & { value: number }) {
  if (form !== "bars") return own ? { colour: OWN, ink: PAPER } : { colour: BESIDE, ink: INK };
  const tone = value > scale.line ? "high" : "low";
  return { colour: BAR[high][tone], ink: IN_BAR[tone] };
}

/** With what it is at the line or above it, in the order of tables, and below it where that is said: of all bars alike. */
function barLabel(series: ChartSeries, value: number, { line, onLine, above = "", below }: Chart["scale"]): string {
  const low = below !== undefined && value <= below.most ? below.words : "";
  const level = value < line ? low : value === line ? onLine : above;
  return `${level} ${chartValue(series, value)}`.trim();
}

/** `above` is the direction of what stands over it: only another one is told. */
function pairRows(chart: Chart, series: ChartSeries, above: ChartSeries["high"] | undefined): readonly Row[] {
  const { columns, readings, scale } = chart;
  const { high } = series;
  const isTold = readings.length > 1 && high !== above;
  const reading = isTold ? readings.find((each) => each.high === high) : undefined;
  const bars = columns.flatMap(({ name }, at): readonly Row[] => {
    const value = series.values[at] ?? null;
    const own = at === 0;
    if (value === null) return [];
    const label = barLabel(series, value, scale);
    const tone = toneOf(chart, { own, high, value });
    return [{ kind: "bar", name, place: "", value, label, own, part: series.part === true, ...tone }];
  });
  const words = reading === undefined ? series.name : `${series.name} (${reading.words})`;
  return [{ kind: "heading", words, ...(series.part === true ? { part: true } : {}) }, ...bars];
}

interface Layout {
  readonly area: Area;
  readonly width: number;
  readonly places: number;
}

function optionOf(chart: Chart, rows: readonly Row[], { area, width, places }: Layout): EChartsOption {
  const { scale } = chart;
  const left = area.left + places + width + 12;
  const whole = innerOf(chart) - places - width - 12 - END;
  return {
    grid: { left, right: area.right + END, top: area.top + AXIS, bottom: area.bottom },
    xAxis: {
      type: "value",
      min: 0,
      max: scale.high,
      interval: scale.high,
      position: "top",
      splitLine: { show: false },
      // Bars begin at nothing, scores do not: from where they run stands above.
      axisLabel: { fontSize: 13, color: FAINT_INK, margin: 6, customValues: [0, scale.high] },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((_, at) => String(at)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        align: "left",
        margin: places + width + 12,
        formatter: (_: string, at: number) => nameLabel(rows[at], { width, places }),
        rich: stylesOf(places),
      },
    },
    series: [
      {
        type: "bar",
        barWidth: BAR_WIDTH,
        data: rows.map((row) => (row.kind !== "bar" ? "-" : barOf(row, (row.value / scale.high) * whole))),
        markLine: {
          silent: true,
          symbol: "none",
          // Across the bars, with a seam of paper on both sides: behind them it would be seen between them alone.
          z: 4,
          data: [
            { xAxis: scale.line, lineStyle: { width: 3, color: PAPER }, label: { show: false } },
            { xAxis: scale.line },
            ...rows.flatMap((row, at) => (row.kind === "gap" ? [breakAt(at)] : [])),
          ],
          lineStyle: { color: LINE, width: 1.5, type: "solid" },
          label: { formatter: scale.lineName, position: "start", distance: 6, fontSize: 13, color: FAINT_INK },
        },
      },
    ],
  };
}

/** Across the bars, where some were left out. */
function breakAt(row: number) {
  return {
    yAxis: row,
    lineStyle: { color: FAINT_INK, width: 1.5, type: [2, 5] },
    label: { show: false },
  };
}

/** What stands beside the bars. */
function stylesOf(places: number) {
  return {
    place: { width: places, fontSize: PLACE.size, color: FAINT_INK, lineHeight: 17 },
    gap: { width: places, lineHeight: 17 },
    name: { fontSize: NAME.size, color: INK, lineHeight: 17 },
    own: { fontSize: NAME.size, color: INK, fontWeight: "bold" as const, lineHeight: 17 },
    part: { fontSize: NAME.size, color: FAINT_INK, lineHeight: 17, padding: [0, 0, 0, SET_IN] },
    left: { fontSize: PLACE.size, color: FAINT_INK, lineHeight: 17 },
    heading: { fontSize: 13.5, color: INK, fontWeight: "bold" as const, lineHeight: 17, padding: [8, 0, 0, 0] },
    under: { fontSize: 13.5, color: FAINT_INK, lineHeight: 17, padding: [8, 0, 0, SET_IN] },
  };
}

/** `length` is that of the bar, in pixels. Its number stands where it begins, one below the other and clear of the line. */
function barOf({ value, label, colour, ink, own }: Extract<Row, { kind: "bar" }>, length: number) {
  const isShort = length < widthOf(label, NUMBER) + 2 * IN;
  return {
    value,
    itemStyle: { color: colour, borderRadius: [0, 2, 2, 0] },
    label: {
      show: true,
      position: isShort ? ("right" as const) : ("insideLeft" as const),
      distance: IN,
      formatter: label,
      // With words behind it, it would reach beyond the end of the axis.
      fontSize: isShort && label.includes(" ") ? PLACE.size : NUMBER.size,
      fontWeight: own ? ("bold" as const) : ("normal" as const),
      color: isShort ? INK : ink,
    },
  };
}

function nameLabel(row: Row | undefined, { width, places }: Pick<Layout, "width" | "places">): string {
  if (row === undefined) return "";
  if (row.kind === "gap") return `{left|${plain(row.words)}}`;
  if (row.kind === "heading") return `{${row.part === true ? "under" : "heading"}|${plain(row.words)}}`;
  const style = row.part ? "part" : row.own ? "own" : "name";
  const lines = wrap(row.name, width + 2, { ...NAME, bold: row.own }).map((words) => `{${style}|${plain(words)}}`);
  if (places === 0) return lines.join("\n");
  return lines.map((words, at) => (at === 0 ? `{place|${plain(row.place)}}${words}` : `{gap| }${words}`)).join("\n");
}

/** Braces and bars are ECharts' own markup. */
function plain(words: string): string {
  return words.replaceAll("{", "(").replaceAll("}", ")").replaceAll("|", "/");
}
