/** Lines over the editions: as published solid, on the same indicators dashed; each named at its end. */
import { chartValue, lineRange, type Chart, type ChartSeries } from "#core/document/chart.ts";
import type { EChartsOption } from "echarts";
import { INNER, wordsAt, type Area, type Plot } from "./frame.ts";
import { FAINT_INK, GRID, INK, LINE, LINES, MARKS, OF_DIRECTION, PAPER } from "./palette.ts";
import { spread } from "./spread.ts";
import { widthOf, wrap, type Style } from "./text.ts";

const HEIGHT = 250;
/** What the editions' names and a line of notes take below. */
const AXIS = 44;
/** The least from one whole number to the next, so that the line half-way between two has room for its name. */
const STEP = 32;
const NAMES = 168;
const TICK: Style = { size: 13 };
/** Behind the name of the line between low and high: the first numbers, with room on both sides. */
const NUMBERS = 52;
/** A longer name would leave no room for what it is about. */
const LONGEST_NAME = 120;
const NAME: Style = { size: 14 };
const LINE_HEIGHT = 16;
/** Between editions that are not like for like. */
const PALE = { width: 1.5, opacity: 0.45 };
/** How much of a line is seen beside the one that lies on it, on both sides together. */
const BESIDE = 4;
/** What a number takes above its point. */
const ROOM = 40;

export function linePlot(chart: Chart): Plot {
  const lines = chart.series.map((series, at) => ({
    ...{ series, ...styleOf(chart, series, at) },
    covered: coverOf(chart.series, at),
  }));
  const names = lines.map(({ series }) => nameLines(chart, series));
  const needed = names.reduce((sum, each) => sum + each.length * LINE_HEIGHT + 6, 0);
  const [low, high] = lineRange(chart);
  const height = Math.max(HEIGHT - AXIS, needed, (high - low) * STEP) + axisOf(chart);
  return { height, option: (area) => optionOf(chart, lines, area) };
}

interface Line {
  readonly series: ChartSeries;
  readonly colour: string;
  readonly mark: string;
  /** How many lines lie on it between two editions: it is drawn wider by each, so that every one is seen. */
  readonly covered: number;
}

/** The country that it is about lies on top, then what comes later. */
function coverOf(all: readonly ChartSeries[], at: number): number {
  const own = all[at];
  return all.filter((other, place) => {
    const isAbove = other.own === own?.own ? place > at : other.own;
    const isLevel = (column: number): boolean => {
      const value = other.values[column] ?? null;
      return value !== null && value === own?.values[column];
    };
    return isAbove && other.values.some((_, column) => column > 0 && isLevel(column - 1) && isLevel(column));
  }).length;
}

/** What is calculated has the colour of what it is calculated for; two directions each have a colour of their own. */
function styleOf(chart: Chart, series: ChartSeries, at: number): Omit<Line, "series" | "covered"> {
  const published = chart.series.filter(({ basis }) => basis === "published");
  const of = series.basis === "calculated" ? chart.series[at - 1] : series;
  const index = published.findIndex((each) => each === of);
  const mark = MARKS[index % MARKS.length] ?? MARKS[0];
  const isMixed = chart.readings.length > 1;
  const colours = LINES[series.high];
  return { mark, colour: isMixed ? OF_DIRECTION[series.high] : (colours[index % colours.length] ?? colours[0]) };
}

function optionOf(chart: Chart, lines: readonly Line[], area: Area): EChartsOption {
  const [low, high] = lineRange(chart);
  const left = area.left + before(chart);
  const right = area.right + NAMES;
  const top = area.top + 8;
  const plotted = area.height - axisOf(chart) - 8;
  const y = (value: number): number => top + ((high - value) / (high - low)) * plotted;
  const step = stepOf(chart);
  const x = (column: number): number => left + step * column;
  return {
    grid: { left, right, top, height: plotted },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: chart.columns.map(({ name, note }) => [name, ...noteLines(note, step)].join("\n")),
      axisLine: { lineStyle: { color: GRID } },
      axisTick: { show: false },
      axisLabel: { fontSize: 13, lineHeight: 16, color: FAINT_INK, interval: 0, margin: 10 },
    },
    yAxis: {
      type: "value",
      min: low,
      max: high,
      interval: 1,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    series: lines.flatMap((line) => drawn(chart, line)),
    graphic: [
      ...rules(chart, [low, high], { from: area.left, to: x(chart.columns.length - 1), y }),
      ...axisLabels(chart, [low, high], { x: area.left, y }),
      ...numbers(lines, { x, y }),
      ...ends(chart, lines, { x: x(chart.columns.length - 1), y }),
    ],
  };
}

/** Before the first edition: the name of the line between low and high, and the first numbers. */
function before({ scale }: Chart): number {
  return Math.min(widthOf(scale.lineName, TICK), LONGEST_NAME) + NUMBERS;
}

/** From one edition to the next. */
function stepOf(chart: Chart): number {
  return (INNER - before(chart) - NAMES) / Math.max(chart.columns.length - 1, 1);
}

/** No wider than one edition stands from the next. */
function noteLines(note: string, step: number): readonly string[] {
  return note === "" ? [] : wrap(note, step, TICK);
}

function axisOf(chart: Chart): number {
  const most = Math.max(...chart.columns.map(({ note }) => noteLines(note, stepOf(chart)).length), 1);
  return AXIS + (most - 1) * LINE_HEIGHT;
}

