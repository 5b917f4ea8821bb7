/** What of a subject may be asked: `index/aspects.yaml`, and that findings tell nothing but what it lists. */
import { z } from "zod";
import type { Aspect } from "#core/profile/profile.ts";
import type { ContentFiles } from "./files.ts";
import type { Problem } from "./problem.ts";
import { Name, Words } from "./vocabulary-schema.ts";

export const AspectsFile = z.strictObject({
  aspects: z.record(
    Name,
    z.strictObject({ name: z.string().min(1), en: Words, ru: Words, ky: Words, also: z.array(Name).default([]) }),
  ),
});
export type AspectsFile = z.infer<typeof AspectsFile>;

export function aspectsOf({ aspects }: AspectsFile): readonly Aspect[] {
  return Object.entries(aspects).map(([slug, { name, en, ru, ky, also }]) => ({
    slug,
    name,
    words: [...en, ...ru, ...ky],
    also,
  }));
}

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
