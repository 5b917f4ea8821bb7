/** `import` and `remove`: other countries' figures brought in from the Index's workbook, and taken away. */
import { readFile } from "node:fs/promises";
import type { Content } from "#core/briefings/context.ts";
import type { FigureStore } from "#core/profile/world.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import { chooseCountries, readWorkbook, type CountryChoice } from "#figures/import.ts";
import { WorkbookError } from "#figures/workbook-problem.ts";

export interface FigureOrder {
  /** The workbook; null takes the countries away. */
  readonly file: string | null;
  /** Null only looks whether the workbook is whole. */
  readonly wanted: CountryChoice | null;
}

export interface ImportParts {
  readonly content: Pick<Content, "library">;
  readonly open: () => Promise<FigureStore>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** What a command line ends with where there is no such country or region; `--help` tells it. */
export const NO_SUCH_COUNTRY = 3;
/** It is said how far it is after so many countries. */
const PORTION = 50;
/** As many names are told before the rest is counted. */
const MOST_NAMES = 12;
const TERMS =
  "The figures are those of the Global Initiative Against Transnational Organized Crime. Its terms of use are yours to read: https://ocindex.net";

/** Resolves with the exit code; what was wrong has been said then. */
export async function orderFigures(order: FigureOrder, parts: ImportParts): Promise<number> {
  try {
    return await obey(order, parts);
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    parts.complain(`${error.message}. Nothing was changed.`);
    return 1;
  }
}

/** A folder that cannot be written, a full disk, a database that is away: whoever gives the order can mend it. */
export function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && "code" in error;
}

async function obey({ file, wanted }: FigureOrder, parts: ImportParts): Promise<number> {
  if (file === null) return removeFigures(wanted ?? { kind: "all" }, parts);
  const { print, complain } = parts;
  const countries = await readWhole(file, parts);
  if (countries === null) return 1;
  const regions = [...new Set(countries.map(({ region }) => region))].toSorted();
  if (wanted === null) {
    print(
      `The workbook is whole: ${countries.length} countries. Nothing was imported: say --country, --region or --all.`,
    );
    return 0;
  }
  const { chosen, unknown } = chooseCountries(countries, wanted);
  if (unknown.length > 0) {
    complain(`${file}: there is no ${wanted.kind === "region" ? "region" : "country"} ${unknown.join(", ")}`);
    if (wanted.kind === "region") complain(`Regions: ${regions.join("; ")}`);
    return NO_SUCH_COUNTRY;
  }
  const store = await parts.open();
  try {
    await store.save(chosen, (count) => {
      if (count % PORTION === 0) print(`${count} of ${chosen.length}`);
    });
  } finally {
    await store.close();
  }
  print(`Imported ${chosen.length === 1 ? "1 country" : `${chosen.length} countries`}: ${listed(chosen)}.`);
  print("They are answered from within a minute, without a restart.");
  print(TERMS);
  return 0;
}

/** Null where it cannot be used, which has been said then. */
async function readWhole(
  file: string,
  { content: { library }, print, complain }: ImportParts,
): Promise<readonly ImportedCountry[] | null> {
  try {
    const editions = library.packs.flatMap(
      ({ figures }) => figures.countries[0]?.editions.map((each) => each.edition) ?? [],
    );
    return await readWorkbook(await readFile(file), {
      taxonomy: library.taxonomy,
      editions: [...new Set(editions)],
      spellings: library.countries,
      onSheet: (name, rows) => print(`${name}: ${rows} countries`),
    });
  } catch (error) {
    if (!(error instanceof WorkbookError || isOfTheSystem(error))) throw error;
    for (const line of error.message.split("\n")) complain(`${file}: ${line}`);
    complain("Nothing was imported.");
    return null;
  }
}

/** Says what is not answered any more. A pack's own neighbours stay in that pack. */
async function removeFigures(wanted: CountryChoice, { open, print, complain }: ImportParts): Promise<number> {
  const store = await open();
  try {
    const { countries } = await store.load();
    const { chosen, unknown } = chooseCountries(countries, wanted);
    if (unknown.length > 0) complain(`No figures were imported of ${unknown.join(", ")}`);
    if (unknown.length > 0) return NO_SUCH_COUNTRY;
    await store.remove(chosen.map(({ slug }) => slug));
    const scores = chosen
      .flatMap(({ editions }) => editions)
      .flatMap(({ indicators }) => Object.keys(indicators)).length;
    print(
      chosen.length === 0
        ? "No figures were imported; nothing is taken away."
        : `Taken away: ${listed(chosen)} (${scores} scores). Within a minute their commands and questions are not answered any more, and places in the world are counted without them.`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

function listed(countries: readonly ImportedCountry[]): string {
  const names = countries.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = countries.length - names.length;
  return more === 0 ? names.join(", ") : `${names.join(", ")} and ${more} more`;
}
