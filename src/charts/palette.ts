/** Colours of pictures. A picture has a background of its own, so it reads the same on a light and on a dark page. */
import type { ChartSeries } from "#core/document/chart.ts";

/** Not the brightest thing on a dark page, and quiet on a light one. */
export const PAPER = "#f6f6f3";
export const FRAME = "#d0d7de";
export const INK = "#1b1f24";
export const FAINT_INK = "#57606a";
export const GRID = "#e4e8ec";
/** The line between low and high. */
export const LINE = "#57606a";

/** What a high value is has one colour in every picture, and so has the country that it is about. */
export const OF_DIRECTION: Readonly<Record<ChartSeries["high"], string>> = { worse: "#983b0a", better: "#0b5c8a" };
/** The scores of one country, those above the line and the others: apart in lightness too, for those who see no colour. */
export const BAR: Readonly<Record<ChartSeries["high"], { readonly high: string; readonly low: string }>> = {
  worse: { high: OF_DIRECTION.worse, low: "#c9743d" },
  better: { high: OF_DIRECTION.better, low: "#4f90b5" },
};
/** Other countries, beside the one that a picture is about. */
export const BESIDE = "#858e97";
/** Of the number in a bar. */
export const IN_BAR = { high: PAPER, low: INK } as const;
/** Where a picture has one direction, its lines: the first, the own one, in its colour. Each also has a mark of its own. */
export const LINES: Readonly<Record<ChartSeries["high"], readonly [string, ...string[]]>> = {
  worse: [OF_DIRECTION.worse, "#3d4752", "#7d3f98", "#2e7d4f"],
  better: [OF_DIRECTION.better, "#3d4752", "#7d3f98", "#2e7d4f"],
};
export const MARKS = ["circle", "rect", "triangle", "diamond"] as const;

/** All of them, for a picture that can carry few. */
export const COLOURS: readonly string[] = [
  ...new Set([
    ...[PAPER, INK, FAINT_INK, GRID, FRAME, LINE, BESIDE],
    ...Object.values(OF_DIRECTION),
    ...Object.values(BAR).flatMap(({ high, low }) => [high, low]),
    ...Object.values(LINES).flat(),
  ]),
];
