/** Rows of pixels as a PNG file. https://www.w3.org/TR/png-3/ */
import { crc32, deflateSync } from "node:zlib";

export interface Rows {
  readonly width: number;
  readonly height: number;
  /** Of a channel, or of a number in the palette. */
  readonly bits: 2 | 4 | 8;
  /** Three bytes a colour; null where each pixel has its red, green and blue itself. */
  readonly palette: Uint8Array | null;
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const COLOURS = 2;
const NUMBERS = 3;

/** Each row begins with the number of its filter, which is 0: none. */
export function encodeRows(rows: Uint8Array, { width, height, bits, palette }: Rows): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, palette === null ? COLOURS : NUMBERS], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    ...(palette === null ? [] : [chunk("PLTE", palette)]),
    chunk("IDAT", deflateSync(rows, palette === null ? {} : { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
