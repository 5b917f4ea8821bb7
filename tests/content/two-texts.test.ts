import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenText, NOTATION, textAlone, textInList } from "#content/findings/two-texts.ts";

const plain = fc.string({ minLength: 1 }).filter((words) => !/[<>|]/u.test(words));
const part = fc.oneof(
  plain.map((words) => ({ written: words, alone: words, inList: words })),
  plain.map((alone) => ({ written: `<${alone}>`, alone, inList: "" })),
  fc.tuple(plain, plain).map(([alone, inList]) => ({ written: `<${alone}|${inList}>`, alone, inList })),
);

describe("A text of two", () => {
  it("reads as the one alone and as the other in a list, and no mark of it is left in either", () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const written = parts.map((each) => each.written).join("");
        expect(written).toMatch(NOTATION);
        expect(textAlone(written)).toBe(parts.map(({ alone }) => alone).join(""));
        expect(textInList(written)).toBe(parts.map(({ inList }) => inList).join(""));
      }),
    );
  });

  it("is broken by one mark too many, wherever that stands", () => {
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom("<", ">"), fc.nat(), (parts, mark, at) => {
        const written = parts.map((each) => each.written).join("");
        const place = at % (written.length + 1);
        expect(written.slice(0, place) + mark + written.slice(place)).not.toMatch(NOTATION);
      }),
    );
  });

  it.each([
    "Judges | paid.",
    "<In <Ruritania>, judges|Judges> paid.",
    "Judges <> paid.",
    "<|Judges> paid.",
    "<a|b|c>.",
  ])("is none where it is written %s", (written) => {
    expect(written).not.toMatch(NOTATION);
  });

  it.each([
    ["<In Ruritania, j>udges paid.", "udges paid."],
    ["Judges <in Ruritania> paid.", "Judges  paid."],
    ["Judges paid <in Ruritania>.", "Judges paid ."],
    ["Judges paid<. They were corrupt.>", "Judges paid"],
  ])("is no sentence in a list where the difference of %s is cut in the wrong place", (written, broken) => {
    expect(brokenText(written)).toBe(broken);
    expect(brokenText("Judges< in Ruritania> paid.")).toBeNull();
  });
});
