import { expect, it, onTestFinished } from "vitest";
import { startCron } from "#schedule/cron.ts";
import { SILENT } from "#tests/fixtures/bot.ts";
import { HOUR } from "#tests/fixtures/subscriptions.ts";

it.each([
  ["back by two hours", -2 * HOUR],
  ["back by fifty days", -50 * 24 * HOUR],
  ["back by ten minutes", -HOUR / 6],
  ["forward by a day, as after a sleep", 24 * HOUR],
  ["forward by forty days", 40 * 24 * HOUR],
])("A machine's clock that is set %s is noticed and counted, and the minutes go on", async (_how, jumpMs) => {
  let offset = 0;
  let beats = 0;
  let jumps = 0;
  const cron = startCron({
    tick: { beat: () => Promise.resolve(void beats++), stop: () => Promise.resolve() },
    clock: { now: () => Date.now() + offset },
    log: SILENT,
    metrics: { clockJumps: { inc: (count) => void (jumps += count) } },
  });
  onTestFinished(() => cron.stop(0));
  expect(beats).toBe(1);
  offset = jumpMs;
  await expect.poll(() => jumps, { timeout: 30_000 }).toBe(1);
  expect(beats).toBeGreaterThan(1);
});
