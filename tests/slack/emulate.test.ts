/**
 * The bot beside a Slack that others have written (https://github.com/vercel-labs/emulate): what is declared gets its
 * answer, and what is not a proper no. It emulates the Web API; requests are signed and sent by the test.
 */
import { createHmac } from "node:crypto";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Conversation } from "#core/request.ts";
import { startHttp, type HttpServer } from "#server/http.ts";
import { startSlack, type Slack } from "#slack/start.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { freePort } from "#tests/fixtures/free-port.ts";
import { listenOnLoopback, type LoopbackServer } from "#playground/platform/for-tests.ts";
import { openWholeBot, type WholeBot } from "#tests/fixtures/whole-bot.ts";
import { createTestLog } from "./bot.ts";
import { HTTP, SECRET } from "./workspace.ts";

const [BOT, PERSON] = ["xoxb-briefing", "xoxp-ines"];
const Listed = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });
const Told = z.object({ user_id: z.string(), team_id: z.string() });
const Messages = z.object({
  messages: z.array(
    z.looseObject({ user: z.string(), text: z.string(), ts: z.string(), thread_ts: z.string().optional() }),
  ),
});
const Posted = z.object({ ts: z.string() });

let remote: Emulator;
let slack: Slack;
let http: HttpServer;
let channel: string;
let [bot, person] = [
  { user_id: "", team_id: "" },
  { user_id: "", team_id: "" },
];
const log = createTestLog();
let whole: WholeBot;
/** What the bot sent to the response address, oldest first. */
const responses: string[] = [];
let responding: LoopbackServer;

beforeAll(async () => {
  whole = await openWholeBot();
  responding = await listenOnLoopback(async (req, res) => {
    let body = "";
    for await (const part of req) body += String(part);
    responses.push(body);
    res.end("ok");
  });
  const port = await freePort();
  remote = await createEmulator({
    ...{ service: "slack", port, baseUrl: `http://127.0.0.1:${port}` },
    seed: {
      tokens: { [BOT]: { login: "briefing", scopes: [] }, [PERSON]: { login: "ines", scopes: [] } },
      slack: {
        team: { name: "Meridian Desk", domain: "meridian-desk" },
        users: [
          { name: "briefing", real_name: "Briefing" },
          { name: "ines", real_name: "Ines Castell" },
        ],
        channels: [{ name: "briefings" }],
      },
    },
  });
  const { channels } = Listed.parse(await ask("conversations.list", {}));
  channel = channels.find(({ name }) => name === "briefings")?.id ?? "";
  [bot, person] = [Told.parse(await ask("auth.test", {}, BOT)), Told.parse(await ask("auth.test", {}))];
  const config = { token: BOT, apiUrl: `${remote.url}/api/`, via: HTTP };
  slack = await startSlack({ bot: whole.bot, log, clock: { now: Date.now }, config });
  await slack.opened;
  await whole.digests.join("slack", slack.sender);
  const routes = { "POST /slack/events": slack.handle };
  http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log });
});
afterAll(async () => {
  await Promise.all([http.stop(100), slack.stop()]);
  await Promise.all([remote.close(), responding.close(), whole.close()]);
});

/** As a person of the workspace does it, or the bot. */
async function ask(method: string, args: object, token = PERSON): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return (await fetch(`${remote.url}/api/${method}`, { method: "POST", headers, body: JSON.stringify(args) })).json();
}

async function send(type: string, body: string) {
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": seconds,
    "x-slack-signature": `v0=${signature}`,
  };
  const response = await fetch(`http://127.0.0.1:${http.port}/slack/events`, { method: "POST", headers, body });
  return { status: response.status, text: await response.text() };
}

const sendEvent = (event: object) =>
  send(
    "application/json",
    JSON.stringify({
      ...{ type: "event_callback", event_id: `Ev${Math.random()}`, team_id: person.team_id, event },
      authorizations: [{ team_id: bot.team_id, user_id: bot.user_id, is_bot: true, is_enterprise_install: false }],
    }),
  );
const sendForm = (fields: Readonly<Record<string, string>>) =>
  send("application/x-www-form-urlencoded", new URLSearchParams(fields).toString());
const sendCommand = (text: string, trigger = "1.1") =>
  sendForm({
    ...{ team_id: bot.team_id, channel_id: channel, user_id: person.user_id, command: "/kyrgyzstan", text },
    ...{ response_url: responding.url, trigger_id: trigger },
  });
const press = (action_id: string, value: string, trigger: string) => {
  const user = { id: person.user_id, team_id: person.team_id };
  const payload = {
    ...{ type: "block_actions", team: { id: person.team_id }, user, channel: { id: channel } },
    ...{ container: { is_ephemeral: true, message_ts: "1.1" }, actions: [{ type: "button", action_id, value }] },
    ...{ response_url: responding.url, trigger_id: trigger },
  };
  return sendForm({ payload: JSON.stringify(payload) });
};
const said = async () => Messages.parse(await ask("conversations.history", { channel })).messages;
const digest = (delivery: string) => {
  const to: Conversation = { platform: "slack", tenant: bot.team_id, channel, thread: null, kind: "channel" };
  return { to, delivery, briefing: everyBlock() };
};

