import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CLOUDS } from "#teams/wire/cloud.ts";
import { checkArrival, type Checked, type Admission } from "#teams/wire/verify.ts";
import type { TeamsConfig } from "#teams/start.ts";
import { LOCAL, PERSONAL, startSetting, type Setting } from "./harness.ts";
import { startIssuer, type Issuer } from "./issuer.ts";

const APP = "11111111-0000-4000-8000-000000000001";
const TENANT = "22222222-0000-4000-8000-000000000002";
const DAY = 24 * 3600;

describe("a token", () => {
  let issuer: Issuer;
  let setting: Setting;
  let authorization: string | null = null;

  beforeAll(async () => {
    issuer = await startIssuer(APP, () => setting.people.serviceUrl());
    setting = await startSetting({
      authorization: () => authorization,
      config: { ...LOCAL, ...credentials(), cloud: issuer.cloud },
      accessToken: () => Promise.resolve("outbound"),
    });
  });
  afterAll(async () => {
    await setting[Symbol.asyncDispose]();
    await issuer.close();
  });
  beforeEach(() => setting.people.state.clear());

  const statusWith = async (header: string | null): Promise<number> => {
    authorization = header;
    return (await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" })).status;
  };

  it("of the Bot Connector opens the admission, and answers are signed", async () => {
    expect(await statusWith(issuer.bearer())).toBe(200);
    expect(setting.sent()).toHaveLength(1);
    expect(setting.people.calls.at(-1)?.authorization).toBe("Bearer outbound");
  });

  const now = Math.floor(Date.now() / 1000);
  it.each([
    ["that is missing", () => null],
    ["that is none", () => "Bearer nonsense"],
    ["of another scheme", () => issuer.bearer().replace("Bearer", "Basic")],
    [
      "of another issuer",
      () => issuer.bearer({ iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/" }),
    ],
    ["for another bot", () => issuer.bearer({ aud: "33333333-0000-4000-8000-000000000003" })],
    ["for another address", () => issuer.bearer({ serviceurl: "https://smba.trafficmanager.net/amer/" })],
    ["that has expired", () => issuer.bearer({ nbf: now - 2 * DAY, exp: now - DAY })],
    ["that is not valid yet", () => issuer.bearer({ nbf: now + DAY })],
    ["with a forged signature", () => issuer.bearer({}, { forged: true })],
    ["with an unknown key", () => issuer.bearer({}, { kid: "two" })],
    ["without a signature", () => issuer.bearer({}, { alg: "none" })],
    ["signed by another method", () => issuer.bearer({}, { alg: "HS256" })],
    ["without an end", () => issuer.bearer({ exp: undefined })],
    ["without an address", () => issuer.bearer({ serviceurl: undefined })],
    [
      "of a bot that calls as a skill",
      () => issuer.bearer({ ver: "1.0", appid: "55555555-0000-4000-8000-000000000005", aud: "x" }),
    ],
  ])("%s is turned away with 401 and no word of why inside", async (_, header) => {
    expect(await statusWith(header())).toBe(401);
    expect(setting.sent()).toEqual([]);
  });

  it("does not open the admission for another channel", async () => {
    authorization = issuer.bearer();
    const { status } = await setting.people.sendActivity(
      { type: "message", channelId: "AseChannel", text: "x" },
      { conversation: PERSONAL },
    );
    expect(status).toBe(403);
  });
});

describe("when the keys cannot be fetched", () => {
  it("says that it cannot check, not that the token is wrong", async () => {
    let url = "";
    const issuer = await startIssuer(APP, () => url);
    const cloud = { ...issuer.cloud, openIdMetadataUrl: `${issuer.cloud.openIdMetadataUrl}-elsewhere` };
    await issuer.close();
    await using setting = await startSetting({
      authorization: () => issuer.bearer(),
      config: { ...LOCAL, ...credentials(), cloud },
      accessToken: () => Promise.resolve("outbound"),
    });
    url = setting.people.serviceUrl();
    const { status, text } = await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({ error: "The token cannot be checked at the moment: try again." });
  });
});

describe("a request", () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
  });
  afterAll(() => setting[Symbol.asyncDispose]());

  const activity = () => ({
    type: "message",
    id: "1",
    channelId: "msteams",
    text: "drugs",
    serviceUrl: setting.people.serviceUrl(),
    from: { id: "29:asker", name: "Ines" },
    recipient: { id: "28:briefing", name: "Briefing" },
    conversation: { id: PERSONAL, conversationType: "personal" },
  });

  it.each([
    ["", "The body is not JSON: send one Bot Framework activity."],
    ["{", "The body is not JSON: send one Bot Framework activity."],
    ["[]", "The activity cannot be read: the activity: Invalid input: expected object, received array."],
    ["null", "The activity cannot be read: the activity: Invalid input: expected object, received null."],
    [
      JSON.stringify({ type: 1 }),
      "The activity cannot be read: type: Invalid input: expected string, received number.",
    ],
    [
      JSON.stringify({ type: "message", channelId: "msteams", serviceUrl: "http://localhost" }),
      "The activity cannot be read: conversation: Invalid input: expected object, received undefined.",
    ],
  ])("with the body %j gets 400 and a sentence", async (body, error) => {
    const response = await fetch(setting.endpoint, { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([400, { error }]);
  });

  it.each([
    { localTimezone: 5 },
    { name: {} },
    { recipient: { id: 1 } },
    { conversation: { id: "a:1", isGroup: "no" } },
  ])("with %j in it gets 400, not a fault of ours", async (part) => {
    const response = await fetch(setting.endpoint, {
      method: "POST",
      body: JSON.stringify({ ...activity(), ...part }),
    });
    expect(response.status).toBe(400);
  });

  it("of another method gets 405", async () => {
    const response = await fetch(setting.endpoint);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("that is far too large gets 413, and is told so", async () => {
    const response = await fetch(setting.endpoint, { method: "POST", body: "x".repeat(600_000) });
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: "A body here may have 524288 bytes; this one has more." },
    ]);
  });

  it("that breaks off harms nobody", async () => {
    const gone = Promise.withResolvers<void>();
    const half = request(setting.endpoint, { method: "POST", headers: { "content-length": 1000 } });
    half.on("error", () => gone.resolve());
    half.write("{", () => half.destroy(new Error("gone")));
    await gone.promise;
    const response = await fetch(setting.endpoint, { method: "POST", body: JSON.stringify(activity()) });
    expect(response.status).toBe(200);
  });

  it.each(["http://example.org", "https://smba.trafficmanager.net/emea/", "https://127.0.0.1.example.org", "nonsense"])(
    "on this machine is not answered to %s",
    async (serviceUrl) => {
      const before = setting.people.calls.length;
      const body = JSON.stringify({ ...activity(), serviceUrl });
      const response = await fetch(setting.endpoint, { method: "POST", body });
      expect([response.status, setting.people.calls.length]).toEqual([403, before]);
    },
  );
});

describe("where answers may go", () => {
  it.each([
    "https://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net/amer/6f0b1c52/",
    "https://smba.onyx.prod.teams.trafficmanager.net/",
    "https://SMBA.onyx.prod.teams.trafficmanager.net/teams/",
    "https://smba.infra.gcc.teams.microsoft.com/gcc/",
    "https://canary.botapi.skype.com/amer/",
    "https://canary.botapi.skype.com/emea/6f0b1c52/",
    "https://canary.botapi.teams.microsoft.com/amer/",
  ])("%s is the Bot Connector", (url) => expect(kindFor(url)).toBe("passed"));

  it.each([
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.example.org/",
    "https://onyx.prod.teams.trafficmanager.net/",
    "https://attacker.trafficmanager.net/",
    "https://botapi.skype.com/amer/",
    "https://attacker.botapi.skype.com/amer/",
    "https://smba.infra.gov.teams.microsoft.us/gcch/",
    "https://example.org/smba.trafficmanager.net/",
    "https://user@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://teams.microsoft.com.example.org/",
    "https://evilteams.microsoft.com.example/",
    "http://localhost:1234/",
    "http://127.0.0.1:1234/",
    "file:///etc/passwd",
    "smba.trafficmanager.net",
  ])("%s is not", (url) => expect(kindFor(url)).toBe("turned-away"));

  it("is the government's cloud, or China's, where the bot lives there", () => {
    const [high, dod] = [{ cloud: CLOUDS["us-government"] }, { cloud: CLOUDS["us-government-dod"] }];
    expect(kindFor("https://smba.infra.gov.teams.microsoft.us/gcch/", high)).toBe("passed");
    expect(kindFor("https://smba.infra.dod.teams.microsoft.us/teams/", high)).toBe("turned-away");
    expect(kindFor("https://smba.infra.dod.teams.microsoft.us/teams/", dod)).toBe("passed");
    expect(kindFor("https://smba.trafficmanager.net/emea/", high)).toBe("turned-away");
    const china = { cloud: CLOUDS.china };
    expect(kindFor("https://frontend.botapi.msg.infra.teams.microsoftonline.cn/", china)).toBe("passed");
    for (const other of ["https://smba.trafficmanager.net/", "https://msg.infra.teams.microsoftonline.cn/"])
      expect(kindFor(other, china)).toBe("turned-away");
    expect(kindFor("https://frontend.botapi.msg.infra.teams.microsoftonline.cn/")).toBe("turned-away");
  });

  it("is only the tenants that are named, where some are", () => {
    expect(kindFor("https://smba.trafficmanager.net/emea/", { tenants: ["t"] })).toBe("passed");
    expect(kindFor("https://smba.trafficmanager.net/emea/", { tenants: ["other"] })).toBe("turned-away");
  });
});

function credentials(): Pick<TeamsConfig, "appId" | "appPassword" | "tenantId"> {
  return { appId: APP, appPassword: "secret", tenantId: TENANT };
}

describe("a key", () => {
  const says = (endorsements: readonly string[]) => kindFor("https://smba.trafficmanager.net/emea/", {}, endorsements);

  it("speaks for Teams where that is among its channels, or none are named", () => {
    expect([says([]), says(["webchat", "msteams"]), says(["webchat"])]).toEqual(["passed", "passed", "turned-away"]);
  });
});

/** What becomes of a signed activity that wants its answer at `serviceUrl`, the signature itself aside. */
function kindFor(
  serviceUrl: string,
  at: Partial<Admission> = {},
  endorsements: readonly string[] = [],
): Checked["kind"] {
  const admission: Admission = { cloud: CLOUDS.public, appId: APP, tenants: null, loopback: false, ...at };
  const activity = { type: "message", channelId: "msteams", serviceUrl, conversation: { id: "a:1", tenantId: "t" } };
  return checkArrival(JSON.stringify(activity), { serviceUrl, endorsements }, admission).kind;
}
