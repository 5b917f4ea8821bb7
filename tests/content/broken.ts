import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkContent } from "#content/checks/check-folder.ts";
import { CONTENT } from "#tests/fixtures/library.ts";

/** A change to one file of the content: what stands there, and what shall stand there instead. */
export interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** What the check says about the shipped content after `edits`, without the folder in front of the file names. */
export function problemsAfter(...edits: readonly Edit[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  try {
    cpSync(CONTENT, folder, { recursive: true });
    for (const { file, from, to } of edits) {
      const path = join(folder, file);
      const before = readFileSync(path, "utf8");
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} has nothing to replace for ${String(from)}`);
      writeFileSync(path, after);
    }
    const checked = checkContent(folder);
    return checked.ok ? [] : checked.problems.map((problem) => problem.replaceAll(`${folder}/`, ""));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The line, counted from 1, on which `words` first stand in a shipped file. */
export function lineWith(file: string, words: string): number {
  const lines = readFileSync(join(CONTENT, file), "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(words));
  if (at < 0) throw new Error(`${file} does not say ${words}`);
  return at + 1;
}
