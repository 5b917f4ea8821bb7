/** Whether Microsoft lets the bot speak: what is said of it, and what waits meanwhile. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "#core/request.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { CHANNEL, createTeamsMemory, LOCAL, startSetting, type Setting } from "./harness.ts";

const APP = "11111111-0000-4000-8000-000000000001";
const WRONG_SECRET =
  "invalid_client: Error(s): 7000215 - Description: AADSTS7000215: Invalid client secret provided. Trace ID: 1f-2e";

const to: Conversation = { platform: "teams", tenant: APP, channel: CHANNEL, thread: null, kind: "channel" };
const digest = { to, delivery: "delivery-1", briefing: everyBlock() };

let setting: Setting;
let trouble: Error | null;
let asked: number;

/** As msal does it. */
async function accessToken(): Promise<string> {
  asked += 1;
  await Promise.resolve();
  if (trouble !== null) throw trouble;
  return "outbound";
}

beforeEach(async () => {
  asked = 0;
  trouble = new Error(WRONG_SECRET);
  const memory = createTeamsMemory();
  setting = await startSetting({
    config: { ...LOCAL, appId: APP, appPassword: "wrong", tenantId: APP },
    accessToken: () => accessToken(),
    ...memory,
  });
  const { references } = await memory.store.get();
  const bot = { id: "28:briefing", name: "Briefing" };
  await references.save(to, { serviceUrl: setting.people.serviceUrl(), bot, conversationType: "channel" });
});
afterEach(async () => {
  await setting[Symbol.asyncDispose]();
});

const isReady = async (ready: unknown) => expect.poll(() => setting.teams.ready(), { timeout: 20_000 }).toEqual(ready);
const told = (words: RegExp) => setting.logged.filter((line) => words.test(line));

/** Once the first token was asked for. */
async function begun(): Promise<void> {
  await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(0);
}

describe("A bot that Microsoft gives no access token", () => {
  it("is not ready, and says which setting is wrong", async () => {
    await isReady(expect.stringMatching(/^Microsoft gives no access token \(AADSTS7000215\).*MICROSOFT_APP_PASSWORD/));
    expect(setting.teams.ready()).not.toContain("Trace ID");
  });

  it.each([
    ["AADSTS7000222: The provided client secret keys are expired.", /AADSTS7000222.*MICROSOFT_APP_PASSWORD/],
    ["AADSTS700016: Application with identifier was not found in the directory", /AADSTS700016.*MICROSOFT_APP_ID/],
    ["AADSTS90002: Tenant not found", /AADSTS90002.*MICROSOFT_APP_TENANT_ID/],
    ["AADSTS50196: The server terminated an operation", /\(AADSTS50196\)/],
  ])("tells %j in its own words", async (message, words) => {
    await begun();
    trouble = new Error(message);
    await setting.teams.sender.send(digest);
    expect(setting.teams.ready()).toMatch(words);
  });

  it("names what the network says where Microsoft cannot be reached", async () => {
    await begun();
    trouble = Object.assign(new Error("getaddrinfo ENOTFOUND login.microsoftonline.com"), { code: "ENOTFOUND" });
    await setting.teams.sender.send(digest);
    expect(setting.teams.ready()).toBe("Microsoft gives no access token (ENOTFOUND).");
  });

  it("sends digests later, with the reason, and says once in the log that they wait", async () => {
    await begun();
    const outcomes = [await setting.teams.sender.send(digest), await setting.teams.sender.send(digest)];
    const later = { kind: "later", afterMs: null, wholeTenant: true, reason: "no access token, AADSTS7000215" };
    expect(outcomes).toEqual([later, later]);
    expect(told(/^Digests for Teams wait.*AADSTS7000215/)).toHaveLength(1);
    expect(told(/^Microsoft gives the bot no access token/)).toHaveLength(1);
    trouble = null;
    expect(await setting.teams.sender.send(digest)).toMatchObject({ kind: "sent" });
    trouble = new Error(WRONG_SECRET);
    await setting.teams.sender.send(digest);
    expect(told(/^Digests for Teams wait/)).toHaveLength(2);
  });

  it("is ready once a token came, which it asks for by itself", async () => {
    await begun();
    await isReady(expect.stringContaining("AADSTS7000215"));
    trouble = null;
    await isReady(true);
    expect(told(/^Microsoft gives the bot an access token again/)).toHaveLength(1);
  });
});

describe("A bot that has its access token", () => {
  beforeEach(() => {
    trouble = null;
  });

  it("is ready without having been asked anything", async () => {
    await isReady(true);
  });

  it("is not ready any more when the next one is refused", async () => {
    await isReady(true);
    trouble = new Error(WRONG_SECRET);
    await setting.teams.sender.send(digest);
    expect(setting.teams.ready()).toContain("AADSTS7000215");
  });
});
