/** Who waits for whom in a PostgreSQL: looked at every few milliseconds, while something else is measured. */
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { whole, type Row } from "./table.ts";

const EVERY_MS = 10;
/** What counts as long. */
const LONG_MS = 50;
/** Of all transactions; so many may wait for longer where the 99th of 100 does not. */
const MOST = 0.01;

const Waiting = z.object({ pid: z.number(), since: z.string(), ms: z.number() });
const Commits = z.object({ commits: z.coerce.number() });

/** https://www.postgresql.org/docs/current/view-pg-locks.html tells since when. */
const WAITS = `select pid, waitstart::text as since,
  extract(epoch from clock_timestamp() - waitstart)::float8 * 1000 as ms from pg_locks where waitstart is not null`;
const COMMITS = "select xact_commit as commits from pg_stat_database where datname = current_database()";

export async function watchLocks(url: string): Promise<{ stop(): Promise<Omit<Row, "work">> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const commits = async (): Promise<number> => Commits.parse((await client.query(COMMITS)).rows[0]).commits;
  const before = await commits();
  const longest = new Map<string, number>();
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const { pid, since, ms } of z.array(Waiting).parse((await client.query(WAITS)).rows))
        longest.set(`${pid} ${since}`, Math.max(ms, longest.get(`${pid} ${since}`) ?? 0));
      await pause(EVERY_MS);
    }
  };
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
      // What a backend counted is told a second later at the latest.
      await pause(1500);
      const transactions = (await commits()) - before;
      await client.end();
      const long = [...longest.values()].filter((ms) => ms > LONG_MS).length;
      const isMet = long <= transactions * MOST;
      return {
        bot: `${whole(long)} over ${LONG_MS} ms, longest ${Math.max(0, ...longest.values()).toFixed(0)} ms`,
        ...{ beside: whole(transactions), peer: "all transactions", ratio: long / transactions, spread: null },
        ...{ cpu: null, mark: `p99 <= ${LONG_MS} ms`, isMet },
      };
    },
  };
}
