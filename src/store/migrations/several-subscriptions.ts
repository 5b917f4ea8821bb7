/** Several subscriptions of a channel to one pack, and what was made of each: decision 066. */
import { sql, type Kysely } from "kysely";
import type { DatabaseKind } from "#store/database.ts";
import { addColumns } from "./add-columns.ts";

/**
 * What an older version writes is the first of a place, as it was; of a second one it knows no more than that it is due.
 * At no moment is a place without an index that keeps two people from making the same one at once.
 */
export async function severalSubscriptions(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await addColumns(db, kind, { table: "subscriptions", columns: { slot: "integer not null default 0" } });
  const columns = { subscription: "text", act: "text", before: "text", after: "text", undone_by: "text" };
  await addColumns(db, kind, { table: "notes", columns });
  await sql`create unique index if not exists subscriptions_slot
    on subscriptions (platform, tenant, channel, pack, slot)`.execute(db);
  await sql`drop index if exists subscriptions_place`.execute(db);
  await sql`create index if not exists notes_at on notes (at)`.execute(db);
}
