/** Subscriptions that are all due in the same minute, in tables that are up to date. */
import { randomUUID } from "node:crypto";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";
import { markContent } from "#core/digests/content-change.ts";
import { migrate } from "#store/migrate.ts";
import { openDatabase, type DatabaseOptions } from "#store/database.ts";
import type { SubscriptionRow } from "#store/tables.ts";

export interface Due {
  readonly tenants: number;
  /** In each of them. */
  readonly channels: number;
}

const PORTION = 500;
const DAY_MS = 86_400_000;

export async function fillSubscriptions(options: DatabaseOptions, { tenants, channels }: Due): Promise<void> {
  const database = await openDatabase(options);
  await migrate(database);
  const content = markContent(shippedPack()).version;
  const rows = Array.from({ length: tenants * channels }, (_, number) => rowOf(number, { tenants, content }));
  for (let from = 0; from < rows.length; from += PORTION)
    await database.db
      .insertInto("subscriptions")
      .values(rows.slice(from, from + PORTION))
      .execute();
  await database.close();
}

/** All of them owe their first digest, without a picture, at `instant` (milliseconds since 1970 UTC, a whole minute). */
export async function makeDue(options: DatabaseOptions, instant: number): Promise<void> {
  const database = await openDatabase(options);
  const [day = "", time = ""] = new Date(instant).toISOString().slice(0, 16).split("T");
  await database.db.deleteFrom("deliveries").execute();
  await database.db
    .updateTable("subscriptions")
    .set({ time, number: 0, next_day: day, next_due_at: instant })
    .execute();
  await database.close();
}

/** The ids of all of them. */
export function tenantsOf({ tenants }: Due): readonly string[] {
  return Array.from({ length: tenants }, (_, number) => tenant(number));
}

function tenant(number: number): string {
  return `T${number}`;
}

function rowOf(number: number, { tenants, content }: { tenants: number; content: string }): SubscriptionRow {
  const now = Date.now();
  return {
    ...{ id: randomUUID(), pack: SHIPPED, platform: "slack", tenant: tenant(number % tenants), channel: `C${number}` },
    ...{ slot: 0, place: "channel", zone: "UTC", time: "00:00", rhythm: "daily", rhythm_day: 0, topics: "[]" },
    ...{ standing: "active", standing_reason: "", standing_advice: "", created_by: "U1", created_by_name: "Aida" },
    ...{
      created_at: now - 7 * DAY_MS,
      number: 0,
      rotation_from: 0,
      facts_from: 0,
      openings_from: 0,
      last_day: null,
      content,
    },
    // Not before it is made due.
    ...{ next_day: new Date(now + 7 * DAY_MS).toISOString().slice(0, 10), next_due_at: now + 7 * DAY_MS },
  };
}
