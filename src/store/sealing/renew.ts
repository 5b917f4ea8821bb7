/** After a change of ENCRYPTION_KEY: what a former one has sealed is sealed anew, so that it can be thrown away. */
import { type Kysely, sql, type Transaction } from "kysely";
import { inTransaction, type Database } from "#store/database.ts";
import type { Tables } from "#store/tables.ts";
import { VaultError, type Vault } from "#store/vault.ts";

/** Enough for one statement's round trips, and few enough that nobody waits for the lock. */
const PORTION = 200;

type Reference = Tables["conversation_references"];

/** To which row a sealed address belongs. */
export function referenceContext({ platform, tenant, channel }: Pick<Reference, "platform" | "tenant" | "channel">) {
  return JSON.stringify([platform, tenant, channel]);
}

/** Whether it had to be. One that was written in the meantime stays as that one has it. Throws as the vault does. */
export async function renewReference(db: Kysely<Tables>, vault: Vault, row: Reference): Promise<boolean> {
  const renewed = vault.renew(row.sealed, referenceContext(row));
  if (renewed === null) return false;
  await db
    .updateTable("conversation_references")
    .set({ sealed: renewed })
    .where("platform", "=", row.platform)
    .where("tenant", "=", row.tenant)
    .where("channel", "=", row.channel)
    .where("sealed", "=", row.sealed)
    .execute();
  return true;
}

export interface Renewal {
  readonly renewed: number;
  /** Sealed with a key that is not known here. */
  readonly unreadable: number;
}

/** Goes through all of them; replicas may do it at once. */
export async function renewReferences(database: Database, vault: Vault): Promise<Renewal> {
  const total = { renewed: 0, unreadable: 0 };
  for (let after: Reference | null = null; ;) {
    const rows: readonly Reference[] = await portionAfter(database.db, after);
    const portion = await inTransaction(database, (tx) => renewPortion(tx, vault, rows));
    total.renewed += portion.renewed;
    total.unreadable += portion.unreadable;
    after = rows.at(-1) ?? null;
    if (rows.length < PORTION) return total;
  }
}

async function renewPortion(tx: Transaction<Tables>, vault: Vault, rows: readonly Reference[]): Promise<Renewal> {
  let [renewed, unreadable] = [0, 0];
  for (const row of rows) {
    try {
      if (await renewReference(tx, vault, row)) renewed++;
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      unreadable++;
    }
  }
  return { renewed, unreadable };
}

function portionAfter(db: Kysely<Tables>, after: Reference | null): Promise<readonly Reference[]> {
  const query = db.selectFrom("conversation_references").selectAll();
  const rest =
    after === null
      ? query
      : query.where(sql<boolean>`(platform, tenant, channel) > (${after.platform}, ${after.tenant}, ${after.channel})`);
  return rest.orderBy("platform").orderBy("tenant").orderBy("channel").limit(PORTION).execute();
}
