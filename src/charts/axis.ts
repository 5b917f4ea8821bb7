/** The axis of lines: its whole numbers, and among them the line between low and high. */
import type { Chart } from "#core/document/chart.ts";
import { wordsAt } from "./frame.ts";
import { FAINT_INK, INK, LINE } from "./palette.ts";
import { widthOf, type Style } from "./text.ts";

export const TICK: Style = { size: 13 };
export const LINE_HEIGHT = 16;
/** Of a whole number, beside it. */
const MARK = 5;
/** The least from one number to the next that keeps them apart: a whole number has none nearer to that of the line. */
const APART = 15;

/** What the line between low and high has in place of a whole number of the axis: its name stands at its end. */
export function lineNumber({ line }: Chart["scale"]): string {
  return line.toFixed(2);
}

interface Across {
  readonly from: number;
  readonly to: number;
  readonly y: (value: number) => number;
}

/**
 * At the axis a mark for each whole number, and to the last edition a line between low and high that is no figure's. Lines at whole numbers would
 * run through the numbers beside the points, as if one were that of the other.
 */
export function rules({ scale }: Chart, [low, high]: readonly [number, number], { from, to, y }: Across) {
  const start = from + widthOf(lineNumber(scale), TICK) + 6;
  const across = (value: number, end: number, style: object) => ({
    ...{ type: "line" as const, silent: true, z: 1 },
    shape: { x1: start, y1: Math.round(y(value)) + 0.5, x2: end, y2: Math.round(y(value)) + 0.5 },
    style,
  });
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  return [
    ...ticks.map((tick) => across(tick, start + MARK, { stroke: FAINT_INK, lineWidth: 1 })),
    across(scale.line, to, { stroke: LINE, lineWidth: 1.5 }),
  ];
}

/** The whole numbers of the axis, and the line between low and high among them. */
export function axisLabels(
  { scale }: Chart,
  [low, high]: readonly [number, number],
  { x, y }: { readonly x: number; readonly y: (value: number) => number },
) {
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  const apart = ticks.filter((tick) => Math.abs(y(tick) - y(scale.line)) > APART);
  const line = { words: lineNumber(scale), at: scale.line, bold: true };
  return [...apart.map((tick) => ({ words: String(tick), at: tick, bold: false })), line].map(({ words, at, bold }) =>
    wordsAt([words], { x, y: y(at) - 9, ...TICK, bold, line: 16, fill: bold ? INK : FAINT_INK }),
  );
}
