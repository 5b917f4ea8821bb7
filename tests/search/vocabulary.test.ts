import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadVocabulary } from "#content/vocabulary-schema.ts";
import { CONTENT } from "#tests/fixtures/library.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The shipped vocabulary with one passage replaced, in a folder of its own. */
function edited(from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), "vocabulary-"));
  folders.push(folder);
  mkdirSync(join(folder, "index"));
  const text = readFileSync(join(CONTENT, "index", "vocabulary.yaml"), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, "index", "vocabulary.yaml"), text.replace(from, to));
  return folder;
}

describe("The vocabulary", () => {
  it("is read with its words parted", () => {
    const { meanings, cues, broader } = loadVocabulary(CONTENT);
    expect(meanings["falcons"]).toContain("birds of prey");
    expect(cues.score).toContain("rank");
    expect(broader["heroin"]).toBe("drugs");
  });

  it("says where a broader meaning is none", () => {
    expect(() => loadVocabulary(edited("  heroin: drugs\n", "  heroin: drogs\n"))).toThrow(
      /vocabulary\.yaml:\d+: broader\.heroin: expected names of meanings, found drogs/,
    );
  });

  it("says which cue the bot does not know", () => {
    expect(() => loadVocabulary(edited("\n  wish: ", "\n  whish: "))).toThrow(/vocabulary\.yaml:\d+: cues/);
  });
});
