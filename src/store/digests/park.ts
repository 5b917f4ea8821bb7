/** Stops an active subscription until somebody acts, and says so among its notes. */
import type { Transaction } from "kysely";
import type { Advice } from "#core/digests/subscription.ts";
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
  const row = await tx
    .updateTable("subscriptions")
    .set({ standing: "refused", standing_reason: reason, standing_advice: advice, next_day: null, next_due_at: null })
    .where("id", "=", id)
    .where("next_due_at", "is not", null)
    .returning(["platform", "tenant", "channel", "pack"])
    .executeTakeFirst();
  if (row === undefined) return;
  const stopped = { place: placeKeyOf(row), at: now, what: "refused", by_id: "", by_name: reason };
  await tx.insertInto("notes").values(stopped).execute();
}
