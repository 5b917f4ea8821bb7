import { createHmac } from "node:crypto";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LoopbackServer, listenOnLoopback } from "#playground/platform/for-tests.ts";
import { bodyText } from "#playground/platform/http.ts";
import { type FakeSlack, createFakeSlack } from "#playground/slack/fake-slack.ts";

const SECRET = "a secret of the tests";
const button = {
  type: "button",
  action_id: "show:0",
  value: "land drugs",
  text: { type: "plain_text", text: "Drugs" },
};
const withButton = [{ type: "actions", elements: [button] }];

/** A bot that answers every request with the next body it was given. */
async function startScriptedBot(bodies: string[]) {
  const heard: { headers: Record<string, unknown>; body: string }[] = [];
  const listening = await listenOnLoopback(async (req, res) => {
    heard.push({ headers: req.headers, body: await bodyText(req) });
    res.end(bodies.shift() ?? "");
  });
  return { heard, listening, bodies };
}

describe("the fake Slack", () => {
  let slack: FakeSlack;
  let open: LoopbackServer[];
  let client: WebClient;
  let bot: Awaited<ReturnType<typeof startScriptedBot>>;

  beforeEach(async () => {
    bot = await startScriptedBot([]);
    slack = createFakeSlack({ signingSecret: SECRET, botUrl: `${bot.listening.url}/slack/events` });
    open = [bot.listening, await slack.listen()];
    client = new WebClient(slack.token, {
      slackApiUrl: slack.apiUrl(),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  });
  afterEach(async () => {
    for (const each of open) await each.close();
  });

  const payload = (index: number) => JSON.parse(new URLSearchParams(bot.heard[index]!.body).get("payload") ?? "{}");

  it("signs what it sends as Slack does", async () => {
    await slack.sendSlash({ channel: "C0BRIEFINGS", command: "/land", text: "drugs" });
    const { headers, body } = bot.heard[0]!;
    const base = `v0:${String(headers["x-slack-request-timestamp"])}:${body}`;
    expect(headers["x-slack-signature"]).toBe(`v0=${createHmac("sha256", SECRET).update(base).digest("hex")}`);
    expect(new URLSearchParams(body).get("text")).toBe("drugs");
  });

  it("shows a command's answer to the asker alone", async () => {
    bot.bodies.push(JSON.stringify({ text: "four markets" }));
    await slack.sendSlash({ channel: "C0BRIEFINGS", command: "/land", text: "drugs" });
    expect(slack.state.messages).toMatchObject([{ text: "four markets", onlyFor: "U0ASKER" }]);
  });

  it("says which error a command failed with when the bot is away", async () => {
    await open[0]!.close();
    await slack.sendSlash({ channel: "C0BRIEFINGS", command: "/land", text: "drugs" });
    expect(slack.state.messages[0]?.text).toBe('/land failed with the error "dispatch_failed"');
  });

  it("replaces, adds and shares through a response address, five times at most", async () => {
    bot.bodies.push(JSON.stringify({ text: "before", blocks: withButton }));
    await slack.sendSlash({ channel: "C0BRIEFINGS", command: "/land", text: "" });
    await slack.pressButton({ channel: "C0BRIEFINGS", ts: slack.state.messages[0]!.ts, actionId: "show:0" });
    const { response_url, actions, container } = payload(1);
    expect(actions).toMatchObject([{ action_id: "show:0", value: "land drugs" }]);
    expect(container).toMatchObject({ is_ephemeral: true });
    const say = (body: object) => fetch(response_url, { method: "POST", body: JSON.stringify(body) });
    await say({ replace_original: true, text: "after" });
    await say({ response_type: "in_channel", replace_original: false, text: "for everyone" });
    expect(slack.state.messages).toMatchObject([
      { text: "after", onlyFor: "U0ASKER" },
      { text: "for everyone", onlyFor: null },
    ]);
    for (let use = 3; use <= 5; use++) await say({ replace_original: true, text: `use ${use}` });
    expect((await say({ text: "once too often" })).status).toBe(404);
  });

  it("opens a modal for a trigger once, and sends back what was filled in", async () => {
    slack.state.post({
      team: "T0PLAYGROUND",
      channel: "C0BRIEFINGS",
      user: "U0BRIEFING",
      text: "x",
      blocks: withButton,
      thread: null,
      onlyFor: null,
      metadata: null,
    });
    await slack.pressButton({ channel: "C0BRIEFINGS", ts: slack.state.messages[0]!.ts, actionId: "show:0" });
    const input = {
      type: "input",
      block_id: "day",
      label: { type: "plain_text", text: "Day" },
      element: {
        type: "static_select",
        action_id: "day",
        options: [{ text: { type: "plain_text", text: "Monday" }, value: "mon" }],
      },
    };
    const view = {
      type: "modal" as const,
      title: { type: "plain_text" as const, text: "T" },
      submit: { type: "plain_text" as const, text: "Go" },
      blocks: [input],
    };
    const open = () => client.apiCall("views.open", { trigger_id: payload(0).trigger_id, view });
    await open();
    await expect(open()).rejects.toThrow("exchanged_trigger_id");
    await slack.submitView({ view: slack.state.views[0]!.id, values: { day: "mon" } });
    expect(payload(1).view.state.values).toMatchObject({ day: { day: { selected_option: { value: "mon" } } } });
    expect(slack.state.views).toEqual([]);
  });

  it("refuses what Slack refuses, with Slack's words", async () => {
    const post = (message: object) => client.chat.postMessage({ channel: "C0BRIEFINGS", text: "x", ...message });
    const long = { type: "section" as const, text: { type: "mrkdwn" as const, text: "a".repeat(3001) } };
    await expect(post({ blocks: [long] })).rejects.toThrow("invalid_blocks");
    await expect(post({ channel: "C0NOWHERE" })).rejects.toThrow("channel_not_found");
    await expect(client.apiCall("no.such.method")).rejects.toThrow("unknown_method");
    await expect(new WebClient("xoxb-wrong", { slackApiUrl: slack.apiUrl() }).auth.test()).rejects.toThrow(
      "invalid_auth",
    );
  });

  const option = (value: string, text = "Drugs") => ({ text: { type: "plain_text", text }, value });
  const withMenu = (options: readonly object[]) => [
    { type: "actions", elements: [{ type: "overflow", action_id: "more:0", options }] },
  ];
  const postMenu = (options: readonly object[]) =>
    client.apiCall("chat.postMessage", { channel: "C0BRIEFINGS", text: "x", blocks: withMenu(options) });

  it("takes a menu as large as Slack does, and tells which of its options was chosen", async () => {
    const values = ["a".repeat(75), "show land drugs", "b", "c", "d"];
    await postMenu(values.map((value) => option(value, "e".repeat(75))));
    const press = { channel: "C0BRIEFINGS", ts: slack.state.messages[0]!.ts, actionId: "more:0" };
    await slack.pressButton({ ...press, choice: "show land drugs" });
    expect(payload(0).actions).toMatchObject([
      { type: "overflow", action_id: "more:0", selected_option: option("show land drugs", "e".repeat(75)) },
    ]);
    expect(payload(0).actions[0]).not.toHaveProperty("value");
    await expect(slack.pressButton({ ...press, choice: "none of them" })).rejects.toThrow("No option");
    await expect(slack.pressButton(press)).rejects.toThrow("No option");
    expect(bot.heard).toHaveLength(1);
  });

  it.each([
    ["without options", []],
    ["of six options", "a b c d e f".split(" ").map((value) => option(value))],
    ["with a value too long", [option("a".repeat(76))]],
    ["with no value", [option("")]],
    ["with words too long", [option("a", "b".repeat(76))]],
    ["with no words", [option("a", "")]],
  ])("refuses a menu %s", async (_, options) => {
    await expect(postMenu(options)).rejects.toThrow("invalid_blocks");
    expect(slack.state.messages).toEqual([]);
  });

  it("keeps metadata and finds it again in the history", async () => {
    const metadata = { event_type: "digest", event_payload: { delivery: "7" } };
    await client.chat.postMessage({ channel: "C0BRIEFINGS", text: "digest", metadata });
    const found = await client.conversations.history({ channel: "C0BRIEFINGS", include_all_metadata: true });
    expect(found.messages).toMatchObject([{ text: "digest", metadata }]);
  });

  it("fails as it is told: rate limits, refusals, and answers that never arrive", async () => {
    const message = { channel: "C0BRIEFINGS", text: "x" };
    const post = () => client.chat.postMessage(message);
    slack.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: 7 });
    slack.failNext("chat.postMessage", { kind: "refuse", error: "is_archived" });
    slack.failNext("chat.postMessage", { kind: "drop", work: "undone" });
    slack.failNext("chat.postMessage", { kind: "drop", work: "done" });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post()).rejects.toThrow("is_archived");
    await expect(post()).rejects.toThrow("fetch failed");
    expect(slack.state.messages).toHaveLength(0);
    await expect(post()).rejects.toThrow("fetch failed");
    expect(slack.state.messages).toHaveLength(1);
  });

  it("delivers a mention in its thread, and repeats it as Slack does", async () => {
    const { event, eventId } = await slack.sendMention({ channel: "C0BRIEFINGS", text: "heroin?", thread: "1.000001" });
    expect(event).toMatchObject({ type: "app_mention", thread_ts: "1.000001", text: "<@U0BRIEFING> heroin?" });
    await slack.sendEvent(event, { eventId, retry: 1 });
    expect(bot.heard[1]!.headers["x-slack-retry-num"]).toBe("1");
    expect(JSON.parse(bot.heard[1]!.body).event_id).toBe(JSON.parse(bot.heard[0]!.body).event_id);
  });

  it("forgets the oldest when it keeps only so much, and answers for it as for what was deleted", async () => {
    const small = createFakeSlack({ signingSecret: SECRET, keep: { messages: 3, calls: 2 } });
    open.push(await small.listen());
    const talking = new WebClient(small.token, { slackApiUrl: small.apiUrl(), retryConfig: { retries: 0 } });
    const channel = "C0BRIEFINGS";
    const first = await talking.chat.postMessage({ channel, text: "0" });
    const reply = { channel, text: "1", thread_ts: String(first.ts) };
    for (const message of [reply, { channel, text: "2" }, { channel, text: "3" }])
      await talking.chat.postMessage(message);
    expect(small.state.messages.map(({ text }) => text)).toEqual(["1", "2", "3"]);
    expect(small.calls).toHaveLength(2);
    const ts = String(first.ts);
    await expect(talking.chat.update({ channel, ts, text: "x" })).rejects.toThrow("message_not_found");
    await expect(talking.conversations.replies({ channel, ts })).rejects.toThrow("thread_not_found");
    const newest = small.state.messages[2]!;
    await talking.chat.update({ channel, ts: newest.ts, text: "changed" });
    expect(small.state.message(channel, newest.ts)?.text).toBe("changed");
    await expect(small.pressButton({ channel, ts, actionId: "show:0" })).rejects.toThrow("Nothing called");
  });
});
