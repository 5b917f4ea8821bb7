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
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { gatherWrites, isWrite, type GatheredWrites, type Write } from "./gather-writes.ts";
import { openBeside, openFile } from "./sqlite-file.ts";

/** How long a statement waits for a lock that another process holds. */
const LOCK_MS = 5000;
const LONGEST_PAUSE_MS = 50;
const STATEMENTS_KEPT = 200;

/** Runs a compiled statement outside of any transaction. Resolves with its rows. */
export type Run = <Row>(query: CompiledQuery<Row>) => Promise<readonly Row[]>;

interface Way {
  readonly dialect: Dialect;
  /** The same without Kysely's layers, which take longer than most statements. */
  readonly run: Run;
}

/** Two ways to one file. */
export interface SqliteFile {
  /** Waits until the disk has what was written. */
  readonly safe: Way;
  /** Does not: the process may end at any time, but when the power goes the last writes may be forgotten. */
  readonly quick: Way;
  /** Once what was asked for is written. */
  readonly close: () => Promise<void>;
}

/** Opens the file, or `:memory:`. Rejects with a `StoreRefusal` where it is not the bot's to write to. */
export async function openSqlite(path: string): Promise<SqliteFile> {
  const { default: Connection } = await import("better-sqlite3");
  const file = await untilFree(() => openFile(Connection, path));
  const now: Turn = { open: null };
  const safe = wayTo(() => file, { now, gathers: false });
  if (path === ":memory:") return { safe, quick: safe, close: safe.close };
  const quick = wayTo(() => openBeside(Connection, path), { now, gathers: true });
  const close = async (): Promise<void> => {
    await quick.close();
    await safe.close();
  };
  return { safe, quick, close };
}

/**
 * `open` is called once, when it is used for the first time. Where it `gathers`, writes outside of transactions wait for
 * others of the same turn of the event loop.
 */
function wayTo(
  open: () => Sqlite.Database,
  { now, gathers }: { readonly now: Turn; readonly gathers: boolean },
): Way & Pick<SqliteFile, "close"> {
  let opened: Statements | null = null;
  const file = (): Statements => (opened ??= keepStatements(open()));
  const turns = createTurns(file, now);
  const gathered = gathers ? gatherWrites((writes) => turns.inTurn(null, () => writeTogether(file(), writes))) : null;
  const work = turnsOf(turns, file, gathered);
  return {
    dialect: {
      createDriver: () => createDriver(turns, work),
      createQueryCompiler: () => new SteadyCompiler(),
      createAdapter: () => new SharedAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    run: async <Row>(query: CompiledQuery<Row>) => (await work<Row>(null, query)).rows,
    async close() {
      await gathered?.flushed();
      opened?.close();
    },
  };
}

type Work = <Row>(of: DatabaseConnection | null, query: CompiledQuery) => Promise<QueryResult<Row>>;

function turnsOf({ inTurn, isOpenOn }: Turns, file: () => Statements, gathered: GatheredWrites | null): Work {
  return <Row>(of: DatabaseConnection | null, query: CompiledQuery) =>
    gathered !== null && !isOpenOn(of) && isWrite(query)
      ? gathered.add<Row>(query)
      : inTurn(of, () => runStatement<Row>(file(), query));
}

/**
 * SQLite looks at the value behind a plain `?` while it plans (a limit; what a column equals where rows are ordered), and
 * so plans the statement anew whenever another one is bound, at ten times what running it costs. A unary plus, which changes
 * no value and no comparison, hides it: https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes
 */
export class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return `+${super.getCurrentParameterPlaceholder()}`;
  }
}

/** Kysely's own would let one query at a time have the connection, also one that only waits for a lock. */
class SharedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export type Statements = ReturnType<typeof keepStatements>;

/** Each text is compiled once. */
export function keepStatements(file: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => file.close(),
    /** False where a full disk has undone it: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction */
    inTransaction: () => file.inTransaction,
    prepare(text: string) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const made = file.prepare(text);
      if (statements.size < STATEMENTS_KEPT) statements.set(text, made);
      return made;
    },
  };
}

export function runStatement<Row>(file: Statements, { sql, parameters }: CompiledQuery): QueryResult<Row> {
  const statement = file.prepare(sql);
  if (statement.reader) return { rows: rowsOf<Row>(statement.all(parameters)) };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}

/** As in Kysely's own driver, the query's type tells what they are. */
function rowsOf<Row>(rows: unknown[]): Row[];
function rowsOf(rows: unknown[]): unknown[] {
  return rows;
}

// A transaction that reads first and writes later would fail at once if another process wrote in between.
const BEGIN = "begin immediate";

/** The lock is taken at the beginning: where another process has it, all of them wait, and nothing is written yet. */
function writeTogether(file: Statements, writes: readonly Write[]): void {
  file.prepare(BEGIN).run();
  try {
    for (const { run } of writes) run((query) => runStatement(file, query));
    file.prepare("commit").run();
  } catch (error) {
    if (file.inTransaction()) file.prepare("rollback").run();
    throw error;
  }
  for (const { settle } of writes) settle();
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

/** Many connections of Kysely's over one file, whose statements run as soon as they are asked for. */
function createDriver({ begin, commit, rollback }: Turns, work: Work): Driver {
  const connect = (): DatabaseConnection => {
    const connection: DatabaseConnection = {
      executeQuery: <Row>(query: CompiledQuery) => work<Row>(connection, query),
      async *streamQuery<Row>(query: CompiledQuery) {
        yield await work<Row>(connection, query);
      },
    };
    return connection;
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connect()),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: begin,
    commitTransaction: commit,
    rollbackTransaction: rollback,
    // Whoever opened the file closes it.
    destroy: () => Promise.resolve(),
  };
}

type Turns = ReturnType<typeof createTurns>;

function createTurns(file: () => Statements, now: Turn) {
  const end = (): void => {
    now.open?.ended.resolve();
    now.open = null;
  };
  /** Runs when no other's transaction is open and the file is free; whoever waits holds nothing. */
  const inTurn = <T>(of: DatabaseConnection | null, work: () => T): Promise<T> =>
    untilFree(async () => {
      while (now.open !== null && now.open.of !== of) await now.open.ended.promise;
      return work();
    });
  const begin = (of: DatabaseConnection): Promise<void> =>
    inTurn(of, () => {
      file().prepare(BEGIN).run();
      now.open = { of, ended: Promise.withResolvers() };
    });
  const commit = async (of: DatabaseConnection): Promise<void> => {
    await inTurn(of, () => file().prepare("commit").run());
    end();
  };
  const rollback = async (): Promise<void> => {
    try {
      if (file().inTransaction()) file().prepare("rollback").run();
    } finally {
      end();
    }
  };
  const isOpenOn = (of: DatabaseConnection | null): boolean => of !== null && now.open?.of === of;
  return { inTurn, isOpenOn, begin, commit, rollback };
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
