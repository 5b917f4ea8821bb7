/** What is wrong with a workbook: each problem is a sentence that names sheet and cell. */
export class WorkbookError extends Error {
  override readonly name = "WorkbookError";

  constructor(problems: readonly string[]) {
    const shown = problems.slice(0, MOST);
    const more = problems.length - shown.length;
    super([...shown, ...(more === 0 ? [] : [`and ${more} more`])].join("\n"));
  }
}

/** For what cannot be opened at all. */
export function noWorkbook(error: unknown): WorkbookError {
  const reason = error instanceof Error ? error.message : String(error);
  return new WorkbookError([`It is no workbook of Excel (.xlsx): ${reason}`]);
}

/** As many as are mended at a time. */
const MOST = 20;

/** `AA12`: as people find it. `column` and `row` count from 0. */
export function cellName(column: number, row: number): string {
  const letters = (left: number): string =>
    left < 0 ? "" : letters(Math.floor(left / 26) - 1) + String.fromCodePoint(65 + (left % 26));
  return `${letters(column)}${row + 1}`;
}
