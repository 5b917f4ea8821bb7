import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type RunningBot, startBot } from "#tests/browser/bot.ts";

/** A busy machine sends what is due a little after the move. */
const LATE = { timeout: 20_000 };

const ask = async ({ address }: RunningBot, name: string, body: object) => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${address}/playground/api/${name}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(200);
};
const stateOf = async ({ address }: RunningBot) => (await fetch(`${address}/playground/api/state`)).json();
/**
 * A cold start may take longer than Slack waits for a command, and the order is then taken a moment later; its zone is
 * named because whose clock it is by may not be told in time either.
 */
const order = async (bot: RunningBot) => {
  await ask(bot, "slack/send", {
    channel: "C0BRIEFINGS",
    text: "/kyrgyzstan subscribe weekly monday 09:00 Europe/Paris",
  });
  const told = async () => (await stateOf(bot)).slack.messages.map(({ text }: { text: string }) => text).join();
  await expect.poll(told, LATE).toContain("Subscribed");
};
const digests = async (bot: RunningBot) =>
  (await stateOf(bot)).slack.messages.filter(
    (message: { onlyFor: string | null }) => message.onlyFor === null && JSON.stringify(message).includes("Next, on"),
  );

it("local mode brings the digests that are due after a restart, on the clock that was moved, until it is cleared", async () => {
  const data = mkdtempSync(join(tmpdir(), "briefing-restart-"));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const first = await startBot(data);
  onTestFinished(() => first.stop());
  await order(first);
  for (const step of ["monday", "week"]) await ask(first, "clock", { step });
  const moved = (await stateOf(first)).now;
  await expect.poll(() => digests(first), LATE).toHaveLength(2);
  await first.stop();

  const second = await startBot(data);
  onTestFinished(() => second.stop());
  expect((await stateOf(second)).now).toBeGreaterThanOrEqual(moved);
  await ask(second, "clock", { step: "week" });
  await expect.poll(() => digests(second), LATE).toHaveLength(1);
  await ask(second, "clear", {});
  expect((await stateOf(second)).now).toBeLessThan(moved);
  await ask(second, "clock", { step: "week" });
  expect(await digests(second)).toEqual([]);
  await order(second);
  await ask(second, "clock", { step: "monday" });
  await expect.poll(() => digests(second), LATE).toHaveLength(1);
});
