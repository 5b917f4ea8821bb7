/**
 * Kysely over one SQLite file. Its driver is ours, because SQLite's own wait for another process's lock holds the only
 * thread: here a locked statement is tried again between other work, and what only reads goes on meanwhile.
 */
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
import { openDisk, type Disk } from "./disk.ts";
import { gatherWrites, isWrite, type GatheredWrites } from "./gather-writes.ts";
import { openBeside, openFile } from "./sqlite-file.ts";
import { keepStatements, writeTogether, type Statements } from "./statements.ts";
import { createTurns, untilFree, type SharedTurn, type Turns } from "./turns.ts";

/** Runs a compiled statement outside of any transaction. Resolves with its rows. */
export type Run = <Row>(query: CompiledQuery<Row>) => Promise<readonly Row[]>;

interface Way {
  readonly dialect: Dialect;
  /** The same without Kysely's layers, which take longer than most statements. */
  readonly run: Run;
}

/** Three ways to one file. */
export interface SqliteFile {
  /** Waits until the disk has what was written. */
  readonly safe: Way;
  /** Does not: the process may end at any time, but when the power goes the last writes may be forgotten. */
  readonly quick: Way;
  /** As the safe one, but that nobody waits for each write; at the end everybody waits for `onDisk`. */
  readonly unwaited: Way;
  /** Resolves once the disk has what was written. */
  readonly onDisk: () => Promise<void>;
  /** Once what was asked for is written. */
  readonly close: () => Promise<void>;
}

/** Opens the file, or `:memory:`. Rejects with a `StoreRefusal` where it is not the bot's to write to. */
export async function openSqlite(path: string): Promise<SqliteFile> {
  const { default: Connection } = await import("better-sqlite3");
  const file = await untilFree(() => openFile(Connection, path));
  const now: SharedTurn = { open: null };
  if (path === ":memory:") {
    const only = wayTo(() => file, { now, gathers: false, disk: null });
    return { safe: only, quick: only, unwaited: only, onDisk: () => Promise.resolve(), close: only.close };
  }
  const disk = file.pragma("journal_mode", { simple: true }) === "wal" ? openDisk(path) : null;
  const safe = wayTo(() => file, { now, gathers: false, disk });
  const unwaited = wayTo(() => file, { now, gathers: false, disk: null });
  const quick = wayTo(() => openBeside(Connection, path), { now, gathers: true, disk: null });
  const close = async (): Promise<void> => {
    await quick.close();
    // Before the last connection: it removes the file that this one has open.
    await disk?.close();
    await safe.close();
  };
  return { safe, quick, unwaited, onDisk: async () => disk?.reached(), close };
}

/**
 * `open` is called once, when it is used for the first time. Where it `gathers`, writes outside of transactions wait for
 * others of the same turn of the event loop.
 */
function wayTo(
  open: () => Sqlite.Database,
  { now, gathers, disk }: { readonly now: SharedTurn; readonly gathers: boolean; readonly disk: Disk | null },
): Way & Pick<SqliteFile, "close"> {
  let opened: Statements | null = null;
  const file = (): Statements => (opened ??= keepStatements(open()));
  const turns = createTurns(file, now, disk);
  const gathered = gathers ? gatherWrites((writes) => turns.inTurn(null, () => writeTogether(file(), writes))) : null;
  const work = turnsOf(turns, gathered);
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

function turnsOf({ run, isOpenOn }: Turns, gathered: GatheredWrites | null): Work {
  return <Row>(of: DatabaseConnection | null, query: CompiledQuery) =>
    gathered !== null && !isOpenOn(of) && isWrite(query) ? gathered.add<Row>(query) : run<Row>(of, query);
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
