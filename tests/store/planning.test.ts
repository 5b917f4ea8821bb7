/** What SQLite is asked often it is not made to think about anew each time. */
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAnswerStore } from "#store/answers.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { createFrameStore } from "#store/frames.ts";
import { createLedger } from "#store/digests/ledger.ts";
import { migrate } from "#store/migrate.ts";
import { openStage } from "#tests/fixtures/schedule.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";

const CLAIM = {
  owner: "A",
  now: MONDAY,
  leaseUntil: MONDAY + 1000,
  limit: 5,
  served: { slack: ["T1"] },
  withoutTenants: [],
};

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
  it("hides its limit from the planner, which would plan anew at each other number", async () => {
    const ledger = createLedger(database);
    const texts = await statementsOf(async () => {
      await ledger.claim(CLAIM);
      await ledger.claimUnclear(CLAIM);
      await ledger.queueDue({ now: MONDAY, limit: 5, decide: () => expect.unreachable("nothing is due") });
      await createAnswerStore(database).listOpen({ after: 0, before: MONDAY }, 5);
      await createFrameStore(database).load("a place", MONDAY);
    });
    const limits = texts.flatMap((text) => /\blimit .*/u.exec(text.replaceAll(/\s+/gu, " ")) ?? []);
    expect(limits.length).toBeGreaterThanOrEqual(4);
    expect(limits.filter((limit) => limit.startsWith("limit ?"))).toEqual([]);
  });

  it("that queues what is due opens no transaction where nothing is", async () => {
    const queue = () =>
      createLedger(database).queueDue({ now: MONDAY, limit: 5, decide: () => expect.unreachable("nothing is due") });
    const texts = await statementsOf(queue);
    expect(texts).toHaveLength(1);
    expect(await queue()).toEqual({ due: 0, queued: 0, missed: 0, parked: [] });
  });
});

describe("A tick that finds nothing", () => {
  it("looks twice and takes nothing", async () => {
    const stage = await openStage();
    await stage.tick.tick();
    const texts = await statementsOf(() => stage.another().tick());
    await stage.close();
    expect(texts.filter((text) => /^\s*(begin|update|commit)/u.test(text))).toEqual([]);
  });
});
