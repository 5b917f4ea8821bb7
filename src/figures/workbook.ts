/** The sheets of a workbook that hold an edition's scores. */
import { inspect } from "node:util";
import { unpackWorkbook } from "./unpack.ts";
import { noWorkbook, WorkbookError } from "./workbook-problem.ts";

export type Cell = string | number | null;

/** One edition as it stands in the workbook. */
export interface EditionSheet {
  readonly name: string;
  readonly edition: number;
  /** By row and column, as they are numbered in the workbook less one. */
  readonly rows: readonly (readonly Cell[])[];
}

/** `2025_dataset`. */
const DATASET = /^(20\d\d)\D*dataset$/iu;

/**
 * The sheets, the oldest edition first, each of `editions` among them and those of later ones. Throws a `WorkbookError`
 * where the file is none, or has no sheet of an edition.
 */
export async function readEditionSheets(
  file: Uint8Array,
  editions: readonly number[],
): Promise<readonly EditionSheet[]> {
  const sheets = await readSheets(unpackWorkbook(file));
  const found = sheets
    .flatMap(({ name, rows }) => {
      const edition = Number(DATASET.exec(name.trim())?.[1]);
      return Number.isNaN(edition) ? [] : [{ name, edition, rows }];
    })
    .toSorted((one, other) => one.edition - other.edition);
  const names = sheets.map(({ name }) => name).join(", ");
  const missing = editions.filter((edition) => !found.some((sheet) => sheet.edition === edition));
  if (missing.length === 0) return found;
  throw new WorkbookError(missing.map((edition) => `There is no sheet ${edition}_dataset; there are: ${names}`));
}

async function readSheets(stored: Uint8Array): Promise<readonly { name: string; rows: readonly Cell[][] }[]> {
  // Loaded for an import alone.
  const { default: readExcelFile } = await import("read-excel-file/node");
  try {
    const sheets = await readExcelFile(Buffer.from(stored));
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }));
  } catch (error) {
    throw noWorkbook(error);
  }
}

/** The reader's own types do not say that a date is one. */
function cellOf(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return inspect(value);
}
