/** Writes what became of deliveries, and what that means for their subscriptions, in one transaction. */
import { sql, type RawBuilder, type Transaction } from "kysely";
import { deliveryId, type Settlement } from "#core/digests/delivery.ts";
import type { Ledger, Settled } from "#core/digests/ports.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { park } from "./park.ts";
import type { Tables } from "#store/tables.ts";

export function settle(database: Database): Ledger["settle"] {
  return async (settled, owner, now) => {
    if (settled.length === 0) return [];
    return inTransaction(database, async (tx) => {
      const rows = settled.map((each) => settledRow(each, now));
      const { rows: settledRows } = await sql<{ subscription: string; day: string }>`
        update deliveries
        set attempt = attempt + case when v.column3 = 'pending' and deliveries.state = 'claimed' then 1 else 0 end,
          state = v.column3, after_at = coalesce(v.column4, after_at), message_id = v.column5, late = v.column6,
          reason = v.column7, settled_at = v.column8, owner = null, lease_until = null
        from (values ${sql.join(rows)}) as v
        where deliveries.subscription = v.column1 and deliveries.day = v.column2
          and deliveries.owner = ${owner} and deliveries.settled_at is null
          and deliveries.attempt = v.column9
        returning deliveries.subscription, deliveries.day`.execute(tx);
      const ours = new Set(settledRows.map(({ subscription, day }) => deliveryId(subscription, day)));
      const written = settled.filter(({ delivery }) => ours.has(delivery.id));
      await rememberContent(tx, written);
      await rememberRotation(tx, written);
      for (const { delivery, settlement } of settled) {
        if (settlement.kind === "refused" && ours.has(delivery.id))
          await park(tx, { id: delivery.subscription, ...settlement, now });
      }
      return settled.map(({ delivery }) => delivery.id).filter((id) => !ours.has(id));
    });
  };
}

function settledRow({ delivery, settlement }: Settled, now: number): RawBuilder<unknown> {
  const { subscription, day } = delivery;
  const columns = settledColumns(settlement, now);
  return sql`(${subscription}, ${day}, ${columns.state}, cast(${columns.after} as bigint), cast(${columns.message} as text),
    cast(${columns.late} as integer), cast(${columns.reason} as text), cast(${columns.settledAt} as bigint),
    cast(${delivery.attempt} as integer))`;
}

interface SettledColumns {
  readonly state: string;
  readonly after: number | null;
  readonly message: string | null;
  readonly late: number;
  readonly reason: string | null;
  readonly settledAt: number | null;
}

function settledColumns(settlement: Settlement, now: number): SettledColumns {
  const none = { after: null, message: null, late: 0, reason: null, settledAt: now };
  switch (settlement.kind) {
    case "sent":
      return { ...none, state: "sent", message: settlement.messageId, late: settlement.late ? 1 : 0 };
    case "retry":
      return { ...none, state: "pending", after: settlement.at, reason: settlement.reason, settledAt: null };
    case "check":
      return { ...none, state: "checking", after: settlement.at, reason: settlement.reason, settledAt: null };
    case "skipped":
      return { ...none, state: "skipped", reason: settlement.reason };
    case "failed":
    case "refused":
      return { ...none, state: "failed", reason: settlement.reason };
    case "unknown":
      return { ...none, state: "unknown", reason: settlement.reason };
  }
}

async function rememberContent(tx: Transaction<Tables>, settled: readonly Settled[]): Promise<void> {
  const byContent = new Map<string, string[]>();
  for (const { delivery, settlement, content } of settled) {
    if (settlement.kind !== "sent" || content === null) continue;
    byContent.set(content, [...(byContent.get(content) ?? []), delivery.subscription]);
  }
  for (const [content, ids] of byContent) {
    await tx
      .updateTable("subscriptions")
      .set({ content })
      .where("id", "in", ids)
      .where((where) => where.or([where("content", "is", null), where("content", "!=", content)]))
      .execute();
  }
}

/** Reckoned from the number of any digest of the former cycle it is the same, so that whoever writes it first is right. */
async function rememberRotation(tx: Transaction<Tables>, settled: readonly Settled[]): Promise<void> {
  for (const { delivery, settlement, begun } of settled) {
    if (settlement.kind !== "sent" || begun === undefined) continue;
    await tx
      .updateTable("subscriptions")
      .set({ rotation_from: begun.rotationFrom, facts_from: begun.factsFrom, openings_from: begun.openingsFrom })
      .where("id", "=", delivery.subscription)
      .where("openings_from", "is", null)
      .execute();
  }
}
