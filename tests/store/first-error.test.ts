/** What is told when a transaction fails in the middle: what went wrong, not what could not be undone after it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { inTransaction, openDatabase, type Database } from "#store/database.ts";
import { startPostgres } from "#tests/fixtures/postgres.ts";

async function openFile(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-full-"));
  const database = await openDatabase({ path: join(folder, "briefing.db") });
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await sql`create table lines (line text)`.execute(database.db);
  return database;
}

const writeLine = (database: Database, line: string) =>
  inTransaction(database, (tx) => sql`insert into lines values (${line})`.execute(tx));

it("a full disk is told of as such, and what comes after goes on once there is room", async () => {
  const database = await openFile();
  await sql`pragma max_page_count = 8`.execute(database.db);
  await expect(writeLine(database, "x".repeat(100_000))).rejects.toThrow("database or disk is full");
  await sql`pragma max_page_count = 1000`.execute(database.db);
  await writeLine(database, "x".repeat(100_000));
  expect((await sql`select * from lines`.execute(database.db)).rows).toHaveLength(1);
});

it("a statement that undoes its whole transaction is told of as such", async () => {
  const database = await openFile();
  await sql`create trigger refused before insert on lines begin select raise(rollback, 'no more lines'); end`.execute(
    database.db,
  );
  await expect(writeLine(database, "one")).rejects.toThrow("no more lines");
});

it("a connection that PostgreSQL ends in the middle of a transaction is told of as such", async () => {
  const postgres = await startPostgres();
  const database = await openDatabase({ url: await postgres.createDatabase() });
  onTestFinished(async () => {
    await database.close();
    await postgres.stop();
  });
  const cut = inTransaction(database, (tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx));
  await expect(cut).rejects.toThrow("terminating connection due to administrator command");
});
