/** Whether the key is the one that everything here was sealed with: known at the start, not when the first digest is due. */
import type { Database } from "#store/database.ts";
import { VaultError, type Vault } from "#store/vault.ts";
import { referenceContext } from "./renew.ts";

/** A setting that anybody may know, sealed like an address. */
const NAME = "encryption-key";
const CONTEXT = JSON.stringify(["settings", NAME]);
const KNOWN = "sealed with ENCRYPTION_KEY";

export const WRONG_KEY =
  "ENCRYPTION_KEY is not the key that the stored addresses were sealed with: set that one again, or set it as ENCRYPTION_KEY_OLD beside the new one. Until then Teams digests wait";

/** `free` where nothing is sealed; `unproved` where it opens what is, and no setting says so yet. */
export type KeyState = "proved" | "unproved" | "free" | "another";

/** Changes nothing. */
export async function stateOfKey({ db }: Database, vault: Vault): Promise<KeyState> {
  const kept = await db.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  if (kept !== undefined && opens(vault, kept.value, CONTEXT)) return "proved";
  const newest = await db.selectFrom("conversation_references").selectAll().orderBy("at", "desc").limit(1).execute();
  // An earlier version kept no such setting, but addresses.
  const [row] = newest;
  if (row === undefined) return "free";
  return kept === undefined && opens(vault, row.sealed, referenceContext(row)) ? "unproved" : "another";
}

/** False when it is another. A store in which nothing is sealed takes the key as its own. */
export async function proveKey(database: Database, vault: Vault): Promise<boolean> {
  const state = await stateOfKey(database, vault);
  if (state === "free" || state === "unproved") await takeKey(database, vault);
  return state !== "another";
}

/** The present key alone proves itself from now on: once nothing is left that a former one has sealed. */
export async function takeKey({ db }: Database, vault: Vault): Promise<void> {
  const value = vault.seal(KNOWN, CONTEXT);
  const query = db.insertInto("settings").values({ name: NAME, value });
  await query.onConflict((conflict) => conflict.column("name").doUpdateSet({ value })).execute();
}

function opens(vault: Vault, sealed: string, context: string): boolean {
  try {
    vault.open(sealed, context);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}
