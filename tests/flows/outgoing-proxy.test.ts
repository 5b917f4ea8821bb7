/** Behind a firm's proxy: everything that goes out goes through it, and says so where it may not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "#app/config.ts";
import { leaveThrough } from "#app/environment/outgoing.ts";
import type { Conversation } from "#core/request.ts";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackChannel, slackTeam } from "#playground/slack/types.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson } from "#playground/platform/http.ts";
import { respondOnce } from "#slack/wire/respond.ts";
import { startSlack } from "#slack/start.ts";
import { examineSlack } from "#slack/wire/examine.ts";
import { examineTeams } from "#teams/wire/examine.ts";
import { CLOUDS } from "#teams/wire/cloud.ts";
import { createPublishedKeys } from "#teams/wire/keys.ts";
import { startTeams, type TeamsConfig } from "#teams/start.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { createTestBot, createTestLog } from "#tests/slack/bot.ts";
import { openSocketSlack } from "#tests/slack/socket-mode.ts";
import { startIssuer } from "#tests/teams/issuer.ts";
import { openHttpProxy, type HttpProxy } from "#tests/fixtures/http-proxy.ts";
import { made } from "#tests/fixtures/made.ts";
import { slackSenderTo } from "#tests/fixtures/senders.ts";

const APP = "11111111-0000-4000-8000-000000000001";
const TOKEN = { token_type: "Bearer", expires_in: 3600, access_token: "outbound" };
const CLOCK = { now: Date.now };
const briefing = everyBlock();
const to: Conversation = {
  platform: "slack",
  tenant: "T0PLAYGROUND",
  channel: "C0OPEN",
  thread: null,
  kind: "channel",
};

const TEAMS: TeamsConfig = {
  ...{ appId: APP, appPassword: "secret", tenantId: APP, allowedTenants: [], loopback: false },
  appType: "SingleTenant",
};

const ports = new Map<string, number>();
const closing: (() => Promise<void>)[] = [];
const portIn = (url: string): number => Number(new URL(url).port);
let proxy: HttpProxy;
let slackApi: string;

beforeAll(async () => {
  proxy = await openHttpProxy((host) => ports.get(host) ?? 1);
  const address = proxy.url.replace("//", "//briefing:s%40cret@");
  const config = readConfig({ HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: "*.intra.example" });
  const restore = leaveThrough(config.proxy);
  const fake = createFakeSlack({
    signingSecret: "unused",
    teams: [slackTeam({ channels: [slackChannel({ id: "C0OPEN" })] })],
  });
  const slack = await fake.listen();
  slackApi = fake.apiUrl();
  const microsoft = await listenOnLoopback(async (req, res) => {
    await Promise.resolve();
    const login = "https://login.microsoftonline.com";
    if (req.url?.includes("openid-configuration") === true)
      return answerJson(res, 200, { issuer: login, authorization_endpoint: login, token_endpoint: `${login}/token` });
    return answerJson(res, 200, req.url?.includes("/token") === true ? TOKEN : { id: "1" });
  });
  const issuer = await startIssuer(APP, () => "https://smba.trafficmanager.net/emea/");
  const keys = portIn(issuer.cloud.openIdMetadataUrl);
  ports.set("slack.com:443", portIn(slack.url)).set("hooks.slack.com:443", portIn(microsoft.url));
  for (const host of ["login.microsoftonline.com", "smba.trafficmanager.net"])
    ports.set(`${host}:443`, portIn(microsoft.url));
  ports.set("login.botframework.com:443", keys).set(`127.0.0.1:${keys}`, keys);
  closing.push(
    () => slack.close(),
    () => microsoft.close(),
    () => issuer.close(),
    () => proxy.close(),
  );
  closing.push(async () => restore());
});
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

let before = 0;
/** The hosts of the test, each once. */
const asked = (): readonly string[] => [
  ...new Set(
    proxy
      .asked()
      .slice(before)
      .map((line) => line.split(" ", 1).join("")),
  ),
];
beforeEach(() => {
  before = proxy.asked().length;
  proxy.refuse(null);
});

const throughTls = (url: string): string => `https://slack.com${new URL(url).pathname}`;

