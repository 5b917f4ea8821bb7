/** `briefing doctor`: whatever is not well is named, with what to do, and with nothing secret. */
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "#app/config.ts";
import { examine } from "#app/doctor/examine.ts";
import { examineManifest, judgeManifest } from "#app/doctor/manifests.ts";
import { diagnoseDatabaseTime } from "#app/doctor/store.ts";
import { MANIFESTS } from "#app/figures/manifests.ts";
import { examinePublicAddress } from "#app/doctor/public-address.ts";
import { tell } from "#app/doctor/tell.ts";
import { diagnoseClock, type Diagnosis } from "#shared/diagnosis.ts";
import { listenOnLoopback, type LoopbackServer } from "#playground/platform/for-tests.ts";
import { answerJson } from "#playground/platform/http.ts";
import type { SlackConfig } from "#slack/start.ts";
import { examineSlack } from "#slack/wire/examine.ts";
import { SCOPES } from "#slack/wire/scopes.ts";
import { CLOUDS } from "#teams/wire/cloud.ts";
import { examineTeams } from "#teams/wire/examine.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { createSubscriptionStore } from "#store/digests/subscriptions.ts";
import { migrate } from "#store/migrate.ts";
import { createReferences } from "#store/references.ts";
import { createVault } from "#store/vault.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { leadTo } from "#tests/fixtures/lead-to.mjs";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { changeTo, channel, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const ALL = SCOPES.map(({ scope }) => scope);
const ID = "11111111-1111-4111-8111-111111111111";
const KNOWN = { ok: true, team: "Sezim", team_id: "T1", user: "briefing" };
const SECRETS = {
  SLACK_BOT_TOKEN: "xoxb-very-secret-1",
  SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

/** Microsoft knows no app: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const NOBODY_KNOWS = {
  error: "unauthorized_client",
  error_description: `AADSTS700016: Application with identifier '${ID}' was not found in the directory.`,
};

let folder: string;
let microsoft: LoopbackServer;
let slack: LoopbackServer;
/** By Web API method. */
let says: Readonly<Record<string, object>>;
let granted: readonly string[];

beforeAll(async () => {
  const authority = `https://login.microsoftonline.com/${ID}`;
  const metadata = {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: "https://login.botframework.com/keys",
    keys: [],
  };
  microsoft = await listenOnLoopback(async (request, response) => {
    await Promise.resolve();
    if (request.method === "POST") answerJson(response, 400, NOBODY_KNOWS);
    else answerJson(response, 200, metadata);
  });
  // For as long as this file's process lives.
  leadTo({ "login.microsoftonline.com": microsoft.url, "login.botframework.com": microsoft.url });
});
afterAll(() => microsoft.close());

beforeEach(async () => {
  [says, granted] = [{ "auth.test": KNOWN }, ALL];
  folder = mkdtempSync(join(tmpdir(), "briefing-doctor-"));
  slack = await listenOnLoopback(async (request, response) => {
    await Promise.resolve();
    response.setHeader("x-oauth-scopes", granted.join(","));
    answerJson(response, 200, says[request.url?.split("/").at(-1) ?? ""] ?? { ok: true });
  });
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  ...{ ...SECRETS, DATA_FOLDER: folder, DEFAULT_PACK: SHIPPED, SLACK_API_URL: `${slack.url}/api/` },
  ...more,
});

/** As the command line does; the diagnoses that are not well. */
async function troubles(more: Readonly<Record<string, string>> = {}): Promise<readonly Diagnosis[]> {
  const given = environment(more);
  const diagnoses = await examine(given, () => readConfig(given));
  const told = JSON.stringify(tell(diagnoses, given));
  for (const secret of [...Object.values(SECRETS), ...Object.values(more).filter((value) => /secret/u.test(value))])
    expect(told).not.toContain(secret);
  return diagnoses.filter(({ level }) => level !== "ok");
}

/** The same of Slack alone. */
async function inSlack(via: SlackConfig["via"] = { kind: "http", signingSecret: "" }): Promise<readonly Diagnosis[]> {
  const config = { token: SECRETS.SLACK_BOT_TOKEN, apiUrl: `${slack.url}/api/`, via };
  return (await examineSlack(config, Date.now)).diagnoses.filter(({ level }) => level !== "ok");
}

const problem = (about: string, words: RegExp, todo: RegExp) => ({
  ...{ level: "problem", about, says: expect.stringMatching(words), todo: expect.stringMatching(todo) },
});
const warning = (about: string, words: RegExp, todo: RegExp) => ({ ...problem(about, words, todo), level: "warning" });

/** A database of the bot's in the folder. */
async function withDatabase(change: (database: Database) => Promise<unknown>, file = "briefing.db") {
  const database = await openDatabase({ path: join(folder, file) });
  await migrate(database);
  await change(database);
  await database.close();
}

describe("The doctor", () => {
  it("finds a database that is missing, and was there before", async () => {
    await withDatabase(async () => undefined);
    rmSync(join(folder, "briefing.db"));
    expect(await troubles()).toEqual([problem("database", /briefing\.db is missing, but it held data/, /./)]);
    expect(existsSync(join(folder, "briefing.db"))).toBe(false);
  });

  it("finds a deployment that is well to be well, before its first start and after it, and changes nothing", async () => {
    expect(await troubles()).toEqual([]);
    await withDatabase(async () => undefined);
    const given = environment();
    const told = tell(await examine(given, () => readConfig(given)), given);
    expect(told.hasProblem).toBe(false);
    expect(told.lines.map((line) => line.split(/  +/u).slice(0, 2).join(": "))).toEqual([
      ...[
        "settings",
        "content",
        "database",
        "encryption key",
        "time zones",
        "Slack token",
        "Slack scopes",
        "clock",
      ].map((about) => `ok: ${about}`),
      ...["ok: Slack manifest", "ok: public address", "0 problems, 0 warnings"],
    ]);
  });

  it.each([
    [{ SLACK_SIGNING_SECRET: "" }, /^SLACK_SIGNING_SECRET: missing/],
    [{ ENCRYPTION_KEY: "secret-and-short" }, /^ENCRYPTION_KEY: expected 32 bytes/],
    [{ DATABASE_URL: "postgres://bot:secret#tail@db/briefing" }, /^DATABASE_URL: /],
  ])("names settings that cannot be read, such as %j, and looks at the rest", async (more, words) => {
    expect(await troubles(more)).toEqual([problem("settings", words, /\.env\.example/)]);
  });

  it("names settings that nobody reads", async () => {
    const found = await troubles({ SLACK_TOKEN: "xoxb-secret", MICROSOFT_APP_TENANTID: "1" });
    const unread = (name: string) =>
      warning("settings", new RegExp(`^${name} is set, and nothing reads it`), /\.env\.ex/);
    expect(found).toEqual([unread("SLACK_TOKEN"), unread("MICROSOFT_APP_TENANTID")]);
  });

  it("names a pack that is meant and not there", async () => {
    expect(await troubles({ DEFAULT_PACK: "atlantis" })).toEqual([
      problem("content", /there is no pack atlantis/, /DEFAULT_PACK/),
    ]);
  });

  it("finds nothing wrong with local mode, whose people are invented", async () => {
    const given = { DATA_FOLDER: folder, DEFAULT_PACK: SHIPPED };
    await withDatabase(async (database) => {
      const each = subscription("a", { conversation: channel("C1", "T0PLAYGROUND") });
      await createSubscriptionStore(database).change(placeOf(each), () => ({ changes: [changeTo(each)] }));
    }, "local.db");
    expect((await examine(given, () => readConfig(given))).filter(({ level }) => level !== "ok")).toEqual([]);
    // Its store is a file of its own, whichever database the bot has.
    const database = { ...given, DATABASE_URL: "postgres://bot:secret-2@127.0.0.1:1/x" };
    const told = tell(await examine(database, () => readConfig(database)), database);
    expect([told.hasProblem, told.lines[0]]).toEqual([
      false,
      expect.stringContaining("local mode, without any platform; SQLite;"),
    ]);
  });

  it.each([
    [{ DATA_FOLDER: "/dev/null/data" }, /^\/dev\/null is no folder that can be written to/, /DATA_FOLDER/],
    [{ DATABASE_URL: "postgres://bot:secret-2@127.0.0.1:1/x" }, /ECONNREFUSED/, /DATABASE_URL names a PostgreSQL/],
  ])("names a database that cannot be used, by %j", async (more, words, todo) => {
    expect(await troubles(more)).toEqual([problem("database", words, todo)]);
  });

  it("names a volume that is not mounted, to which a link leads", async () => {
    symlinkSync("/nowhere", join(folder, "volume"));
    const words = /volume is no folder that can be written to/;
    for (const place of ["volume", "volume/deeper"])
      expect(await troubles({ DATA_FOLDER: join(folder, place) })).toEqual([problem("database", words, /DATA_FOLDER/)]);
  });

  it("names another key than the one that is sealed with, and a newer version's database", async () => {
    await withDatabase(async (database) => {
      const vault = createVault(Buffer.alloc(32, 1).toString("base64"), "production");
      const references = createReferences({ database, vault, now: () => MONDAY });
      await references.save(channel("C1"), { serviceUrl: "https://smba.trafficmanager.net/emea/" });
      await references.save(channel("C2"), { serviceUrl: "https://smba.trafficmanager.net/emea/" });
      const settings = database.db.insertInto("settings");
      await settings
        .values({ name: "encryption-key", value: vault.seal("x", '["settings","encryption-key"]') })
        .execute();
    });
    expect(await troubles()).toEqual([problem("encryption key", /is not the key/, /^Set that one again, or .*_OLD/)]);
    await withDatabase(async ({ db }) => sql`insert into kysely_migration values ('099-newer', '')`.execute(db));
    expect(await troubles()).toContainEqual(problem("database", /newer version of the bot \(099-newer\)$/, /backup/));
  });

  it("names tenants that nobody serves, and zones that nobody knows", async () => {
    await withDatabase(async (database) => {
      const mine = subscription("a");
      const schedule = { ...mine.schedule, zone: "Asia/Atlantis" };
      for (const each of [
        mine,
        subscription("b", { conversation: channel("C2", "T2"), schedule }),
        subscription("c", { conversation: channel("19:1", "tenant", "teams") }),
      ])
        await createSubscriptionStore(database).change(placeOf(each), () => ({ changes: [changeTo(each)] }));
    });
    expect(await troubles()).toEqual([
      problem("time zones", /^Asia\/Atlantis: .*does not know/, /Node/),
      warning("tenants", /^slack T2: 1 subscription, /, /that tenant's credentials/),
      warning("tenants", /^teams tenant: 1 subscription, /, /that tenant's credentials/),
    ]);
  });

  it("knows the workspaces of an organisation's token, and where Teams' people have spoken to the bot", async () => {
    await withDatabase(async (database) => {
      for (const each of [
        subscription("a", { conversation: channel("C1", "T2") }),
        subscription("b", { conversation: channel("C2", "T3") }),
        subscription("c", { conversation: channel("19:1", "spoken-to", "teams") }),
        subscription("d", { conversation: channel("19:2", "never-spoken-to", "teams") }),
      ])
        await createSubscriptionStore(database).change(placeOf(each), () => ({ changes: [changeTo(each)] }));
      const vault = createVault(SECRETS.ENCRYPTION_KEY, "production");
      const spokenTo = { serviceUrl: "https://smba.trafficmanager.net/emea/", bot: { id: "28:x", name: "Briefing" } };
      const references = createReferences({ database, vault, now: () => MONDAY });
      await references.save(channel("", "spoken-to", "teams"), { ...spokenTo, conversationType: "personal" });
    });
    says = {
      "auth.test": { ...KNOWN, is_enterprise_install: true },
      "auth.teams.list": { ok: true, teams: [{ id: "T2" }] },
    };
    const teams = {
      MICROSOFT_APP_ID: ID,
      MICROSOFT_APP_TENANT_ID: ID,
      MICROSOFT_APP_PASSWORD: "secret-3",
    };
    const found = await troubles(teams);
    expect(found).toContainEqual(problem("Teams token", /\(AADSTS700016\)/, /MICROSOFT_APP_ID/));
    expect(found.map(({ about }) => about)).not.toContain("Teams keys");
    expect(found.filter(({ about }) => about === "tenants").map((each) => each.says)).toEqual([
      "slack T3: 1 subscription, and this deployment sends nothing there",
      "teams never-spoken-to: 1 subscription, and this deployment sends nothing there",
    ]);
  });

  it.each([
    [{ ok: false, error: "invalid_auth" }, /SLACK_BOT_TOKEN \(invalid_auth\)/, /^Copy the Bot User OAuth Token/],
    [{ ok: false, error: "token_revoked" }, /SLACK_BOT_TOKEN \(token_revoked\)/, /^Copy the Bot User OAuth Token/],
    [{ ok: false, error: "service_unavailable" }, /cannot be reached \(service_unavailable\)/, /HTTPS_PROXY/],
  ])("names a token that Slack answers with %j", async (answer, words, todo) => {
    says = { "auth.test": answer };
    expect(await inSlack()).toEqual([problem("Slack token", words, todo)]);
    // Its time is told all the same.
    const config = {
      token: "xoxb-any",
      apiUrl: `${slack.url}/api/`,
      via: { kind: "http", signingSecret: "" },
    } as const;
    const late = await examineSlack(config, () => Date.now() - 600_000);
    expect(late.diagnoses.at(-1)).toEqual(problem("clock", /behind Slack's/, /NTP/));
  });

  it("names scopes that are missing, that were left out, and that are too many", async () => {
    granted = [...ALL.filter((scope) => scope !== "chat:write" && scope !== "files:write"), "admin"];
    expect(await inSlack()).toEqual([
      problem("Slack scopes", /^chat:write is missing, which chat\.postMessage/, /install the app again/),
      warning("Slack scopes", /^files:write was not granted: .*tables without a picture/, /Leave it so if/),
      warning("Slack scopes", /^admin is granted and never used/, /Remove it/),
    ]);
  });

  it("names an app-level token that opens no socket", async () => {
    const socket = { kind: "socket", appToken: "xapp-secret" } as const;
    expect(await inSlack(socket)).toEqual([]);
    says = { ...says, "apps.connections.open": { ok: false, error: "invalid_auth" } };
    expect(await inSlack(socket)).toEqual([
      problem("Slack Socket Mode", /SLACK_APP_TOKEN \(.*invalid_auth/, /^Make a token with connections:write/),
    ]);
  });

  it.each([
    [-600, "problem", /^600 s behind Slack's/],
    [600, "problem", /^600 s ahead of Slack's/],
    [60, "warning", /^60 s ahead of Slack's/],
  ])("names a clock that is %i s off as a %s", (seconds, level, words) => {
    const found = diagnoseClock("Slack", new Date(MONDAY).toUTCString(), MONDAY + seconds * 1000);
    expect(found).toEqual([{ ...problem("clock", words, /NTP/), level }]);
  });

  it("names the proxy where Slack is not reached: it may be missing, or be the trouble", async () => {
    await slack.close();
    expect(await inSlack()).toEqual([
      problem("Slack token", /cannot be reached \(ECONNREFUSED\)/, /HTTPS_PROXY.*or put it right where it is set/),
    ]);
    slack = await listenOnLoopback(() => Promise.resolve());
  });

  it("names a clock that is beside the database's, and beside Microsoft's", async () => {
    expect(diagnoseDatabaseTime(MONDAY, MONDAY + 10_000)).toMatchObject([{ level: "ok" }]);
    expect(diagnoseDatabaseTime(MONDAY, MONDAY - 60_000)).toEqual([
      warning("clock", /^60 s behind the database's/, /NTP/),
    ]);
    const config = { appId: ID, appPassword: "p", tenantId: null, appType: "MultiTenant" } as const;
    const cloud = { ...CLOUDS.public, openIdMetadataUrl: slack.url, loginUrl: "https://127.0.0.1:2/common" };
    const teams = { ...config, allowedTenants: [], loopback: false, cloud };
    const found = await examineTeams(teams, () => Date.now() + 600_000);
    expect(found.at(-1)).toEqual(problem("clock", /ahead of Microsoft's/, /NTP/));
  });

  it("names what Microsoft does not give", async () => {
    const config = {
      appId: ID,
      appPassword: "p",
      tenantId: null,
      appType: "MultiTenant",
    } as const;
    const cloud = {
      ...CLOUDS.public,
      openIdMetadataUrl: "http://127.0.0.1:2/",
      loginUrl: "https://127.0.0.1:2/common",
    };
    const found = await examineTeams({ ...config, allowedTenants: [], loopback: false, cloud }, Date.now);
    expect(found).toEqual([
      problem("Teams token", /^Microsoft gives no access token/, /127\.0\.0\.1:2 by HTTPS/),
      problem("Teams keys", /keys cannot be had \(ECONNREFUSED\)/, /127\.0\.0\.1:2 by HTTPS/),
    ]);
  });

  it("names a public address at which somebody else answers, or nobody", async () => {
    const other = await examinePublicAddress(slack.url);
    expect(other).toEqual(warning("public address", /healthz answers 200, and not as the bot does/, /from outside/));
    expect(await examinePublicAddress("http://127.0.0.1:2")).toMatchObject({
      says: expect.stringContaining("ECONNREFUSED"),
    });
    const bot = await listenOnLoopback(async (_request, response) => void response.end('{"status":"ok"}\n'));
    onTestFinished(() => bot.close());
    expect((await examinePublicAddress(bot.url)).level).toBe("ok");
  });

  const PARTS = {
    packs: [SHIPPED],
    publicUrl: "https://bot.example",
    via: "http",
    parse: createTestBot().parse,
  } as const;
  const told = (which: "slack" | "teams"): unknown => JSON.parse(readFileSync(MANIFESTS[which], "utf8"));
  /** The shipped manifest with a field of it changed. */
  const changed = (which: "slack" | "teams", path: string, value: unknown): unknown => {
    const manifest = told(which);
    const keys = path.split(".");
    const holder = keys.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), manifest);
    Reflect.set(Object(holder), keys.at(-1) ?? "", value);
    return manifest;
  };

  it("finds the shipped manifests to be what this version does, by HTTP and by Socket Mode", () => {
    for (const which of ["slack", "teams"] as const)
      for (const via of ["http", "socket"] as const)
        expect(examineManifest(which, { ...PARTS, via })).toMatchObject([{ level: "ok" }]);
  });

  it("names a country that Slack's manifest has no command for", () => {
    expect(examineManifest("slack", { ...PARTS, packs: [SHIPPED, "atlantis"] })).toEqual([
      problem("Slack manifest", /the command \/atlantis is not in manifest\.json/, /api\.slack\.com/),
    ]);
  });

  it.each([
    ["features.slash_commands.0.should_escape", true, /should_escape/],
    ["features.app_home.messages_tab_enabled", false, /messages tab is off/],
    ["features.app_home.messages_tab_read_only_enabled", true, /read-only/],
    ["settings.interactivity.is_enabled", false, /interactivity is off/],
    ["settings.socket_mode_enabled", true, /SLACK_APP_TOKEN is not set/],
    ["settings.token_rotation_enabled", true, /ends after twelve hours/],
    ["settings.event_subscriptions.bot_events", ["app_mention"], /the event message\.im is not in/],
    ["settings.interactivity", undefined, /lacks parts that Slack needs/],
  ])("names Slack's %s where it is %j", (path, value, words) => {
    const found = judgeManifest("slack", changed("slack", path, value), PARTS);
    expect(found).toContainEqual(problem("Slack manifest", words, /api\.slack\.com/));
  });

  it.each([
    "features.slash_commands.0.url",
    "settings.event_subscriptions.request_url",
    "settings.interactivity.request_url",
    "settings.interactivity.message_menu_options_url",
  ])("warns of Slack's %s where it is another address than PUBLIC_URL, unless Slack is heard by a socket", (path) => {
    const manifest = changed("slack", path, "https://elsewhere.example/slack/events");
    expect(judgeManifest("slack", manifest, PARTS)).toEqual([
      warning("Slack manifest", /^it sends to https:\/\/elsewhere\.example\/slack\/events, and PUBLIC_URL/, /paste it/),
    ]);
    expect(judgeManifest("slack", manifest, { ...PARTS, via: "socket" })).toMatchObject([{ level: "ok" }]);
  });

  it.each([
    ["bots.0.commandLists.0.commands", [{ title: "frobnicate" }], /the command frobnicate is none of this version/],
    ["bots.0.commandLists", [], /offers no command/],
    ["bots.0.scopes", ["personal"], /the scope groupChat is not in manifest\.json/],
    ["bots.0.scopes", ["personal", "team", "groupChat", "copilot"], /the scope copilot .* none of this version/],
    ["bots.0.isNotificationOnly", true, /nobody can write/],
    ["bots.0.supportsFiles", false, /addresses alone/],
    ["bots.0.supportsTargetedMessages", false, /behind \/ need/],
    ["manifestVersion", "1.19", /manifestVersion 1\.19 is none .*1\.30, 1\.25/],
    ["bots", [], /lacks parts that Teams needs/],
  ])("names the Teams manifest's %s where it is %j", (path, value, words) => {
    const found = judgeManifest("teams", changed("teams", path, value), PARTS);
    expect(found).toContainEqual(problem("Teams manifest", words, /teams:package/));
  });

  it("warns of pages at another address than PUBLIC_URL in the Teams manifest", () => {
    const manifest = changed("teams", "developer.privacyUrl", "https://elsewhere.example/privacy");
    expect(judgeManifest("teams", manifest, PARTS)).toEqual([
      warning("Teams manifest", /elsewhere\.example\/privacy/, /upload it again/),
    ]);
  });
});

describe("What the doctor tells", () => {
  it("has what to do below each trouble, and the numbers last", () => {
    const diagnoses: readonly Diagnosis[] = [
      { level: "ok", about: "content", says: "well" },
      { level: "problem", about: "database", says: "no answer", todo: "Start it." },
    ];
    expect(tell(diagnoses, {}).lines).toEqual([
      "ok       content   well",
      "problem  database  no answer",
      "                   Start it.",
      "1 problem, 0 warnings",
    ]);
  });

  it("hides no host that goes past the proxy", () => {
    const diagnosis = { level: "problem", about: "slack", says: "slack.com is not reached", todo: "Mend it." } as const;
    expect(tell([diagnosis], { NO_PROXY: "slack.com", no_proxy: "slack.com" }).lines[0]).toContain("slack.com is not");
  });

  it("hides whatever is secret in the environment, also the password within an address", () => {
    const secret = {
      DATABASE_URL: "postgres://bot:p%40ss@db/x",
      HTTPS_PROXY: "http://me:w0rd@proxy:3128",
      SLACK_BOT_TOKEN: "xoxb-1",
    };
    const says = "xoxb-1 p%40ss p@ss w0rd postgres://bot:p%40ss@db/x";
    const [line] = tell([{ level: "ok", about: "all", says }], secret).lines;
    expect(line).toBe("ok       all  [hidden] [hidden] [hidden] [hidden] [hidden]");
  });
});
