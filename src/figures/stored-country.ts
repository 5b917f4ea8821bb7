/** A country as it is kept: in a file of its own, or in a row. */
import { z } from "zod";
import { MEASURES } from "#core/profile/profile.ts";
import type { ImportedCountry } from "#core/profile/world.ts";

const slug = z.string().regex(/^[a-z]+(-[a-z]+)*$/u);
const score = z.number().min(1).max(10);
// What was brought in before ties were kept tells none; `shared-places.ts` reckons them from who has the same place.
const rank = z.object({ rank: z.int().min(1), of: z.int().min(1), joint: z.boolean().default(false) });
const measured = <T extends z.ZodType>(value: T) => z.record(z.enum(MEASURES), value);

const StoredCountry = z.object({
  slug,
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  region: z.string().min(1),
  continent: z.string().min(1),
  editions: z
    .array(
      z.object({
        edition: z.int(),
        headline: measured(score),
        ranks: measured(z.object({ world: rank, continent: rank, region: rank })),
        indicators: z.record(slug, score),
      }),
    )
    .min(1),
});

/** Throws where the text is not what `writeCountry` gave. */
export function readCountry(text: string): ImportedCountry {
  return StoredCountry.parse(JSON.parse(text));
}

export function writeCountry(country: ImportedCountry): string {
  return `${JSON.stringify(country)}\n`;
}
