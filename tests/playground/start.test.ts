import { request } from "node:http";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMovableClock } from "#playground/clock.ts";
import { type LoopbackServer, listenOnLoopback } from "#playground/platform/for-tests.ts";
import { bodyText } from "#playground/platform/http.ts";
import { type Playground, startPlayground } from "#playground/start.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A request with any headers: `fetch` sets its own `Host`. */
function send(url: string, headers: Record<string, string>, method = "GET"): Promise<{ status: number; text: string }> {
  const answered = Promise.withResolvers<{ status: number; text: string }>();
  const req = request(url, { method, headers }, (res) => {
    bodyText(res).then((text) => answered.resolve({ status: res.statusCode ?? 0, text }), answered.reject);
  });
  req.on("error", answered.reject);
  req.end(method === "POST" ? "{}" : undefined);
  return answered.promise;
}

describe("the playground's server", () => {
  let server: LoopbackServer;
  let playground: Playground | null = null;
  let ticks: number;
  let countries: { slug: string; country: string }[];
  let forgotten: number;
  let heard: { path: string; body: string }[];

  beforeEach(async () => {
    ticks = 0;
    countries = [{ slug: "land", country: "Land" }];
    forgotten = 0;
    heard = [];
    server = await listenOnLoopback(async (req, res) => {
      const mine = await playground?.handle(req, res);
      if (mine === true) return;
      if (req.method === "POST") heard.push({ path: String(req.url), body: await bodyText(req) });
      res.end(req.url === "/slack/events" ? "the bot's answer" : "");
    });
    playground = startPlayground({
      log: silent,
      clock: createMovableClock(),
      address: server.url,
      signingSecret: "a secret of the tests",
      packs: () => countries,
      teamsCommands: [{ title: "scores", description: "All scores" }],
      onMove: async () => void ticks++,
      onClear: async () => void forgotten++,
    });
  });
  afterEach(async () => {
    await playground?.close();
    await server.close();
  });

  const ask = (name: string, body: object) =>
    fetch(`${server.url}/playground/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const state = async () => (await fetch(`${server.url}/playground/api/state`)).json();

  it("sends a typed command to the bot and shows its answer", async () => {
    await ask("slack/send", { channel: "C0BRIEFINGS", text: "/land drugs" });
    expect((await state()).slack.messages).toMatchObject([{ text: "the bot's answer", onlyFor: "U0ASKER" }]);
  });

  it("has the command of a country whose figures were brought in while the page is open", async () => {
    const typed = async () =>
      (await (await ask("slack/send", { channel: "C0BRIEFINGS", text: "/chile scores" })).json()).notice;
    expect(await typed()).toBe("/chile is not a valid command.");
    countries.push({ slug: "chile", country: "Chile" });
    expect(await typed()).toBeNull();
    expect((await state()).packs).toContainEqual({ slug: "chile", country: "Chile" });
  });

  it("answers localhost only: not a name that was made to point here", async () => {
    expect((await send(`${server.url}/`, { host: "evil.example" })).status).toBe(403);
    expect((await send(`${server.url}/playground/api/state`, { host: "evil.example:3978" })).status).toBe(403);
  });

  it("answers its own page only: no other page, no form, no other port", async () => {
    const clear = `${server.url}/playground/api/clear`;
    const json = { "content-type": "application/json" };
    expect((await send(clear, { ...json, origin: "https://evil.example" }, "POST")).status).toBe(403);
    expect((await send(clear, { ...json, origin: "http://127.0.0.1:1" }, "POST")).status).toBe(403);
    expect((await send(clear, { ...json, origin: "null" }, "POST")).status).toBe(403);
    expect((await send(clear, { ...json, "sec-fetch-site": "cross-site" }, "POST")).status).toBe(403);
    expect((await send(clear, { "content-type": "text/plain" }, "POST")).status).toBe(404);
    expect((await send(clear, { ...json, origin: server.url }, "POST")).status).toBe(200);
  });

  it("leaves everything else to the bot's own server", async () => {
    expect(await (await fetch(`${server.url}/slack/events`)).text()).toBe("the bot's answer");
  });

  it("says in a sentence what it cannot do", async () => {
    const told = async (name: string, body: object) => (await (await ask(name, body)).json()).notice;
    expect(await told("slack/send", { channel: "C0BRIEFINGS", text: "/nowhere" })).toBe(
      "/nowhere is not a valid command.",
    );
    expect(await told("slack/send", { channel: "C0BRIEFINGS", text: "/land", thread: "1.1" })).toBe(
      "/land is not supported in threads. Mention @Briefing instead.",
    );
    expect(await told("slack/press", { channel: "C0BRIEFINGS", ts: "1.1", actionId: "x" })).toContain(
      "no longer there",
    );
    expect(await told("slack/send", { channel: 7 })).toContain("no longer there");
  });

  it("has a private channel that the bot is not in, until somebody invites it", async () => {
    const channel = "C0CASEROOM";
    const room = async () => (await state()).slack.channels.find(({ id }: { id: string }) => id === channel);
    const told = async (text: string) => (await (await ask("slack/send", { channel, text })).json()).notice;
    const { token = "", apiUrl = "" } = playground?.slack ?? {};
    const bot = new WebClient(token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
    expect(await room()).toMatchObject({ kind: "private", member: false });
    await expect(bot.chat.postMessage({ channel, text: "A digest" })).rejects.toThrow("channel_not_found");
    expect(await told("@Briefing drugs")).toContain("did not hear that");
    expect(await told("/land drugs")).toBeNull();
    expect(await told("/invite @Somebody")).toContain("nobody else");
    expect(await told("/invite @Briefing")).toBeNull();
    expect(await room()).toMatchObject({ member: true });
    await bot.chat.postMessage({ channel, text: "A digest" });
    expect((await state()).slack.messages.map(({ text }: { text: string }) => text).slice(-2)).toEqual([
      "was added to #case-room.",
      "A digest",
    ]);
    expect(await told("/invite @Briefing")).toContain("already in this channel");
  });

  it("moves the clock in steps, so that what is due happens in its own minute", async () => {
    const before = (await state()).now;
    await ask("clock", { step: "hour" });
    expect((await state()).now - before).toBeGreaterThanOrEqual(60 * 60_000);
    expect(ticks).toBeGreaterThanOrEqual(12);
  });

  it("tells a page of every change", async () => {
    const events = await fetch(`${server.url}/playground/api/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => String((await reader?.read())?.value);
    expect(await next()).toContain('"messages":[]');
    await ask("slack/send", { channel: "C0BRIEFINGS", text: "good morning" });
    expect(await next()).toContain("good morning");
    await reader?.cancel();
  });

  const noticed = async (name: string, body: object) => (await (await ask(name, body)).json()).notice;

  it("is in no team of Teams where nobody has added it, and hears nothing there", async () => {
    const conversation = "19:intake@thread.tacv2";
    expect(await noticed("teams/send", { conversation, text: "good morning" })).toBeNull();
    expect(await noticed("teams/send", { conversation, text: "@Briefing drugs" })).toContain("Press Add Briefing");
    expect(heard).toEqual([]);
    expect(await noticed("teams/install", { conversation })).toBeNull();
    expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(["conversationUpdate", "installationUpdate"]);
    expect(await noticed("teams/send", { conversation, text: "@Briefing drugs" })).toBeNull();
    expect(heard).toHaveLength(3);
  });

  it("takes the commands that Teams offers, for the bot's eyes alone, and names what it does not", async () => {
    const typed = (text: string, more: object = {}) =>
      noticed("teams/send", { conversation: "19:general@thread.tacv2", text, ...more });
    expect(await typed("/Briefing herion trade")).toBeNull();
    expect(await typed("/scores")).toBeNull();
    expect(heard.map(({ body }) => JSON.parse(body))).toMatchObject([
      { text: "herion trade", recipient: { isTargeted: true } },
      { text: "scores", recipient: { isTargeted: true } },
    ]);
    expect(await typed("/scores 2025")).toContain("Type /Briefing scores 2025");
    expect(await typed("/nowhere")).toContain("no command /nowhere");
    expect(await typed("/scores", { thread: "1" })).toContain("not offered in replies");
    expect(heard).toHaveLength(2);
  });

  it("clears everything: what was said, ordered and moved on, and who was let in", async () => {
    const before = (await state()).now;
    await ask("slack/send", { channel: "C0CASEROOM", text: "/invite @Briefing" });
    await ask("teams/install", { conversation: "19:intake@thread.tacv2" });
    await ask("teams/send", { conversation: "a:personal", text: "drugs" });
    await ask("clock", { step: "week" });
    expect(await noticed("clear", {})).toBeNull();
    const { slack, teams, now } = await state();
    expect([slack.messages, teams.messages, forgotten]).toEqual([[], [], 1]);
    expect(now - before).toBeLessThan(60_000);
    expect(slack.channels.find(({ id }: { id: string }) => id === "C0CASEROOM").member).toBe(false);
    expect(teams.conversations.find(({ name }: { name: string }) => name === "Intake").installed).toBe(false);
    await ask("slack/send", { channel: "C0BRIEFINGS", text: "good morning" });
    expect(Number((await state()).slack.messages[0].ts) * 1000 - before).toBeLessThan(60_000);
  });

  it("ends a move of the clock that is under way when it is cleared", async () => {
    const before = (await state()).now;
    const moving = ask("clock", { step: "week" });
    await ask("clear", {});
    await moving;
    expect((await state()).now - before).toBeLessThan(60_000);
  });
});
