/** What refers to the vocabulary names what is in it. */
import type { ContentFiles } from "#content/files.ts";
import type { Problem } from "#content/problem.ts";

/** Meanings that are broader or opposite are meanings; what a finding is about is a meaning or a country. */
export function vocabularyProblems({ vocabulary: { file, value }, packs }: ContentFiles): readonly Problem[] {
  const { meanings, countries } = value;
  const references = (["broader", "opposites"] as const).flatMap((field) =>
    Object.entries(value[field]).flatMap(([from, to]) =>
      [from, to]
        .filter((name) => meanings[name] === undefined)
        .map((found) => ({ file, path: [field, from], expected: "names of meanings", found })),
    ),
  );
  const subjects = packs.flatMap(({ sections }) =>
    sections.flatMap(({ file: section, value: { findings } }) =>
      Object.entries(findings).flatMap(([indicator, told]) =>
        told.flatMap((finding, at) =>
          finding.subjects
            .map((found, place) => ({ file: section, path: ["findings", indicator, at, "subjects", place], found }))
            .filter(({ found }, place) => !isNamed(found) || finding.subjects.indexOf(found) !== place)
            .map((problem) => ({ ...problem, expected: "a meaning or a country of the vocabulary, once" })),
        ),
      ),
    ),
  );
  return [...references, ...subjects];

  function isNamed(slug: string): boolean {
    return meanings[slug] !== undefined || countries[slug] !== undefined;
  }
}
