/** Whose Slack's token is, where an earlier start was told. */
import { describe, expect, it, vi } from "vitest";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { startHttp } from "#server/http.ts";
import { startSlack } from "#slack/start.ts";
import type { KeptOwner } from "#slack/wire/connection.ts";
import { createTestBot, createTestLog } from "./bot.ts";
import { HTTP, SECRET } from "./workspace.ts";

type Owner = ReturnType<KeptOwner["read"]>;

/** What starts keep for one another. */
function memory(owner: Owner = null) {
  let held = owner;
  const keep = vi.fn<KeptOwner["keep"]>((told) => {
    held = told;
    return Promise.resolve();
  });
  return { read: () => held, keep };
}

async function start(kept: KeptOwner, arrange: (fake: FakeSlack) => void = () => undefined) {
  const fake = createFakeSlack({ signingSecret: SECRET });
  const remote = await fake.listen();
  arrange(fake);
  const bot = createTestBot();
  const log = createTestLog();
  const config = { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP };
  const slack = await startSlack({ bot, log, clock: { now: Date.now }, kept, config });
  const routes = { "POST /slack/events": slack.handle };
  const http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log });
  fake.pointAt(`http://127.0.0.1:${http.port}/slack/events`);
  const asked = (): number => fake.calls.filter(({ method }) => method === "auth.test").length;
  const close = async (): Promise<void> => {
    await Promise.all([http.stop(100), slack.stop()]);
    await remote.close();
  };
  return { fake, bot, slack, asked, close };
}

describe("Whose a token is", () => {
  it("is kept for the next start where Slack tells it for the first time, and not told again", async () => {
    const kept = memory();
    const first = await start(kept);
    await first.slack.opened;
    await first.close();
    const next = await start(kept);
    await next.slack.opened;
    await next.close();
    expect(kept.keep.mock.calls).toMatchObject([[{ team_id: "T0PLAYGROUND" }]]);
    expect(next.asked()).toBe(1);
  });

  it("that was kept is known to the first command, whenever Slack tells it", async () => {
    const { fake, bot, close } = await start(memory({ team_id: "T0PLAYGROUND" }), (slack) =>
      slack.failNext("auth.test", { kind: "delay", ms: 30_000 }),
    );
    const { text } = await fake.sendSlash({ channel: "C0BRIEFINGS", command: "/atlantis", text: "drugs" });
    expect(text).toContain("atlantis on drugs");
    expect(bot.requests.map(({ conversation }) => conversation.tenant)).toEqual(["T0PLAYGROUND"]);
    await close();
  });

  it("that Slack takes no more at the start reaches nobody, whosever it was", async () => {
    const { slack, close } = await start(memory({ team_id: "T0PLAYGROUND" }), (fake) =>
      fake.failNext("auth.test", { kind: "refuse", error: "account_inactive" }),
    );
    await expect(slack.opened).rejects.toThrow("account_inactive");
    expect(await slack.sender.tenants()).toEqual([]);
    await close();
  });
});
