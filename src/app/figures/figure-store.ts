/** Where figures that were brought in are kept: in the database that replicas share, else in a folder of the data. */
import { join } from "node:path";
import type { FigureStore } from "#core/profile/world.ts";
import { createFigureFolder } from "#figures/folder.ts";
import { readCountry, writeCountry } from "#figures/stored-country.ts";
import type { Config } from "#app/config.ts";

/** Rejects where the database cannot be reached. Also in local mode a database that is named is the one that is meant. */
export async function openFigureStore({
  databaseUrl,
  dataFolder,
}: Pick<Config, "databaseUrl" | "dataFolder">): Promise<FigureStore> {
  if (databaseUrl === null) return createFigureFolder(join(dataFolder, "figures"));
  const [{ openDatabase }, { migrate }, { createCountryFigures }] = await Promise.all([
    import("#store/database.ts"),
    import("#store/migrate.ts"),
    import("#store/country-figures.ts"),
  ]);
  const database = await openDatabase({ url: databaseUrl, connections: 1 });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return createCountryFigures(database, { read: readCountry, write: writeCountry });
}
