/** Lines over the editions: as published solid, on the same indicators dashed; each named at its end. */
import { chartValue, lineRange, type Chart, type ChartSeries } from "#core/document/chart.ts";
import type { EChartsOption } from "echarts";
import { axisLabels, LINE_HEIGHT, lineNumber, rules, TICK } from "./axis.ts";
import { innerOf, wordsAt, type Area, type Plot } from "./frame.ts";
import { COUNTRIES, FAINT_INK, GRID, INK, LINES, MARKS, OF_DIRECTION, PAPER } from "./palette.ts";
import { spread } from "./spread.ts";
import { widthOf, wrap, type Style } from "./text.ts";

const HEIGHT = 250;
/** What the editions' names take below. */
const AXIS = 28;
/** The least from one whole number to the next, so that the line half-way between two has room for its name. */
const STEP = 32;
/** What the names at the ends of the lines may take, each in one line. */
const NAMES_SHARE = 0.37;
/** From the numbers of the axis to the first edition: the axis's marks, and half of the edition's number. */
const FIRST = 28;
const NAME: Style = { size: 13.5 };
/** Under the first edition a longer line would reach beyond the picture. */
const LONGEST_NOTE = 90;
/** Between editions that are not like for like. */
const DOTTED = { width: 2, type: [2, 4] };
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
  const needed = names.reduce((sum, each) => sum + each.length * LINE_HEIGHT + 6, LINE_HEIGHT + 6);
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

/** What is calculated has the colour of what it is calculated for; two directions each have a colour of their own, and so has the own country. */
function styleOf(chart: Chart, series: ChartSeries, at: number): Omit<Line, "series" | "covered"> {
  const published = chart.series.filter(({ basis }) => basis === "published");
  const of = series.basis === "calculated" ? chart.series[at - 1] : series;
  const index = published.findIndex((each) => each === of);
  const mark = MARKS[index % MARKS.length] ?? MARKS[0];
  const isMixed = chart.readings.length > 1;
  const colours = chart.heads.sides === undefined ? LINES[series.high] : COUNTRIES;
  return { mark, colour: isMixed ? OF_DIRECTION[series.high] : (colours[index % colours.length] ?? colours[0]) };
}

function optionOf(chart: Chart, lines: readonly Line[], area: Area): EChartsOption {
  const [low, high] = lineRange(chart);
  const left = area.left + before(chart);
  const right = area.right + namesOf(chart);
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
      ...numbers(chart, lines, { x, y }),
      ...ends(chart, lines, { x: x(chart.columns.length - 1), y }),
    ],
  };
}

/** Before the first edition: the numbers of the axis, with that of the line between low and high, and half of its own. */
function before({ scale }: Chart): number {
  return widthOf(lineNumber(scale), TICK) + FIRST;
}

function namesOf(chart: Chart): number {
  return innerOf(chart) * NAMES_SHARE;
}

/** From one edition to the next. */
function stepOf(chart: Chart): number {
  return (innerOf(chart) - before(chart) - namesOf(chart)) / Math.max(chart.columns.length - 1, 1);
}

/** Narrower than one edition stands from the next. */
function noteLines(note: string, step: number): readonly string[] {
  return note === "" ? [] : wrap(note, Math.min(step - 24, LONGEST_NOTE), TICK);
}

function axisOf(chart: Chart): number {
  return AXIS + Math.max(...chart.columns.map(({ note }) => noteLines(note, stepOf(chart)).length)) * LINE_HEIGHT;
}

/** One line; where its editions are not like for like, it is whole only between those that are. */
function drawn({ columns, heads: { sides } }: Chart, { series, colour, mark, covered }: Line) {
  const isDashed = series.basis === "calculated";
  const notes = [...new Set(columns.map(({ note }) => note))];
  const isBroken = series.mixed === true && notes.length > 1;
  // Only among countries: of one country's figures a thicker line would be one more thing to explain.
  const width = (series.own && sides !== undefined ? 3.5 : 2.5) + covered * BESIDE;
  // What is calculated lies under what is published, where both are the same.
  const z = (series.own ? 5 : 3) + (isDashed ? 0 : 1);
  const plain = { type: "line" as const, symbol: mark, symbolSize: 9 + covered * BESIDE, z };
  const itemStyle = { color: isDashed ? PAPER : colour, borderColor: colour, borderWidth: 2 };
  const data = series.values.map((value) => value ?? "-");
  const whole = {
    ...{ ...plain, data, itemStyle },
    lineStyle: { color: colour, type: isDashed ? [6, 4] : ("solid" as const), width, ...(isBroken ? DOTTED : {}) },
  };
  if (!isBroken) return [whole];
  const likeForLike = notes.map((note) => ({
    ...{ ...plain, symbol: "none" },
    data: data.map((value, at) => (columns[at]?.note === note ? value : "-")),
    lineStyle: { color: colour, width },
  }));
  return [whole, ...likeForLike];
}

