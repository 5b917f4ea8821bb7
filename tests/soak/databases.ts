/** The two databases of a soak: where the bot finds each, what it holds, and how it is paused. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase, type Database } from "#store/database.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import type { Rows } from "#tests/simulation/balance.ts";

export const DATABASES = ["postgres", "sqlite"] as const;
export type DatabaseName = (typeof DATABASES)[number];

export interface SoakDatabase {
  /** For a process of the bot. */
  readonly environment: Readonly<Record<string, string>>;
  readonly replicas: readonly string[];
  /** Stops the whole server for so long, in milliseconds; null where there is none. */
  readonly hold: ((ms: number) => Promise<void>) | null;
  readRows(): Promise<Rows>;
  /** What still waits for its outcome, one sentence each. */
  listOpen(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openSoakDatabase(name: DatabaseName, folder: string): Promise<SoakDatabase> {
  if (name === "postgres") {
    const postgres = await startPostgres();
    const url = await postgres.createDatabase();
    const database = await openDatabase({ url });
    return {
      ...reading(database),
      environment: { DATABASE_URL: url },
      replicas: ["A", "B"],
      hold: (ms) => holdServer(postgres, ms),
      async close() {
        await database.close();
        await postgres.stop();
      },
    };
  }
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  const database = await openDatabase({ path: join(data, "briefing.db") });
  return {
    ...reading(database),
    environment: { DATA_FOLDER: data },
    replicas: ["A"],
    hold: null,
    close: () => database.close(),
  };
}

async function holdServer(postgres: Postgres, ms: number): Promise<void> {
  const goOn = await postgres.hold();
  try {
    await pause(ms);
  } finally {
    goOn();
  }
}

const FINAL = new Set(["sent", "skipped", "failed", "unknown"]);
/** What falls due within this time, in milliseconds, is waited for. */
const SOON_MS = 10 * 60_000;

function reading({ db }: Database): Pick<SoakDatabase, "readRows" | "listOpen"> {
  const readRows = async (): Promise<Rows> => ({
    deliveries: await db
      .selectFrom("deliveries as d")
      .leftJoin("subscriptions as s", "s.id", "d.subscription")
      .select(["d.subscription", "d.day", "d.platform", "s.channel", "d.due_at", "d.state", "d.reason", "d.settled_at"])
      .execute(),
    subscriptions: await db.selectFrom("subscriptions").select(["id", "channel", "next_due_at"]).execute(),
  });
  return {
    readRows,
    async listOpen() {
      const { deliveries, subscriptions } = await readRows();
      const owed = await db.selectFrom("seen_messages").select("key").where("place", "is not", null).execute();
      const soon = subscriptions.filter(({ next_due_at: due }) => due !== null && due < Date.now() + SOON_MS);
      return [
        ...deliveries
          .filter(({ state }) => !FINAL.has(state))
          .map(
            ({ subscription, state, reason }) => `the digest of ${subscription} is ${state} (${reason ?? "no reason"})`,
          ),
        ...soon.map(({ id }) => `subscription ${id} is due and nothing is queued`),
        ...owed.map(({ key }) => `the message ${key} is taken and not settled`),
      ];
    },
  };
}
