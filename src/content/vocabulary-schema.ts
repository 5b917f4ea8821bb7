/** The words that questions are read with: `index/vocabulary.yaml`, checked. */
import { join } from "node:path";
import { z } from "zod";
import { CUES, type SearchWords } from "#core/profile/vocabulary.ts";
import { ContentError, describeProblem } from "./problem.ts";
import { createReader } from "./read.ts";

/** Words and phrases with commas between them. */
export const Words = z
  .string()
  .min(1)
  .transform((listed) =>
    [...new Set(listed.split(",").map((word) => word.trim().replaceAll(/\s+/gu, " ")))].filter(Boolean),
  );
export const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, "small letters, digits and hyphens");

const VocabularyFile = z.strictObject({
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
  aspects: Words,
  institutions: Words,
  reasons: Words,
});

/** Reads the vocabulary of a content folder; throws a `ContentError` that says what is wrong and where. */
export function loadVocabulary(folder: string): SearchWords {
  const reader = createReader();
  const file = reader.read(join(folder, "index", "vocabulary.yaml"), VocabularyFile);
  if (file === null) throw new ContentError(reader.problems);
  const { meanings } = file.value;
  const problems = (["broader", "opposites"] as const).flatMap((field) =>
    Object.entries(file.value[field]).flatMap(([from, to]) =>
      [from, to]
        .filter((name) => meanings[name] === undefined)
        .map((found) => ({ file: file.file, path: [field, from], expected: "names of meanings", found })),
    ),
  );
  if (problems.length > 0) throw new ContentError(problems.map(describeProblem));
  return file.value;
}
