/** How to reach conversations: addresses, sealed by the vault. */
import type { Conversation, Platform } from "#core/request.ts";
import type { Database } from "./database.ts";
import { referenceContext, renewReference } from "./sealing/renew.ts";
import type { Tables } from "./tables.ts";
import { VaultError, type Vault } from "./vault.ts";

export interface ConversationReferences {
  save(conversation: Conversation, reference: unknown): Promise<void>;
  /** Null when the conversation is not known. */
  load(conversation: Conversation): Promise<unknown>;
  /** All of a tenant, or of a channel's id in all tenants; null for what cannot be opened with today's key. */
  list(
    platform: Platform,
    where: Partial<Pick<Conversation, "tenant" | "channel">>,
  ): Promise<readonly { readonly tenant: string; readonly channel: string; readonly reference: unknown }[]>;
}

interface ReferenceParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => number;
}

export function createReferences({ database: { db }, vault, now }: ReferenceParts): ConversationReferences {
  return {
    async save({ platform, tenant, channel }, reference) {
      const sealed = vault.seal(JSON.stringify(reference), referenceContext({ platform, tenant, channel }));
      await db
        .insertInto("conversation_references")
        .values({ platform, tenant, channel, sealed, at: now() })
        .onConflict((conflict) =>
          conflict.columns(["platform", "tenant", "channel"]).doUpdateSet({ sealed, at: now() }),
        )
        .execute();
    },
    async load({ platform, tenant, channel }) {
      const row = await db
        .selectFrom("conversation_references")
        .selectAll()
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .where("channel", "=", channel)
        .executeTakeFirst();
      if (row === undefined) return null;
      const reference: unknown = JSON.parse(vault.open(row.sealed, referenceContext(row)));
      // A replica that was not yet told of the new key may have written it.
      await renewReference(db, vault, row);
      return reference;
    },
    async list(platform, { tenant, channel }) {
      let rows = db.selectFrom("conversation_references").selectAll().where("platform", "=", platform);
      if (tenant !== undefined) rows = rows.where("tenant", "=", tenant);
      if (channel !== undefined) rows = rows.where("channel", "=", channel);
      const found = await rows.execute();
      return found.map((row) => ({ tenant: row.tenant, channel: row.channel, reference: openOrNull(vault, row) }));
    },
  };
}

function openOrNull(vault: Vault, row: Tables["conversation_references"]): unknown {
  try {
    return JSON.parse(vault.open(row.sealed, referenceContext(row)));
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}
