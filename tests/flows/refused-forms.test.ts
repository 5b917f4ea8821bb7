/** A digest whose form the platform refuses, from the tick to what people read and what `status` says afterwards. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "#core/request.ts";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { createFakeConnector } from "#playground/teams/fake-connector.ts";
import { runningClock, openStage, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { slackSenderTo, teamsSenderTo } from "#tests/fixtures/senders.ts";
import { channel, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const DIGEST = "Kyrgyzstan";
const IN_SLACK = subscription("a", { conversation: channel("C0OPEN", "T0PLAYGROUND") });
const GENERAL: Conversation = {
  platform: "teams",
  tenant: "6f0b1c52-0000-4000-8000-00000000cafe",
  channel: "19:general@thread.tacv2",
  thread: null,
  kind: "channel",
};
const IN_TEAMS = subscription("b", { conversation: GENERAL });

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function standingOf(which: typeof IN_SLACK): Promise<string | undefined> {
  return (await stage.store.subscriptions.find(which.id))?.standing.kind;
}

async function openSlack() {
  const fake = createFakeSlack({ signingSecret: "unused", teams: [slackTeam({ unknownChannels: "create" })] });
  const server = await fake.listen();
  const sender = slackSenderTo({ token: fake.token, apiUrl: fake.apiUrl() }, runningClock(MONDAY));
  await saveSubscriptions(stage.store, [IN_SLACK]);
  return { fake, tick: () => stage.another({}, { slack: sender }).tick(), close: () => server.close() };
}

async function openTeams() {
  const fake = createFakeConnector();
  const server = await fake.listen();
  await saveSubscriptions(stage.store, [IN_TEAMS]);
  const sender = teamsSenderTo(fake.serviceUrl());
  return { fake, tick: () => stage.another({}, { teams: sender }).tick(), close: () => server.close() };
}

describe("A digest that Slack does not take as it is drawn", () => {
  it.each(["invalid_blocks", "msg_too_long", "msg_blocks_too_long", "invalid_blocks_format", "too_many_attachments"])(
    "comes in its words alone, marked with its delivery, and is done: %s",
    async (error) => {
      const { fake, tick, close } = await openSlack();
      fake.failNext("chat.postMessage", { kind: "refuse", error });
      expect(await tick()).toMatchObject({ sent: 1, failed: 0 });
      expect(fake.state.messages).toMatchObject([
        { text: expect.stringContaining(DIGEST), blocks: [], metadata: { event_type: "briefing_delivery" } },
      ]);
      expect(await standingOf(IN_SLACK)).toBe("active");
      await close();
    },
  );

  it("nor in its words is given up, and the subscription goes on", async () => {
    const { fake, tick, close } = await openSlack();
    fake.setRule(({ method }) => (method === "chat.postMessage" ? { kind: "refuse", error: "msg_too_long" } : null));
    expect(await tick()).toMatchObject({ sent: 0, failed: 1 });
    expect(fake.calls).toHaveLength(2);
    expect(await standingOf(IN_SLACK)).toBe("active");
    expect(await stage.statusOf(placeOf(IN_SLACK))).toEqual(["2026-11-23 failed"]);
    await close();
  });

  it("and then holds back comes later, as it is drawn again", async () => {
    const { fake, tick, close } = await openSlack();
    fake.failNext("chat.postMessage", { kind: "refuse", error: "invalid_blocks" });
    fake.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: 0 });
    expect(await tick()).toMatchObject({ sent: 1, again: 1 });
    expect(fake.state.messages).toHaveLength(1);
    expect(fake.state.messages[0]?.blocks).not.toEqual([]);
    await close();
  });
});

describe("A digest that Teams does not take as it is drawn", () => {
  it.each([
    [413, "MessageSizeTooBig"],
    [400, "BadArgument"],
    [400, "BadSyntax"],
    [400, "a word that Teams has yet to invent"],
  ])("comes in its words alone and is done: %i %s", async (status, error) => {
    const { fake, tick, close } = await openTeams();
    fake.failNext("sendToConversation", { kind: "refuse", status, error });
    expect(await tick()).toMatchObject({ sent: 1, failed: 0 });
    expect(fake.state.messages).toMatchObject([{ text: expect.stringContaining(DIGEST), attachments: [] }]);
    expect(await standingOf(IN_TEAMS)).toBe("active");
    await close();
  });

  it("nor in its words is given up, and the subscription goes on", async () => {
    const { fake, tick, close } = await openTeams();
    fake.setRule(() => ({ kind: "refuse", status: 413, error: "MessageSizeTooBig" }));
    expect(await tick()).toMatchObject({ sent: 0, failed: 1 });
    expect(fake.calls).toHaveLength(2);
    expect(await standingOf(IN_TEAMS)).toBe("active");
    await close();
  });
});
