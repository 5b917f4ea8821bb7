/** A picture that is carried in a message itself: without its verdict, in few colours, and smaller where that is not enough. */
import { underItsWords, type Chart } from "#core/document/chart.ts";
import { COLOURS } from "./palette.ts";
import { encodeRows } from "./png-file.ts";
import { drawPixels, type Pixels } from "./png.ts";
import { drawSvg } from "./svg.ts";

/** How large, and in how many colours: the first that has room. Fewer shades are seen less than fewer pixels. */
const TRIES = [
  { scale: 2, colours: [16, 8] },
  { scale: 1.5, colours: [8] },
  { scale: 1, colours: [16] },
] as const;
/** Four bits a pixel. */
const BITS = 4;

/** Throws where even the least of them has no room in so many bytes. */
export function drawSmall(chart: Chart, mostBytes: number): Uint8Array {
  const svg = drawSvg(underItsWords(chart));
  for (const { scale, colours } of TRIES) {
    const pixels = drawPixels(svg, scale);
    for (const most of colours) {
      const file = encodeFew(pixels, most);
      if (file.length <= mostBytes) return file;
    }
  }
  throw new Error(`no picture of it has room in ${mostBytes} bytes`);
}

function encodeFew({ width, height, pixels }: Pixels, colours: number): Buffer {
  const { palette, numbers } = fewColours(pixels, colours);
  const perRow = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(height * perRow);
  for (let at = 0; at < width * height; at++) {
    const column = at % width;
    const to = ((at - column) / width) * perRow + 1 + (column >> 1);
    const number = numbers.get(colourAt(pixels, 4 * at)) ?? 0;
    rows[to] = (rows[to] ?? 0) | (column % 2 === 0 ? number << BITS : number);
  }
  return encodeRows(rows, { width, height, bits: BITS, palette });
}

/** As they are in the pixels. */
const THEME: ReadonlySet<number> = new Set(COLOURS.map((colour) => Number.parseInt(colour.slice(1), 16)));

/**
 * The colours that it was drawn with, the most frequent first, then of the shades between them, at the edges of letters and lines,
 * those that are far from all others and frequent; and for each colour of the picture the nearest of them.
 */
function fewColours(pixels: Uint8Array, most: number) {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = colourAt(pixels, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts].map(([colour, count]) => ({ colour, count, number: 0, distance: Infinity }));
  const palette: number[] = [];
  const drawn = colours.filter(({ colour }) => THEME.has(colour)).toSorted((one, other) => other.count - one.count);
  while (palette.length < most) {
    const next = drawn[palette.length] ?? colours.reduce((best, each) => (weight(each) > weight(best) ? each : best));
    if (next.distance === 0) break;
    for (const each of colours) {
      const distance = distanceOf(each.colour, next.colour);
      if (distance < each.distance) Object.assign(each, { distance, number: palette.length });
    }
    palette.push(next.colour);
  }
  return {
    palette: Uint8Array.from(palette.flatMap(channels)),
    numbers: new Map(colours.map(({ colour, number }) => [colour, number])),
  };
}

function weight({ count, distance }: { readonly count: number; readonly distance: number }): number {
  return distance === Infinity ? count : distance * Math.sqrt(count);
}

function colourAt(pixels: Uint8Array, at: number): number {
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

function channels(colour: number): readonly [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function distanceOf(one: number, other: number): number {
  const [red, green, blue] = channels(one);
  const [otherRed, otherGreen, otherBlue] = channels(other);
  return (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
}
