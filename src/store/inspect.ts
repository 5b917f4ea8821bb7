/** What a database is like, for whoever runs the bot: everything is looked at and nothing changed. */
import { sql } from "kysely";
import type { Database } from "./database.ts";
import { versionOf, type Version } from "./migrate.ts";
import { stateOfKey, type KeyState } from "./sealing/prove-key.ts";
import type { Vault } from "./vault.ts";

export interface Inspection extends Version {
  /** Null where it can be written to; else why not. */
  readonly unwritable: string | null;
  readonly key: KeyState;
  /** Where digests go, by platform and tenant. */
  readonly tenants: readonly Tenant[];
  /** IANA zones of subscriptions, each once. */
  readonly zones: readonly string[];
}

export interface Tenant {
  readonly platform: string;
  readonly tenant: string;
  readonly subscriptions: number;
}

/** Rejects when the database does not answer. */
export async function inspect(database: Database, vault: Vault): Promise<Inspection> {
  const { db } = database;
  const version = await versionOf(database);
  const unwritable = await reasonNotToWrite(database);
  const isNew = version.pending.includes("001-digests");
  if (isNew || version.pending.includes("003-settings"))
    return { ...version, unwritable, key: "free", tenants: [], zones: [] };
  const tenants = await db
    .selectFrom("subscriptions")
    .select((row) => ["platform", "tenant", row.fn.countAll<number>().as("subscriptions")])
    .groupBy(["platform", "tenant"])
    .orderBy("platform")
    .orderBy("tenant")
    .execute();
  const zones = await db.selectFrom("subscriptions").select("zone").distinct().orderBy("zone").execute();
  const key = await stateOfKey(database, vault);
  return { ...version, unwritable, key, tenants, zones: zones.map(({ zone }) => zone) };
}

/** Makes a table, as the next start may have to, and takes it back. */
async function reasonNotToWrite({ db }: Database): Promise<string | null> {
  const undone = new Error("undone");
  const table = sql.table(`examined_${process.pid}`);
  try {
    await db.transaction().execute(async (tx) => {
      await sql`create table ${table} (one integer)`.execute(tx);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) return error instanceof Error ? error.message : String(error);
  }
  return null;
}
