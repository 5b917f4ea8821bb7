import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownAmong } from "#core/conversation/slips.ts";

const word = fc.stringMatching(/^[a-zа-яөүң-]{1,9}$/u);

describe("A word that questions are read with", () => {
  it("is known as what it is, and no other is", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (words, other) => {
        const isKnown = knownAmong(words.toSorted().join(" "));
        expect(words.filter((each) => !isKnown(each))).toEqual([]);
        expect(isKnown(other)).toBe(words.includes(other));
      }),
    );
  });
});
