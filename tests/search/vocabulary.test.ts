import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { loadVocabulary } from "#content/vocabulary-schema.ts";
import { createPhrases } from "#search/reading/phrases.ts";
import { createStemmer, readSentences, readWords } from "#search/reading/words.ts";
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

describe("Words", () => {
  const stemmer = createStemmer({ children: "child", customs: "customs" });

  it("lose their endings, whatever side of the ocean they come from", () => {
    const stems = (text: string) => readWords(text, stemmer).map(({ stem }) => stem);
    expect(stems("organised labour trafficking")).toEqual(stems("organized labor trafficked"));
    expect(stems("children")).toEqual(["child"]);
    expect(stems("customs")).toEqual(["customs"]);
  });

  it("are read without mark-up, mentions and addresses", () => {
    const [first] = readSentences("<@U123> are <https://x.example|falcons> sold? :bird: https://evil.example", stemmer);
    expect(first?.words.map(({ raw }) => raw)).toEqual(["are", "falcons", "sold"]);
  });

  it("come from the sentence that asks first", () => {
    const [first] = readSentences("We met in spring. Are falcons sold?", stemmer);
    expect(first?.words[1]?.raw).toBe("falcons");
  });

  it("are read from any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        for (const { words } of readSentences(text, stemmer)) expect(words.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("Phrases", () => {
  const stemmer = createStemmer({});
  const phrases = createPhrases(
    [
      ["prey", ["birds of prey", "falcon"]],
      ["drugs", ["баңгизат*"]],
    ],
    stemmer,
  );
  const found = (text: string) =>
    phrases.find(readWords(text, stemmer)).map(({ value, from, to }) => [value, from, to]);

  it("are found in whatever form their words have", () => {
    expect(found("a bird of prey and two falcons")).toEqual([
      ["prey", 1, 4],
      ["prey", 6, 7],
    ]);
  });

  it("that are open match every word that begins so", () => {
    expect(found("баңгизаттардын соодасы")).toEqual([["drugs", 0, 1]]);
  });
});
