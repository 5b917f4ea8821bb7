import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openMatcher } from "#core/conversation/patterns/matching.ts";
import { patternTableOf } from "#core/conversation/patterns/table.ts";
import { exactly, surePattern, type Pattern } from "#core/conversation/patterns/pattern.ts";

const word = fc.constantFrom("who", "what", "made", "you", "wh*", "ma*");
const phrase = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(" "));
const choice = fc
  .tuple(fc.array(phrase, { minLength: 1, maxLength: 2 }), fc.constantFrom("", "|"))
  .map(([phrases, none]) => `(${phrases.join("|")}${none})`);
const nested = fc.tuple(choice, choice, phrase).map(([one, other, words]) => `(${one} ${other}|${words}|${other})`);
const source = fc
  .array(fc.oneof(word, choice, nested), { minLength: 1, maxLength: 3 })
  .map((groups) => groups.join(" "));
const typed = fc.array(fc.constantFrom("who", "what", "made", "you", "whom", "maker", "else"), { maxLength: 6 });

describe("Patterns that are matched at once", () => {
  it("find what each of them would alone, wherever it begins and however often it is asked", () => {
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 4 }),
        fc.array(typed, { minLength: 1, maxLength: 4 }),
        (sources, texts) => {
          const patterns = sources.map((each) => surePattern(each));
          const matchesAt = openMatcher(patternTableOf(patterns), [...patterns.keys()]);
          const sequences = patterns.map(sequencesOf);
          for (const words of [...texts, ...texts])
            for (const from of words.keys())
              expect(matchesAt(words, from)).toEqual(matchesAlone(sequences, words, from));
        },
      ),
    );
  });
});

/** Every sequence of words that a pattern stands for, tried by itself. */
function matchesAlone(patterns: readonly (readonly (readonly string[])[])[], words: readonly string[], from: number) {
  const ends = words.map((_, at) => at + 1).filter((end) => end > from);
  return ends.flatMap((end) =>
    patterns.flatMap((sequences, value) => {
      const rest = words.slice(from, end);
      const stands = sequences.some(
        (sequence) => sequence.length === rest.length && rest.every((said, at) => exactly(said, sequence[at] ?? "")),
      );
      return stands ? [{ value, end }] : [];
    }),
  );
}

function sequencesOf([first, ...others]: Pattern): readonly (readonly string[])[] {
  if (first === undefined) return [[]];
  const begun = typeof first === "string" ? [[first]] : first.ways.flatMap(sequencesOf);
  return begun.flatMap((words) => sequencesOf(others).map((more) => [...words, ...more]));
}
