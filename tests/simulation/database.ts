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
import type { Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import type { Tables } from "#store/tables.ts";
import type { Delivery, Rows } from "./balance.ts";
import { elapse, type Being } from "./world.ts";

export interface SharedDatabase {
  readonly file: Sqlite.Database;
  /** As one being reaches it. */
  connect(being: Being): Database;
}

/** What becomes of a piece of work at the database. */
export interface DatabaseFate {
  /** Before it is done and after it, in milliseconds. */
  readonly ways: readonly [there: number, back: number];
  /** Whether the connection is lost: then the work is not done, or it is and nobody hears of it. */
  readonly lost: "before" | "after" | null;
}

/** Tables without rows, made once: every world begins with a copy. */
export async function createEmptyDatabase(): Promise<Buffer> {
  const file = new Sqlite(":memory:");
  const dialect = new SqliteDialect({ database: file });
  const db = new Kysely<Tables>({ dialect });
  await migrate({ kind: "sqlite", db, ready: () => Promise.resolve(null), close: () => db.destroy() });
  return file.serialize();
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

export function openSharedDatabase(empty: Buffer, fateOf: (being: Being) => DatabaseFate): SharedDatabase {
  const file = new Sqlite(empty);
  const statements = new Map<string, ReturnType<typeof file.prepare>>();
  const database: SqliteDatabase = {
    close: () => undefined,
    prepare(text) {
      const known = statements.get(text) ?? file.prepare(text);
      statements.set(text, known);
      return known;
    },
  };
  return {
    file,
    connect(being) {
      const db = new Kysely<Tables>({ dialect: new DistantDialect(database, being, fateOf) });
      return { kind: "sqlite", db, ready: () => Promise.resolve(null), close: () => Promise.resolve() };
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
  readonly #fates = new WeakMap<DatabaseConnection, DatabaseFate>();

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
    const fate = this.#fateOf(this.#being);
    await elapse(this.#being, fate.ways[0]);
    if (fate.lost === "before") throw new Error("Connection terminated unexpectedly");
    const shared = await this.#shared.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: (query, options) => shared.executeQuery(query, options),
      streamQuery: (query, size, options) => shared.streamQuery(query, size, options),
    };
    this.#fates.set(connection, fate);
    return connection;
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const fate = this.#fates.get(connection);
    await elapse(this.#being, fate?.ways[1] ?? 0);
    if (fate?.lost === "after") throw new Error("Connection terminated unexpectedly");
  }
}
