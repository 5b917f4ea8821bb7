/**
 * Kysely over one SQLite file. Its driver is ours, because SQLite's own wait for another process's lock holds the only
 * thread: here a locked statement is tried again between other work, and what only reads goes on meanwhile.
 */
import { setTimeout as pause } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
} from "kysely";
import { openBeside, openFile } from "./sqlite-file.ts";

/** How long a statement waits for a lock that another process holds. */
const LOCK_MS = 5000;
const LONGEST_PAUSE_MS = 50;
const STATEMENTS_KEPT = 200;

/** Two ways to one file. */
export interface SqliteDialects {
  /** Waits until the disk has what was written. */
  readonly safe: Dialect;
  /** Does not: the process may end at any time, but when the power goes the last writes may be forgotten. */
  readonly quick: Dialect;
}

/** Opens the file, or `:memory:`. Rejects with a `StoreRefusal` where it is not the bot's to write to. */
export async function openSqlite(path: string): Promise<SqliteDialects> {
  const { default: Connection } = await import("better-sqlite3");
  const file = await untilFree(() => openFile(Connection, path));
  const now: Turn = { open: null };
  const safe = dialectOver(() => file, now);
  if (path === ":memory:") return { safe, quick: safe };
  return { safe, quick: dialectOver(() => openBeside(Connection, path), now) };
}

/** `open` is called once, when it is used for the first time. */
function dialectOver(open: () => Sqlite.Database, now: Turn): Dialect {
  let opened: Sqlite.Database | null = null;
  const file = (): Sqlite.Database => (opened ??= open());
  const dialect = new SqliteDialect({ database: () => Promise.resolve(keepStatements(file())) });
  return {
    createDriver: () => createDriver({ file, now, single: dialect.createDriver() }),
    createQueryCompiler: () => new SteadyCompiler(),
    createAdapter: () => new SharedAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

/**
 * SQLite looks at the number behind a plain `limit ?` while it plans, and so plans the statement anew whenever it is run,
 * at ten times what running it costs. A cast hides it.
 */
export class SteadyCompiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append("limit cast(");
    this.visitNode(limit);
    this.append(" as integer)");
  }
}

/** Kysely's own would let one query at a time have the connection, also one that only waits for a lock. */
class SharedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function keepStatements(file: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => file.close(),
    prepare(text: string) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      // A transaction that reads first and writes later would fail at once if another process wrote in between.
      const made = file.prepare(text === "begin" ? "begin immediate" : text);
      if (statements.size < STATEMENTS_KEPT) statements.set(text, made);
      return made;
    },
  };
}

/** Shared by all connections to one file: they would only meet each other's locks. */
interface Turn {
  open: Open | null;
}

/** The open transaction: nobody else's statement may run between two of its own. */
interface Open {
  readonly of: DatabaseConnection;
  readonly ended: PromiseWithResolvers<void>;
}

interface Driving {
  readonly file: () => Sqlite.Database;
  readonly now: Turn;
  readonly single: Driver;
}

/** Many connections of Kysely's over the one of `single`, whose statements run as soon as they are asked for. */
function createDriver({ file, now, single }: Driving): Driver {
  const end = (): void => {
    now.open?.ended.resolve();
    now.open = null;
  };
  /** Runs when no other's transaction is open and the file is free; whoever waits holds nothing. */
  const inTurn = <T>(connection: DatabaseConnection, work: () => Promise<T>): Promise<T> =>
    untilFree(async () => {
      while (now.open !== null && now.open.of !== connection) await now.open.ended.promise;
      return work();
    });
  const connectionOver = (only: DatabaseConnection): DatabaseConnection => {
    const connection: DatabaseConnection = {
      executeQuery: (query) => inTurn(connection, () => only.executeQuery(query)),
      streamQuery: (query, size) => only.streamQuery(query, size),
    };
    return connection;
  };
  return {
    init: () => single.init(),
    acquireConnection: async () => connectionOver(await single.acquireConnection()),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: (connection, settings) =>
      inTurn(connection, async () => {
        now.open = { of: connection, ended: Promise.withResolvers() };
        try {
          await single.beginTransaction(await single.acquireConnection(), settings);
        } catch (error) {
          end();
          throw error;
        }
      }),
    async commitTransaction(connection) {
      await inTurn(connection, async () => single.commitTransaction(await single.acquireConnection()));
      end();
    },
    async rollbackTransaction() {
      try {
        // A full disk has undone it already: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
        if (file().inTransaction) await single.rollbackTransaction(await single.acquireConnection());
      } finally {
        end();
      }
    },
    destroy: () => single.destroy(),
  };
}

async function untilFree<T>(work: () => Promise<T> | T): Promise<T> {
  const until = performance.now() + LOCK_MS;
  for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
    }
    await pause(wait);
  }
}

/** https://www.sqlite.org/rescode.html#busy and what extends it */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
