/** Writes of one turn of the event loop, put into one transaction: its end costs more than a statement. */
import type { CompiledQuery, QueryResult } from "kysely";

/** One statement that waits for its transaction. */
export interface Write {
  /** Runs it, and keeps what came of it; one that fails undoes nobody else's. */
  readonly run: (execute: Execute) => void;
  /** Tells whoever waits, once the transaction has ended. */
  readonly settle: () => void;
  readonly reject: (error: unknown) => void;
}

type Execute = <Row>(query: CompiledQuery) => QueryResult<Row>;

export interface GatheredWrites {
  /** Resolves once it is written for good, together with what else was asked for in the same turn. */
  readonly add: <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>;
  /** Resolves when nothing waits any more. */
  readonly flushed: () => Promise<void>;
}

/** `write` runs and settles them, or rejects where none was written. */
export function gatherWrites(write: (writes: readonly Write[]) => Promise<void>): GatheredWrites {
  let waiting: Write[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const writes = waiting;
    waiting = [];
    await write(writes).catch((error: unknown) => {
      for (const { reject } of writes) reject(error);
    });
  };
  const flushSoon = (): void => {
    writing = Promise.all([writing, flush()]);
  };
  return {
    add<Row>(query: CompiledQuery) {
      const { promise, resolve, reject } = Promise.withResolvers<QueryResult<Row>>();
      let settle = (): void => undefined;
      waiting.push({
        run(execute) {
          try {
            const result = execute<Row>(query);
            settle = () => resolve(result);
          } catch (error) {
            settle = () => reject(error);
          }
        },
        settle: () => settle(),
        reject,
      });
      if (waiting.length === 1) setImmediate(flushSoon);
      return promise;
    },
    async flushed() {
      if (waiting.length > 0) flushSoon();
      await writing;
    },
  };
}

export function isWrite({ query: { kind } }: CompiledQuery): boolean {
  return kind === "InsertQueryNode" || kind === "UpdateQueryNode" || kind === "DeleteQueryNode";
}
