/** Subscriptions in the database: read, decide and write under one lock. */
import type { Transaction } from "kysely";
import { MOST_SUBSCRIPTIONS, type Change, type Found, type Place, type Subscriptions } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { readLog } from "./change-log.ts";
import { listTogether } from "./list-together.ts";
import { readSubscription, toStopped, toSubscription } from "./subscription-rows.ts";
import type { SubscriptionRow, Tables } from "#store/tables.ts";
import { write } from "./write-change.ts";

export function createSubscriptionStore(database: Database): Subscriptions {
  const { db } = database;
  return {
    async find(id) {
      const row = await db.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : toSubscription(row);
    },
    async stopped(id) {
      const rows = db.selectFrom("subscriptions").selectAll().where("id", "=", id).where("standing", "=", "refused");
      const row = await rows.executeTakeFirst();
      return row === undefined ? null : toStopped(row);
    },
    list: listTogether(database, readable),
    change: (place, decide) => changeAt(database, place, decide),
    notes: (place, count) => readLog(db, { place, since: 0, limit: count }),
    log: (since, limit) => readLog(db, { since, limit }),
  };
}

/** How much of a place's log a decision is made by. */
const REMEMBERED = 50;

async function changeAt<Decision extends { readonly changes: readonly Change[] }>(
  database: Database,
  place: Place,
  decide: (found: Found) => Decision,
): Promise<Decision> {
  const work = async (tx: Transaction<Tables>): Promise<Decision> => {
    const rows = await lock(tx, database, place);
    // Read once the rows are ours: whoever held them before has written what they did.
    const log = await readLog(tx, { place, since: 0, limit: REMEMBERED });
    const decision = decide({ subscriptions: readable(rows.toSorted(byAge)), log });
    const taken = new Set(rows.map(({ slot }) => slot));
    for (const change of decision.changes) await write(tx, { place, change, slot: takeSlot(change, taken) });
    return decision;
  };
  for (let runs = 1; ; runs++) {
    try {
      return await inTransaction(database, work);
    } catch (error) {
      // A row that is not there yet cannot be locked: another command has just made one. Now it is there, so decide again.
      if (!isDuplicate(error) || runs > MOST_SUBSCRIPTIONS) throw error;
    }
  }
}

/** In one order, so that no two wait for each other. */
function lock(tx: Transaction<Tables>, { kind }: Database, { pack, conversation }: Place): Promise<SubscriptionRow[]> {
  const { platform, tenant, channel } = conversation;
  const query = tx
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("tenant", "=", tenant)
    .where("channel", "=", channel)
    .where("pack", "=", pack)
    .orderBy("slot");
  return (kind === "postgres" ? query.forUpdate() : query).execute();
}

/** The lowest number that is free, for a row that is to be made: two who make one at once meet in it. */
function takeSlot({ before, after }: Change, taken: Set<number>): number {
  const free = Array.from({ length: taken.size + 1 }, (_, slot) => slot).find((slot) => !taken.has(slot)) ?? 0;
  if (before === null && after !== null) taken.add(free);
  return free;
}

/** One that cannot be read, as a newer version may have written it, is left alone and keeps nobody from the others. */
function readable(rows: readonly SubscriptionRow[]): readonly Subscription[] {
  return rows.flatMap((row) => readSubscription(row) ?? []);
}

function byAge(one: SubscriptionRow, other: SubscriptionRow): number {
  return one.created_at - other.created_at || one.slot - other.slot;
}

function isDuplicate(error: unknown): boolean {
  const codes: readonly unknown[] = ["23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"];
  return error instanceof Error && "code" in error && codes.includes(error.code);
}