/** One line; where its editions are not like for like, it is whole only between those that are. */
function drawn({ columns }: Chart, { series, colour, mark, covered }: Line) {
  const isDashed = series.basis === "calculated";
  const notes = [...new Set(columns.map(({ note }) => note))];
  const isBroken = series.mixed === true && notes.length > 1;
  const width = (series.own ? 3.5 : 2.5) + covered * BESIDE;
  const plain = { type: "line" as const, symbol: mark, symbolSize: 9 + covered * BESIDE, z: series.own ? 4 : 3 };
  const itemStyle = { color: isDashed ? PAPER : colour, borderColor: colour, borderWidth: 2 };
  const data = series.values.map((value) => value ?? "-");
  const whole = {
    ...{ ...plain, data, itemStyle },
    lineStyle: { color: colour, type: isDashed ? [6, 4] : ("solid" as const), ...(isBroken ? PALE : { width }) },
  };
  if (!isBroken) return [whole];
  const likeForLike = notes.map((note) => ({
    ...{ ...plain, symbol: "none" },
    data: data.map((value, at) => (columns[at]?.note === note ? value : "-")),
    lineStyle: { color: colour, width },
  }));
  return [whole, ...likeForLike];
}

interface Across {
  readonly from: number;
  readonly to: number;
  readonly y: Place["y"];
}

/** From the axis's numbers to the last edition: the whole numbers, and between low and high a line that is no figure's. */
function rules({ scale }: Chart, [low, high]: readonly [number, number], { from, to, y }: Across) {
  const across = (value: number, start: number, style: object) => ({
    ...{ type: "line" as const, silent: true, z: 1 },
    shape: { x1: start, y1: Math.round(y(value)) + 0.5, x2: to, y2: Math.round(y(value)) + 0.5 },
    style,
  });
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  const named = from + widthOf(scale.lineName, TICK) + 6;
  return [
    ...ticks.map((tick) => across(tick, from + widthOf(String(tick), TICK) + 6, { stroke: GRID, lineWidth: 1 })),
    across(scale.line, named, { stroke: LINE, lineWidth: 1.5, lineDash: [2, 4] }),
  ];
}

interface Place {
  readonly x: (column: number) => number;
  readonly y: (value: number) => number;
}

/** The whole numbers of the axis, and the line between low and high among them. */
function axisLabels(
  { scale }: Chart,
  [low, high]: readonly [number, number],
  { x, y }: { readonly x: number; readonly y: Place["y"] },
) {
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  const apart = ticks.filter((tick) => Math.abs(y(tick) - y(scale.line)) > 0.8 * LINE_HEIGHT);
  return [...apart.map((tick) => ({ words: String(tick), at: tick })), { words: scale.lineName, at: scale.line }].map(
    ({ words, at }) => wordsAt([words], { x, y: y(at) - 9, ...TICK, line: 16, fill: FAINT_INK }),
  );
}

interface Said {
  readonly words: string;
  readonly value: number;
  readonly colour: string;
}

/** The numbers of every column but the last, beside their points: what coincides is said once. */
function numbers(lines: readonly Line[], place: Place) {
  const columns = Math.max(...lines.map(({ series }) => series.values.length)) - 1;
  return Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
    const said = new Map<string, Said>();
    for (const { series, colour } of lines) {
      const value = series.values[column] ?? null;
      const words = chartValue(series, value);
      if (value !== null && !said.has(words)) said.set(words, { words, value, colour });
    }
    const highest = [...said.values()].toSorted((one, other) => other.value - one.value);
    return column === 0 ? beforeFirst(highest, place) : aroundPoints(highest, column, place);
  });
}

function beforeFirst(said: readonly Said[], { x, y }: Place) {
  const labels = said.map((each) => ({ ...each, at: y(each.value) - 9, height: 17 }));
  return spread(labels).map(({ words, colour, at }) =>
    wordsAt([words], { x: x(0) - 10, y: at, size: 14, line: 17, fill: colour, align: "right" }),
  );
}

/** Above its point; below where another line is close above. */
function aroundPoints(said: readonly Said[], column: number, { x, y }: Place) {
  return said.map(({ words, value, colour }, at) => {
    const above = said[at - 1];
    const isClose = above !== undefined && y(value) - y(above.value) < ROOM;
    const top = y(value) + (isClose ? 7 : -25);
    return wordsAt([words], { x: x(column), y: top, size: 14, line: 17, fill: colour, align: "center" });
  });
}

/** The last number of each line with its name, beside its end. */
function ends(chart: Chart, lines: readonly Line[], { x, y }: { readonly x: number; readonly y: Place["y"] }) {
  const labels = lines.flatMap(({ series, colour }) => {
    const value = series.values.at(-1) ?? null;
    if (value === null) return [];
    const words = nameLines(chart, series);
    const height = words.length * LINE_HEIGHT + 4;
    return [{ words, colour, at: y(value) - 9, height }];
  });
  return spread(labels).map(({ words, colour, at }) =>
    wordsAt(words, { x: x + 12, y: at, ...NAME, bold: true, line: LINE_HEIGHT, fill: colour === PAPER ? INK : colour }),
  );
}

function nameLines({ readings }: Chart, series: ChartSeries): readonly string[] {
  const reading = readings.length > 1 ? readings.find(({ high }) => high === series.high) : undefined;
  const name = series.basis === "calculated" ? series.short : series.name;
  const whole = `${chartValue(series, series.values.at(-1) ?? null)} ${name}`;
  const said = reading === undefined || series.basis === "calculated" ? whole : `${whole} (${reading.words})`;
  return wrap(said, NAMES - 14, { ...NAME, bold: true });
}
