import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createKeptContent } from "#app/kept/content.ts";
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

  it.each([
    ["a file called .yml", () => renameSync(join(content, "index", "scale.yaml"), join(content, "index", "scale.yml"))],
    ["a linked folder", () => linkInstead("index")],
    ["a linked file", () => linkInstead("index/scale.yaml")],
  ])("is read again when a letter of %s is another", async (_, change) => {
    change();
    await start();
    const file = ["scale.yml", "scale.yaml"]
      .map((name) => join(content, "index", name))
      .find((each) => existsSync(each));
    writeFileSync(file ?? "", "low: [");
    expect(() => loadKept(content, kept())).toThrow(/scale\.ya?ml:\d+: the whole file: expected YAML/u);
  });

  it("is read again when a folder has come that shall be a country", async () => {
    await start();
    mkdirSync(join(content, "uzbekistan"));
    expect(() => loadKept(content, kept())).toThrow("uzbekistan");
  });

  it("is read again when a file has come that nobody reads", async () => {
    await start();
    writeFileSync(join(content, "kyrgyzstan", "questions", "more.txt"), "figures: |\n");
    expect(() => loadKept(content, kept())).toThrow("more.txt");
  });

  it("is read again when a country in another folder is no longer a copy of one that is read", async () => {
    cpSync(join(content, "kyrgyzstan"), join(content, "backup", "kyrgyzstan"), { recursive: true });
    await start();
    const copy = join(content, "backup", "kyrgyzstan", "profile.yaml");
    writeFileSync(copy, readFileSync(copy, "utf8").replace("slug: kyrgyzstan", "slug: tajikistan"));
    expect(() => loadKept(content, kept())).toThrow("backup");
  });

  /** As clusters mount it: what is there is a link to what is elsewhere. */
  function linkInstead(name: string): void {
    renameSync(join(content, name), join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(content, name));
  }
});
