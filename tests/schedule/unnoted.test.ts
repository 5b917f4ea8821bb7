/** The store is away when it is to be told what became of a message: it is told later, and whoever is owed an answer as well. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openContext } from "#core/briefings/context.ts";
import { composeInterrupted } from "#core/briefings/pages.ts";
import type { OpenMessage } from "#core/ports.ts";
import { createUnnoted, type MessageNote, type Unnoted } from "#schedule/owed/unnoted.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { createFakeSender, NO_METRICS, type FakeSender } from "#tests/fixtures/schedule.ts";
import { channel, MONDAY } from "#tests/fixtures/subscriptions.ts";

const MINUTE = 60_000;
const AWAY = new Error("the store is away");
let slack: FakeSender;
let unnoted: Unnoted;
/** Whether the store takes nothing. */
let isAway: boolean;
let written: string[];
let monotonic: number;

beforeEach(() => {
  vi.useFakeTimers();
  slack = createFakeSender();
  isAway = true;
  written = [];
  monotonic = 0;
  unnoted = createUnnoted({
    ...{ content: contentOf(), senders: { slack }, clock: { now: () => MONDAY }, log: SILENT, metrics: NO_METRICS },
    monotonic: () => monotonic,
  });
});
afterEach(() => vi.useRealTimers());

const tellStore = (word: string) => () =>
  isAway ? Promise.reject(new Error("away")) : Promise.resolve(void written.push(word));
const answered = (key: string): MessageNote => ({ key, write: tellStore(`${key} answered`), owed: null });
const owed = (key: string): MessageNote => {
  const conversation = channel("C1");
  const message: OpenMessage = { key, pack: "kyrgyzstan", conversation, at: MONDAY, askedAt: MONDAY, isBegun: false };
  return { key, write: tellStore(`${key} owed`), owed: { message, settle: tellStore(`${key} told`) } };
};
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 20_000) {
    monotonic += 20_000;
    await vi.advanceTimersByTimeAsync(20_000);
  }
};

it("The store is told soon after it is back, once", async () => {
  unnoted.keep(answered("a"), AWAY);
  unnoted.keep(owed("b"), AWAY);
  await pass(MINUTE);
  isAway = false;
  await pass(5 * MINUTE);
  expect(written.toSorted()).toEqual(["a answered", "b owed"]);
  expect([slack.attempts, unnoted.size]).toEqual([[], 0]);
});

it("Where the store stays away, whoever is owed an answer is told by the platform alone, after five minutes and once", async () => {
  unnoted.keep(answered("a"), AWAY);
  unnoted.keep(owed("b"), AWAY);
  await pass(4 * MINUTE);
  expect(slack.attempts).toEqual([]);
  await pass(3 * MINUTE);
  isAway = false;
  await pass(MINUTE);
  expect(slack.attempts).toEqual(["interrupted/b"]);
  expect(written.toSorted()).toEqual(["a answered", "b told"]);
});

it("Who was told by another process meanwhile is not told again", async () => {
  const briefing = composeInterrupted(openContext(contentOf(), "kyrgyzstan", { now: MONDAY }));
  slack.arrived.push({ to: channel("C1"), delivery: "interrupted/b", briefing });
  unnoted.keep(owed("b"), AWAY);
  await pass(6 * MINUTE);
  expect(slack.attempts).toEqual([]);
});

it("A platform that holds back is tried again, and one of which it is unclear is looked up", async () => {
  unnoted.keep(owed("b"), AWAY);
  slack.behave = () => ({ kind: "later", afterMs: null, wholeTenant: false, reason: "ratelimited" });
  await pass(5 * MINUTE);
  expect(slack.attempts).toHaveLength(1);
  slack.behave = (message) => {
    slack.arrived.push(message);
    return { kind: "unknown", reason: "ECONNRESET" };
  };
  await pass(10 * MINUTE);
  expect(slack.attempts).toHaveLength(2);
});

it("A note that the store does not take for itself keeps none of the others from it", async () => {
  isAway = false;
  unnoted.keep({ key: "bad", write: () => Promise.reject(new Error("no such row")), owed: null }, AWAY);
  for (const key of ["a", "b"]) unnoted.keep(answered(key), AWAY);
  await pass(MINUTE);
  expect(written).toEqual(["a answered", "b answered"]);
});

it("The end of the process tells whom nobody else will tell", async () => {
  unnoted.keep(owed("b"), AWAY);
  await unnoted.stop(1000);
  expect(slack.attempts).toEqual(["interrupted/b"]);
});
