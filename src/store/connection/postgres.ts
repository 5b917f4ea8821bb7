/** Kysely over a pool of PostgreSQL connections: none is waited for without end, none is kept that writing fails on. */
import {
  type Dialect,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import type { ClientBase, Pool, PoolClient } from "pg";

export interface PostgresOptions {
  /** `postgres://...` */
  readonly url: string;
  /** The most connections at once. */
  readonly connections: number;
  /** How long, in milliseconds, a statement may take; 8 s where it is absent. */
  readonly statementMs?: number | undefined;
}

/** How long a command waits for a connection, also for one that others have. */
const CONNECT_MS = 3000;
const STATEMENT_MS = 8000;
/** The server ends a statement first and says why; this much later it counts as away. */
const GRACE_MS = 1000;
/** A process that was stopped within a transaction keeps others from its rows for no longer. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/** Opens no connection yet; the driver is loaded only when used. */
export async function openPostgres({
  url,
  connections,
  statementMs = STATEMENT_MS,
}: PostgresOptions): Promise<Dialect> {
  const { default: pg } = await import("pg");
  const limits = `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`;
  // Said once connected: among the parameters of the start, poolers such as PgBouncer refuse it. The pool waits for it.
  const setLimits = (client: ClientBase): unknown => client.query(limits);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: statementMs + GRACE_MS,
    keepAlive: true,
    onConnect: setLimits,
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // A connection that breaks is replaced when next needed, and a query on it rejects. Without a listener its "error"
  // would end the process: the pool listens while it is idle, nobody while it is between two queries of a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new PostgresDialect({ pool: healing(pool) });
}

/**
 * The pool, without what stays behind on a fail-over: after a fault of one connection that its server will have with
 * every statement, all that were made before are closed instead of being used again.
 */
function healing(pool: Pool): PostgresPool {
  const madeIn = new WeakMap<PoolClient, number>();
  let generation = 0;
  pool.on("connect", (client) => void madeIn.set(client, generation));
  const isOld = (client: PoolClient): boolean => madeIn.get(client) !== generation;
  const watch = async <T>(client: PoolClient, querying: Promise<T>): Promise<T> => {
    try {
      return await querying;
    } catch (error) {
      if (isBroken(error) && !isOld(client)) generation++;
      throw error;
    }
  };
  const watched = (client: PoolClient): PostgresPoolClient => {
    const plain: PostgresPoolClient = client;
    function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
    function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
    function query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []) {
      return typeof asked === "string" ? watch(client, plain.query<R>(asked, values)) : plain.query<R>(asked);
    }
    return { query, release: () => client.release(isOld(client)) };
  };
  return {
    options: pool.options,
    async connect() {
      for (;;) {
        const client = await pool.connect();
        if (!isOld(client)) return watched(client);
        client.release(true);
      }
    },
    end: () => pool.end(),
  };
}

/**
 * What fails with the connection and not with the statement: the driver's own errors, which have no SQLSTATE, such as
 * that nothing came in time; connection faults; a shutdown; a server that only reads.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isBroken(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return !/^[0-9A-Z]{5}$/.test(code) || /^08|^57P0|^25006$|^25P03$/.test(code);
}
