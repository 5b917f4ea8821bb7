/** Where figures that were brought in are kept: in the database that replicas share, else in a folder of the data. */
import { join } from "node:path";
import type { FigureStore } from "#core/profile/world.ts";
import { createFigureFolder } from "#figures/folder.ts";
import { readCountry, writeCountry } from "#figures/stored-country.ts";
import type { Config } from "#app/config.ts";

/** Whoever only reads takes the tables of a database as they are: a version that serves there may know no newer ones. */
export type FigurePurpose = "serving" | "importing" | "reading";

const TABLES: ReadonlySet<string> = new Set(["003-settings", "010-country-figures"]);

/** Rejects where the database cannot be reached. Also in local mode a database that is named is the one that is meant. */
export async function openFigureStore(
  { databaseUrl, dataFolder }: Pick<Config, "databaseUrl" | "dataFolder">,
  purpose: FigurePurpose,
): Promise<FigureStore> {
  if (databaseUrl === null) return createFigureFolder(join(dataFolder, "figures"));
  const [{ openDatabase }, { migrate, versionOf }, { createCountryFigures }] = await Promise.all([
    import("#store/database.ts"),
    import("#store/migrate.ts"),
    import("#store/country-figures.ts"),
  ]);
  const database = await openDatabase({ url: databaseUrl, connections: 1 });
  const store = createCountryFigures(database, { read: readCountry, write: writeCountry });
  try {
    if (purpose !== "reading") await migrate(database);
    else if ((await versionOf(database)).pending.some((name) => TABLES.has(name))) return withoutCountries(store);
  } catch (error) {
    await database.close();
    throw error;
  }
  return store;
}

function withoutCountries(store: FigureStore): FigureStore {
  return { ...store, version: async () => "", load: async () => ({ countries: [], broken: [] }) };
}
