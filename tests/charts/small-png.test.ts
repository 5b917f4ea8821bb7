import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { drawPixels } from "#charts/png.ts";
import { drawSmall } from "#charts/small-png.ts";
import { COLOURS, GRID, INK, LINE, OF_DIRECTION, PAPER } from "#charts/palette.ts";
import { drawSvg } from "#charts/svg.ts";
import { underItsWords } from "#core/document/chart.ts";
import { aChart } from "#tests/contracts/charts.ts";

/** The parts of a PNG by name, and its pixels as numbers of the palette. https://www.w3.org/TR/png-3/ */
function read(file: Uint8Array) {
  const bytes = Buffer.from(file);
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    parts.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const head = parts.get("IHDR") ?? Buffer.alloc(13);
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const rows = inflateSync(parts.get("IDAT") ?? Buffer.alloc(0));
  const perRow = 1 + Math.ceil(width / 2);
  const palette = parts.get("PLTE") ?? Buffer.alloc(0);
  const colourAt = (x: number, y: number): readonly number[] => {
    const pair = rows[y * perRow + 1 + (x >> 1)] ?? 0;
    const number = x % 2 === 0 ? pair >> 4 : pair & 15;
    return [...palette.subarray(3 * number, 3 * number + 3)];
  };
  return { width, height, palette, colourAt };
}

describe("a picture that a message carries itself", () => {
  it("is the same picture in few colours, nowhere far from its own", () => {
    const small = read(drawSmall(aChart(), 100_000));
    const whole = drawPixels(drawSvg(underItsWords(aChart())));
    expect([small.width, small.height]).toEqual([whole.width, whole.height]);
    expect(small.palette.length / 3).toBeLessThanOrEqual(16);
    let worst = 0;
    for (let y = 0; y < small.height; y += 3)
      for (let x = 0; x < small.width; x += 3) {
        const at = 4 * (y * small.width + x);
        const apart = small.colourAt(x, y).map((channel, nth) => Math.abs(channel - (whole.pixels[at + nth] ?? 0)));
        worst = Math.max(worst, ...apart);
      }
    expect(worst).toBeLessThan(64);
  });

  it("keeps each colour that it is drawn with, also where there are few", () => {
    const whole = drawPixels(drawSvg(underItsWords(aChart())));
    const counts = new Map<string, number>();
    for (let at = 0; at < whole.pixels.length; at += 4) {
      const colour = `#${Buffer.from(whole.pixels.subarray(at, at + 3)).toString("hex")}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const drawn = COLOURS.filter((colour) => (counts.get(colour) ?? 0) > 0);
    expect(drawn).toEqual(expect.arrayContaining([PAPER, INK, GRID, LINE, OF_DIRECTION.worse, OF_DIRECTION.better]));
    for (const most of [100_000, drawSmall(aChart(), 100_000).length - 1]) {
      const { palette } = read(drawSmall(aChart(), most));
      const kept = Array.from(
        { length: palette.length / 3 },
        (_, at) => `#${palette.subarray(3 * at, 3 * at + 3).toString("hex")}`,
      );
      expect(kept).toEqual(expect.arrayContaining([...drawn]));
    }
  });

  it("has no more bytes than there is room for, with fewer pixels where they are too few", () => {
    const sizes = [100_000, 8_000].map((most) => {
      const file = drawSmall(aChart(), most);
      expect(file.length).toBeLessThanOrEqual(most);
      return read(file).width;
    });
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(new Set(sizes).size).toBeGreaterThan(1);
    expect(() => drawSmall(aChart(), 100)).toThrow("no picture of it has room in 100 bytes");
  });

  it("leaves the verdict to the words above it", () => {
    const longer = { ...aChart(), title: "Criminality fell; resilience rose, and so on, and so on. ".repeat(8) };
    expect(read(drawSmall(longer, 100_000)).height).toBe(read(drawSmall(aChart(), 100_000)).height);
  });
});
