/** A server elsewhere: it may stop answering, be replaced by another, or cut connections off. */
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction, openDatabase, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import { createProxy, type Proxy } from "#tests/fixtures/proxy.ts";

const CONNECTIONS = 3;

let postgres: Postgres;
let proxy: Proxy;
let database: Database;
/** The same database by a way of its own. */
let operator: Database;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  proxy = await createProxy(postgres.port);
  const url = await postgres.createDatabase();
  const through = new URL(url);
  through.port = String(proxy.port);
  database = await openDatabase({ url: through.href, connections: CONNECTIONS, statementMs: 500 });
  operator = await openDatabase({ url, connections: 1 });
  await migrate(database);
});
afterEach(async () => {
  proxy.resume();
  await Promise.all([database.close(), operator.close()]);
  await proxy.shut();
});

const keep = (name: string) => database.db.insertInto("settings").values({ name, value: "" }).execute();
const kept = async () =>
  (await operator.db.selectFrom("settings").select("name").orderBy("name").execute()).map(({ name }) => name);
/** On every connection of the pool at once. */
const onEach = async (statement: string) => {
  const met = Promise.withResolvers<void>();
  let here = 0;
  const visit = () =>
    database.db.connection().execute(async (db) => {
      if (++here === CONNECTIONS) met.resolve();
      await met.promise;
      await sql.raw(statement).execute(db);
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, visit));
};

describe("A server that stopped answering", () => {
  const asMany = (times: number, name: string) => Array.from({ length: times }, (_, index) => keep(`${name} ${index}`));

  it("costs each query its limit of time, also those that wait for a connection", async () => {
    await onEach("select 1");
    proxy.stall("everyone");
    const outcomes = await Promise.allSettled(asMany(2 * CONNECTIONS, "meanwhile"));
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => "rejected"));
    proxy.resume();
    await Promise.all(asMany(CONNECTIONS, "after"));
    expect((await kept()).filter((name) => name.startsWith("after"))).toHaveLength(CONNECTIONS);
  });

  it("is left: where another answers under its address, the next query goes there", async () => {
    await onEach("select 1");
    proxy.stall("connected");
    await expect(keep("first")).rejects.toThrow("timeout");
    await Promise.all(asMany(CONNECTIONS, "then"));
    expect(await kept()).toHaveLength(CONNECTIONS);
  });

  it("ends a statement that waits for somebody else's lock, and a transaction that its process forgot", async () => {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings
      where name in ('statement_timeout', 'idle_in_transaction_session_timeout') order by name`.execute(database.db);
    for (const { name, setting } of rows)
      expect([name, Number(setting) > 0 && Number(setting) <= 30_000]).toEqual([name, true]);
    expect(rows).toHaveLength(2);
  });
});

describe("A fail-over", () => {
  const READ_ONLY = "set default_transaction_read_only = on";

  it("that leaves every connection on a server that only reads costs one write, and then none", async () => {
    await onEach(READ_ONLY);
    await expect(keep("first")).rejects.toThrow("read-only transaction");
    await Promise.all(Array.from({ length: 2 * CONNECTIONS }, (_, index) => keep(`then ${index}`)));
    expect(await kept()).toHaveLength(2 * CONNECTIONS);
  });

  it("costs a transaction nothing: nothing of it was written, so it is run again elsewhere", async () => {
    await onEach(READ_ONLY);
    await inTransaction(database, (tx) => tx.insertInto("settings").values({ name: "one", value: "" }).execute());
    expect(await kept()).toEqual(["one"]);
  });

  it("that has not ended yet is told as what it is, and writes go through as soon as it has", async () => {
    const name = sql.id(
      (await operator.db.executeQuery(sql<{ n: string }>`select current_database() n`.compile(operator.db))).rows[0]!.n,
    );
    await sql`alter database ${name} set default_transaction_read_only = on`.execute(operator.db);
    await onEach(READ_ONLY);
    for (const _ of [1, 2]) await expect(keep("early")).rejects.toThrow("read-only transaction");
    await sql`alter database ${name} reset default_transaction_read_only`.execute(operator.db);
    await keep("healed");
    expect(await kept()).toEqual(["healed"]);
  });

  it("that cuts idle connections off costs nothing", async () => {
    await onEach("select 1");
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(operator.db);
    await expect.poll(() => keep("one").then(() => "kept", String)).toBe("kept");
  });
});

describe("A transaction that fails", () => {
  it.each([
    ["its connection is cut", sql`select pg_terminate_backend(pg_backend_pid())`, /terminating connection/],
    ["a statement is refused", sql`select 1 / 0`, /division by zero/],
  ])("because %s says so, and not what failed after that", async (_, statement, told) => {
    const writing = inTransaction(database, async (tx) => {
      await tx.insertInto("settings").values({ name: "lost", value: "" }).execute();
      await statement.execute(tx);
    });
    await expect(writing).rejects.toThrow(told);
    await keep("next");
    expect(await kept()).toEqual(["next"]);
  });
});
