import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createKeptContent } from "#app/memory/kept-content.ts";
import { loadKept, loadLibrary } from "#content/load.ts";
import type { Library } from "#core/profile/profile.ts";
import { SILENT } from "#tests/fixtures/bot.ts";
import { CONTENT } from "#tests/fixtures/library.ts";

let folder: string;
let content: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-kept-"));
  content = join(folder, "content");
  cpSync(CONTENT, content, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

const kept = () => createKeptContent({ folder, content, log: SILENT });
/** What a first start leaves for the next. */
async function start(): Promise<Library> {
  const library = loadKept(content, kept());
  await vi.waitFor(() => expect(kept().read()).not.toBeNull());
  return library;
}
/** As JSON: the words of orders are looked up by functions. */
const plain = (library: Library): unknown => JSON.parse(JSON.stringify(library));

describe("Content that was read at an earlier start", () => {
  it("is the same as if its files were read again", async () => {
    await start();
    const keep = () => Promise.reject(new Error("It was read again"));
    expect(plain(loadKept(content, { read: () => kept().read(), keep }))).toEqual(plain(loadLibrary(content)));
  });

  it("is read again when a letter of it is another, and a mistake in it stops the start", async () => {
    const library = await start();
    const file = join(content, "index", "scale.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/low: \d+/u, "low: 0"));
    expect(loadKept(content, kept()).taxonomy.scale).not.toEqual(library.taxonomy.scale);
    writeFileSync(file, "low: [");
    expect(() => loadKept(content, kept())).toThrow(/scale\.yaml:\d+: the whole file: expected YAML/u);
  });
});
