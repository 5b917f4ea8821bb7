import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "#app/config.ts";
import { openStore, type Store } from "#app/memory/store.ts";
import { createLog } from "#server/log.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { saveSubscriptions } from "#tests/fixtures/schedule.ts";
import { channel, DAY, HOUR, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

/** After a start. */
const SOON = 5 * 60_000;

let folder: string;
let store: Store;
/** The same file, as another process sees it. */
let beside: Database;
let logged: string[];
let counted: string[];
let now: number;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  folder = mkdtempSync(join(tmpdir(), "briefing-forgetting-"));
  [logged, counted] = [[], []];
  now = MONDAY;
  const log = createLog("info", (line) => logged.push(line));
  const metrics = { faults: { inc: ({ where }: { where: string }) => void counted.push(where) } };
  store = await openStore(readConfig({ DATA_FOLDER: folder }), { clock: { now: () => now }, log, metrics });
  await store.migrate();
  beside = await openDatabase({ path: join(folder, "local.db") });
});
afterEach(async () => {
  await beside.close();
  await store.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** Time goes by for the clock and for timers alike. */
async function wait(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

const rowsOf = async (table: "thread_topics" | "seen_messages" | "notes") =>
  (await beside.db.selectFrom(table).selectAll().execute()).length;

/** Of the store's age: a line, a message's key, and what a subscription notes. */
async function keepSomething(): Promise<void> {
  await store.answers.rememberLine("old", "heroin-trade", now);
  await store.answers.take({ key: "old", pack: "p", conversation: channel("C1") }, now);
  await saveSubscriptions(store.digests, [subscription("a")]);
}

describe("What is too old to keep", () => {
  it("is forgotten five minutes after the start, since not every process lives for hours", async () => {
    await keepSomething();
    now += 400 * DAY;
    await wait(SOON - 1);
    expect(await rowsOf("notes")).toBe(1);
    await wait(1);
    await expect.poll(() => rowsOf("notes")).toBe(0);
  });

  it("is forgotten at the next sixth hour of a process that runs, and no sooner", async () => {
    await wait(SOON);
    await keepSomething();
    now += 400 * DAY;
    await store.answers.rememberLine("new", "arms-trafficking", now);
    await wait(6 * HOUR - 1);
    expect([await rowsOf("thread_topics"), await rowsOf("seen_messages"), await rowsOf("notes")]).toEqual([2, 1, 1]);
    await wait(1);
    await expect.poll(() => rowsOf("notes")).toBe(0);
    expect([await rowsOf("thread_topics"), await rowsOf("seen_messages")]).toEqual([1, 0]);
    expect(await store.answers.recallLine("new", now)).toBe("arms-trafficking");
    expect(logged).toEqual([]);
  });

  it("that cannot be removed is told of and counted, keeps nothing else, harms nobody, and is tried again six hours later", async () => {
    await keepSomething();
    now += 400 * DAY;
    await sql`alter table thread_topics rename to away`.execute(beside.db);
    await wait(SOON);
    await expect.poll(() => rowsOf("notes")).toBe(0);
    await expect.poll(() => logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({
      level: 40,
      err: { message: expect.stringContaining("thread_topics") },
      msg: "What is too old to keep could not be removed; it is tried again in six hours",
    });
    expect(counted).toEqual(["forgetting"]);
    await sql`alter table away rename to thread_topics`.execute(beside.db);
    await wait(6 * HOUR - 1);
    expect(await rowsOf("thread_topics")).toBe(1);
    await wait(1);
    await expect.poll(() => rowsOf("thread_topics")).toBe(0);
    expect(await store.ready()).toBe(true);
    expect(logged).toHaveLength(1);
  });

  it("is left alone by a store that was closed", async () => {
    await keepSomething();
    now += 400 * DAY;
    await store.close();
    await wait(6 * HOUR);
    expect(await rowsOf("thread_topics")).toBe(1);
    expect(logged).toEqual([]);
  });
});

describe("A store that cannot be written to", () => {
  /** What the database says when somebody writes a line. */
  const refuse = (reason: string) =>
    sql`create trigger refused before insert on thread_topics begin select raise(fail, ${sql.lit(reason)}); end`.execute(
      beside.db,
    );

  it.each(["database or disk is full", "attempt to write a readonly database"])(
    "is not ready although it can be read, and says why: %s",
    async (reason) => {
      await refuse(reason);
      expect(await store.ready()).toBe(reason);
    },
  );

  it("is tried again five seconds later, however often it is asked meanwhile", async () => {
    expect(await store.ready()).toBe(true);
    await refuse("database or disk is full");
    now += 4999;
    expect([await store.ready(), await store.ready()]).toEqual([true, true]);
    now += 1;
    expect(await store.ready()).toBe("database or disk is full");
    await sql`drop trigger refused`.execute(beside.db);
    now += 5000;
    expect(await store.ready()).toBe(true);
  });

  it("is tried again also after the clock was set back", async () => {
    await refuse("database or disk is full");
    expect(await store.ready()).toBe("database or disk is full");
    await sql`drop trigger refused`.execute(beside.db);
    now -= HOUR;
    expect(await store.ready()).toBe(true);
  });
});
