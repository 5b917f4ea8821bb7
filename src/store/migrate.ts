/** Brings the tables up to date, in order; safe when several replicas start at once (the migrator holds a lock). */
import { sql, type Kysely } from "kysely";
import { Migrator, type Migration, type MigrationInfo } from "kysely/migration";
import { StoreRefusal } from "./connection/refusal.ts";
import type { Database, DatabaseKind } from "./database.ts";
import { addColumns } from "./migrations/add-columns.ts";
import { ANSWER_TABLES } from "./migrations/answer-tables.ts";
import { DIGEST_TABLES } from "./migrations/digest-tables.ts";
import { severalSubscriptions } from "./migrations/several-subscriptions.ts";

/**
 * In the order of their names. A migration that was released is never changed: add another. Each statement can be run
 * again: on SQLite a migration is no transaction, and a full disk or a kill may end it half-way. None may take longer than
 * any other statement may: what has to go through many rows goes in portions, behind the start.
 */
const migrationsOf = (kind: DatabaseKind): Readonly<Record<string, Migration>> => ({
  "001-digests": statements(DIGEST_TABLES),
  "002-answers": statements(ANSWER_TABLES),
  "003-settings": statements([`create table if not exists settings (name text primary key, value text not null)`]),
  "004-open-messages": { up: (db) => addOpenMessages(db, kind) },
  "005-frames": statements([
    `create table if not exists frames (place text not null, at bigint not null, frame text not null, primary key (place, at))`,
    `create index if not exists frames_at on frames (at)`,
    `create table if not exists channel_packs (place text primary key, pack text not null)`,
  ]),
  "006-given-answers": statements([
    `create table if not exists given_answers (question text primary key, answer text not null, at bigint not null)`,
    `create index if not exists given_answers_at on given_answers (at)`,
  ]),
  // Null, for those who began before it was there, is the rotation that they began under.
  "007-rotation": {
    up: (db) => addColumns(db, kind, { table: "subscriptions", columns: { rotation_from: "integer" } }),
  },
  "008-several-subscriptions": { up: (db) => severalSubscriptions(db, kind) },
  "009-charts": statements([`create table if not exists charts (name text primary key, chart text not null)`]),
  "010-country-figures": statements([
    `create table if not exists country_figures (slug text primary key, figures text not null)`,
  ]),
  "011-channel-pack-notes": statements([
    `create table if not exists channel_pack_notes (place text not null, at bigint not null, by_id text not null, by_name text not null, before text, after text)`,
    `create index if not exists channel_pack_notes_at on channel_pack_notes (at)`,
  ]),
  // Null for what was said before it was there: nobody knows where.
  "012-places-of-feedback": {
    async up(db) {
      for (const table of ["feedback", "reports"]) await addColumns(db, kind, { table, columns: { place: "text" } });
    },
  },
  // Null, as with the rotation before it, for those who began under a former one.
  "013-striking-facts": {
    up: (db) => addColumns(db, kind, { table: "subscriptions", columns: { facts_from: "integer" } }),
  },
  "014-striking-openings": {
    up: (db) => addColumns(db, kind, { table: "subscriptions", columns: { openings_from: "integer" } }),
  },
});

/**
 * Rejects with what failed; what came before it stays. With a `StoreRefusal` where a newer version has been at the tables.
 */
export async function migrate(database: Database): Promise<void> {
  // Most starts: the migrator would look through all tables several times, and lock out other replicas meanwhile.
  if (await isUpToDate(database)) return;
  const newer = await newerThan(database, await migratorOf(database).getMigrations());
  if (newer !== null) throw new StoreRefusal(madeByNewer(newer));
  // Whoever asks meanwhile must find all tables or none, so the thread is not given away to wait for the disk.
  await database.inOneGo((db) => migrateAll(migratorOf({ db, kind: database.kind })));
}

/** For whoever only reads: tables that are there stay as an earlier version left them, which may serve; new ones are nobody's. */
export async function takeTables(database: Database): Promise<void> {
  const { pending, newer } = await versionOf(database);
  if (newer !== null) throw new StoreRefusal(newer);
  if (pending.includes("001-digests")) await migrate(database);
}

async function migrateAll(migrator: Migrator): Promise<void> {
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName ?? "the first";
  throw new Error(`The database could not be brought up to date (migration ${failed})`, { cause: error });
}

/** False also where that cannot be told, as before the first one. */
async function isUpToDate({ db, kind }: Database): Promise<boolean> {
  const known = Object.keys(migrationsOf(kind)).toSorted();
  try {
    const done = await namesOfDone(db);
    return done.length === known.length && done.every((name, index) => name === known[index]);
  } catch {
    return false;
  }
}

export interface Version {
  /** What the next start will do, in order; all of it where the database is new. */
  readonly pending: readonly string[];
  /** Why this version keeps its hands off, as a sentence. */
  readonly newer: string | null;
}

/** Changes nothing. */
export async function versionOf(database: Database): Promise<Version> {
  const known = await migratorOf(database).getMigrations();
  const newer = await newerThan(database, known);
  const pending = known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
  return { pending, newer: newer === null ? null : madeByNewer(newer) };
}

function migratorOf({ db, kind }: Pick<Database, "db" | "kind">): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrationsOf(kind) }) } });
}

/** What this version writes may not be what a newer one reads, and what it deletes may be needed. */
async function newerThan({ db }: Pick<Database, "db">, known: readonly MigrationInfo[]): Promise<string | null> {
  // Before the first one there is no table to ask.
  if (known.every(({ executedAt }) => executedAt === undefined)) return null;
  return (await namesOfDone(db)).findLast((name) => known.every((each) => each.name !== name)) ?? null;
}

async function namesOfDone(db: Database["db"]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name).toSorted();
}

function madeByNewer(name: string): string {
  return `The database was changed by a newer version of the bot (${name}). Start that version, or put back a backup from before it; until then nothing is kept and no digest is sent`;
}

async function addOpenMessages(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await addColumns(db, kind, { table: "seen_messages", columns: { place: "text" } });
  await sql`create index if not exists seen_messages_open on seen_messages (at) where place is not null`.execute(db);
}

function statements(list: readonly string[]): Migration {
  return {
    async up(db) {
      for (const statement of list) await sql.raw(statement).execute(db);
    },
  };
}
