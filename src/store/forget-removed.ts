/** What is kept of a workspace, or of conversations, that the bot was taken out of: deleted, and nothing else is. */
import type { Removed } from "#core/request.ts";
import { sql, type Transaction } from "kysely";

import { type Database, inTransaction } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Columns that name a place in a text of their own. */
const NAMING = [
  ["notes", "place"],
  ["seen_messages", "key"],
  ["frames", "place"],
  ["channel_packs", "place"],
  ["channel_pack_notes", "place"],
  ["given_answers", "question"],
  ["thread_topics", "thread"],
  ["feedback", "place"],
  ["reports", "place"],
] as const satisfies readonly (readonly [keyof Tables, string])[];

/** The parameters of one statement. */
const PORTION = 500;

/** What people said of answers under an older version stays: it does not say where. */
export async function forgetRemoved(database: Database, removed: Removed): Promise<void> {
  await inTransaction(database, async (tx) => {
    await forgetDigests(tx, removed);
    for (const naming of NAMING) await forgetNamed(tx, naming, removed);
    await forgetAddresses(tx, removed);
  });
}

async function forgetDigests(tx: Transaction<Tables>, { platform, tenant, channels }: Removed): Promise<void> {
  const rows = tx
    .selectFrom("subscriptions")
    .select("id")
    .where("platform", "=", platform)
    .where("tenant", "=", tenant);
  const found = await (channels === null ? rows : rows.where("channel", "in", [...channels])).execute();
  for (const ids of portions(found.map(({ id }) => id))) {
    await tx.deleteFrom("deliveries").where("subscription", "in", ids).execute();
    await tx.deleteFrom("subscriptions").where("id", "in", ids).execute();
  }
  // Of those that ended before.
  const rest = tx.deleteFrom("deliveries").where("platform", "=", platform).where("tenant", "=", tenant);
  if (channels === null) await rest.execute();
  else
    for (const ids of portions(await noted(tx, { platform, tenant, channels })))
      await rest
        .where("subscription", "in", ids)
        .where("subscription", "not in", tx.selectFrom("subscriptions").select("id"))
        .execute();
}

/** A delivery does not say in which conversation it is; once its subscription ended, the notes alone still do. */
async function noted(
  tx: Transaction<Tables>,
  { platform, tenant, channels }: { readonly [Part in keyof Removed]: NonNullable<Removed[Part]> },
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const channel of channels) {
    // As `placeKey` begins, whatever the pack is called.
    const place = `${JSON.stringify([platform, tenant, channel]).slice(0, -1)},`;
    const { rows } = await sql<{ place: string; subscription: string }>`
      select distinct place, subscription from notes
      where subscription is not null and place like ${`${literally(place)}%`} escape '\\'`.execute(tx);
    for (const row of rows) if (row.place.startsWith(place)) ids.add(row.subscription);
  }
  return [...ids];
}

/** In a pattern of SQL, without a meaning of its own. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/gu, String.raw`\$&`);
}

/** An id stands between these, or at an end: what only begins like it is another one. */
const APART: ReadonlySet<string | undefined> = new Set([undefined, " ", ":", "/", '"']);

function isNamed(id: string, name: string): boolean {
  for (let at = name.indexOf(id); at !== -1; at = name.indexOf(id, at + 1))
    if (APART.has(name[at - 1]) && APART.has(name[at + id.length])) return true;
  return false;
}

async function forgetNamed(
  tx: Transaction<Tables>,
  [table, column]: (typeof NAMING)[number],
  { tenant, channels }: Removed,
): Promise<void> {
  for (const id of channels ?? [tenant]) {
    const like = `%${literally(id)}%`;
    const { rows } = await sql<{ name: string }>`
      select distinct ${sql.ref(column)} as name from ${sql.table(table)}
      where ${sql.ref(column)} like ${like} escape '\\'`.execute(tx);
    for (const names of portions(rows.map(({ name }) => name).filter((name) => isNamed(id, name))))
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(names)})`.execute(tx);
  }
}

async function forgetAddresses(tx: Transaction<Tables>, { platform, tenant, channels }: Removed): Promise<void> {
  const addresses = tx
    .deleteFrom("conversation_references")
    .where("platform", "=", platform)
    .where("tenant", "=", tenant);
  if (channels !== null) {
    await addresses.where("channel", "in", [...channels]).execute();
    const others = tx.selectFrom("conversation_references").select("channel").where("platform", "=", platform);
    const left = await others.where("tenant", "=", tenant).where("channel", "!=", "").limit(1).executeTakeFirst();
    // The address of the whole tenant is there for its conversations.
    if (left !== undefined) return;
  }
  await addresses.execute();
  if (channels === null)
    await tx.deleteFrom("installations").where("platform", "=", platform).where("tenant", "=", tenant).execute();
}

function portions(names: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / PORTION) }, (_, index) =>
    names.slice(index * PORTION, (index + 1) * PORTION),
  );
}
