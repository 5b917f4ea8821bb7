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

/** What a high value is has one colour in every picture. */
export const OF_DIRECTION: Readonly<Record<ChartSeries["high"], string>> = { worse: "#983b0a", better: "#0b5c8a" };
/** The scores of one country, those above the line and the others: apart in lightness too, for those who see no colour. */
export const BAR: Readonly<Record<ChartSeries["high"], { readonly high: string; readonly low: string }>> = {
  worse: { high: OF_DIRECTION.worse, low: "#c9743d" },
  better: { high: OF_DIRECTION.better, low: "#4f90b5" },
};
/** The country that a picture of several is about: of no direction, and of neither ramp, so that it never says `high`. */
export const OWN = "#26303a";
/** Other countries, beside it. */
export const BESIDE = "#858e97";
/** Of the number in a bar. */
export const IN_BAR = { high: PAPER, low: INK } as const;
/** Lines beside the first one: each also has a mark of its own. */
const OTHERS = ["#7d3f98", "#2e7d4f", "#6b5b00"] as const;
/** Where a picture has one direction, its lines: the first in its colour. */
export const LINES: Readonly<Record<ChartSeries["high"], readonly [string, ...string[]]>> = {
  worse: [OF_DIRECTION.worse, ...OTHERS],
  better: [OF_DIRECTION.better, ...OTHERS],
};
/** Lines of countries, the own one first. */
export const COUNTRIES: readonly [string, ...string[]] = [OWN, ...OTHERS];
export const MARKS = ["circle", "rect", "triangle", "diamond"] as const;

/** All of them, for a picture that can carry few. */
export const COLOURS: readonly string[] = [
  ...new Set([
    ...[PAPER, INK, FAINT_INK, GRID, FRAME, LINE, OWN, BESIDE],
    ...Object.values(OF_DIRECTION),
    ...Object.values(BAR).flatMap(({ high, low }) => [high, low]),
    ...Object.values(LINES).flat(),
  ]),
];
