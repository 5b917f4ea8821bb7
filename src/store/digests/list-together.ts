/** The subscriptions of many channels, asked for at the same time, read at once: digests that are due together ask for each of theirs. */
import { sql } from "kysely";
import type { Subscriptions } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { compileOnce } from "#store/compile-once.ts";
import type { Database } from "#store/database.ts";
import type { SubscriptionRow } from "#store/tables.ts";

type List = Subscriptions["list"];
type Channel = Pick<SubscriptionRow, "platform" | "tenant" | "channel">;

interface Asked {
  readonly channel: Channel;
  readonly resolve: (found: readonly Subscription[]) => void;
  readonly reject: (error: unknown) => void;
}

/** `readable` leaves out what cannot be read. What is asked for in one turn of the event loop is one query. */
export function listTogether(
  database: Database,
  readable: (rows: readonly SubscriptionRow[]) => readonly Subscription[],
): List {
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
  return compileOnce({ run: database.runSafely }, ({ channels }: { readonly channels: string }) => {
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
