/** The first half of a tick: who is due gets a row in the ledger and a new date, in one transaction. */
import { sql, type Transaction } from "kysely";
import type { DueBatch, Ledger, Parked, Served } from "#core/digests/ports.ts";
import type { Due } from "#core/digests/due.ts";
import type { Tenants } from "#core/request.ts";
import { prepareOnce } from "#store/compile-once.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { park } from "./park.ts";
import { toSchedule } from "./subscription-rows.ts";
import type { DeliveryRow, Tables } from "#store/tables.ts";

interface Decided {
  readonly row: { readonly id: string; readonly platform: string; readonly tenant: string; readonly number: number };
  readonly due: Due;
}

/** SQLite takes 32,766 parameters a statement; a ledger row has 9. */
const ROWS_A_STATEMENT = 2000;

export function queueDue(database: Database): Ledger["queueDue"] {
  const anyDue = prepareOnce(({ now }: { readonly now: number }) => {
    const query = database.db.selectFrom("subscriptions").select("id").where("next_due_at", "is not", null);
    return query.where("next_due_at", "<=", now).limit(1);
  });
  return async ({ now, limit, served, except, decide }) => {
    // Most ticks find nothing, and need no transaction for it.
    if ((await database.runSafely(anyDue({ now }))).length === 0)
      return { due: 0, queued: 0, missed: 0, parked: [], left: [] };
    return inTransaction(database, async (tx) => {
      const rows = await lockDue(tx, database, { now, limit, except });
      const decided: Decided[] = [];
      const parked: Parked[] = [];
      const left: string[] = [];
      for (const row of rows) {
        const next = { day: row.next_day ?? "", dueAt: row.next_due_at ?? 0 };
        try {
          decided.push({ row, due: decide({ schedule: toSchedule(row), next, number: row.number }) });
        } catch (error) {
          // A zone that is not known here, say. Left as it is, it is met first by every tick.
          if (isServed(row, served)) parked.push({ id: row.id, reason: reasonOf(error) });
          else left.push(row.id);
        }
      }
      for (const each of parked) await park(tx, { ...each, advice: "unreadable", now });
      const entries = decided.flatMap((each) => ledgerRows(each, now));
      for (let start = 0; start < entries.length; start += ROWS_A_STATEMENT) {
        await tx
          .insertInto("deliveries")
          .values(entries.slice(start, start + ROWS_A_STATEMENT))
          .onConflict((conflict) => conflict.columns(["subscription", "day"]).doNothing())
          .execute();
      }
      if (decided.length > 0) await moveOn(tx, decided);
      const queued = decided.filter(({ due }) => due.owed !== null).length;
      return { due: rows.length - left.length, queued, missed: entries.length - queued, parked, left };
    });
  };
}

function isServed({ platform, tenant }: { platform: string; tenant: string }, served: Served): boolean {
  const tenants = new Map<string, Tenants>(Object.entries(served)).get(platform) ?? [];
  return tenants === "all" || tenants.includes(tenant);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lockDue(
  tx: Transaction<Tables>,
  { kind }: Database,
  { now, limit, except }: Pick<DueBatch, "now" | "limit" | "except">,
) {
  const others = tx
    .selectFrom("subscriptions")
    .select(["id", "platform", "tenant", "number", "zone", "time", "rhythm", "rhythm_day", "next_day", "next_due_at"])
    .where("next_due_at", "is not", null)
    .where("next_due_at", "<=", now)
    .orderBy("next_due_at")
    .limit(limit);
  const query = except.length === 0 ? others : others.where("id", "not in", except);
  // Another replica's batch is left to it.
  return (kind === "postgres" ? query.forUpdate().skipLocked() : query).execute();
}

function ledgerRows({ row, due }: Decided, now: number): readonly DeliveryRow[] {
  const { id: subscription, platform, tenant } = row;
  const open = { owner: null, lease_until: null, message_id: null, late: 0, attempt: 0 };
  const rows: DeliveryRow[] = due.missed.map(({ day, dueAt }) => ({
    ...open,
    ...{ subscription, day, number: row.number, platform, tenant, due_at: dueAt, after_at: dueAt },
    ...{ state: "skipped", reason: "missed", settled_at: now },
  }));
  if (due.owed !== null) {
    const { day, dueAt, number } = due.owed;
    rows.push({
      ...open,
      ...{ subscription, day, number, platform, tenant, due_at: dueAt, after_at: dueAt },
      ...{ state: "pending", reason: null, settled_at: null },
    });
  }
  return rows;
}

/** One statement for the whole batch: both databases name the columns of `values` alike. */
async function moveOn(tx: Transaction<Tables>, decided: readonly Decided[]): Promise<void> {
  const values = decided.map(
    ({ row, due: { next, number, lastDay } }) =>
      sql`(${row.id}, ${next.day}, cast(${next.dueAt} as bigint), cast(${number} as integer), cast(${lastDay} as text))`,
  );
  await sql`
    update subscriptions
    set next_day = v.column2, next_due_at = v.column3, number = v.column4, last_day = coalesce(v.column5, last_day)
    from (values ${sql.join(values)}) as v
    where subscriptions.id = v.column1`.execute(tx);
}
