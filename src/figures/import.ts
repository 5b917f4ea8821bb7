/** The official workbook as countries: all of it is right, or nothing comes of it. */
import { fold } from "#core/profile/fold.ts";
import type { CountrySpellings, Taxonomy } from "#core/profile/profile.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import { createCountryNames } from "./country-names.ts";
import { countriesOf } from "./countries.ts";
import { readSheet } from "./sheet.ts";
import { readEditionSheets } from "./workbook.ts";
import { WorkbookError } from "./workbook-problem.ts";

export interface WorkbookParts {
  readonly taxonomy: Taxonomy;
  /** Those that must be in it. */
  readonly editions: readonly number[];
  /** Of `content/index/countries.yaml`. */
  readonly spellings: CountrySpellings;
  /** Told of each sheet that was read. */
  readonly onSheet?: (name: string, countries: number) => void;
}

/** By name. Throws a `WorkbookError` that names sheet and cell of everything that is wrong. */
export async function readWorkbook(
  file: Uint8Array,
  { taxonomy, editions, spellings, onSheet }: WorkbookParts,
): Promise<readonly ImportedCountry[]> {
  const sheets = await readEditionSheets(file, editions);
  const readings = sheets.map((sheet) => {
    const reading = readSheet(sheet, taxonomy);
    if (reading.problems.length === 0) onSheet?.(sheet.name, reading.rows.length);
    return reading;
  });
  const problems = readings.flatMap((reading) => reading.problems);
  if (problems.length > 0) throw new WorkbookError(problems);
  const made = countriesOf(
    readings.flatMap(({ rows }) => rows),
    createCountryNames(spellings),
  );
  if (made.problems.length > 0) throw new WorkbookError(made.problems);
  if (made.countries.length === 0) throw new WorkbookError(["There is no country in it"]);
  return made.countries;
}

/** Which of the countries are wanted. */
export type CountryChoice =
  | { readonly kind: "all" }
  | { readonly kind: "countries"; readonly names: readonly string[] }
  | { readonly kind: "region"; readonly name: string };

/** Those that are wanted, or which names are nobody's. */
export function chooseCountries<C extends ImportedCountry>(
  countries: readonly C[],
  wanted: CountryChoice,
): { readonly chosen: readonly C[]; readonly unknown: readonly string[] } {
  switch (wanted.kind) {
    case "all":
      return { chosen: countries, unknown: [] };
    case "region": {
      const chosen = countries.filter(({ region }) => fold(region) === fold(wanted.name));
      return { chosen, unknown: chosen.length === 0 ? [wanted.name] : [] };
    }
    case "countries": {
      const isCalled = ({ slug, name, aliases }: C, asked: string): boolean =>
        [slug, name, ...aliases].some((each) => fold(each) === fold(asked));
      return {
        chosen: countries.filter((country) => wanted.names.some((asked) => isCalled(country, asked))),
        unknown: wanted.names.filter((asked) => !countries.some((country) => isCalled(country, asked))),
      };
    }
  }
}
