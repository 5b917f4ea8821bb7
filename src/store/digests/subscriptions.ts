/** Subscriptions in the database: read, decide and write under one lock. */
import type { Transaction } from "kysely";
import type { Change, Note, NoteKind, Place, Subscriptions } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { placeKey, toRow, toSubscription } from "./subscription-rows.ts";
import type { Tables } from "#store/tables.ts";

export function createSubscriptionStore(database: Database): Subscriptions {
  const { db } = database;
  return {
    async find(place) {
      const row = await at(db, place).executeTakeFirst();
      return row === undefined ? null : toSubscription(row);
    },
    async list({ platform, tenant, channel }) {
      const rows = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .where("channel", "=", channel)
        .orderBy("pack")
        .execute();
      return rows.map(toSubscription);
    },
    change: (place, decide) => changeAt(database, place, decide),
    async notes(place, count) {
      const rows = await db
        .selectFrom("notes")
        .selectAll()
        .where("place", "=", placeKey(place))
        .orderBy("at", "desc")
        .limit(count)
        .execute();
      return rows.map((row) => ({ what: noteKind(row.what), by: { id: row.by_id, name: row.by_name }, at: row.at }));
    },
  };
}

async function changeAt(database: Database, place: Place, decide: (current: Subscription | null) => Change | null) {
  const work = async (tx: Transaction<Tables>): Promise<Subscription | null> => {
    const query = at(tx, place);
    const row = await (database.kind === "postgres" ? query.forUpdate() : query).executeTakeFirst();
    const current = row === undefined ? null : toSubscription(row);
    const change = decide(current);
    if (change !== null) await write(tx, { place, current, change });
    return current;
  };
  try {
    return await inTransaction(database, work);
  } catch (error) {
    // There was no row to lock, and another command has just inserted one: now there is, so decide again.
    if (isDuplicate(error)) return inTransaction(database, work);
    throw error;
  }
}

interface Written {
  readonly place: Place;
  readonly current: Subscription | null;
  readonly change: Change;
}

async function write(tx: Transaction<Tables>, { place, current, change }: Written): Promise<void> {
  const { subscription, note, withdraw, skipped } = change;
  if (subscription === null) {
    if (current !== null) await tx.deleteFrom("subscriptions").where("id", "=", current.id).execute();
  } else if (current === null) {
    await tx.insertInto("subscriptions").values(toRow(subscription)).execute();
  } else {
    await tx.updateTable("subscriptions").set(toRow(subscription)).where("id", "=", current.id).execute();
  }
  if (withdraw !== null && current !== null) {
    await tx
      .updateTable("deliveries")
      .set({ state: "skipped", reason: withdraw, settled_at: note.at, owner: null, lease_until: null })
      .where("subscription", "=", current.id)
      .where("state", "in", ["pending", "claimed"])
      .execute();
  }
  if (skipped.length > 0 && subscription !== null) {
    const { platform, tenant } = subscription.conversation;
    const row = { subscription: subscription.id, number: subscription.number, platform, tenant };
    const settled = { state: "skipped", attempt: 0, late: 0, reason: "asked", settled_at: note.at };
    await tx
      .insertInto("deliveries")
      .values(skipped.map(({ day, dueAt }) => ({ ...row, ...settled, day, due_at: dueAt, after_at: dueAt })))
      .onConflict((conflict) => conflict.columns(["subscription", "day"]).doNothing())
      .execute();
  }
  const { what, at, by } = note;
  await tx
    .insertInto("notes")
    .values({ place: placeKey(place), what, at, by_id: by.id, by_name: by.name })
    .execute();
}

function at(db: Database["db"], { pack, conversation }: Place) {
  const { platform, tenant, channel } = conversation;
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("tenant", "=", tenant)
    .where("channel", "=", channel)
    .where("pack", "=", pack);
}

function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "23505" || error.code === "SQLITE_CONSTRAINT_UNIQUE")
  );
}

const NOTE_KINDS: readonly NoteKind[] = [
  "subscribed",
  "changed",
  "paused",
  "resumed",
  "skipped",
  "unsubscribed",
  "refused",
];

function noteKind(what: string): Note["what"] {
  return NOTE_KINDS.find((kind) => kind === what) ?? "changed";
}
