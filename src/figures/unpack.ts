/** A workbook taken out of its zip within limits: what a stranger made must not fill the memory of whoever reads it. */
import { strFromU8, unzipSync, zipSync } from "fflate";
import { noWorkbook, WorkbookError } from "./workbook-problem.ts";

/** The official workbook has 0.3 MB, and 0.7 MB of sheets in it. */
const WORKBOOK_LIMITS = { fileBytes: 5_000_000, sheetBytes: 20_000_000, rows: 2000, columns: 256 } as const;

/** Parts that tables are read from; pictures and the like stay packed. */
const PART =
  /^(?:_rels\/\.rels|\[Content_Types\]\.xml|xl\/(?:[^/]+\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml))$/u;
/** The workbook may name any of them as a sheet. */
const MAY_BE_SHEET = /^xl\//u;

/**
 * The same workbook with nothing in it but tables, not compressed any more: a reader has nothing left to inflate.
 * Throws a `WorkbookError` where it is none, or larger than any workbook of figures.
 */
export function unpackWorkbook(file: Uint8Array): Uint8Array {
  if (file.length > WORKBOOK_LIMITS.fileBytes) throw tooLarge("The file", file.length, WORKBOOK_LIMITS.fileBytes);
  const parts = inflate(file);
  for (const [name, bytes] of Object.entries(parts)) if (MAY_BE_SHEET.test(name)) checkReach(name, strFromU8(bytes));
  return zipSync(parts, { level: 0 });
}

/** A part that is larger than it says is cut off there: no more is ever written than was made room for. */
function inflate(file: Uint8Array): Record<string, Uint8Array> {
  let whole = 0;
  try {
    return unzipSync(file, {
      filter({ name, size, originalSize }) {
        if (!PART.test(name)) return false;
        // A part that is not compressed is as large as it is, whatever it says.
        whole += Math.max(size, originalSize);
        if (whole > WORKBOOK_LIMITS.sheetBytes)
          throw tooLarge(`Unpacked as far as ${name} it`, whole, WORKBOOK_LIMITS.sheetBytes);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof WorkbookError) throw error;
    throw noWorkbook(error);
  }
}

/** Whatever may be read as the place of a row or cell, also where it stands in a quote; without more where it is no plain one. */
const PLACE = /(?<![\w:.-])r\s*=\s*(?=["'])(?:(["'])(([A-Z]{0,3})(\d{1,7}))\1)?/gu;

/**
 * Two cells far apart span a table of billions, and each row without a place is one as wide as the others. What is no
 * plain place is refused: a reader may make another one of it.
 */
function checkReach(part: string, xml: string): void {
  const most = `a sheet of figures has at most ${WORKBOOK_LIMITS.rows} rows and ${WORKBOOK_LIMITS.columns} columns`;
  const count = Array.from(xml.matchAll(/<row\b/gu)).length;
  if (count > WORKBOOK_LIMITS.rows) throw new WorkbookError([`${part} has ${count} rows: ${most}`]);
  for (const [, , place, letters = "", row] of xml.matchAll(PLACE)) {
    if (place === undefined) throw new WorkbookError([`${part}: a place is no row or cell, such as 12 or B12`]);
    const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (Number(row) > WORKBOOK_LIMITS.rows || column > WORKBOOK_LIMITS.columns)
      throw new WorkbookError([`${part}, ${letters === "" ? "row" : "cell"} ${place}: ${most}`]);
  }
}

function tooLarge(what: string, bytes: number, limit: number): WorkbookError {
  const inMegabytes = (count: number): string => `${(count / 1e6).toFixed(1)} MB`;
  return new WorkbookError([`${what} has ${inMegabytes(bytes)}; at most ${inMegabytes(limit)} are read`]);
}
