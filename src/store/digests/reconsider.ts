/** After a change of the zone rules: every agenda is put on the wall anew. */
import { sql } from "kysely";
import type { Ledger } from "#core/digests/ports.ts";
import type { Database } from "#store/database.ts";
import { toSchedule } from "./subscription-rows.ts";

const SETTING = "zone-rules";
const PORTION = 1000;

/** Replicas that start together may all do it: they come to the same. */
export function reconsider({ db }: Database): Ledger["reconsider"] {
  return async ({ rules, decide }) => {
    const known = await db.selectFrom("settings").select("value").where("name", "=", SETTING).executeTakeFirst();
    if (known?.value === rules) return 0;
    let changed = 0;
    for (let after = ""; ;) {
      const rows = await db
        .selectFrom("subscriptions")
        .select(["id", "zone", "time", "rhythm", "rhythm_day", "next_day", "next_due_at"])
        .where("id", ">", after)
        .where("next_due_at", "is not", null)
        .orderBy("id")
        .limit(PORTION)
        .execute();
      const moved = rows.flatMap((row) => {
        const next = { day: row.next_day ?? "", dueAt: row.next_due_at ?? 0 };
        const dueAt = dueAtOr(next.dueAt, () => decide({ schedule: toSchedule(row), next }));
        return dueAt === next.dueAt ? [] : [sql`(${row.id}, ${next.day}, cast(${dueAt} as bigint))`];
      });
      if (moved.length > 0) {
        await sql`update subscriptions set next_due_at = v.column3 from (values ${sql.join(moved)}) as v
          where subscriptions.id = v.column1 and subscriptions.next_day = v.column2`.execute(db);
      }
      changed += moved.length;
      after = rows.at(-1)?.id ?? "";
      if (rows.length < PORTION) break;
    }
    const query = db.insertInto("settings").values({ name: SETTING, value: rules });
    await query.onConflict((conflict) => conflict.column("name").doUpdateSet({ value: rules })).execute();
    return changed;
  };
}

/** A zone that is not known here changes nothing for the others; its subscription is seen to when it is due. */
function dueAtOr(stored: number, reckon: () => number): number {
  try {
    return reckon();
  } catch (error) {
    if (error instanceof RangeError) return stored;
    throw error;
  }
}
