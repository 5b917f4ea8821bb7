import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "src", "adapters"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file));
const read = (file: string): string => readFileSync(file, "utf8");
const under = (folder: string): readonly string[] => files.filter((file) => file.startsWith(folder));

/** Plants a file, lints it, takes it away again. */
function lint(file: string, source: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  try {
    return spawnSync("npx", ["--no", "oxlint", file], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(file);
  }
}

describe("The architecture", () => {
  it("is looked at at all", () => {
    expect(under("src/core/").length).toBeGreaterThan(15);
    expect(under("adapters/").length).toBeGreaterThan(15);
  });

  it.each([
    ["src/core/planted.ts", 'import { z } from "zod";\nexport const planted = z;\n', "no-restricted-imports"],
    [
      "src/core/planted.ts",
      'import { readFileSync } from "node:fs";\nexport const planted = readFileSync;\n',
      "no-restricted-imports",
    ],
    ["src/core/planted.ts", 'export type { Tables } from "#store/tables.ts";\n', "no-restricted-imports"],
    ["src/core/planted.ts", "export const planted = () => Date.now();\n", "no-restricted-properties"],
    ["src/core/planted.ts", "export const planted = process.env;\n", "no-restricted-globals"],
    ["src/store/planted.ts", 'export type { Bot } from "#slack/start.ts";\n', "no-restricted-imports"],
    ["adapters/slack/planted.ts", 'export { renderTeams } from "#teams/render.ts";\n', "no-restricted-imports"],
    ["adapters/teams/planted.ts", 'export { openDatabase } from "#store/database.ts";\n', "no-restricted-imports"],
    ["src/server/planted.ts", 'export { createApp } from "../app.ts";\n', "no-restricted-imports"],
  ])("refuses %s: %s", (file, source, rule) => {
    expect(lint(file, source)).toContain(rule);
  });

  it("gives the core no clock of its own", () => {
    const clocks = /new Date\(\)|performance\.now|Temporal\.Now/;
    expect(under("src/core/").filter((file) => clocks.test(read(file)))).toEqual([]);
  });

  it("names no country in code: the pack does", () => {
    expect(files.filter((file) => /kyrgyzstan|bishkek/i.test(read(file)))).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const readers = files.filter((file) => /process\.env/.test(read(file)));
    expect(readers).toEqual(["src/main.ts"]);
  });

  it("gives both adapters the same files", () => {
    for (const name of ["start", "listeners", "read", "render", "limits", "sender"]) {
      for (const adapter of ["slack", "teams"]) expect(files).toContain(`adapters/${adapter}/${name}.ts`);
    }
  });
});
