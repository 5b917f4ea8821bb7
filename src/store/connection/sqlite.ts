/**
 * Kysely over one SQLite file. Its driver is ours, because SQLite's own wait for another process's lock holds the only
 * thread: here a locked statement is tried again between other work, and what only reads goes on meanwhile.
 */
import { setTimeout as pause } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import { gatherWrites, isWrite, type Write } from "./gather-writes.ts";
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
  const safe = dialectOver(() => file, { now, gathers: false });
  if (path === ":memory:") return { safe, quick: safe };
  return { safe, quick: dialectOver(() => openBeside(Connection, path), { now, gathers: true }) };
}

/**
 * `open` is called once, when it is used for the first time. Where it `gathers`, writes outside of transactions wait for
 * others of the same turn of the event loop.
 */
function dialectOver(
  open: () => Sqlite.Database,
  { now, gathers }: { readonly now: Turn; readonly gathers: boolean },
): Dialect {
  let opened: Sqlite.Database | null = null;
  const file = (): Sqlite.Database => (opened ??= open());
  const dialect = new SqliteDialect({ database: () => Promise.resolve(keepStatements(file())) });
  return {
    createDriver: () => createDriver({ file, now, gathers, single: dialect.createDriver() }),
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
function createDriver({ gathers, ...driving }: Driving & { readonly gathers: boolean }): Driver {
  const { single } = driving;
  const { inTurn, isOpenOn, ...transactions } = createTransactions(driving);
  const gathered = gatherWrites((writes) => transactions.writeTogether(writes));
  const connectionOver = (only: DatabaseConnection): DatabaseConnection => {
    const connection: DatabaseConnection = {
      executeQuery: <Row>(query: CompiledQuery) =>
        gathers && !isOpenOn(connection) && isWrite(query)
          ? gathered.add<Row>(query)
          : inTurn(connection, () => only.executeQuery<Row>(query)),
      streamQuery: (query, size) => only.streamQuery(query, size),
    };
    return connection;
  };
  return {
    init: () => single.init(),
    acquireConnection: async () => connectionOver(await single.acquireConnection()),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: transactions.begin,
    commitTransaction: transactions.commit,
    rollbackTransaction: transactions.rollback,
    async destroy() {
      await gathered.flushed();
      await single.destroy();
    },
  };
}

function createTransactions({ file, now, single }: Driving) {
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
  const begin = (connection: DatabaseConnection, settings: TransactionSettings): Promise<void> =>
    inTurn(connection, async () => {
      now.open = { of: connection, ended: Promise.withResolvers() };
      try {
        await single.beginTransaction(await single.acquireConnection(), settings);
      } catch (error) {
        end();
        throw error;
      }
    });
  const commit = async (connection: DatabaseConnection): Promise<void> => {
    await inTurn(connection, async () => single.commitTransaction(await single.acquireConnection()));
    end();
  };
  const rollback = async (): Promise<void> => {
    try {
      // A full disk has undone it already: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
      if (file().inTransaction) await single.rollbackTransaction(await single.acquireConnection());
    } finally {
      end();
    }
  };
  /** The lock is taken at the beginning: where another process has it, all of them wait, and nothing is written yet. */
  const writeTogether = async (writes: readonly Write[]): Promise<void> => {
    const only = await single.acquireConnection();
    await begin(only, {});
    try {
      for (const { run } of writes) await run(only);
      await commit(only);
    } catch (error) {
      await rollback();
      throw error;
    }
    for (const { settle } of writes) settle();
  };
  const isOpenOn = (connection: DatabaseConnection): boolean => now.open?.of === connection;
  return { inTurn, isOpenOn, begin, commit, rollback, writeTogether };
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
