/** Countries brought in from the Index's workbook, for all replicas. */
import { randomUUID } from "node:crypto";
import type { FigureStore } from "#core/profile/world.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import { inTransaction, type Database } from "./database.ts";

/** What the settings call the mark that another one is made of with each change. */
const VERSION = "country-figures";
/** Rows of one statement. */
const PORTION = 50;

export interface FigureCodec {
  /** Throws where the text is not what `write` gave. */
  readonly read: (text: string) => ImportedCountry;
  readonly write: (country: ImportedCountry) => string;
}

export function createCountryFigures(database: Database, { read, write }: FigureCodec): FigureStore {
  const { db } = database;
  return {
    async version() {
      const row = await db.selectFrom("settings").select("value").where("name", "=", VERSION).executeTakeFirst();
      return row?.value ?? "";
    },
    async load() {
      const rows = await db.selectFrom("country_figures").selectAll().orderBy("slug").execute();
      const broken: string[] = [];
      const countries = rows.flatMap(({ slug, figures }): readonly ImportedCountry[] => {
        try {
          return [read(figures)];
        } catch (error) {
          broken.push(`${slug}: ${error instanceof Error ? error.message : String(error)}`);
          return [];
        }
      });
      return { countries, broken };
    },
    save: (countries, onWritten) =>
      change(database, async (transaction) => {
        for (let from = 0; from < countries.length; from += PORTION) {
          const rows = countries
            .slice(from, from + PORTION)
            .map((country) => ({ slug: country.slug, figures: write(country) }));
          await transaction
            .insertInto("country_figures")
            .values(rows)
            .onConflict((conflict) =>
              conflict.column("slug").doUpdateSet((row) => ({ figures: row.ref("excluded.figures") })),
            )
            .execute();
          onWritten?.(from + rows.length);
        }
      }),
    remove: (slugs) =>
      change(database, async (transaction) => {
        if (slugs.length > 0)
          await transaction
            .deleteFrom("country_figures")
            .where("slug", "in", [...slugs])
            .execute();
      }),
    close: () => database.close(),
  };
}

/** Runs `work` in one transaction, after which the version is another one. */
async function change(database: Database, work: Parameters<typeof inTransaction<void>>[1]): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await work(transaction);
    const value = randomUUID();
    await transaction
      .insertInto("settings")
      .values({ name: VERSION, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  });
}
