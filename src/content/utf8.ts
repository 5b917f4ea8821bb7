/** Bytes of a file as text, or what they are instead: a guess would lose words in silence. */

export type DecodedText =
  | { readonly text: string }
  /** `line`, from 1, is where they stop being UTF-8; `found` says what they look like. */
  | { readonly text: null; readonly line: number; readonly found: string };

const NEWLINE = 0x0a;

/** Takes a byte order mark off. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide !== null) return { text: null, line: 1, found: wide };
  const whole = decoded(bytes);
  if (whole !== null) return withoutLost(whole);
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (decoded(bytes.subarray(start, end)) === null) break;
    start = end;
  }
  return { text: null, line, found: "other bytes, as Latin-1 or Windows-1252 has" };
}

/** What stands in for a letter that a program before us could not read. */
const LOST = "\uFFFD";

function withoutLost(text: string): DecodedText {
  const at = text.indexOf(LOST);
  if (at < 0) return { text };
  return { text: null, line: text.slice(0, at).split("\n").length, found: "a letter that was lost before (U+FFFD)" };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const LOOKED_AT = 200;

/** Windows writes it with a mark in front, some tools without: then every other byte of plain text is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || bytes.subarray(0, LOOKED_AT).includes(0) ? "UTF-16, or no text at all" : null;
}
