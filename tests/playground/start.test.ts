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

  beforeEach(async () => {
    ticks = 0;
    server = await listenOnLoopback(async (req, res) => {
      const mine = await playground?.handle(req, res);
      if (mine !== true) res.end(req.url === "/slack/events" ? "the bot's answer" : "");
    });
    playground = startPlayground({
      log: silent,
      clock: createMovableClock(),
      address: server.url,
      signingSecret: "a secret of the tests",
      packs: [{ slug: "land", country: "Land" }],
      onMove: async () => void ticks++,
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
});
