/** One Kysely over either database: SQLite in one file by default, PostgreSQL when there is a URL. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, PostgresDialect, sql, SqliteDialect, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

export interface Database {
  readonly kind: DatabaseKind;
  readonly db: Kysely<Tables>;
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
}

/** How long a statement may wait for a lock of another process, and a command for a connection. */
const WAIT_MS = 5000;

/** Opens the database; both drivers are loaded only when used. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, path = "./data/briefing.db" } = options;
  const kind = url === undefined ? "sqlite" : "postgres";
  const dialect = url === undefined ? await sqlite(path) : await postgres(url, options.connections ?? 10);
  const db = new Kysely<Tables>({ dialect });
  return { kind, db, ready: () => answers(db), close: () => db.destroy() };
}

/**
 * Runs `work` in one transaction; in SQLite it holds the write lock from the start, so it never fails half-way for want
 * of it. One that PostgreSQL undid in favour of another is run again, so `work` touches nothing but the database.
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

/** Deadlock and serialization failure: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDONE = new Set<unknown>(["40P01", "40001"]);

async function answers(db: Kysely<Tables>): Promise<string | null> {
  try {
    await sql`select 1`.execute(db);
    return null;
  } catch (error) {
    return error instanceof Error && error.message !== "" ? error.message : "the database does not answer";
  }
}

async function sqlite(path: string): Promise<SqliteDialect> {
  const { default: Sqlite } = await import("better-sqlite3");
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const file = new Sqlite(path, { timeout: WAIT_MS });
  file.pragma("journal_mode = WAL");
  // FULL: what was settled stays settled when the power goes; NORMAL may forget the last commits.
  file.pragma("synchronous = FULL");
  file.pragma("cache_size = -32000");
  const statements = new Map<string, ReturnType<typeof file.prepare>>();
  return new SqliteDialect({
    database: {
      close: () => file.close(),
      prepare(text: string) {
        // Where the disk is full SQLite has undone the transaction by itself, and would fail again over this.
        if (text === "rollback" && !file.inTransaction) return file.prepare("select 1");
        const known = statements.get(text);
        if (known !== undefined) return known;
        // A transaction that reads first and writes later would fail at once if another process wrote in between.
        const made = file.prepare(text === "begin" ? "begin immediate" : text);
        if (statements.size < 200) statements.set(text, made);
        return made;
      },
    },
  });
}

async function postgres(url: string, connections: number): Promise<PostgresDialect> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: WAIT_MS,
    query_timeout: 30_000,
    keepAlive: true,
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // A connection that breaks is replaced when next needed, and a query on it rejects. Without a listener its "error"
  // would end the process: the pool listens while it is idle, nobody while it is between two queries of a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new PostgresDialect({ pool });
}
