import { jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPublishedKeys } from "#teams/wire/keys.ts";
import { LOCAL, PERSONAL, startSetting, type Setting } from "./harness.ts";
import { startIssuer, type Issuer } from "./issuer.ts";

const APP = "11111111-0000-4000-8000-000000000001";

describe("The keys that Microsoft publishes", () => {
  let issuer: Issuer;
  let setting: Setting;
  let authorization: string;

  beforeEach(async () => {
    issuer = await startIssuer(APP, () => setting.people.serviceUrl());
    const credentials = { appId: APP, appPassword: "secret", tenantId: "22222222-0000-4000-8000-000000000002" };
    setting = await startSetting({
      authorization: () => authorization,
      config: { ...LOCAL, ...credentials, cloud: issuer.cloud },
      accessToken: () => Promise.resolve("outbound"),
    });
  });
  afterEach(async () => {
    await setting[Symbol.asyncDispose]();
    await issuer.close();
  });

  const statusWith = async (bearer: string): Promise<number> => {
    authorization = bearer;
    return (await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" })).status;
  };

  it("are fetched once for many messages", async () => {
    for (let message = 0; message < 5; message += 1) expect(await statusWith(issuer.bearer())).toBe(200);
    expect(issuer.asked()).toBe(1);
  });

  it("are fetched again for a key that is not known, also right after they were fetched", async () => {
    expect(await statusWith(issuer.bearer())).toBe(200);
    issuer.rotate();
    expect(await statusWith(issuer.bearer())).toBe(200);
    expect(issuer.asked()).toBe(2);
  });

  it("are not fetched once more for each key that somebody made up", async () => {
    expect(await statusWith(issuer.bearer())).toBe(200);
    for (let forged = 0; forged < 30; forged += 1) {
      expect(await statusWith(issuer.bearer({}, { kid: `made-up-${forged}` }))).toBe(401);
    }
    expect(issuer.asked()).toBe(2);
    expect(await statusWith(issuer.bearer())).toBe(200);
  });

  it("are fetched once for many messages that come at once before there are any", async () => {
    authorization = issuer.bearer();
    const sent = Array.from({ length: 8 }, () => setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" }));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(issuer.asked()).toBe(1);
  });

  it("that do not come keep nobody waiting", async () => {
    issuer.behave("hangs");
    expect(await statusWith(issuer.bearer())).toBe(503);
  });

  it("that cannot be fetched again go on being used", async () => {
    expect(await statusWith(issuer.bearer())).toBe(200);
    const known = issuer.bearer();
    issuer.rotate();
    issuer.behave("hangs");
    expect(await statusWith(issuer.bearer())).toBe(503);
    expect(await statusWith(known)).toBe(200);
  });

  it("are asked for again soon after they could not be had", async () => {
    issuer.behave("fails");
    expect(await statusWith(issuer.bearer())).toBe(503);
    issuer.behave("answers");
    await vi.waitFor(async () => expect(await statusWith(issuer.bearer())).toBe(200), {
      timeout: 20_000,
      interval: 500,
    });
  });
});

describe("A key that nobody published", () => {
  it("is looked for again once a minute, and keys are fetched anew once a day", async () => {
    const issuer = await startIssuer(APP, () => "https://smba.trafficmanager.net/emea/");
    let now = 0;
    const keys = createPublishedKeys(issuer.cloud.openIdMetadataUrl, () => now);
    const isFound = async (options = {}): Promise<boolean> =>
      jwtVerify(issuer.bearer({}, options).replace("Bearer ", ""), keys.find).then(
        () => true,
        () => false,
      );
    const made = { kid: "made-up" };
    expect([await isFound(), await isFound(made), await isFound(made), issuer.asked()]).toEqual([
      true,
      false,
      false,
      2,
    ]);
    now += 59_999;
    expect([await isFound(made), issuer.asked()]).toEqual([false, 2]);
    now += 1;
    expect([await isFound(made), issuer.asked()]).toEqual([false, 3]);
    now += 24 * 3_600_000;
    expect([await isFound(), issuer.asked()]).toEqual([true, 4]);
    await issuer.close();
  });
});

describe("What the SDK prints", () => {
  it.each([
    ["a key that nobody published", { kid: "made-up" }],
    ["a forged signature", { forged: true }],
    ["another method", { alg: "HS256" }],
  ] as const)("of a token with %s reaches no console", async (_, options) => {
    const printed: unknown[] = [];
    for (const method of ["log", "info", "warn", "error", "debug"] as const)
      vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words));
    let url = "";
    const issuer = await startIssuer(APP, () => url);
    const config = { ...LOCAL, appId: APP, appPassword: "secret", tenantId: APP, cloud: issuer.cloud };
    await using setting = await startSetting({
      authorization: () => issuer.bearer({}, options),
      config,
      accessToken: () => Promise.resolve("outbound"),
    });
    url = setting.people.serviceUrl();
    expect((await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" })).status).toBe(401);
    vi.restoreAllMocks();
    expect(printed).toEqual([]);
    await issuer.close();
  });
});
