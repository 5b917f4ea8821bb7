/** The wording: every sentence that the code says, with the placeholders that it fills in. */
import { declaredWords } from "#core/wording/wording.ts";
import type { Problem } from "#content/problem.ts";
import type { Sourced } from "#content/read.ts";
import type { WordingFile } from "#content/schema.ts";

export function wordingProblems(files: readonly Sourced<WordingFile>[]): readonly Problem[] {
  const declared = declaredWords();
  const holders = new Map<string, string>();
  const inFiles = files.flatMap(({ file, value }) =>
    Object.entries(value).flatMap(([key, sentence]) => {
      const before = holders.get(key);
      holders.set(key, before ?? file);
      const path = [key];
      const allowed = declared.get(key);
      if (allowed === undefined) return [{ file, path, expected: "a key that the bot says", found: key }];
      if (before !== undefined)
        return [{ file, path, expected: "a key of its own", found: `${key}, which ${before} has` }];
      return placeholderProblems(sentence, allowed).map(({ expected, found }) => ({ file, path, expected, found }));
    }),
  );
  const missing = [...declared.keys()].filter((key) => !holders.has(key));
  return [
    ...inFiles,
    ...missing.map((key) => ({
      file: nearestFile(files, key),
      path: [],
      expected: `a sentence for ${key}`,
      found: "none",
    })),
  ];
}

/** The file that has the key's sisters, else the first. */
function nearestFile(files: readonly Sourced<WordingFile>[], key: string): string {
  const family = `${key.split(".")[0] ?? key}.`;
  const nearest = files.find(({ value }) => Object.keys(value).some((other) => other.startsWith(family)));
  return (nearest ?? files[0])?.file ?? "wording";
}

function placeholderProblems(
  sentence: string,
  allowed: readonly string[],
): readonly Pick<Problem, "expected" | "found">[] {
  const used = new Set([...sentence.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ""));
  const list = allowed.length === 0 ? "no placeholder" : allowed.map((name) => `{${name}}`).join(" ");
  return [
    ...[...used].filter((name) => !allowed.includes(name)).map((name) => ({ expected: list, found: `{${name}}` })),
    ...allowed
      .filter((name) => !used.has(name))
      .map((name) => ({ expected: `the placeholder {${name}}`, found: "a sentence without it" })),
  ];
}
