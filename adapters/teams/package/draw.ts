/** Draws both icons anew: `node adapters/teams/package/draw.ts`. The symbol is a page of a briefing in a speech bubble. */
import { writeFileSync } from "node:fs";

import { encodePng, type Pixel } from "./png.ts";

/** Whether a point belongs to a shape; the symbol lives in a square from 0 to 1. */
type Shape = (x: number, y: number) => boolean;

const BACKGROUND: Pixel = [0x1d, 0x3a, 0x4f, 255];
const ACCENT: Pixel = [0xf2, 0xb1, 0x4a, 255];
const WHITE: Pixel = [255, 255, 255, 255];
const NOTHING: Pixel = [255, 255, 255, 0];

const bubble: Shape = any(rounded([0, 0.04, 1, 0.78], 0.14), triangle([0.2, 0.76], [0.5, 0.76], [0.2, 0.98]));
const hollow: Shape = any(rounded([0.09, 0.13, 0.91, 0.69], 0.07), triangle([0.28, 0.68], [0.37, 0.68], [0.28, 0.75]));
const bars: readonly Shape[] = [
  rounded([0.2, 0.44, 0.32, 0.6], 0.02),
  rounded([0.44, 0.34, 0.56, 0.6], 0.02),
  rounded([0.68, 0.22, 0.8, 0.6], 0.02),
];
const bar = any(...bars);
const lastBar = any(...bars.slice(-1));

writeIcon("color.png", { size: 192, symbol: 96, ground: BACKGROUND }, (x, y) => {
  if (lastBar(x, y)) return ACCENT;
  if (bar(x, y)) return BACKGROUND;
  return bubble(x, y) ? WHITE : null;
});
// White on nothing, out to the edges: Teams colours it.
writeIcon("outline.png", { size: 32, symbol: 32, ground: NOTHING }, (x, y) =>
  (bubble(x, y) && !hollow(x, y)) || bar(x, y) ? WHITE : null,
);

interface Canvas {
  readonly size: number;
  readonly symbol: number;
  readonly ground: Pixel;
}

function writeIcon(
  name: string,
  { size, symbol, ground }: Canvas,
  paint: (x: number, y: number) => Pixel | null,
): void {
  const place = (at: number): number => (at - (size - symbol) / 2) / symbol;
  const png = encodePng(size, (x, y) => mix(samples(x, y).map(([sx, sy]) => paint(place(sx), place(sy)) ?? ground)));
  writeFileSync(new URL(name, import.meta.url), png);
}

/** Sixteen points in a pixel, so that edges come out smooth. */
function samples(x: number, y: number): readonly (readonly [number, number])[] {
  const steps = [0.125, 0.375, 0.625, 0.875];
  return steps.flatMap((dx) => steps.map((dy) => [x + dx, y + dy] as const));
}

function mix(pixels: readonly Pixel[]): Pixel {
  const mean = (channel: 0 | 1 | 2 | 3): number =>
    Math.round(pixels.reduce((total, pixel) => total + pixel[channel], 0) / pixels.length);
  return [mean(0), mean(1), mean(2), mean(3)];
}

function any(...shapes: readonly Shape[]): Shape {
  return (x, y) => shapes.some((shape) => shape(x, y));
}

function rounded([left, top, right, bottom]: readonly [number, number, number, number], radius: number): Shape {
  return (x, y) => {
    const dx = Math.max(left + radius - x, 0, x - (right - radius));
    const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
    return dx * dx + dy * dy <= radius * radius;
  };
}

type Point = readonly [x: number, y: number];

function triangle(...corners: readonly [Point, Point, Point]): Shape {
  const [a, b, c] = corners;
  const side = (x: number, y: number, [from, to]: readonly [Point, Point]): boolean =>
    (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]) >= 0;
  return (x, y) => side(x, y, [a, b]) && side(x, y, [b, c]) && side(x, y, [c, a]);
}
