/** Brings the tables up to date, in order; safe when several replicas start at once (the migrator holds a lock). */
import { sql } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import type { Database } from "./database.ts";
import { ANSWER_TABLES } from "./migrations/answer-tables.ts";
import { DIGEST_TABLES } from "./migrations/digest-tables.ts";

/**
 * In the order of their names. A migration that was released is never changed: add another. Each statement can be run
 * again: on SQLite a migration is no transaction, and a full disk or a kill may end it half-way.
 */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "001-digests": statements(DIGEST_TABLES),
  "002-answers": statements(ANSWER_TABLES),
  "003-settings": statements([`create table if not exists settings (name text primary key, value text not null)`]),
};

/** Rejects with what failed; what came before it stays. */
export async function migrate({ db }: Database): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName ?? "the first";
  throw new Error(`The database could not be brought up to date (migration ${failed})`, { cause: error });
}

function statements(list: readonly string[]): Migration {
  return {
    async up(db) {
      for (const statement of list) await sql.raw(statement).execute(db);
    },
  };
}
