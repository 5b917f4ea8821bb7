/** Words of short questions about figures, a file a language: `index/figures/*.yaml`, checked. */
import { z } from "zod";
import { fold } from "#core/profile/fold.ts";
import { FIGURE_WORD_LISTS, type FigureWords } from "#core/profile/figure-words.ts";
import type { Sourced } from "./read.ts";

/** Words and turns of phrase with commas between them. */
const Phrases = z
  .string()
  .transform((listed) => listed.split(",").flatMap((phrase) => phrase.trim().replaceAll(/\s+/gu, " ") || []))
  .pipe(
    z
      .array(
        z.string().refine((phrase) => phrase === fold(phrase), "words as they are compared: in lower case, no signs"),
      )
      .min(1),
  );

const Numbered = z.record(z.string().regex(/^[1-9]\d?$/u, "a number"), Phrases).default({});

export const FigureWordsFile = z.strictObject({
  lists: z.partialRecord(z.enum(FIGURE_WORD_LISTS), Phrases),
  places: Numbered,
  numbers: Numbered,
});
export type FigureWordsFile = z.infer<typeof FigureWordsFile>;

/** The words of all languages together. */
export function figureWordsOf(files: readonly Sourced<FigureWordsFile>[]): FigureWords {
  const numbered = (of: "places" | "numbers"): FigureWords["places"] =>
    new Map(
      files.flatMap(({ value }) =>
        Object.entries(value[of]).flatMap(([number, phrases]) =>
          phrases.map((phrase) => [phrase, Number(number)] as const),
        ),
      ),
    );
  const lists = FIGURE_WORD_LISTS.map((list) => [list, files.flatMap(({ value }) => value.lists[list] ?? [])] as const);
  return { lists: new Map(lists), places: numbered("places"), numbers: numbered("numbers") };
}
