/** Who may change the tables of a database that a deployment serves from. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openFigureStore, type FigurePurpose } from "#app/figures/figure-store.ts";
import type { FigureStore } from "#core/profile/world.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import { anImportedCountry } from "#tests/fixtures/world.ts";

const LAST = "014-striking-openings";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** What a process with this purpose finds. */
async function run<T>(url: string, purpose: FigurePurpose, act: (store: FigureStore) => Promise<T>): Promise<T> {
  const store = await openFigureStore({ databaseUrl: url, dataFolder: "" }, purpose);
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

async function inside<T>(url: string, act: (db: Database["db"]) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, connections: 1 });
  try {
    return await act(database.db);
  } finally {
    await database.close();
  }
}

const tables = async (db: Database["db"]) =>
  (await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db)).rows;
const done = async (db: Database["db"]) =>
  (await sql<{ name: string }>`select name from kysely_migration where name = ${LAST}`.execute(db)).rows;

it("reads the countries of an earlier version's tables, and leaves these to it; who serves brings them up to date", async () => {
  const url = await postgres.createDatabase();
  await run(url, "importing", (store) => store.save([anImportedCountry("chile")]));
  await inside(url, (db) => sql`delete from kysely_migration where name = ${LAST}`.execute(db));
  const { countries } = await run(url, "reading", (store) => store.load());
  expect(countries.map(({ slug }) => slug)).toEqual(["chile"]);
  expect(await inside(url, done)).toEqual([]);
  await run(url, "serving", (store) => store.load());
  expect(await inside(url, done)).toHaveLength(1);
});

it("reads no countries where there are no tables, and makes none", async () => {
  const url = await postgres.createDatabase();
  const found = await run(url, "reading", async (store) => [await store.version(), await store.load()]);
  expect(found).toEqual(["", { countries: [], broken: [] }]);
  expect(await inside(url, tables)).toEqual([]);
});
