import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTurnedAway } from "#shared/turned-away.ts";
import { createTestLog } from "#tests/slack/bot.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("Requests that are turned away are told of at once, and then once a minute with how many they were", () => {
  const log = createTestLog();
  const tell = createTurnedAway(log, "Turned away");
  let seen = 0;
  const told = (): readonly object[] => {
    const news = log.heard.slice(seen).map(({ fields }) => fields);
    seen = log.heard.length;
    return news;
  };
  for (const reason of ["first", "second", "third"]) tell({ reason });
  expect(told()).toEqual([{ reason: "first" }]);
  vi.advanceTimersByTime(60_000);
  expect(told()).toEqual([{ reason: "third", requests: 2 }]);
  tell({ reason: "fourth" });
  vi.advanceTimersByTime(60_000);
  expect(told()).toEqual([{ reason: "fourth", requests: 1 }]);
  vi.advanceTimersByTime(60_000);
  tell({ reason: "after a quiet minute" });
  expect(told()).toEqual([{ reason: "after a quiet minute" }]);
});
