import fc from "fast-check";
import { describe, expect, it } from "vitest";
import stemByRules from "wink-porter2-stemmer";
import { stemEnglish } from "#search/reading/english-stem.ts";
import { readQuestions } from "#tests/evaluation/evaluate.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const ENDINGS =
  "ational ization fulness ousness iveness tional biliti lessli ation entli alism aliti fulli ousli iviti alli ator izer " +
  "enci anci abli bli logi ogi li alize icate iciti ative ical ness ful ement ance ence able ible ment ant ent ism ate iti " +
  "ous ive ize sion tion ion al er ic eed eedly ed edly ing ingly s ss us sses ied ies y 3 e l ll at bl iz bb tt ly es";

const beginning = fc.oneof(
  fc.constantFrom("gener", "commun", "arsen", "y", ""),
  fc.string({ unit: fc.constantFrom(..."a b c d e g h i l m n o p r s t u v w x y z 3 é".split(" ")), maxLength: 6 }),
);
const word = fc
  .tuple(beginning, fc.array(fc.constantFrom(...ENDINGS.split(" ")), { maxLength: 3 }))
  .map(([start, endings]) => start + endings.join(""));

describe("An English word", () => {
  it("loses the ending that the algorithm's own library takes off, whatever the content and its questions say", () => {
    const text = JSON.stringify([loadTestLibrary(), readQuestions("development"), readQuestions("strangers")]);
    const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu))];
    expect(words.length).toBeGreaterThan(20_000);
    expect(words.filter((each) => stemEnglish(each) !== stemByRules(each))).toEqual([]);
  });

  it("loses it in whatever way endings follow on each other", () => {
    fc.assert(
      fc.property(word, (each) => {
        expect(stemEnglish(each)).toBe(stemByRules(each));
      }),
      { numRuns: 5000 },
    );
  });
});
