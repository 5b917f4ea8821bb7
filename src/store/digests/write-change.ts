/** Writes what a command makes of a subscription: its row, its deliveries, and the log. */
import type { Transaction } from "kysely";
import type { Change, Place } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Tables } from "#store/tables.ts";
import { markUndone, writeLog } from "./change-log.ts";
import { placeKey, toRow } from "./subscription-rows.ts";

interface Writing {
  readonly place: Place;
  readonly change: Change;
  /** Of a row that is made. */
  readonly slot: number;
}

export async function write(tx: Transaction<Tables>, { place, change, slot }: Writing): Promise<void> {
  const { before, after, note, act, undoes } = change;
  const subscription = before?.id ?? after?.id ?? "";
  if (after === null) await tx.deleteFrom("subscriptions").where("id", "=", subscription).execute();
  else await save(tx, { after, isNew: before === null, slot });
  await writeDeliveries(tx, change);
  const rows = { before: before === null ? null : toRow(before), after: after === null ? null : toRow(after) };
  await writeLog(tx, { place: placeKey(place), note, subscription, act, ...rows });
  if (undoes !== null) await markUndone(tx, undoes, act ?? "");
}

async function save(
  tx: Transaction<Tables>,
  { after, isNew, slot }: { readonly after: Subscription; readonly isNew: boolean; readonly slot: number },
): Promise<void> {
  if (isNew)
    await tx
      .insertInto("subscriptions")
      .values({ ...toRow(after), slot })
      .execute();
  else await tx.updateTable("subscriptions").set(toRow(after)).where("id", "=", after.id).execute();
}

async function writeDeliveries(tx: Transaction<Tables>, change: Change): Promise<void> {
  const { before, after, note, withdraw, skipped, undoes } = change;
  if (withdraw !== null && before !== null) {
    await tx
      .updateTable("deliveries")
      .set({ state: "skipped", reason: withdraw, settled_at: note.at, owner: null, lease_until: null })
      .where("subscription", "=", before.id)
      .where("state", "in", ["pending", "claimed"])
      .execute();
  }
  if (after === null) return;
  if (undoes !== null) await giveBack(tx, after.id, undoes.at);
  if (before !== null) await oweAgain(tx, before, after);
  if (skipped.length === 0) return;
  const { platform, tenant } = after.conversation;
  const row = { subscription: after.id, number: after.number, platform, tenant };
  const settled = { state: "skipped", attempt: 0, late: 0, reason: "asked", settled_at: note.at };
  await tx
    .insertInto("deliveries")
    .values(skipped.map(({ day, dueAt }) => ({ ...row, ...settled, day, due_at: dueAt, after_at: dueAt })))
    .onConflict((conflict) => conflict.columns(["subscription", "day"]).doNothing())
    .execute();
}

/** Days skipped ahead that another schedule owes: with a row they would count as served, and nothing would come. */
async function oweAgain(tx: Transaction<Tables>, before: Subscription, { id, lastDay }: Subscription): Promise<void> {
  if (before.lastDay === null || (lastDay !== null && lastDay >= before.lastDay)) return;
  await tx
    .deleteFrom("deliveries")
    .where("subscription", "=", id)
    .where("day", ">", lastDay ?? "")
    .where("state", "=", "skipped")
    .where("reason", "=", "asked")
    .execute();
}

/** What was taken from the ledger at that instant: none of it had begun. */
async function giveBack(tx: Transaction<Tables>, subscription: string, at: number): Promise<void> {
  // Its day is owed again: with a row it would count as served.
  await tx
    .deleteFrom("deliveries")
    .where("subscription", "=", subscription)
    .where("settled_at", "=", at)
    .where("state", "=", "skipped")
    .where("reason", "=", "asked")
    .execute();
  await tx
    .updateTable("deliveries")
    .set({ state: "pending", reason: null, settled_at: null })
    .where("subscription", "=", subscription)
    .where("settled_at", "=", at)
    .where("state", "=", "skipped")
    .where("reason", "in", ["paused", "unsubscribed"])
    .execute();
}
