import { createServer } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { startSlack, type Slack } from "#slack/start.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { createTestBot, createTestLog } from "./bot.ts";
import { openSocketSlack } from "./socket-mode.ts";
import { HTTP, portOf, SECRET } from "./workspace.ts";

const parts = () => ({ bot: createTestBot(), log: createTestLog(), clock: { now: Date.now } });

/** With timers that are faked; real ones again behind it. */
async function isTakenAgainAMinuteLater(slack: Slack): Promise<void> {
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitUntil(() => slack.ready() === true);
  expect(await slack.sender.tenants()).toEqual(["T0PLAYGROUND"]);
  vi.useRealTimers();
  await slack.stop();
}

describe("A token that Slack takes no more while the bot runs", () => {
  it.each(["token_revoked", "invalid_auth"])(
    "(%s) reaches nobody from then on, which readiness says and the log once, until Slack takes it again",
    async (error) => {
      const fake = createFakeSlack({ signingSecret: SECRET });
      const remote = await fake.listen();
      const given = parts();
      const config = { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP };
      const slack = await startSlack({ ...given, config });
      await slack.opened;
      expect(await slack.sender.tenants()).toEqual(["T0PLAYGROUND"]);
      vi.useFakeTimers({ toFake: ["setTimeout"] });
      fake.setRule(() => ({ kind: "refuse", error }));
      const to = {
        platform: "slack",
        tenant: "T0PLAYGROUND",
        channel: "C0BRIEFINGS",
        thread: null,
        kind: "channel",
      } as const;
      for (const delivery of ["a", "b"])
        expect(await slack.sender.send({ to, delivery, briefing: everyBlock() })).toMatchObject({ kind: "later" });
      expect(slack.ready()).toContain(`Slack refuses SLACK_BOT_TOKEN (${error})`);
      expect(await slack.sender.tenants()).toEqual([]);
      await vi.advanceTimersByTimeAsync(60_000);
      await vi.waitUntil(() => fake.calls.filter(({ method }) => method === "auth.test").length > 1);
      expect(given.log.heard.filter(({ level }) => level === "error")).toHaveLength(1);
      fake.setRule(() => null);
      await isTakenAgainAMinuteLater(slack);
      await remote.close();
    },
  );
});

describe("starting with Slack", () => {
  it("says where to find the right token when Slack refuses the one it was given", async () => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    const config = { token: "xoxb-wrong", apiUrl: fake.apiUrl(), via: HTTP };
    const slack = await startSlack({ ...parts(), config });
    const refusal = /SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/u;
    await expect(slack.opened).rejects.toThrow(refusal);
    expect(slack.ready()).toMatch(refusal);
    await slack.stop();
    await remote.close();
  });

  it.each([
    ["does not answer", { kind: "delay", ms: 30_000 }],
    ["holds the bot back", { kind: "rate-limit", retryAfterSeconds: 30 }],
    ["is broken", { kind: "refuse", status: 503, error: "down" }],
  ] as const)("answers the first command while Slack itself %s", { timeout: 8000 }, async (_, failure) => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    fake.failNext("auth.test", failure);
    const slack = await startSlack({ ...parts(), config: { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP } });
    const server = createServer((req, res) => void slack.handle(req, res));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    fake.pointAt(`http://127.0.0.1:${portOf(server.address())}/slack/events`);
    const { text } = await fake.sendSlash({ channel: "C0BRIEFINGS", command: "/atlantis", text: "drugs" });
    expect(text).toContain("atlantis on drugs");
    expect(slack.ready()).not.toBe(true);
    await slack.stop();
    server.closeAllConnections();
    server.close();
    await remote.close();
  });

  it("goes on while Slack cannot be reached, and says that it is not ready", async () => {
    const config = { token: "xoxb-any", apiUrl: "http://127.0.0.1:2/api/", via: HTTP };
    const slack = await startSlack({ ...parts(), config });
    await slack.opened;
    expect(slack.ready()).toContain("cannot be reached (ECONNREFUSED)");
    await slack.stop();
  });

  it("asks again and again about a token that is refused only once Slack can be reached", async () => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    fake.failNext("auth.test", { kind: "refuse", status: 503, error: "down" });
    fake.failNext("auth.test", { kind: "refuse", error: "account_inactive" });
    const slack = await startSlack({ ...parts(), config: { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP } });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    await slack.opened;
    await vi.advanceTimersByTimeAsync(5000);
    await vi.waitUntil(() => String(slack.ready()).includes("account_inactive"));
    expect(await slack.sender.tenants()).toEqual([]);
    await isTakenAgainAMinuteLater(slack);
    await remote.close();
  });

  it("asks again about a token that is refused at first, whether or not the start still waits for that", async () => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    fake.failNext("auth.test", { kind: "refuse", error: "account_inactive" });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const slack = await startSlack({ ...parts(), config: { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP } });
    await expect(slack.opened).rejects.toThrow("account_inactive");
    await isTakenAgainAMinuteLater(slack);
    await remote.close();
  });

  it("opens Socket Mode once Slack takes the app's token again", async () => {
    const fake = await openSocketSlack();
    fake.refuseNext("account_inactive");
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const via = { kind: "socket", appToken: "xapp-any" } as const;
    const slack = await startSlack({ ...parts(), config: { token: "xoxb-any", apiUrl: fake.apiUrl, via } });
    await expect(slack.opened).rejects.toThrow("account_inactive");
    expect(slack.ready()).toContain("not open");
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await vi.waitUntil(() => slack.ready() === true);
    await slack.stop();
    await fake.close();
  });

  it("says where to find the right token when Slack refuses the one for Socket Mode", async () => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    fake.failNext("apps.connections.open", { kind: "refuse", error: "invalid_auth" });
    const config = {
      token: fake.token,
      apiUrl: fake.apiUrl(),
      via: { kind: "socket", appToken: "xapp-wrong" },
    } as const;
    const slack = await startSlack({ ...parts(), config });
    await expect(slack.opened).rejects.toThrow(/SLACK_APP_TOKEN.*invalid_auth.*connections:write/u);
    await remote.close();
  });

  it("does not listen to HTTP without a signing secret", async () => {
    const config = { token: "xoxb-any", apiUrl: "http://127.0.0.1:2/api/", via: { ...HTTP, signingSecret: "" } };
    await expect(startSlack({ ...parts(), config })).rejects.toThrow(/SLACK_SIGNING_SECRET is empty/u);
  });

  it("answers many at once", async () => {
    const fake = createFakeSlack({ signingSecret: SECRET });
    const remote = await fake.listen();
    const slack = await startSlack({
      ...parts(),
      config: { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP },
    });
    const server = createServer((req, res) => void slack.handle(req, res));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    fake.pointAt(`http://127.0.0.1:${portOf(server.address())}/slack/events`);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        fake.sendSlash({ channel: "C0BRIEFINGS", command: "/atlantis", text: `topic-${index}` }),
      ),
    );
    expect(answers.map(({ text }) => (text.includes("atlantis on topic-") ? "answered" : text))).toEqual(
      Array(50).fill("answered"),
    );
    await slack.stop();
    server.closeAllConnections();
    server.close();
    await remote.close();
  });
});
