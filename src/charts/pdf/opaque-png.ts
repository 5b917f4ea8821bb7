/**
 * Pixels as PNG without a channel for transparency. PDFKit takes that one out again beside other work, whenever it is done:
 * two charts would then stand in the file in one order or the other. https://www.w3.org/TR/png-3/
 */
import { crc32, deflateSync } from "node:zlib";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, the last of them 255: charts have paper behind them. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Eight bits, red, green and blue; no filter but the row's own byte, no interlacing. */
const RGB = [8, 2, 0, 0, 0];

export function encodeOpaque({ width, height, pixels }: Pixels): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  let to = 0;
  for (let from = 0; from < pixels.length; from += 4) {
    // Each row begins with the number of its filter, which is none.
    if (from % (4 * width) === 0) to++;
    for (let colour = 0; colour < 3; colour++) rows[to++] = pixels[from + colour] ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set(RGB, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
