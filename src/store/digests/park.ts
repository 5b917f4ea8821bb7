/** Stops an active subscription until somebody acts, and says so among its notes. */
import type { Transaction } from "kysely";
import type { Advice } from "#core/digests/subscription.ts";
import { writeLog } from "./change-log.ts";
import { placeKeyOf } from "./subscription-rows.ts";
import type { Tables } from "#store/tables.ts";

export interface Parking {
  readonly id: string;
  readonly advice: Advice;
  readonly reason: string;
  readonly now: number;
}

/** One that somebody paused in the meantime stays paused. */
export async function park(tx: Transaction<Tables>, { id, advice, reason, now }: Parking): Promise<void> {
  const stands = tx.selectFrom("subscriptions").selectAll().where("id", "=", id).where("next_due_at", "is not", null);
  const before = await stands.executeTakeFirst();
  if (before === undefined) return;
  const stopped = { standing: "refused", standing_reason: reason, standing_advice: advice };
  const after = await tx
    .updateTable("subscriptions")
    .set({ ...stopped, next_day: null, next_due_at: null })
    .where("id", "=", id)
    .where("next_due_at", "is not", null)
    .returningAll()
    .executeTakeFirst();
  if (after === undefined) return;
  const note = { what: "refused", by: { id: "", name: reason }, at: now } as const;
  await writeLog(tx, { place: placeKeyOf(after), note, subscription: id, act: null, before, after });
}
