import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Slack, startSlack } from "#slack/start.ts";
import { createTestBot, createTestLog } from "./bot.ts";
import { openSocketSlack, type SocketSlack } from "./socket-mode.ts";

const COMMAND = {
  command: "/atlantis",
  text: "drugs",
  team_id: "T1",
  channel_id: "C1",
  channel_name: "general",
  user_id: "U1",
  user_name: "ines",
  response_url: "https://hooks.slack.com/commands/T1/1/abc",
};

let remote: SocketSlack;
let slack: Slack;

beforeAll(async () => {
  remote = await openSocketSlack();
  slack = await startSlack({
    bot: createTestBot(),
    log: createTestLog(),
    clock: { now: Date.now },
    config: { token: "xoxb-any", apiUrl: remote.apiUrl, via: { kind: "socket", appToken: "xapp-any" } },
  });
  await slack.opened;
});

afterAll(async () => {
  await slack.stop();
  await remote.close();
});

describe("over Socket Mode", () => {
  it("a command is answered in the acknowledgement", async () => {
    expect(await remote.deliver("slash_commands", COMMAND)).toMatchObject({
      response_type: "ephemeral",
      text: "atlantis on drugs",
    });
  });

  it("the bot is ready while the connection is open, and says so when it is not", async () => {
    expect(slack.ready()).toBe(true);
    remote.hangUp();
    await expect.poll(() => slack.ready()).toContain("Socket Mode connection is not open");
  });
});