describe("Beside the emulated Slack", () => {
  it("the bot is known, and serves the workspace of its token", async () => {
    expect(slack.ready()).toBe(true);
    expect(await slack.sender.tenants()).toEqual([bot.team_id]);
  });

  it("a mention is answered in its thread", async () => {
    const text = `<@${bot.user_id}> heroin?`;
    const { ts } = Posted.parse(await ask("chat.postMessage", { channel, text }));
    expect((await sendEvent({ type: "app_mention", user: person.user_id, channel, text, ts })).status).toBe(200);
    const thread = async () => Messages.parse(await ask("conversations.replies", { channel, ts })).messages.slice(1);
    await expect
      .poll(thread)
      .toMatchObject([{ user: bot.user_id, text: expect.stringMatching(/heroin/iu), thread_ts: ts }]);
  });

  it("a digest arrives once and is found by its delivery, and one that never left is not", async () => {
    const before = (await said()).length;
    const sent = await slack.sender.send(digest("d1/2026-11-23"));
    expect(sent.kind).toBe("sent");
    expect(await said()).toHaveLength(before + 1);
    const { to } = digest("");
    expect(await slack.sender.find(to, "d1/2026-11-23")).toMatchObject({ kind: "found" });
    expect(await slack.sender.find(to, "d2/2026-11-23")).toEqual({ kind: "absent" });
  });

  it("whoever orders is told where no digest can come, and where one can", async () => {
    const { to } = digest("");
    expect(await slack.sender.reach(to)).toBeNull();
    expect(await slack.sender.reach({ ...to, channel: "C0NOWHERE" })).toMatchObject({ reason: "channel_not_found" });
    expect(await slack.sender.send({ ...digest("d3"), to: { ...to, channel: "C0NOWHERE" } })).toMatchObject({
      kind: "refused",
      advice: "invite",
    });
  });

  it("a command is answered in its acknowledgement, and opens its form", async () => {
    const drugs = await sendCommand("drugs");
    expect(JSON.parse(drugs.text)).toMatchObject({ response_type: "ephemeral", text: expect.stringMatching(/drug/iu) });
    const { trigger_id: trigger } = z
      .object({ trigger_id: z.string() })
      .parse(await ask("views.generateTriggerId", {}, BOT));
    const heard = log.heard.length;
    expect(await sendCommand("report", trigger)).toEqual({ status: 200, text: "" });
    expect(log.heard.slice(heard).filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("an order in a command is kept for the channel, and announced there", async () => {
    const before = (await said()).length;
    await sendCommand("subscribe daily 09:00 UTC", "1.7");
    expect(await whole.database.db.selectFrom("subscriptions").select("tenant").execute()).toEqual([
      { tenant: bot.team_id },
    ]);
    expect(await said()).toHaveLength(before + 1);
    expect((await sendCommand("status", "1.8")).text).toContain("09:00");
  });

  it("a message in the bot's own chat is answered there", async () => {
    const opened = z.object({ channel: z.object({ id: z.string() }) });
    const direct = opened.parse(await ask("conversations.open", { users: bot.user_id })).channel.id;
    await sendEvent({
      ...{ type: "message", channel_type: "im", user: person.user_id, channel: direct },
      ...{ text: "trend heroin", ts: "1796000000.000100" },
    });
    const there = async () => Messages.parse(await ask("conversations.history", { channel: direct })).messages;
    await expect.poll(there).toMatchObject([{ user: bot.user_id, text: expect.stringMatching(/heroin/iu) }]);
  });

  it("a press is answered to the presser, and Share to everyone", async () => {
    await press("show:0", "kyrgyzstan cocaine", "1.3");
    await expect.poll(() => responses.at(-1) ?? "").toMatch(/cocaine/iu);
    const before = (await said()).length;
    await press("share:0", "kyrgyzstan cocaine", "1.4");
    await expect.poll(async () => (await said()).length).toBe(before + 1);
  });

  it("a search in a field of a form finds time zones", async () => {
    const user = { id: person.user_id, team_id: person.team_id };
    const search = { type: "block_suggestion", action_id: "zone", block_id: "zone", value: "bishkek", user };
    const answer = await sendForm({ payload: JSON.stringify({ ...search, team: { id: person.team_id } }) });
    expect(answer.text).toContain("Asia/Bishkek");
  });

  it("a form that the bot has not opened is refused beside its field", async () => {
    const user = { id: person.user_id, team_id: person.team_id };
    const state = { values: { time: { time: { type: "plain_text_input", value: "09:00" } } } };
    const view = { id: "V1", type: "modal", callback_id: "subscribe", private_metadata: "{}", state };
    const submission = { type: "view_submission", team: { id: person.team_id }, user, view, trigger_id: "1.5" };
    const answer = await sendForm({ payload: JSON.stringify(submission) });
    expect(JSON.parse(answer.text)).toMatchObject({ response_action: "errors" });
  });

  it.each(["reaction_added", "member_joined_channel", "channel_rename", "team_join", "app_home_opened", "link_shared"])(
    "an event that the bot does not listen to (%s) is taken, and nothing comes of it",
    async (type) => {
      const before = await said();
      expect(await sendEvent({ type, user: person.user_id, channel, ts: "1.1" })).toEqual({ status: 200, text: "" });
      expect(await said()).toEqual(before);
    },
  );

  it.each(["shortcut", "message_action", "workflow_step_edit", "nonsense"])(
    "what the manifest does not declare (%s) is told so",
    async (type) => {
      const user = { id: person.user_id, team_id: person.team_id };
      const payload = JSON.stringify({
        type,
        callback_id: "any",
        team: { id: person.team_id },
        user,
        trigger_id: "1.2",
      });
      const answer = await sendForm({ payload });
      expect(answer).toEqual({ status: 404, text: "Nothing here answers this kind of request." });
    },
  );

  it("a person's revoked token is not the bot's; the app taken out takes what was kept along", async () => {
    await sendEvent({ type: "tokens_revoked", tokens: { oauth: [person.user_id], bot: [] } });
    expect(slack.ready()).toBe(true);
    await sendEvent({ type: "app_uninstalled" });
    expect(slack.ready()).toContain("Install the app again");
    expect(await whole.database.db.selectFrom("subscriptions").select("id").execute()).toEqual([]);
  });
});
