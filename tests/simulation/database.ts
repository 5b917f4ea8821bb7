/** One database in memory that every process of a world shares, reached as over a network. */
import Sqlite from "better-sqlite3";
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
} from "kysely";
import { SteadyCompiler } from "#store/connection/sqlite.ts";
import { runBy, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import type { Tables } from "#store/tables.ts";
import type { Delivery, Rows } from "./balance.ts";
import { elapse, type Being } from "./world.ts";

export interface SharedDatabase {
  readonly file: Sqlite.Database;
  /** As one being reaches it. */
  connect(being: Being): Database;
  /** Its clock, which no process runs on, asked over the same way; milliseconds since 1970 UTC. */
  tellTime(being: Being): Promise<number>;
}

/** What becomes of a piece of work at the database. */
export interface DatabaseFate {
  /** Before it is done and after it, in milliseconds. */
  readonly ways: readonly [there: number, back: number];
  /** Whether the connection is lost: then the work is not done, or it is and nobody hears of it. */
  readonly lost: "before" | "after" | null;
}

/**
 * Up-to-date tables without rows, for one world after the other: what SQLite has compiled once it keeps. Whatever the
 * world before left in them is removed by `empty`.
 */
export interface Tabled {
  readonly file: Sqlite.Database;
  readonly statements: SqliteDatabase;
  empty(): void;
}

export async function createTables(): Promise<Tabled> {
  const file = new Sqlite(":memory:");
  const known = new Map<string, Sqlite.Statement>();
  const statements: SqliteDatabase = {
    close: () => undefined,
    prepare(text) {
      const statement = known.get(text) ?? file.prepare(text);
      known.set(text, statement);
      return statement;
    },
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: statements }) });
  await migrate({
    kind: "sqlite",
    db,
    quick: db,
    run: runBy(db),
    ready: () => Promise.resolve(null),
    close: () => db.destroy(),
  });
  const names = file
    .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'kysely_%'")
    .pluck()
    .all();
  const deletions = names.map((name) => file.prepare(`delete from ${name}`));
  return {
    file,
    statements,
    empty() {
      // A world may end in the midst of a transaction.
      if (file.inTransaction) file.exec("rollback");
      for (const deletion of deletions) deletion.run();
    },
  };
}

/** Everything that the reckoning asks of it. */
export function readRows(file: Sqlite.Database): Rows {
  return {
    deliveries: file
      .prepare<[], Delivery>(
        `select d.subscription, d.day, d.platform, s.channel, d.due_at, d.state, d.reason, d.settled_at
         from deliveries d left join subscriptions s on s.id = d.subscription`,
      )
      .all(),
    subscriptions: file
      .prepare<[], Rows["subscriptions"][number]>("select id, channel, next_due_at from subscriptions")
      .all(),
  };
}

/** Digests that are due and messages that were taken, without an outcome. */
export function countOpenWork(file: Sqlite.Database, now: number): number {
  const count = file.prepare<[number], number>(
    `select (select count(*) from deliveries where settled_at is null)
       + (select count(*) from subscriptions where next_due_at <= ?)
       + (select count(*) from seen_messages where place is not null)`,
  );
  return count.pluck().get(now) ?? 0;
}

export function openSharedDatabase(tables: Tabled, fateOf: (being: Being) => DatabaseFate): SharedDatabase {
  const { file, statements } = tables;
  tables.empty();
  return {
    file,
    connect(being) {
      const db = new Kysely<Tables>({ dialect: new DistantDialect(statements, being, fateOf) });
      return {
        kind: "sqlite",
        db,
        quick: db,
        run: runBy(db),
        ready: () => Promise.resolve(null),
        close: () => Promise.resolve(),
      };
    },
    async tellTime(being) {
      const end = await comeThrough(being, fateOf(being));
      const now = Math.floor(being.world.now());
      await end();
      return now;
    },
  };
}

class DistantDialect extends SqliteDialect {
  readonly #parts: readonly [SqliteDatabase, Being, (being: Being) => DatabaseFate];

  constructor(...parts: readonly [SqliteDatabase, Being, (being: Being) => DatabaseFate]) {
    super({ database: parts[0] });
    this.#parts = parts;
  }

  override createDriver(): Driver {
    return new DistantDriver(...this.#parts);
  }

  override createQueryCompiler(): SteadyCompiler {
    return new SteadyCompiler();
  }

  override createAdapter(): SqliteAdapter {
    return new PooledAdapter();
  }
}

/** As a pool: several pieces of work of one process are under way at once. */
class PooledAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * A statement, or a transaction as a whole, is one piece of work: the process may die before it or after it, and not
 * half-way, which is what a transaction promises.
 */
class DistantDriver implements Driver {
  readonly #shared: SqliteDriver;
  readonly #being: Being;
  readonly #fateOf: (being: Being) => DatabaseFate;
  readonly #ends = new WeakMap<DatabaseConnection, () => Promise<void>>();

  constructor(database: SqliteDatabase, being: Being, fateOf: (being: Being) => DatabaseFate) {
    this.#shared = new SqliteDriver({ database });
    this.#being = being;
    this.#fateOf = fateOf;
  }

  init(): Promise<void> {
    return this.#shared.init();
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#shared.beginTransaction(connection);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#shared.commitTransaction(connection);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#shared.rollbackTransaction(connection);
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const end = await comeThrough(this.#being, this.#fateOf(this.#being));
    const shared = await this.#shared.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: (query, options) => shared.executeQuery(query, options),
      streamQuery: (query, size, options) => shared.streamQuery(query, size, options),
    };
    this.#ends.set(connection, end);
    return connection;
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await this.#ends.get(connection)?.();
  }
}

/** The way to the database; gives the way back. Both reject where the connection is lost on it. */
async function comeThrough(being: Being, { ways, lost }: DatabaseFate): Promise<() => Promise<void>> {
  const go = async (ms: number, isLost: boolean): Promise<void> => {
    await elapse(being, ms);
    if (isLost) throw new Error("Connection terminated unexpectedly");
  };
  await go(ways[0], lost === "before");
  return () => go(ways[1], lost === "after");
}
