/** How to reach conversations: addresses, sealed by the vault. */
import type { Conversation, Platform } from "#core/request.ts";
import type { Database } from "./database.ts";
import type { Vault } from "./vault.ts";

export interface ConversationReferences {
  save(conversation: Conversation, reference: unknown): Promise<void>;
  /** Null when the conversation is not known. */
  load(conversation: Conversation): Promise<unknown>;
  /** Of every conversation of a tenant: when the bot was removed from it. */
  removeTenant(platform: Platform, tenant: string): Promise<void>;
}

interface ReferenceParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => number;
}

export function createReferences({ database: { db }, vault, now }: ReferenceParts): ConversationReferences {
  return {
    async save({ platform, tenant, channel }, reference) {
      const sealed = vault.seal(JSON.stringify(reference), contextOf(platform, tenant, channel));
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
        .select("sealed")
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .where("channel", "=", channel)
        .executeTakeFirst();
      return row === undefined ? null : opened(vault, row.sealed, contextOf(platform, tenant, channel));
    },
    async removeTenant(platform, tenant) {
      await db
        .deleteFrom("conversation_references")
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .execute();
    },
  };
}

function opened(vault: Vault, sealed: string, context: string): unknown {
  return JSON.parse(vault.open(sealed, context));
}

function contextOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
