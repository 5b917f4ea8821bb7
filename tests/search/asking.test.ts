import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadLibrary } from "#content/load.ts";
import { createAsking } from "#search/reading/asking.ts";
import { CONTENT, loadTestLibrary } from "#tests/fixtures/library.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The shipped content with another file of words. */
function withWords(file: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "asking-"));
  folders.push(folder);
  cpSync(CONTENT, folder, { recursive: true });
  writeFileSync(join(folder, "index", "words", file), text);
  return folder;
}

const ENGLISH = readFileSync(join(CONTENT, "index", "words", "en.yaml"), "utf8");

describe("The words in which questions are put", () => {
  const asking = createAsking(loadTestLibrary().asking);

  it.each([
    ["within", "in", true],
    ["within", "inner", false],
    ["within", "во", true],
    ["asked-of", "does", true],
    ["said", "reporting", true],
    ["said", "сказано", true],
    ["against", "better", true],
    ["against", "betters", false],
    ["general", "рынков", true],
    ["general", "өлкөдө", true],
    ["general", "heroin", false],
    ["deeds", "почему", true],
  ] as const)("%s: %s, %s", (list, word, fits) => {
    expect(asking[list].test(word)).toBe(fits);
  });

  it("tell where a sentence asks, and only a whole word does", () => {
    expect(["is it so", "and is it so", "Сколько их", "а где"].every((text) => asking.opening.test(text))).toBe(true);
    expect(["island hopping", "and then", "Какаду"].some((text) => asking.opening.test(text))).toBe(false);
  });

  it("are one language more with one file more", () => {
    const { asking: more } = loadLibrary(withWords("de.yaml", "questions: wer, warum\nmeasures:\n  markets: märkt*\n"));
    expect(more.questions).toEqual(expect.arrayContaining(["who", "кто", "wer"]));
    expect(createAsking(more).measures.find(([, test]) => test.test("märkte"))?.[0]).toBe("markets");
  });

  it.each([
    ["a list that the bot does not know", "\nwithin: ", "\nwithins: ", /en\.yaml:\d+: withins: expected a field that/],
    ["a word with a capital", "within: in,", "within: In,", /en\.yaml:\d+: within\.0: expected a word in lower case/],
    ["a list without words", "joints: and, n, but, so, or", 'joints: ","', /en\.yaml:\d+: joints: expected at least 1/],
  ])("are not taken with %s", (...[, from, to, problem]) => {
    expect(ENGLISH).toContain(from);
    expect(() => loadLibrary(withWords("en.yaml", ENGLISH.replace(from, to)))).toThrow(problem);
  });

  it("must be there in one language at least", () => {
    const folder = withWords("en.yaml", ENGLISH);
    for (const name of readdirSync(join(folder, "index", "words"))) rmSync(join(folder, "index", "words", name));
    expect(() => loadLibrary(folder)).toThrow(/words:1: the whole folder: expected a file a language, found none/);
  });
});
