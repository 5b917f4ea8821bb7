import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSpellings, editDistance, fold } from "#core/profile/fold.ts";

/** Optimal string alignment as it is defined, letter by letter from the end. */
function defined(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [oneA, oneB] = [a.slice(0, -1), b.slice(0, -1)];
  const changed = defined(oneA, oneB) + (a.at(-1) === b.at(-1) ? 0 : 1);
  const least = Math.min(defined(oneA, b) + 1, defined(a, oneB) + 1, changed);
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(least, defined(a.slice(0, -2), b.slice(0, -2)) + 1) : least;
}

// Few letters, so that words are near each other; "а" and "A" share a bit with others.
const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "а", "ң"), maxLength: 5 });

describe("The edits between two words", () => {
  it("are as many as by their definition, and one more than the limit where they are more", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (one, other, limit) => {
        expect(editDistance(one, other, limit)).toBe(Math.min(defined(one, other), limit + 1));
      }),
    );
  });
});

describe("Listed words", () => {
  const listed = fc.uniqueArray(word, { maxLength: 12 });

  it("are found by what was typed nearly as by a look at each of them, in their order", () => {
    fc.assert(
      fc.property(listed, word, fc.integer({ min: 0, max: 2 }), (words, typed, edits) => {
        const near = words.map((spelling) => ({ spelling, distance: editDistance(typed, spelling, edits) }));
        expect(createSpellings(words).near(typed, edits)).toMatchObject(
          near.filter(({ distance }) => distance <= edits),
        );
      }),
    );
  });

  it("are found by their beginning as by a look at each of them, in their order", () => {
    fc.assert(
      fc.property(listed, word, (words, typed) => {
        const begun = words.filter((spelling) => spelling.startsWith(typed));
        expect(createSpellings(words).beginningWith(typed)).toEqual(begun);
      }),
    );
  });
});

describe("A folded text", () => {
  const typed = fc.string({ unit: fc.constantFrom(...Array.from("aZ19 .,?!'’-–—\t\u00a0йЁёңөҮүАя_~")), maxLength: 30 });

  it("is the same whether its letters are composed or taken apart, and has nothing to fold", () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(fold(text)).toBe(fold(text.normalize("NFD")));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it("has no accents on Latin letters, and Cyrillic ones as they are", () => {
    expect(fold("Où est l’ÉCOLE — Бишкек, Ысык-Көлдө?")).toBe("ou est lecole бишкек ысык көлдө");
  });
});