describe("Behind a proxy", () => {
  it("a digest for Slack goes through it, with the proxy's credentials", async () => {
    const sender = slackSenderTo({ token: "xoxb-playground", apiUrl: throughTls(slackApi) }, CLOCK);
    expect(await sender.send({ to, delivery: "1", briefing })).toMatchObject({ kind: "sent" });
    expect(proxy.asked()[before]).toBe(`slack.com:443 Basic ${Buffer.from("briefing:s@cret").toString("base64")}`);
  });

  it("an answer to Slack's response address goes through it", async () => {
    const words = { text: "drugs" };
    await respondOnce("https://hooks.slack.com/commands/1", words, { showing: "private", thread: null });
    expect(asked()).toEqual(["hooks.slack.com:443"]);
  });

  it.each([
    ["goes through it", "wss://wss-primary.slack.com/link", ["wss-primary.slack.com:443"]],
    ["goes straight to this machine, which NO_PROXY has", undefined, []],
  ])("Socket Mode's web socket %s", async (_, link, tunnels) => {
    const remote = await openSocketSlack(link);
    ports.set("wss-primary.slack.com:443", portIn(remote.apiUrl));
    const { proxy: through } = readConfig({ HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });
    const via = { kind: "socket", appToken: "xapp-any", proxy: through } as const;
    const config = { token: "xoxb-any", apiUrl: remote.apiUrl, via };
    const slack = await startSlack({ bot: createTestBot(), log: createTestLog(), clock: CLOCK, config });
    await slack.opened;
    const command = { command: "/atlantis", text: "drugs", team_id: "T1", channel_id: "C1", user_id: "U1" };
    const names = { channel_name: "general", user_name: "ines", response_url: "https://hooks.slack.com/commands/1" };
    expect(await remote.deliver("slash_commands", { ...command, ...names })).toMatchObject({
      text: "atlantis on drugs",
    });
    expect(asked()).toEqual(tunnels);
    await slack.stop();
    await remote.close();
  });

  it("a digest for Teams goes through it, and before it the question for a token", async () => {
    const reference = { serviceUrl: "https://smba.trafficmanager.net/emea/", bot: { id: "28:1", name: "Briefing" } };
    const teams = startTeams({
      bot: createTestBot(),
      log: createTestLog(),
      config: TEAMS,
      store: made({
        references: {
          save: async () => undefined,
          load: async () => ({ ...reference, conversationType: "channel" }),
          list: async () => [],
        },
      }),
      answered: { remember: async () => undefined, recall: async () => null },
    });
    const there: Conversation = { ...to, platform: "teams", tenant: APP, channel: "19:general@thread.tacv2" };
    expect(await teams.sender.send({ to: there, delivery: "1", briefing })).toMatchObject({ kind: "sent" });
    expect(asked()).toEqual(["login.microsoftonline.com:443", "smba.trafficmanager.net:443"]);
    await teams.stop();
  });

  it("Microsoft's keys are fetched through it", async () => {
    const keys = createPublishedKeys(CLOUDS.public.openIdMetadataUrl, Date.now);
    await expect(keys.find({ alg: "RS256", kid: "one" }, { payload: "", signature: "" })).resolves.toBeDefined();
    expect(asked()).toContain("login.botframework.com:443");
  });

  it("what is on this machine is reached without it", async () => {
    const sender = slackSenderTo({ token: "xoxb-playground", apiUrl: slackApi }, CLOCK);
    expect(await sender.send({ to, delivery: "2", briefing })).toMatchObject({ kind: "sent" });
    expect(asked()).toEqual([]);
  });

  it("the doctor looks through it, and says what to do where it lets nothing through", async () => {
    const slack = {
      token: "xoxb-playground",
      apiUrl: throughTls(slackApi),
      via: { kind: "http", signingSecret: "" },
    } as const;
    const look = async () => [
      ...(await examineSlack(slack, Date.now)).diagnoses,
      ...(await examineTeams(TEAMS, Date.now)),
    ];
    expect((await look()).filter(({ level }) => level !== "ok")).toEqual([]);
    proxy.refuse(407);
    const barred = { ...slack, apiUrl: "https://barred.slack.com/api/" };
    expect((await examineSlack(barred, Date.now)).diagnoses).toMatchObject([
      {
        level: "problem",
        says: "Slack cannot be reached (the proxy says 407)",
        todo: expect.stringContaining("user:password@"),
      },
    ]);
  });

  it.each([407, 403])("that lets nothing through (%i) a digest goes later: it never left", async (status) => {
    proxy.refuse(status);
    const sender = slackSenderTo({ token: "xoxb-playground", apiUrl: "https://other.slack.com/api/" }, CLOCK);
    const outcome = await sender.send({ to, delivery: "3", briefing });
    expect(outcome).toMatchObject({ kind: "later", reason: expect.stringContaining(`the proxy says ${status}`) });
  });
});
