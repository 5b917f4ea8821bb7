import { describe, expect, it } from "vitest";
import type { Conversation } from "#core/request.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackChannel, slackTeam } from "#playground/slack/types.ts";
import { slackSenderTo } from "#tests/fixtures/senders.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { type Failing, findContract, senderContract, type SenderUnderTest } from "#tests/contracts/sender.ts";

const channel = (id: string, thread: string | null = null): Conversation => ({
  platform: "slack",
  tenant: "T0PLAYGROUND",
  channel: id,
  thread,
  kind: "channel",
});

const TEAM = slackTeam({
  channels: [
    slackChannel({ id: "C0OPEN" }),
    slackChannel({ id: "C0PUBLIC", member: false }),
    slackChannel({ id: "C0PRIVATE", kind: "private", member: false }),
    slackChannel({ id: "C0OLD", archived: true }),
  ],
});

/** The fake with a sender, and a sender whose Slack does not listen. */
async function openSender() {
  const fake = createFakeSlack({ signingSecret: "unused", teams: [TEAM] });
  const remote = await fake.listen();
  const { token } = fake;
  const clock = { now: Date.now };
  return {
    fake,
    sender: slackSenderTo({ token, apiUrl: fake.apiUrl() }, clock),
    unreachable: slackSenderTo({ token, apiUrl: "http://127.0.0.1:2/api/" }, clock),
    close: () => remote.close(),
  };
}

async function openContract(): Promise<SenderUnderTest> {
  const { fake, sender, unreachable, close } = await openSender();
  return {
    sender,
    unreachable,
    to: channel("C0OPEN"),
    arrived: () => fake.state.messages.length,
    attempts: () => fake.calls.filter(({ method }) => method === "chat.postMessage").length,
    failNext: (how) => failNext(fake, how),
    close,
  };
}

function failNext(fake: FakeSlack, how: Failing): void {
  switch (how) {
    case "held back":
      return fake.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: 2 });
    case "answer lost":
      return fake.failNext("chat.postMessage", { kind: "drop", work: "done" });
    case "gateway fault":
      return fake.failNext("chat.postMessage", { kind: "refuse", error: "bad gateway", status: 502 });
  }
}

async function sendTo(id: string) {
  const at = await openSender();
  const outcome = await at.sender.send({ to: channel(id), delivery: "d", briefing: everyBlock() });
  await at.close();
  return outcome;
}

async function refusedWith(error: string) {
  const at = await openSender();
  at.fake.failNext("chat.postMessage", { kind: "refuse", error });
  const outcome = await at.sender.send({ to: channel("C0OPEN"), delivery: "d", briefing: everyBlock() });
  await at.close();
  return outcome;
}

describe("the Slack sender", () => {
  senderContract(openContract);
  findContract(openContract);

  it("marks the message with its delivery and does not unfurl links", async () => {
    const at = await openSender();
    await at.sender.send({ to: channel("C0OPEN"), delivery: "sub-1:2026-11-23", briefing: everyBlock() });
    expect(at.fake.calls[0]?.args).toMatchObject({
      metadata: { event_type: "briefing_delivery", event_payload: { delivery: "sub-1:2026-11-23" } },
      unfurl_links: false,
      unfurl_media: false,
    });
    await at.close();
  });

  it.each([
    ["C0PUBLIC", "invite", "a public channel that the bot is not in"],
    ["C0PRIVATE", "invite", "a private channel that the bot is not in"],
    ["C0OLD", "channel-gone", "an archived channel"],
  ])("to %s is refused with the advice %s: %s", async (id, advice) => {
    expect(await sendTo(id)).toMatchObject({ kind: "refused", advice });
  });

  it.each([
    ["missing_scope", "permission"],
    ["restricted_action_read_only_channel", "permission"],
    ["messages_tab_disabled", "blocked"],
    ["a_word_that_slack_has_yet_to_invent", "unknown"],
  ])("takes %s for a refusal with the advice %s", async (error, advice) => {
    expect(await refusedWith(error)).toEqual({ kind: "refused", reason: error, advice });
  });

  it.each(["fatal_error", "internal_error"])("takes %s for a message that may have arrived", async (error) => {
    expect(await refusedWith(error)).toEqual({ kind: "unknown", reason: error });
  });

  it.each(["ratelimited", "service_unavailable", "team_added_to_org"])(
    "takes %s for a fault that passes",
    async (error) => {
      expect(await refusedWith(error)).toMatchObject({ kind: "later", wholeTenant: true });
    },
  );

  it.each(["token_revoked", "invalid_auth", "account_inactive", "token_expired", "not_authed"])(
    "lets digests wait where the trouble is the token and none of theirs: %s",
    async (error) => {
      expect(await refusedWith(error)).toEqual({ kind: "later", afterMs: null, wholeTenant: true, reason: error });
      const at = await openSender();
      at.fake.failNext("conversations.history", { kind: "refuse", error });
      expect(await at.sender.find(channel("C0OPEN"), "d")).toMatchObject({ kind: "later", reason: error });
      await at.close();
    },
  );

  it("comes back on its own terms when Slack does not say when", async () => {
    const at = await openSender();
    at.fake.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: null });
    expect(await at.sender.send({ to: channel("C0OPEN"), delivery: "d", briefing: everyBlock() })).toEqual({
      kind: "later",
      afterMs: null,
      wholeTenant: true,
      reason: "ratelimited",
    });
    await at.close();
  });

  it("finds a delivery in a thread, and behind many newer messages", async () => {
    const at = await openSender();
    const { ts } = at.fake.say({ channel: "C0OPEN", text: "A thread" });
    await at.sender.send({ to: channel("C0OPEN", ts), delivery: "in-thread", briefing: everyBlock() });
    await at.sender.send({ to: channel("C0OPEN"), delivery: "early", briefing: everyBlock() });
    for (let index = 0; index < 450; index += 1) at.fake.say({ channel: "C0OPEN", text: "Talk" });
    expect(await at.sender.find(channel("C0OPEN", ts), "in-thread")).toMatchObject({ kind: "found" });
    expect(await at.sender.find(channel("C0OPEN"), "early")).toMatchObject({ kind: "found" });
    await at.close();
  });

  it("says for how long Slack holds look-ups back", async () => {
    const at = await openSender();
    at.fake.failNext("conversations.history", { kind: "rate-limit", retryAfterSeconds: 30 });
    expect(await at.sender.find(channel("C0OPEN"), "d")).toEqual({
      kind: "later",
      reason: "ratelimited",
      afterMs: 30_000,
    });
    await at.close();
  });

  it("cannot tell in a workspace that left the history scopes out", async () => {
    const at = await openSender();
    at.fake.failNext("conversations.history", { kind: "refuse", error: "missing_scope" });
    expect(await at.sender.find(channel("C0OPEN"), "d")).toEqual({ kind: "cannot-tell", reason: "missing_scope" });
    await at.close();
  });
});
