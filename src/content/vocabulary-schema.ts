/** The words that questions are read with: `index/vocabulary.yaml`, checked. */
import { z } from "zod";
import { CUES } from "#core/profile/vocabulary.ts";

/** A star inside a word stands for nothing: such a word is never found. */
const MIDDLE_STAR = /\*[^\s,]/u;

/** Words and phrases with commas between them. */
export const Words = z
  .string()
  .min(1)
  .refine((listed) => !MIDDLE_STAR.test(listed), "words with a star at their end only")
  .transform((listed) =>
    [...new Set(listed.split(",").map((word) => word.trim().replaceAll(/\s+/gu, " ")))].filter(Boolean),
  );
export const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, "small letters, digits and hyphens");

export const VocabularyFile = z.strictObject({
  exceptions: z.record(z.string().min(1), z.string().min(1)),
  meanings: z.record(Name, Words),
  broader: z.record(Name, Name),
  opposites: z.record(Name, Name),
  ordinary: Words,
  countries: z.record(Name, Words),
  "rare-countries": z.record(Name, Words),
  cues: z.record(z.enum(CUES), Words),
  everyday: Words,
  present: Words,
  doing: Words,
  abroad: Words,
  somebody: Words,
  numbers: Words,
  places: Words,
  home: Words,
  aspects: Words,
  institutions: Words,
  details: Words,
  things: Words,
  classes: Words,
  reasons: Words,
  denials: Words,
});

export type VocabularyFile = z.infer<typeof VocabularyFile>;
