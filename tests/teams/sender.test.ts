import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "#core/request.ts";
import type { Outgoing } from "#core/ports.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { briefingFor, createTestBot } from "#tests/fixtures/bot.ts";
import { CHANNEL, PERSONAL, startSetting } from "./harness.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { senderContract } from "#tests/contracts/sender.ts";

const TENANT = "6f0b1c52-0000-4000-8000-00000000cafe";
const setting = await startSetting();
const { people, teams } = setting;
afterAll(() => setting[Symbol.asyncDispose]());

const channel: Conversation = { platform: "teams", tenant: TENANT, channel: CHANNEL, thread: null, kind: "channel" };
const digest: Outgoing = { to: channel, delivery: "delivery-1", briefing: everyBlock() };

describe("sending unasked", () => {
  beforeEach(async () => {
    await people.install(CHANNEL);
    await people.install(PERSONAL);
    people.state.clear();
  });

  it("posts at the top of the channel that the bot was added to", async () => {
    const outcome = await teams.sender.send(digest);
    const [message] = people.state.messages;
    expect(outcome).toEqual({ kind: "sent", messageId: message?.id });
    expect(message).toMatchObject({ conversation: CHANNEL, thread: null, from: { id: "28:briefing" } });
    expect(people.calls.at(-1)?.operation).toBe("sendToConversation");
  });

  it("sends what the renderer makes, unchanged", async () => {
    const briefing = await briefingFor("drugs");
    await teams.sender.send({ ...digest, briefing });
    expect(people.calls.at(-1)?.body).toMatchObject(JSON.parse(JSON.stringify(renderTeams(briefing, createTestBot()))));
  });

  it("posts in the thread that the conversation names", async () => {
    const root = people.say({ conversation: CHANNEL, text: "Good morning" });
    await teams.sender.send({ ...digest, to: { ...channel, thread: root.id } });
    expect(people.state.messages.at(-1)).toMatchObject({ conversation: CHANNEL, thread: root.id });
  });

  it("reaches people in their personal chat", async () => {
    const to: Conversation = { ...channel, channel: PERSONAL, kind: "direct" };
    expect(await teams.sender.send({ ...digest, to })).toMatchObject({ kind: "sent" });
  });

  it("reaches a person by their id, from anywhere in their tenant", async () => {
    const to: Conversation = { ...channel, channel: "29:asker", kind: "direct" };
    expect(await teams.sender.send({ ...digest, to })).toMatchObject({ kind: "sent" });
    expect(people.calls.slice(-2).map(({ operation }) => operation)).toEqual([
      "createConversation",
      "sendToConversation",
    ]);
    expect(people.state.messages.at(-1)).toMatchObject({ conversation: PERSONAL });
  });

  it("asks to be added where it was never spoken to", async () => {
    const outcome = await teams.sender.send({ ...digest, to: { ...channel, channel: "19:elsewhere@thread.tacv2" } });
    expect(outcome).toEqual({ kind: "refused", reason: "no conversation reference", advice: "reinstall" });
  });

  it.each([
    [
      { kind: "rate-limit", retryAfterSeconds: 7 },
      { kind: "later", afterMs: 7000, wholeTenant: true },
    ],
    [
      { kind: "rate-limit", retryAfterSeconds: null },
      { kind: "later", afterMs: null, wholeTenant: true },
    ],
    [
      { kind: "refuse", status: 403, error: "BotNotInConversationRoster" },
      { kind: "refused", advice: "reinstall" },
    ],
    [
      { kind: "refuse", status: 403, error: "MessageWritesBlocked" },
      { kind: "refused", advice: "blocked" },
    ],
    [
      { kind: "refuse", status: 403, error: "BotDisabledByAdmin" },
      { kind: "refused", advice: "permission" },
    ],
    [
      { kind: "refuse", status: 404, error: "ConversationNotFound" },
      { kind: "refused", advice: "channel-gone" },
    ],
    [
      { kind: "refuse", status: 405, error: "MethodNotAllowed" },
      { kind: "refused", advice: "unknown" },
    ],
    [
      { kind: "refuse", status: 503, error: "ServiceUnavailable" },
      { kind: "later", wholeTenant: false },
    ],
    [{ kind: "refuse", status: 502, error: "ServiceError" }, { kind: "unknown" }],
    [{ kind: "drop", work: "undone" }, { kind: "unknown" }],
  ] as const)("takes %j for %j, after one attempt", async (failure, outcome) => {
    people.failNext("sendToConversation", failure);
    const before = people.calls.length;
    expect(await teams.sender.send(digest)).toMatchObject(outcome);
    expect(people.calls.length).toBe(before + 1);
  });

  it("does not send again what arrived without an answer", async () => {
    people.failNext("sendToConversation", { kind: "drop", work: "done" });
    expect(await teams.sender.send(digest)).toMatchObject({ kind: "unknown" });
    expect(people.state.messages).toHaveLength(1);
  });

  it("cannot tell whether a message of unknown outcome arrived", async () => {
    expect(await teams.sender.find(channel, "delivery-1")).toMatchObject({ kind: "cannot-tell" });
  });
});

describe("the Teams sender", () => {
  senderContract(async () => {
    const [here, gone] = [await startSetting(), await startSetting()];
    for (const { people } of [here, gone]) {
      await people.sendActivity({ type: "conversationUpdate" }, { conversation: CHANNEL });
    }
    await gone[Symbol.asyncDispose]();
    const failures = {
      "held back": { kind: "rate-limit", retryAfterSeconds: 2 },
      "answer lost": { kind: "drop", work: "done" },
      "gateway fault": { kind: "refuse", status: 502, error: "ServiceError" },
    } as const;
    return {
      sender: here.teams.sender,
      unreachable: gone.teams.sender,
      to: channel,
      arrived: () => here.people.state.messages.length,
      attempts: () => here.people.calls.length,
      failNext: (how) => here.people.failNext("sendToConversation", failures[how]),
      close: async () => here[Symbol.asyncDispose](),
    };
  });
});
