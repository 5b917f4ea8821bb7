import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SEARCH = fileURLToPath(new URL("../../src/search", import.meta.url));
const files = readdirSync(SEARCH, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

/** The files of the search that one of them imports, types too. */
function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(SEARCH, file), "utf8");
  return [...source.matchAll(/from "(\.\/|#search\/)([^"]+)"/g)].map(([, from, path = ""]) =>
    from === "./" ? posix.join(dirname(file), path) : path,
  );
}

/** Files that import each other, by way of as many others as there are. */
function circles(): readonly string[] {
  /** Whatever is imported from there was looked at. */
  const seen = new Set<string>();
  const circlesFrom = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [[...way.slice(way.indexOf(file)), file].join(" -> ")];
    if (seen.has(file)) return [];
    const found = importsOf(file).flatMap((next) => circlesFrom(next, [...way, file]));
    seen.add(file);
    return found;
  };
  return files.flatMap((file) => circlesFrom(file, []));
}

describe("The rooms of the search", () => {
  it("are all looked at", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(importsOf).filter((path) => !files.includes(path))).toEqual([]);
  });

  // The lint sees circles of what runs; one of types alone it lets pass.
  it("have no two files that import each other, not even for their types", () => {
    expect(circles()).toEqual([]);
  });

  it("let no tuned number stray: fractions stand in tuning/", () => {
    const stray = files
      .filter((file) => !file.startsWith("tuning/"))
      .flatMap((file) => {
        const code = readFileSync(join(SEARCH, file), "utf8").replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, "");
        return [...code.matchAll(/(?<![\w.])\d*\.\d+/g)].map(([number]) => `${file}: ${number}`);
      });
    // The half that keeps the logarithm of a rare word finite.
    expect(new Set(stray)).toEqual(new Set(["index/examples.ts: 0.5", "index/pack-index.ts: 0.5"]));
  });
});
