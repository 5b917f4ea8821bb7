/** Subscriptions in the database: read, decide and write under one lock. */
import { sql, type Transaction } from "kysely";
import { MOST_SUBSCRIPTIONS, type Change, type Found, type Place, type Subscriptions } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { compileOnce } from "#store/compile-once.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { readLog } from "./change-log.ts";
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
    list: listTogether(database),
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
    const lastOwed = await readLastOwed(tx, rows);
    const decision = decide({ subscriptions: readable(rows.toSorted(byAge)), log, lastOwed });
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

/** The ledger alone knows it: the row of a subscription counts the days that were skipped ahead as well. */
async function readLastOwed(tx: Transaction<Tables>, rows: readonly SubscriptionRow[]): Promise<Found["lastOwed"]> {
  const ids = rows.flatMap(({ id, last_day }) => (last_day === null ? [] : [id]));
  if (ids.length === 0) return new Map();
  const found = await tx
    .selectFrom("deliveries")
    .select((of) => ["subscription", of.fn.max("day").as("day")])
    .where("subscription", "in", ids)
    .where((of) => of.or([of("reason", "is", null), of("reason", "!=", "asked"), of("state", "!=", "skipped")]))
    .groupBy("subscription")
    .execute();
  return new Map(found.map(({ subscription, day }) => [subscription, day]));
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

type Channel = Pick<SubscriptionRow, "platform" | "tenant" | "channel">;

interface Asked {
  readonly channel: Channel;
  readonly resolve: (found: readonly Subscription[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked for in one turn of the event loop is one query: digests that are due together ask for each of their channels. */
function listTogether(database: Database): Subscriptions["list"] {
  const read = readChannels(database);
  let waiting: Asked[] = [];
  const readAll = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    try {
      const keys = new Set(asked.map(({ channel }) => keyOf(channel)));
      const rows = Map.groupBy(await read({ channels: `[${[...keys].join(",")}]` }), keyOf);
      for (const { channel, resolve } of asked) resolve(readable(rows.get(keyOf(channel)) ?? []));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  return ({ platform, tenant, channel }) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Subscription[]>();
    if (waiting.length === 0) setImmediate(() => void readAll());
    waiting.push({ channel: { platform, tenant, channel }, resolve, reject });
    return promise;
  };
}

/** JSON, as the database is asked by. */
function keyOf({ platform, tenant, channel }: Channel): string {
  return JSON.stringify([platform, tenant, channel]);
}

/** One statement for however many, and one value that holds them all. The channels come first, so that each is looked up by its index. */
function readChannels(database: Database) {
  return compileOnce(database.runSafely, ({ channels }: { readonly channels: string }) => {
    const asked =
      database.kind === "sqlite"
        ? sql`json_each(${channels})`
        : sql`(select value from json_array_elements(${channels}::json) as each(value))`;
    const query = sql<SubscriptionRow>`select subscriptions.* from ${asked} as asked cross join subscriptions
      where platform = asked.value ->> 0 and tenant = asked.value ->> 1 and channel = asked.value ->> 2
      order by pack, created_at, slot`;
    return { compile: () => query.compile(database.db) };
  });
}
