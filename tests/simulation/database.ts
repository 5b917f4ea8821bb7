/** One database in memory that every process of a world shares, reached as over a network. */
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from "kysely";
import { SteadyCompiler } from "#store/connection/sqlite.ts";
import { keepStatements, runStatement, type Statements } from "#store/connection/statements.ts";
import { runBy, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import type { Tables } from "#store/tables.ts";
import type { Delivery, Rows } from "./balance.ts";
import { elapse, type Being } from "./world.ts";

export interface SharedDatabase {
  /** As one being reaches it. */
  connect(being: Being): Database;
  /** Its clock, which no process runs on, asked over the same way; milliseconds since 1970 UTC. */
  tellTime(being: Being): Promise<number>;
  /** What is in it now. */
  readonly look: Look;
}

/** What nobody in a world asks: how it stands, and what the reckoning goes by. */
export interface Look {
  rows(): Rows;
  /** Digests that are due and messages that were taken, without an outcome. */
  openWork(now: number): number;
  /** When the next digest is due, by its subscription; null where there is none. */
  nextDueAt(): number | null;
}

/** What becomes of a piece of work at the database. */
export interface DatabaseFate {
  /** Before it is done and after it, in milliseconds. */
  readonly ways: readonly [there: number, back: number];
  /** Whether the connection is lost: then the work is not done, or it is and nobody hears of it. */
  readonly lost: "before" | "after" | null;
  /** Called when it is done and not heard of yet; the being may be stopped there. */
  readonly done: () => void;
}

/**
 * Up-to-date tables without rows, for one world after the other: what SQLite has compiled once it keeps. Whatever the
 * world before left in them is removed by `empty`.
 */
export interface Tabled {
  readonly statements: Statements;
  readonly look: Look;
  empty(): void;
}

const close = (): Promise<void> => Promise.resolve();

/** All ways of it are one: nothing here is lost with the power. */
function databaseOver(db: Database["db"], run: Database["runSafely"]): Database {
  const inOneGo: Database["inOneGo"] = (work) => work(db);
  const ways = { db, quick: db, runQuickly: run, runSafely: run, inOneGo };
  return { kind: "sqlite", ...ways, ready: () => Promise.resolve(null), close };
}

export async function createTables(): Promise<Tabled> {
  const file = new Sqlite(":memory:");
  const statements = keepStatements(file);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  const run = runBy(db);
  await migrate(databaseOver(db, run));
  const names = file
    .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'kysely_%'")
    .pluck()
    .all();
  const deletions = names.map((name) => file.prepare(`delete from ${name}`));
  return {
    statements,
    look: lookAt(file),
    empty() {
      // A world may end in the midst of a transaction.
      if (file.inTransaction) file.exec("rollback");
      for (const deletion of deletions) deletion.run();
    },
  };
}

function lookAt(file: Sqlite.Database): Look {
  const deliveries = file.prepare<[], Delivery>(
    `select d.subscription, d.day, d.platform, s.channel, d.due_at, d.state, d.reason, d.settled_at
     from deliveries d left join subscriptions s on s.id = d.subscription`,
  );
  const subscriptions = file.prepare<[], Rows["subscriptions"][number]>(
    "select id, channel, next_due_at from subscriptions",
  );
  const open = file.prepare<[number], number>(
    `select (select count(*) from deliveries where settled_at is null)
       + (select count(*) from subscriptions where next_due_at <= ?)
       + (select count(*) from seen_messages where place is not null)`,
  );
  const next = file.prepare<[], number | null>("select min(next_due_at) from subscriptions").pluck();
  open.pluck();
  return {
    rows: () => ({ deliveries: deliveries.all(), subscriptions: subscriptions.all() }),
    openWork: (now) => open.get(now) ?? 0,
    nextDueAt: () => next.get() ?? null,
  };
}

export function openSharedDatabase(tables: Tabled, fateOf: (being: Being) => DatabaseFate): SharedDatabase {
  const { statements, look } = tables;
  tables.empty();
  return {
    look,
    connect(being) {
      const come = (): Promise<Return> => comeThrough(being, fateOf(being));
      const db = new Kysely<Tables>({ dialect: new DistantDialect(statements, come) });
      const run: Database["runQuickly"] = async <Row>(query: CompiledQuery<Row>) => {
        const goBack = await come();
        try {
          return runStatement<Row>(statements, query).rows;
        } finally {
          await goBack();
        }
      };
      return databaseOver(db, run);
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
  readonly #parts: readonly [Statements, () => Promise<Return>];

  constructor(...parts: readonly [Statements, () => Promise<Return>]) {
    super({ database: neverOpened });
    this.#parts = parts;
  }

  override createDriver(): Driver {
    return createDistantDriver(...this.#parts);
  }

  override createQueryCompiler(): SteadyCompiler {
    return new SteadyCompiler();
  }

  override createAdapter(): SqliteAdapter {
    return new PooledAdapter();
  }
}

/** The driver has the file from elsewhere. */
function neverOpened(): never {
  throw new Error("A world's database is open already");
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
function createDistantDriver(statements: Statements, come: () => Promise<Return>): Driver {
  const ways = new WeakMap<DatabaseConnection, Return>();
  const say = (text: string) => async (): Promise<void> => void runStatement(statements, CompiledQuery.raw(text));
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      const connection = connect(statements);
      ways.set(connection, await come());
      return connection;
    },
    async releaseConnection(connection) {
      await ways.get(connection)?.();
    },
    beginTransaction: say("begin"),
    commitTransaction: say("commit"),
    rollbackTransaction: say("rollback"),
    destroy: () => Promise.resolve(),
  };
}

function connect(statements: Statements): DatabaseConnection {
  return {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => runStatement<Row>(statements, query),
    async *streamQuery<Row>(query: CompiledQuery) {
      yield runStatement<Row>(statements, query);
    },
  };
}

type Return = () => Promise<void>;

/** The way to the database; gives the way back. Both reject where the connection is lost on it. */
async function comeThrough(being: Being, { ways, lost, done }: DatabaseFate): Promise<Return> {
  const go = async (ms: number, isLost: boolean): Promise<void> => {
    await elapse(being, ms);
    if (isLost) throw new Error("Connection terminated unexpectedly");
  };
  await go(ways[0], lost === "before");
  return () => {
    done();
    return go(ways[1], lost === "after");
  };
}
