/** How to reach conversations: addresses, sealed by the vault. */
import type { Conversation, Platform } from "#core/request.ts";
import { compileOnce } from "./compile-once.ts";
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

export function createReferences({ database, vault, now }: ReferenceParts): ConversationReferences {
  const { db, runSafely: run } = database;
  const write = compileOnce(run, (row: Tables["conversation_references"]) => {
    const { sealed, at } = row;
    const query = db.insertInto("conversation_references").values({ ...placeOf(row), sealed, at });
    return query.onConflict((conflict) =>
      conflict.columns(["platform", "tenant", "channel"]).doUpdateSet({ sealed, at }),
    );
  });
  const read = compileOnce(run, ({ platform, tenant, channel }: Place) => {
    const query = db.selectFrom("conversation_references").selectAll().where("platform", "=", platform);
    return query.where("tenant", "=", tenant).where("channel", "=", channel);
  });
  return {
    async save(conversation, reference) {
      const place = placeOf(conversation);
      const sealed = vault.seal(JSON.stringify(reference), referenceContext(place));
      await write({ ...place, sealed, at: now() });
    },
    async load(conversation) {
      const [row] = await read(placeOf(conversation));
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

type Place = Pick<Tables["conversation_references"], "platform" | "tenant" | "channel">;

function placeOf({ platform, tenant, channel }: Place): Place {
  return { platform, tenant, channel };
}

function openOrNull(vault: Vault, row: Tables["conversation_references"]): unknown {
  try {
    return JSON.parse(vault.open(row.sealed, referenceContext(row)));
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}
