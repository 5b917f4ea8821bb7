import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, openDatabase, type Database, type DatabaseOptions } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import type { FigureStore } from "#core/profile/world.ts";
import { readCountry, writeCountry } from "#figures/stored-country.ts";
import { createCountryFigures } from "#store/country-figures.ts";
import { severalSubscriptionsContract } from "#tests/contracts/several-subscriptions.ts";
import { chartStoreContract } from "#tests/contracts/chart-store.ts";
import { figureStoreContract } from "#tests/contracts/figure-store.ts";
import { storeContract } from "#tests/contracts/store.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";

let postgres: Postgres;
let folder: string;
/** Databases that are up to date and empty: a copy of one is made in a fraction of the time of its migrations. */
let migrated: { readonly path: string; readonly url: string };
const opened: Database[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), "briefing-store-"));
  migrated = { path: join(folder, "migrated.db"), url: await postgres.createDatabase() };
  for (const options of [{ path: migrated.path }, { url: migrated.url }]) {
    const database = await openDatabase(options);
    await migrate(database);
    await database.close();
  }
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

async function open(options: DatabaseOptions): Promise<Database> {
  const database = await openDatabase(options);
  opened.push(database);
  return database;
}

async function figuresIn(database: Database): Promise<FigureStore> {
  await migrate(database);
  return createCountryFigures(database, { read: readCountry, write: writeCountry });
}

async function spoil(_: FigureStore, slug: string): Promise<void> {
  const row = opened.at(-1)!.db.updateTable("country_figures").set({ figures: "{" });
  await row.where("slug", "=", slug).execute();
}

describe("SQLite", () => {
  let files = 0;
  const own = async () => {
    const path = join(folder, `${++files}.db`);
    await copyFile(migrated.path, path);
    return open({ path });
  };
  storeContract(own, own);
  severalSubscriptionsContract(own);
  chartStoreContract(own);
  figureStoreContract(async () => figuresIn(await own()), spoil);

  it("finishes a migration that a full disk or a kill ended half-way", async () => {
    const database = await open({ path: join(folder, "half.db") });
    await migrate(database);
    for (const table of ["notes", "reports"]) await sql`drop table ${sql.table(table)}`.execute(database.db);
    await sql`delete from kysely_migration`.execute(database.db);
    await migrate(database);
    expect(await database.db.selectFrom("notes").selectAll().execute()).toEqual([]);
    expect(await database.db.selectFrom("reports").selectAll().execute()).toEqual([]);
  });

  it("writes ahead, so that its writers wait for the disk beside the thread", async () => {
    const { db } = await open({ path: join(folder, "pragmas.db") });
    const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    expect(journal.rows).toEqual([{ journal_mode: "wal" }]);
  });
});

describe("PostgreSQL", () => {
  const own = async () => open({ url: await postgres.createDatabase({ copyOf: migrated.url }) });
  let shared: Database;
  beforeAll(async () => {
    shared = await openDatabase({ url: await postgres.createDatabase({ copyOf: migrated.url }) });
  });
  afterAll(() => shared.close());
  /** Emptied instead of made anew: a database for each test costs ten times as much. */
  const fresh = async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name not like 'kysely%'`.execute(shared.db);
    await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(shared.db);
    return shared;
  };
  storeContract(fresh, own);
  severalSubscriptionsContract(fresh);
  chartStoreContract(fresh);
  figureStoreContract(async () => figuresIn(await own()), spoil);

  it("is brought up to date once by eight replicas that start together", async () => {
    const url = await postgres.createDatabase();
    const replicas = await Promise.all(Array.from({ length: 8 }, () => open({ url, connections: 2 })));
    await Promise.all(replicas.map(migrate));
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      replicas[0]!.db,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      "001-digests",
      "002-answers",
      "003-settings",
      "004-open-messages",
      "005-frames",
      "006-given-answers",
      "007-rotation",
      "008-several-subscriptions",
      "009-charts",
      "010-country-figures",
      "011-channel-pack-notes",
      "012-places-of-feedback",
      "013-striking-facts",
      "014-striking-openings",
    ]);
  });

  it("finds what is due by its index, not by reading every subscription", async () => {
    const database = await fresh();
    await sql`set enable_seqscan = off`.execute(database.db);
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      explain select id from subscriptions where next_due_at is not null and next_due_at <= 5 order by next_due_at limit 5`.execute(
      database.db,
    );
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("subscriptions_due");
  });

  it("runs a transaction again that a deadlock undid", async () => {
    const database = await fresh();
    const names = ["one", "two"];
    await database.db
      .insertInto("settings")
      .values(names.map((name) => ({ name, value: "" })))
      .execute();
    const bothHold = Promise.withResolvers<void>();
    let holding = 0;
    const write = (order: readonly string[]) =>
      inTransaction(database, async (tx) => {
        for (const name of order) {
          const value = sql<string>`value || ${order[0]!}`;
          await tx.updateTable("settings").set({ value }).where("name", "=", name).execute();
          if (++holding === 2) bothHold.resolve();
          await bothHold.promise;
        }
      });
    await Promise.all([write(names), write(names.toReversed())]);
    const rows = await database.db.selectFrom("settings").selectAll().where("name", "in", names).execute();
    for (const { value } of rows) expect(["onetwo", "twoone"]).toContain(value);
  });

  it("runs it again until it goes through, when others deadlock with it once more", async () => {
    const database = await fresh();
    const [mine, theirs] = ["mine", "theirs"];
    await database.db
      .insertInto("settings")
      .values([mine, theirs].map((name) => ({ name, value: "" })))
      .execute();
    const write = (tx: Database["db"], name: string, who: string) =>
      tx
        .updateTable("settings")
        .set({ value: sql<string>`value || ${who}` })
        .where("name", "=", name)
        .execute();
    const waiting = async () => {
      const { rows } = await sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        database.db,
      );
      return rows.length;
    };
    const others: Promise<void>[] = [];
    /** Another replica, which holds theirs and waits for mine; it is never the one that PostgreSQL undoes. */
    const interfere = async (): Promise<void> => {
      const holds = Promise.withResolvers<void>();
      others.push(
        inTransaction(database, async (tx) => {
          await sql`set local deadlock_timeout = '60s'`.execute(tx);
          await write(tx, theirs, "o");
          holds.resolve();
          await write(tx, mine, "o");
        }),
      );
      await holds.promise;
      await expect.poll(waiting).toBe(1);
    };
    let runs = 0;
    await inTransaction(database, async (tx) => {
      await sql`set local deadlock_timeout = '10ms'`.execute(tx);
      await write(tx, mine, "m");
      if (++runs <= 2) await interfere();
      await write(tx, theirs, "m");
    });
    await Promise.all(others);
    expect(runs).toBe(3);
    const rows = await database.db.selectFrom("settings").selectAll().where("name", "in", [mine, theirs]).execute();
    expect(rows.map(({ value }) => value)).toEqual(["oom", "oom"]);
  });

  it("that cannot be reached says so, and nothing is thrown at who asks", async () => {
    const database = await open({ url: "postgres://nobody@127.0.0.1:1/none" });
    expect(await database.ready()).toContain("ECONNREFUSED");
  });
});
