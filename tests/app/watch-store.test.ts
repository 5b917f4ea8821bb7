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
let store: { readonly answers: { readonly take: () => Promise<unknown> }; readonly recall: () => Promise<string> };

beforeEach(() => {
  lines = [];
  metrics = createMetrics();
  const note: Log["error"] = (_fields, message) => void lines.push(message);
  bot = createStoreWatch({ info: note, warn: note, error: note }, metrics);
  store = bot.watch({ answers: { take: () => take() }, recall: () => Promise.resolve("a line") });
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

it("says of a store that hangs each sentence once until it answers, and everything of what is not the store's", async () => {
  for (let question = 0; question < 3; question++) {
    bot.log.warn({ err: new StoreTimeout("The store takes too long") }, "Forgetting");
    bot.log.warn({ err: new Error("503") }, "Slack did not take it");
  }
  expect(lines).toEqual([AWAY, "Forgetting", ...Array.from({ length: 3 }, () => "Slack did not take it")]);
  await store.recall();
  expect(lines.at(-1)).toBe("The store is back");
});
