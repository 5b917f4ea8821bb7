/** One Kysely over either database: SQLite in one file by default, PostgreSQL when there is a URL. */
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, sql, type Transaction } from "kysely";
import type { Clock } from "#core/ports.ts";
import { openPostgres } from "./connection/postgres.ts";
import { openSqlite, type Run } from "./connection/sqlite.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

export interface Database {
  readonly kind: DatabaseKind;
  readonly db: Kysely<Tables>;
  /**
   * The same tables, for what answers remember: a write survives the process, but in SQLite the last ones may be forgotten
   * when the power goes.
   */
  readonly quick: Kysely<Tables>;
  /** A statement of `quick` that is compiled already. */
  readonly runQuickly: Run;
  /** The same of `db`. */
  readonly runSafely: Run;
  /** For many writes of which none counts without the others: they are on the disk when it resolves, and not one by one. */
  readonly inOneGo: (work: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;
  /** Null when it answers, else why it does not. Never rejects. */
  ready(): Promise<string | null>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://...`; SQLite when absent. */
  readonly url?: string | undefined;
  /** The SQLite file, its folder is made when missing; `:memory:` for a passing one. */
  readonly path?: string | undefined;
  /** The most PostgreSQL connections at once. */
  readonly connections?: number | undefined;
  /** How long, in milliseconds, PostgreSQL may take for one statement. */
  readonly statementMs?: number | undefined;
}

/** Opens the database; both drivers are loaded only when used. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, path = "./data/briefing.db" } = options;
  const kind = url === undefined ? "sqlite" : "postgres";
  if (url !== undefined) {
    const dialect = await openPostgres({ ...options, url, connections: options.connections ?? 10 });
    const db = new Kysely<Tables>({ dialect });
    const run = runBy(db);
    const inOneGo: Database["inOneGo"] = (work) => work(db);
    return {
      kind,
      db,
      quick: db,
      runQuickly: run,
      runSafely: run,
      inOneGo,
      ready: () => answers(db),
      close: () => db.destroy(),
    };
  }
  const { safe, quick: beside, unwaited, onDisk, close: closeFile } = await openSqlite(path);
  const db = new Kysely<Tables>({ dialect: safe.dialect });
  const quick = beside === safe ? db : new Kysely<Tables>({ dialect: beside.dialect });
  const close = async (): Promise<void> => {
    await quick.destroy();
    await db.destroy();
    await closeFile();
  };
  const inOneGo: Database["inOneGo"] = async (work) => {
    await work(new Kysely<Tables>({ dialect: unwaited.dialect }));
    await onDisk();
  };
  return { kind, db, quick, runQuickly: beside.run, runSafely: safe.run, inOneGo, ready: () => answers(db), close };
}

/** By Kysely itself. */
export function runBy(db: Kysely<Tables>): Run {
  return async (query) => (await db.executeQuery(query)).rows;
}

/**
 * What time it is for everybody who shares the database, in milliseconds since 1970 UTC: PostgreSQL's own; a SQLite file
 * is on this machine, and so is its clock.
 */
export function createDatabaseTime({ kind, db }: Database, clock: Clock): () => Promise<number> {
  if (kind === "sqlite") return () => Promise.resolve(clock.now());
  return async () => {
    const { rows } = await sql<{ at: number }>`
      select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error("The database tells no time");
    return row.at;
  };
}

/**
 * Runs `work` in one transaction; in SQLite it holds the write lock from the start, so it never fails half-way for want
 * of it. One of which certainly nothing was written is run again, so `work` touches nothing but the database. Rejects
 * with what failed first: that the rest could not be undone on a broken connection says nothing new.
 */
export async function inTransaction<T>(
  { db }: Database,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let runs = 1; ; runs++) {
    try {
      return await runOnce(db, work);
    } catch (error) {
      if (runs === MOST_RUNS || !isUndone(error)) throw error;
      // Begun again at once it could take the row back before the favoured one has woken to its lock, and meet it anew.
      await pause(AGAIN_MS * 2 ** runs * (0.5 + Math.random()));
    }
  }
}

/** Rejects with what went wrong first: that the connection which failed cannot be told to undo anything is no news. */
async function runOnce<T>(db: Kysely<Tables>, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
  const failures: unknown[] = [];
  const noting = async (transaction: Transaction<Tables>): Promise<T> => {
    try {
      return await work(transaction);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  try {
    return await db.transaction().execute(noting);
  } catch (error) {
    throw failures.length > 0 ? failures[0] : error;
  }
}

const MOST_RUNS = 5;
const AGAIN_MS = 10;

function isUndone(error: unknown): boolean {
  return error instanceof Error && "code" in error && UNDONE.has(error.code);
}

/**
 * Deadlock and serialization failure, undone in favour of another; a server that only reads, as one is after a fail-over.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNDONE = new Set<unknown>(["40P01", "40001", "25006"]);

async function answers(db: Kysely<Tables>): Promise<string | null> {
  try {
    await sql`select 1`.execute(db);
    return null;
  } catch (error) {
    return error instanceof Error && error.message !== "" ? error.message : "the database does not answer";
  }
}
