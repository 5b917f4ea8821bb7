import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAsking } from "#search/reading/asking.ts";
import { groupByShape } from "#search/reading/lexicon.ts";
import { mendSlips } from "#search/reading/mending.ts";
import { openPhraseBook, writePhraseBook } from "#search/reading/phrases.ts";
import { createStemmer, readSentences, readWords } from "#search/reading/words.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

describe("Words", () => {
  const stemmer = createStemmer({ children: "child", customs: "customs" });
  const asking = createAsking(loadTestLibrary().asking);
  const known = { stemmer, asking };

  it("lose their endings, whatever side of the ocean they come from", () => {
    const stems = (text: string) => readWords(text, stemmer).map(({ stem }) => stem);
    expect(stems("organised labour trafficking")).toEqual(stems("organized labor trafficked"));
    expect(stems("children")).toEqual(["child"]);
    expect(stems("customs")).toEqual(["customs"]);
  });

  it("are read without mark-up, mentions and addresses", () => {
    const [first] = readSentences("<@U123> are <https://x.example|falcons> sold? :bird: https://evil.example", known);
    expect(first?.words.map(({ raw }) => raw)).toEqual(["are", "falcons", "sold"]);
  });

  it("come from the sentence that asks first", () => {
    const [first] = readSentences("We met in spring. Are falcons sold?", known);
    expect(first?.words[1]?.raw).toBe("falcons");
  });

  it("are read from any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        for (const { words } of readSentences(text, known)) expect(words.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("Phrases", () => {
  const stemmer = createStemmer({});
  const { tables, singles } = writePhraseBook(
    [
      [
        "meanings",
        [
          ["prey", ["birds of prey", "falcon", "bird"]],
          ["drugs", ["баңгизат*", "баңги*", "dried poppy head*"]],
        ],
      ],
      ["ordinary", [["ordinary", ["and", "bird"]]]],
    ],
    stemmer,
  );
  const book = openPhraseBook(tables);
  const found = (text: string, list: "meanings" | "ordinary" = "meanings") =>
    book
      .list(list)
      .find(readWords(text, stemmer))
      .map(({ value, from, to }) => [value, from, to]);

  it("are found in whatever form their words have", () => {
    expect(found("a bird of prey and two falcons")).toEqual([
      ["prey", 1, 4],
      ["prey", 1, 2],
      ["prey", 6, 7],
    ]);
  });

  it("that are open match every word that begins so, the shortest first", () => {
    expect(found("баңгизаттардын соодасы")).toEqual([
      ["drugs", 0, 1],
      ["drugs", 0, 1],
    ]);
    expect(found("dried poppy headings, dried poppy")).toEqual([["drugs", 0, 3]]);
  });

  it("are found list by list, although all lists are looked up at once", () => {
    expect(found("a bird and more", "ordinary")).toEqual([
      ["ordinary", 1, 2],
      ["ordinary", 2, 3],
    ]);
  });

  it("of a single whole word are what slips are mended to", () => {
    expect(singles.get("meanings")).toEqual(["falcon", "bird"]);
  });

  it("make each of their words known, and no other", () => {
    const isKnown = (text: string) => readWords(text, stemmer).map((word) => book.knows(word));
    expect(isKnown("birds prey poppy heading баңгизаттар")).toEqual([true, true, true, false, true]);
  });
});

describe("A slip of the finger", () => {
  const stemmer = createStemmer({});
  const listed = ["heroin", "seizures", "controls", "prisons", "who", "the", "прокуратура", "smack"];
  const stems = new Set(listed.map((word) => stemmer.stem(word)));
  const known = {
    lexicon: {
      stemmer,
      knows: ({ stem }: { readonly stem: string }) => stems.has(stem),
      plain: new Set(["snack"]),
      byShape: groupByShape(listed),
    },
    index: { postings: { has: () => false }, byShape: groupByShape([]) },
  };
  const meant = (typed: string): string =>
    mendSlips(readWords(typed, stemmer), known)
      .words.map(({ raw }) => raw)
      .join(" ");

  it.each([
    ["a letter left out", "seizres", "seizures"],
    ["two letters swapped", "herion", "heroin"],
    ["the first two swapped", "ehroin", "heroin"],
    ["a key beside the right one", "hetoin", "heroin"],
    ["the key beside the first one", "geroin", "heroin"],
    ["the same on a Russian keyboard", "прркуратура", "прокуратура"],
    ["a space left out", "whocontrols theprisons", "who controls the prisons"],
    ["a space left out before a year", "heroin2023", "heroin 2023"],
  ])("is mended: %s", (_, typed, word) => {
    expect(meant(typed)).toBe(word);
  });

  it.each([
    ["a common word that is near to a listed one", "snack"],
    ["a word that no key leads to", "hemoin"],
    ["half of a word that is listed", "whorls"],
  ])("is not seen in %s", (_, typed) => {
    expect(meant(typed)).toBe(typed);
  });

  it("leaves as many words typed as meant", () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from("whotecnrlspiuza2013")),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 8 }), (some) => {
        const { spelt, words } = mendSlips(readWords(some.join(" "), stemmer), known);
        expect(spelt).toHaveLength(words.length);
      }),
    );
  });
});
