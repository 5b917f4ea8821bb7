/** Whose statement runs when: one transaction at a time, and no wait for another process's lock that holds the thread. */
import { setTimeout as pause } from "node:timers/promises";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { Disk } from "./disk.ts";
import { BEGIN, runStatement, type Statements } from "./statements.ts";

/** How long a statement waits for a lock that another process holds. */
const LOCK_MS = 5000;
const LONGEST_PAUSE_MS = 50;

/** Shared by all connections to one file: they would only meet each other's locks. */
export interface SharedTurn {
  open: Open | null;
}

/** The open transaction: nobody else's statement may run between two of its own. */
interface Open {
  readonly of: DatabaseConnection;
  readonly ended: PromiseWithResolvers<void>;
  /** The disk is to be waited for at its end. */
  hasWritten: boolean;
}

export type Turns = ReturnType<typeof createTurns>;

/** `disk` is null where nobody waits for it. */
export function createTurns(file: () => Statements, now: SharedTurn, disk: Disk | null) {
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
  const isOpenOn = (of: DatabaseConnection | null): boolean => of !== null && now.open?.of === of;
  const run = async <Row>(of: DatabaseConnection | null, query: CompiledQuery): Promise<QueryResult<Row>> => {
    const { result, reads } = await inTurn(of, () => ({
      reads: file().prepare(query.sql).readonly,
      result: runStatement<Row>(file(), query),
    }));
    if (disk === null || reads) return result;
    if (now.open !== null && isOpenOn(of)) now.open.hasWritten = true;
    else await disk.reached();
    return result;
  };
  const begin = (of: DatabaseConnection): Promise<void> =>
    inTurn(of, () => {
      file().prepare(BEGIN).run();
      now.open = { of, ended: Promise.withResolvers(), hasWritten: false };
    });
  const commit = async (of: DatabaseConnection): Promise<void> => {
    const hasWritten = now.open?.hasWritten === true;
    await inTurn(of, () => file().prepare("commit").run());
    end();
    // Others go on meanwhile: what they write is on the disk no sooner than this.
    if (hasWritten) await disk?.reached();
  };
  const rollback = async (of: DatabaseConnection): Promise<void> => {
    // What was committed and may not be on the disk cannot be undone any more.
    if (!isOpenOn(of)) return;
    try {
      if (file().inTransaction()) file().prepare("rollback").run();
    } finally {
      end();
    }
  };
  return { inTurn, isOpenOn, run, begin, commit, rollback };
}

export async function untilFree<T>(work: () => Promise<T> | T): Promise<T> {
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
