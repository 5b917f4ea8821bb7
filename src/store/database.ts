/** One Kysely over either database: SQLite in one file by default, PostgreSQL when there is a URL. */
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import { openSqlite } from "./connection/sqlite.ts";
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
  const dialect = url === undefined ? await openSqlite(path) : await postgres(url, options.connections ?? 10);
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
      return await db.transaction().execute(work);
    } catch (error) {
      if (runs === MOST_RUNS || !isUndone(error)) throw error;
      // Begun again at once it could take the row back before the favoured one has woken to its lock, and meet it anew.
      await pause(AGAIN_MS * 2 ** runs * (0.5 + Math.random()));
    }
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
