/**
 * The names of time zones, from two packages: Unicode's CLDR says which names mean one clock and which is today's, as the
 * runtime's own ICU does; `@vvo/tzdb` adds larger cities, countries and abbreviations.
 */
import { createRequire } from "node:module";
import { z } from "zod";
import type { ZoneEntry } from "#core/digests/zones/names.ts";

/** https://github.com/unicode-org/cldr/blob/main/common/bcp47/timezone.xml */
const Clock = z.object({
  _description: z.string(),
  /** Names separated by spaces; absent where the clock is kept under another key. */
  _alias: z.string().optional(),
  /** Today's name, where that is not the first. */
  _iana: z.string().optional(),
});
const Clocks = z.object({
  keyword: z.object({ u: z.object({ tz: z.record(z.string(), z.union([Clock, z.string()])) }) }),
});

/** https://github.com/vvo/tzdb#raw-time-zones */
const Places = z.array(
  z.object({
    name: z.string(),
    /** What its clock is called: `Pacific Time`. */
    alternativeName: z.string(),
    group: z.array(z.string()),
    countryName: z.string(),
    countryCode: z.string(),
    mainCities: z.array(z.string()),
    rawOffsetInMinutes: z.number(),
    abbreviation: z.string(),
    dstAbbreviation: z.string().optional(),
  }),
);
type Place = z.infer<typeof Places>[number];

/** Letters by what a clock is called, as they are the same all year: `PT` of `Pacific Time`. */
const Letters = z.record(z.string(), z.string());

/** Not imported: most starts look no zone up for seconds. */
const require = createRequire(import.meta.url);

/** Every clock that CLDR knows; which of them the runtime knows is for `Zones` to find out. */
export function readZoneEntries(): readonly ZoneEntry[] {
  const places = Places.parse(require("@vvo/tzdb/raw-time-zones.json"));
  const letters = Letters.parse(require("@vvo/tzdb/abbreviations.json"));
  const placeOf = new Map(places.flatMap((place) => [place.name, ...place.group].map((name) => [name, place])));
  const { tz } = Clocks.parse(require("cldr-bcp47/bcp47/timezone.json")).keyword.u;
  return Object.entries(tz).flatMap(([key, clock]) => {
    if (typeof clock === "string") return [];
    const { _alias: aliases, _iana: today, _description: description } = clock;
    const names = aliases?.split(" ") ?? [];
    const name = today ?? names[0];
    return name === undefined ? [] : [entryOf({ key, name, names, description }, placeOf.get(name), letters)];
  });
}

/**
 * CLDR's keys of places are those of UN/LOCODE, five letters, of which two are the country's: `kzala`. Longer ones mostly begin so
 * too, `uscenter`; `gazastrp` does not.
 */
function regionOf(key: string, country: string): string {
  const [, code = "", rest = ""] = /^([a-z]{2})([a-z\d]{3,6})$/u.exec(key) ?? [];
  if (code === "") return "";
  const region = code.toUpperCase();
  if (rest.length === 3) return region;
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return english.of(region) === country ? region : "";
}

function entryOf(
  {
    key,
    name,
    names,
    description,
  }: Readonly<Record<"key" | "name" | "description", string>> & { readonly names: readonly string[] },
  place: Place | undefined,
  letters: z.infer<typeof Letters>,
): ZoneEntry {
  const [, country = description] = /, (?<country>[^,]+)$/u.exec(description) ?? [];
  // A group may span countries: its cities are those of the zone that it is named after.
  const isItsOwn = place !== undefined && names.includes(place.name);
  return {
    name,
    aliases: names.filter((each) => each !== name),
    place: description,
    cities: isItsOwn ? place.mainCities : [],
    spoken: [],
    country: isItsOwn ? place.countryName : country,
    region: isItsOwn ? place.countryCode : regionOf(key, country),
    countries: [],
    abbreviations: place === undefined ? [] : abbreviationsOf(place, letters),
    clock: isItsOwn ? { name: place.alternativeName, size: place.group.length + place.mainCities.length } : null,
    standard: place?.rawOffsetInMinutes ?? null,
  };
}

/** Of winter, of summer, and of the clock all year. */
function abbreviationsOf(place: Place, letters: z.infer<typeof Letters>): readonly string[] {
  const all = [place.abbreviation, place.dstAbbreviation, letters[place.alternativeName]];
  return [...new Set(all.flatMap((each) => each ?? []))];
}
