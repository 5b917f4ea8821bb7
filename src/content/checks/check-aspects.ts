/** Findings tell only aspects that `index/aspects.yaml` lists. */
import type { ContentFiles } from "#content/files.ts";
import type { Problem } from "#content/problem.ts";

/** An aspect that nobody lists can be asked for by nobody. */
export function aspectProblems({ aspects: { file, value }, packs }: ContentFiles): readonly Problem[] {
  const known = new Set(Object.keys(value.aspects));
  const unknown = (slugs: readonly string[], place: Pick<Problem, "file" | "path">): readonly Problem[] =>
    slugs.flatMap((found, at) =>
      known.has(found) && slugs.indexOf(found) === at
        ? []
        : [{ ...place, path: [...place.path, at], expected: "the slug of an aspect, once", found }],
    );
  return [
    ...Object.entries(value.aspects).flatMap(([slug, { also }]) =>
      unknown(also, { file, path: ["aspects", slug, "also"] }),
    ),
    ...packs.flatMap(({ sections }) =>
      sections.flatMap(({ file: section, value: { findings } }) =>
        Object.entries(findings).flatMap(([indicator, told]) =>
          told.flatMap((finding, at) =>
            unknown(finding.aspects, { file: section, path: ["findings", indicator, at, "aspects"] }),
          ),
        ),
      ),
    ),
  ];
}
