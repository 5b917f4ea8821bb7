/**
 * Pixels as PNG without a channel for transparency. PDFKit takes that one out again beside other work, whenever it is done:
 * two charts would then stand in the file in one order or the other. https://www.w3.org/TR/png-3/
 */
import { encodeRows } from "#charts/png-file.ts";
import type { Pixels } from "#charts/png.ts";

export function encodeOpaque({ width, height, pixels }: Pixels): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  let to = 0;
  for (let from = 0; from < pixels.length; from += 4) {
    // Each row begins with the number of its filter, which is none.
    if (from % (4 * width) === 0) to++;
    for (let colour = 0; colour < 3; colour++) rows[to++] = pixels[from + colour] ?? 0;
  }
  return encodeRows(rows, { width, height, bits: 8, palette: null });
}
