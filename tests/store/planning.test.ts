/** What SQLite is asked often it is not made to think about anew each time. */
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAnswerStore } from "#store/answers.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { createFrameStore } from "#store/frames.ts";
import { createLedger } from "#store/digests/ledger.ts";
import { createSubscriptionStore } from "#store/digests/subscriptions.ts";
import { migrate } from "#store/migrate.ts";
import { openStage } from "#tests/fixtures/schedule.ts";
import { MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const CLAIM = {
  owner: "A",
  now: MONDAY,
  leaseUntil: MONDAY + 1000,
  limit: 5,
  served: { slack: ["T1"] },
  withoutTenants: [],
};

const QUEUE = { now: MONDAY, limit: 5, served: CLAIM.served, except: [] };

let database: Database;
beforeEach(async () => {
  database = await openDatabase({ path: ":memory:" });
  await migrate(database);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.close();
});

/** The texts of the statements that are prepared meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const prepare = vi.spyOn(Sqlite.prototype, "prepare");
  await work();
  return prepare.mock.calls.map(([text]) => text);
}

describe("A statement in SQLite", () => {
  it("hides its values from the planner, which would plan anew at each other one", async () => {
    const ledger = createLedger(database);
    const texts = await statementsOf(async () => {
      await ledger.claim(CLAIM);
      await ledger.claimUnclear(CLAIM);
      await ledger.queueDue({ ...QUEUE, decide: () => expect.unreachable("nothing is due") });
      await createAnswerStore(database).listOpen({ after: 0, before: MONDAY }, 5);
      await createFrameStore(database).load("a place", MONDAY);
      await createSubscriptionStore(database).change(placeOf(subscription("s1")), () => ({ changes: [] }));
    });
    const values = texts.flatMap((text) => text.match(/.?\?/gu) ?? []);
    expect(values.length).toBeGreaterThan(30);
    expect(values.filter((value) => value !== "+?")).toEqual([]);
  });

  it("is the only one of a start that finds its tables up to date", async () => {
    const texts = await statementsOf(() => migrate(database));
    expect(texts).toEqual([expect.stringContaining("kysely_migration")]);
  });

  it("that queues what is due opens no transaction where nothing is", async () => {
    const queue = () =>
      createLedger(database).queueDue({ ...QUEUE, decide: () => expect.unreachable("nothing is due") });
    const texts = await statementsOf(queue);
    expect(texts).toHaveLength(1);
    expect(await queue()).toEqual({ due: 0, queued: 0, missed: 0, parked: [], left: [] });
  });
});

describe("The subscriptions of many channels", () => {
  it("are one statement, which looks each channel up by its index", async () => {
    const store = createSubscriptionStore(database);
    const texts = await statementsOf(() =>
      Promise.all(["s1", "s2", "s3"].map((id) => store.list(subscription(id).conversation))),
    );
    expect(texts).toHaveLength(1);
    const { rows } = await sql<{ detail: string }>`${sql.raw(explained(texts[0] ?? ""))}`.execute(database.db);
    expect(rows.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^SEARCH subscriptions USING INDEX \S+ \(platform=\? AND tenant=\? AND channel=\?\)$/u),
    );
  });
});

describe("A ledger of years", () => {
  it("is never gone through: a tick and a run ask an index for what is open, and for each row by its whole key", async () => {
    await sql`
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1000)
      insert into deliveries (subscription, day, number, platform, tenant, due_at, state, attempt, after_at, late, settled_at)
      select 's' || n, 'd', 0, 'slack', 'T1', n, iif(n > 990, 'pending', 'sent'), 0, n, 0, iif(n > 990, null, n)
      from numbers`.execute(database.db);
    await sql`analyze`.execute(database.db);
    const ledger = createLedger(database);
    const texts = await statementsOf(async () => {
      await ledger.outlook(CLAIM.served);
      await ledger.unserved({ slack: ["T2"] }, MONDAY);
      await ledger.claimUnclear(CLAIM);
      const claimed = (await ledger.claim(CLAIM)).map(({ delivery }) => delivery);
      await ledger.begin(claimed, CLAIM);
      const sent = { kind: "sent", messageId: "1.1", late: false } as const;
      await ledger.settle(
        claimed.map((delivery) => ({ delivery, settlement: sent, content: null })),
        CLAIM.owner,
        MONDAY,
      );
      await ledger.release(claimed, CLAIM.owner, MONDAY);
    });
    const asked = texts.filter((text) => /\bdeliveries\b/u.test(text));
    expect(asked.length).toBeGreaterThanOrEqual(8);
    const plans = await Promise.all(
      asked.map((text) => sql<{ detail: string }>`${sql.raw(explained(text))}`.execute(database.db)),
    );
    const steps = plans
      .flatMap(({ rows }) => rows.map(({ detail }) => detail))
      .filter((step) => /\bdeliveries\b/u.test(step));
    expect(steps.length).toBeGreaterThanOrEqual(asked.length);
    expect(steps.filter((step) => !/INDEX (?:deliveries_open|\S+ \(subscription=\? AND day=\?\))/u.test(step))).toEqual(
      [],
    );
  });
});

/** With its values left out: they are no part of the plan. */
function explained(text: string): string {
  return `explain query plan ${text.replaceAll("?", "null")}`;
}

describe("A tick that finds nothing", () => {
  it("looks twice and takes nothing", async () => {
    const stage = await openStage();
    await stage.tick.tick();
    const texts = await statementsOf(() => stage.another().tick());
    await stage.close();
    expect(texts.filter((text) => /^\s*(begin|update|commit)/u.test(text))).toEqual([]);
  });
});
