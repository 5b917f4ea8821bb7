/** What of a subject may be asked: `index/aspects.yaml`. */
import { z } from "zod";
import type { Aspect } from "#core/profile/profile.ts";
import { Name, Words } from "./vocabulary-schema.ts";

export const AspectsFile = z.strictObject({
  aspects: z.record(
    Name,
    z.strictObject({
      name: z.string().min(1),
      en: Words,
      ru: Words,
      ky: Words,
      also: z.array(Name).default([]),
      of: z.literal("people").optional(),
      exact: z.literal(true).optional(),
    }),
  ),
});
export type AspectsFile = z.infer<typeof AspectsFile>;

export function aspectsOf({ aspects }: AspectsFile): readonly Aspect[] {
  return Object.entries(aspects).map(([slug, { name, en, ru, ky, also, of, exact }]) => ({
    slug,
    name,
    words: [...en, ...ru, ...ky],
    also,
    isOfPeople: of === "people",
    isExact: exact === true,
  }));
}
