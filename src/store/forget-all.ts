/** Everything that people said, ordered and rated, forgotten at once: the playground begins anew. */
import { type Database, inTransaction } from "./database.ts";
import type { Tables } from "./tables.ts";

/** What stays is what the bot knows of itself, and how it reaches its platforms: settings, installations, addresses. */
const FORGOTTEN = [
  "subscriptions",
  "deliveries",
  "notes",
  "contents",
  "seen_messages",
  "frames",
  "channel_packs",
  "channel_pack_notes",
  "given_answers",
  "thread_topics",
  "feedback",
  "reports",
  "unanswered",
] as const satisfies readonly (keyof Tables)[];

export async function forgetAll(database: Database): Promise<void> {
  await inTransaction(database, async (transaction) => {
    for (const table of FORGOTTEN) await transaction.deleteFrom(table).execute();
  });
}
