import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMatcher } from "#core/conversation/matching.ts";
import { exactly, readList, surePattern } from "#core/conversation/patterns.ts";

const word = fc.constantFrom("who", "what", "made", "you", "wh*", "ma*");
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const choice = fc
  .tuple(fc.array(phrase, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "|"))
  .map(([phrases, none]) => `(${phrases.join("|")}${none})`);
const source = fc.array(fc.oneof(word, choice), { minLength: 1, maxLength: 4 }).map((groups) => groups.join(" "));
const typed = fc.array(fc.constantFrom("who", "what", "made", "you", "whom", "maker", "else"), { maxLength: 6 });

describe("Patterns that are matched at once", () => {
  it("find what each of them would alone, wherever it begins and however often it is asked", () => {
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 6 }),
        fc.array(typed, { minLength: 1 }),
        (sources, texts) => {
          const matchesAt = createMatcher(sources.map((each, value) => ({ pattern: surePattern(each), value })));
          for (const words of [...texts, ...texts])
            for (const from of words.keys()) expect(matchesAt(words, from)).toEqual(matchesAlone(sources, words, from));
        },
      ),
    );
  });
});

/** Every sequence of words that a pattern stands for, tried by itself. */
function matchesAlone(sources: readonly string[], words: readonly string[], from: number) {
  const ends = words.map((_, at) => at + 1).filter((end) => end > from);
  return ends.flatMap((end) =>
    sources.flatMap((each, value) => {
      const rest = words.slice(from, end);
      const stands = readList([each]).some(
        (sequence) => sequence.length === rest.length && rest.every((said, at) => exactly(said, sequence[at] ?? "")),
      );
      return stands ? [{ value, end }] : [];
    }),
  );
}
