/** The log of a bot whose store is away: short enough to be read. */
import { beforeEach, expect, it } from "vitest";
import { createStoreWatch, StoreTimeout, type StoreWatch } from "#app/memory/watch-store.ts";
import type { Log } from "#core/ports.ts";
import { createMetrics } from "#server/metrics.ts";

const AWAY = "The store does not work; questions are answered without it, and digests wait";
const away = (): Promise<never> => Promise.reject(new Error("ECONNREFUSED"));

let lines: string[];
let metrics: ReturnType<typeof createMetrics>;
let bot: StoreWatch;
/** What the store does when it is asked. */
let take: () => Promise<unknown>;
let store: ReturnType<typeof open>;
/** Calls that are each made seldom, and what they do when they are. */
let seldom: () => Promise<void>;

function open() {
  const parts = {
    answers: { take: () => take(), keep: () => Promise.resolve(), save: () => Promise.resolve() },
    recall: () => Promise.resolve("a line"),
    report: () => seldom(),
    list: () => seldom(),
    close: () => Promise.resolve(),
  };
  return bot.watch(parts, {
    answers: { take: "may-write", keep: "may-write", save: "writes" },
    ...{ recall: "reads", report: "writes", list: "reads", close: "neither" },
  });
}

beforeEach(() => {
  lines = [];
  metrics = createMetrics();
  const note: Log["error"] = (_fields, message) => void lines.push(message);
  bot = createStoreWatch({ info: note, warn: note, error: note }, metrics);
  store = open();
});

/** As answering does it: without the store, and saying so. */
async function answer(): Promise<void> {
  try {
    await store.answers.take();
  } catch (error) {
    bot.log.error({ err: error }, "Answering without");
  }
}

async function shownAway(): Promise<number | undefined> {
  return (await metrics.storeAway.get()).values[0]?.value;
}

it("says once that the store is away and what is done without it, and once that it is back", async () => {
  take = away;
  for (let question = 0; question < 5; question++) await answer();
  expect(lines).toEqual([AWAY, "Answering without"]);
  expect(await shownAway()).toBe(1);
  take = () => Promise.resolve(true);
  for (let question = 0; question < 5; question++) await answer();
  expect(lines).toEqual([AWAY, "Answering without", "The store is back"]);
  expect(await shownAway()).toBe(0);
  take = away;
  await answer();
  expect(lines.slice(3)).toEqual([AWAY, "Answering without"]);
  expect((await metrics.storeFailures.get()).values[0]?.value).toBe(6);
});

it("does not take a store that can be read for one that works", async () => {
  take = away;
  for (let question = 0; question < 3; question++) {
    await answer();
    await store.recall();
  }
  expect(lines).toEqual([AWAY, "Answering without"]);
});

it("takes a store for back when anything is written behind a call that failed once, and tells the next outage", async () => {
  seldom = away;
  for (const write of [store.answers.save, store.answers.take]) {
    lines = [];
    take = () => Promise.resolve(true);
    await expect(store.report()).rejects.toThrow("ECONNREFUSED");
    await write();
    expect(lines).toEqual([AWAY, "The store is back"]);
    expect(await shownAway()).toBe(0);
    take = away;
    await answer();
    expect(lines.slice(2)).toEqual([AWAY, "Answering without"]);
    await store.answers.save();
  }
});

it("takes a store for back when anything is read behind a read that failed, but not when it is closed", async () => {
  seldom = away;
  await expect(store.list()).rejects.toThrow("ECONNREFUSED");
  await store.close();
  expect(lines).toEqual([AWAY]);
  await store.recall();
  expect(lines).toEqual([AWAY, "The store is back"]);
});

it("does not take what found nothing to write for a store that can be written", async () => {
  seldom = away;
  take = () => Promise.resolve(false);
  await expect(store.report()).rejects.toThrow("ECONNREFUSED");
  await Promise.all([store.answers.take(), store.answers.keep()]);
  expect(lines).toEqual([AWAY]);
});

it("says of a store that hangs each sentence once until it answers, and everything of what is not the store's", async () => {
  for (let question = 0; question < 3; question++) {
    bot.log.warn({ err: new StoreTimeout("The store takes too long") }, "Forgetting");
    bot.log.warn({ err: new Error("503") }, "Slack did not take it");
  }
  expect(lines).toEqual([AWAY, "Forgetting", ...Array.from({ length: 3 }, () => "Slack did not take it")]);
  await store.recall();
  expect(lines.at(-1)).toBe("The store is back");
});
