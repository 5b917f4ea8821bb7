/** What time it is for everybody who shares the database. */
import { sql } from "kysely";
import type { Clock } from "#core/ports.ts";
import type { Database } from "./database.ts";

/** Milliseconds since 1970 UTC: PostgreSQL's own; a SQLite file is on this machine, and so is its clock. */
export function createDatabaseTime({ kind, db }: Database, clock: Clock): () => Promise<number> {
  if (kind === "sqlite") return () => Promise.resolve(clock.now());
  return async () => {
    const { rows } = await sql<{ at: number }>`
      select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error("The database tells no time");
    return row.at;
  };
}
