/** What cities are called in the languages that people type: `index/zones/*.yaml`, a file a language, checked. */
import { z } from "zod";
import type { ZoneEntry } from "#core/digests/zones/names.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Sourced } from "#content/read.ts";

/** By the name of a zone, with commas between the words. */
export const ZoneWordsFile = z.record(
  z.string().regex(/^[A-Z]\w+\/\w+$/u, "the name of a time zone"),
  z
    .string()
    .transform((listed) => listed.split(",").flatMap((word) => word.trim() || []))
    .pipe(z.array(z.string()).min(1)),
);
export type ZoneWordsFile = z.infer<typeof ZoneWordsFile>;

/** The words of all languages together. */
export function zoneWordsOf(files: readonly Sourced<ZoneWordsFile>[]): Readonly<Record<string, readonly string[]>> {
  const zones = new Set(files.flatMap(({ value }) => Object.keys(value)));
  return Object.fromEntries(
    [...zones].map((zone) => [zone, [...new Set(files.flatMap(({ value }) => value[zone] ?? []))]]),
  );
}

/**
 * Zones with what people call them and the countries that they are in; a word that names no zone of `entries` is passed
 * over, as is a zone that the runtime lacks.
 */
export function withWords(
  entries: readonly ZoneEntry[],
  { zoneWords, countries }: Pick<Library, "zoneWords" | "countries">,
): readonly ZoneEntry[] {
  const words = Object.entries(zoneWords);
  const namesOf = countryNames();
  return entries.map((entry) => ({
    ...entry,
    spoken: words.flatMap(([zone, spoken]) => (zone === entry.name || entry.aliases.includes(zone) ? spoken : [])),
    countries:
      entry.region === "" ? [] : [...new Set([...namesOf(entry.region), ...(countries[entry.region]?.names ?? [])])],
  }));
}

/** Unicode's names of countries by ISO 3166 code, in the languages that people type: `DE` is `Германия`, too. */
function countryNames(): (code: string) => readonly string[] {
  const names = ["en", "ru", "ky"].map(
    (language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }),
  );
  return (code) => names.flatMap((each) => each.of(code) ?? []);
}