interface Place {
  readonly x: (column: number) => number;
  readonly y: (value: number) => number;
}

interface Said {
  readonly words: string;
  readonly value: number;
  readonly colour: string;
}

/** The numbers of every column but the last, beside their points: what coincides is said once. */
function numbers({ scale }: Chart, lines: readonly Line[], place: Place) {
  const columns = Math.max(...lines.map(({ series }) => series.values.length)) - 1;
  return Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
    const said = new Map<string, Said>();
    for (const { series, colour } of lines) {
      const value = series.values[column] ?? null;
      const words = chartValue(series, value);
      if (value !== null && !said.has(words)) said.set(words, { words, value, colour });
    }
    const highest = [...said.values()].toSorted((one, other) => other.value - one.value);
    return aroundPoints(highest, column, { ...place, line: scale.line });
  });
}

/** Above its point; below where another line is close above, or the one between low and high. */
function aroundPoints(said: readonly Said[], column: number, { x, y, line }: Place & { readonly line: number }) {
  return said.map(({ words, value, colour }, at) => {
    const over = [said[at - 1]?.value, line].filter((each) => each !== undefined && each > value);
    const isClose = over.some((each) => y(value) - y(each ?? value) < ROOM);
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
  // The line between low and high is named where all others are, and so stands among them as it lies.
  const line = { words: [chart.scale.lineName], colour: null, at: y(chart.scale.line) - 9, height: LINE_HEIGHT + 4 };
  return spread([line, ...labels]).map(({ words, colour, at }) =>
    wordsAt(words, {
      ...{ x: x + 12, y: at, ...NAME, bold: colour !== null, line: LINE_HEIGHT },
      fill: colour === null ? FAINT_INK : colour === PAPER ? INK : colour,
    }),
  );
}

function nameLines(chart: Chart, series: ChartSeries): readonly string[] {
  const last = series.values.at(-1) ?? null;
  const room = namesOf(chart) - 14;
  const style = { ...NAME, bold: true };
  const number = chartValue(series, last);
  // What is said of the number stands with it: below the name it would be beside what lies below.
  const near = last === null ? "" : nearWords(chart.scale, last);
  const told = near === "" ? `${number} ` : "";
  const [whole, short] = [series.name, shortName(chart, series)].map((name) => `${told}${name}`);
  return [
    ...(near === "" ? [] : [`${number}, ${near}`]),
    ...(whole !== undefined && widthOf(whole, style) <= room ? [whole] : wrap(short ?? told, room, style)),
    ...[readingBeside(chart, series)].filter(Boolean),
  ];
}

/** What is calculated is named with what it is calculated for, where that is not all that is shown. */
function shortName({ series: all, readings }: Chart, series: ChartSeries): string {
  const of = all[all.indexOf(series) - 1];
  if (series.basis === "published" || of === undefined || readings.length < 2) return series.short;
  const name = `${series.short.charAt(0).toLowerCase()}${series.short.slice(1)}`;
  return `${of.short}, ${name.replaceAll(" ", "\u00A0")}`;
}

/** Of two directions on one axis each line says which way is worse; of one it stands under the title. */
function readingBeside({ readings }: Chart, { high, basis }: ChartSeries): string {
  if (readings.length < 2 || basis !== "published") return "";
  return readings.find((reading) => reading.high === high)?.words ?? "";
}

/** So near to the line its side of it cannot be seen. */
const NEAR = 0.12;

function nearWords({ line, onLine, near }: Chart["scale"], value: number): string {
  if (value === line) return onLine;
  if (near === undefined || Math.abs(value - line) > NEAR) return "";
  return `${value < line ? near.under : near.over} ${line.toFixed(2)}`;
}
