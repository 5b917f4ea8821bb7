import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError, readConfig } from "#app/config.ts";
import { withEnvFile } from "#app/environment/env-file.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const slack = { SLACK_BOT_TOKEN: "xoxb-1-a", SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" };
const guid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const teams = { MICROSOFT_APP_ID: guid, MICROSOFT_APP_PASSWORD: "p", MICROSOFT_APP_TENANT_ID: guid };

function complaint(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "nothing";
}

describe("The file .env", () => {
  const written = (bytes: Uint8Array | string): string => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-env-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, ".env"), bytes);
    return join(folder, ".env");
  };
  const lines = "SLACK_BOT_TOKEN=xoxb-1\nHELP_CONTACT=Zoë\n";

  it("fills in what the environment does not say, also with a mark in front and Windows' line ends", () => {
    const given = withEnvFile(written(`\uFEFF${lines.replaceAll("\n", "\r\n")}`), { HELP_CONTACT: "Ines" });
    expect(given).toEqual({ SLACK_BOT_TOKEN: "xoxb-1", HELP_CONTACT: "Ines" });
    expect(withEnvFile("/nowhere/.env", { PORT: "1" })).toEqual({ PORT: "1" });
  });

  it.each([
    ["UTF-16, as Windows' PowerShell writes it", Buffer.from(`\uFEFF${lines}`, "utf16le"), /\.env:1: .*found UTF-16/],
    ["UTF-16 of the other order", Buffer.from(`\uFEFF${lines}`, "utf16le").swap16(), /\.env:1: .*found UTF-16/],
    ["UTF-16 without a mark", Buffer.from(lines, "utf16le"), /\.env:1: .*found UTF-16/],
    ["Latin-1", Buffer.from(lines, "latin1"), /\.env:2: expected UTF-8, found other bytes.* Save it as UTF-8/],
  ])("in %s stops the start and is named", (_, bytes, sentence) => {
    expect(() => withEnvFile(written(bytes), {})).toThrow(sentence);
  });

  it("that is a folder is named", () => {
    const folder = dirname(written(""));
    expect(() => withEnvFile(folder, {})).toThrow(`${folder} cannot be read (EISDIR)`);
  });
});

describe("The configuration", () => {
  it("is local mode when the environment is empty", () => {
    expect(readConfig({})).toMatchObject({ platforms: { kind: "local" }, port: 3978, zone: "UTC" });
  });

  it.each([
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["asia/kolkata", "Asia/Kolkata"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["America/Nuuk", "America/Nuuk"],
    ["Asia/Yangon", "Asia/Yangon"],
    ["Etc/UTC", "UTC"],
    ["gmt", "GMT"],
  ])("takes the time zone %s, and writes it %s", (given, zone) => {
    expect(readConfig({ TIME_ZONE: given }).zone).toBe(zone);
  });

  it.each([
    [{}, "https://api.botframework.com"],
    [{ MICROSOFT_CLOUD: "" }, "https://api.botframework.com"],
    [{ MICROSOFT_CLOUD: "gcc" }, "https://api.botframework.com"],
    [{ MICROSOFT_CLOUD: "china" }, "https://api.botframework.azure.cn"],
    [{ MICROSOFT_CLOUD: "us-government" }, "https://api.botframework.us"],
    [{ MICROSOFT_CLOUD: "us-government-dod" }, "https://api.botframework.us"],
  ])("takes %j for the cloud that the Teams bot is registered in", (cloud, issuer) => {
    expect(readConfig({ ...teams, ENCRYPTION_KEY: key, ...cloud }).platforms).toMatchObject({
      teams: { cloud: { issuer } },
    });
    expect(complaint({ ...teams, ENCRYPTION_KEY: key, MICROSOFT_CLOUD: "gcc-high" })).toContain("MICROSOFT_CLOUD");
  });

  it("takes empty lines of an .env file as not set", () => {
    expect(readConfig({ SLACK_BOT_TOKEN: "", PORT: "" }).platforms).toEqual({ kind: "local" });
  });

  it.each(["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD"])(
    "has no local mode once %s is there, even alone",
    (name) => {
      const all: Record<string, string> = { ...slack, ...teams, SLACK_APP_TOKEN: "xapp-1" };
      // Alone it is half of what is needed, so the start stops; it never falls back to emulated platforms.
      expect(complaint({ [name]: all[name]!, ENCRYPTION_KEY: key })).toMatch(/: missing/);
      expect(readConfig({ ...all, ENCRYPTION_KEY: key }).platforms.kind).toBe("real");
    },
  );

  it("refuses production without credentials", () => {
    expect(complaint({ NODE_ENV: "production" })).toMatch(
      /set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or MICROSOFT_APP_ID/,
    );
  });

  it("names every missing variable of a half-configured Slack and Teams at once, and where to get it", () => {
    const words = complaint({ SLACK_BOT_TOKEN: "xoxb-1-a", MICROSOFT_APP_ID: guid });
    expect(words).toMatch(/SLACK_SIGNING_SECRET: missing; copy it from .*Basic Information/);
    expect(words).toMatch(/MICROSOFT_APP_PASSWORD: missing/);
    expect(words).toMatch(/MICROSOFT_APP_TENANT_ID: missing/);
    expect(words).toMatch(/ENCRYPTION_KEY: missing.*openssl rand/);
  });

  it("takes a line with whom people in need may turn to", () => {
    expect(readConfig({}).helpContact).toBeNull();
    expect(readConfig({ HELP_CONTACT: "Sezim, +996 000 000" }).helpContact).toBe("Sezim, +996 000 000");
  });

  it("says what it expected of a malformed variable", () => {
    expect(complaint({ PORT: "many" })).toMatch(/^PORT: /);
    expect(complaint({ ...slack, ENCRYPTION_KEY: "short" })).toMatch(/ENCRYPTION_KEY: expected 32 bytes in base64/);
    expect(complaint({ ...slack, SLACK_BOT_TOKEN: "xoxp-1", ENCRYPTION_KEY: key })).toMatch(
      /SLACK_BOT_TOKEN: expected a bot token/,
    );
    expect(complaint({ TIME_ZONE: "GMT+6" })).toMatch(/TIME_ZONE: expected an IANA time zone/);
    expect(complaint({ DATABASE_URL: "mysql://x" })).toMatch(/DATABASE_URL: expected postgres:/);
  });

  it.each(["/proc/x", "/proc", "//proc/1/x", "/sys/kernel/x", "/var/../proc/x"])(
    "names a DATA_FOLDER that no disk holds: %s",
    (folder) => {
      expect(complaint({ DATA_FOLDER: folder })).toMatch(/^DATA_FOLDER: expected a folder on a disk/);
      expect(readConfig({ DATA_FOLDER: `/srv/x/${folder}/data` }).dataFolder).toContain("data");
    },
  );

  const addressed = (DATABASE_URL: string): string => complaint({ ...slack, ENCRYPTION_KEY: key, DATABASE_URL });

  it.each([
    "postgres://bot:hunter2#tail@db.internal/briefing",
    "postgres://bot:hunter@2#tail@db.internal/briefing",
    "postgres://bot:hunter/2tail@db.internal/briefing",
    "postgres://bot:hunter?2tail@db.internal:5432/briefing",
    "postgres://bot:2/hunter@db.internal/tail",
    "postgres://bot:hunter%2Ftail%@db.internal/briefing",
    "postgres://bot:hunter%E4tail@db.internal/briefing",
    "postgres://bot#hunter:tail@db.internal/briefing",
    "postgres://db.internal/briefing?user=bot&password=hunter#tail",
    "postgres://bot:hunter@db.internal:tail/briefing",
  ])(
    "of which %s is a part says which signs of a password are written otherwise, and shows nothing of it",
    (address) => {
      expect(addressed(address)).toMatch(/^DATABASE_URL: .*write @ as %40, # as %23, .*% as %25$/);
      expect(addressed(address)).not.toMatch(/hunter|tail|internal/);
    },
  );

  it.each([
    "postgres://bot:hunter2@one.internal:5432,two.internal:5432/briefing?target_session_attrs=read-write",
    "postgresql://bot:hunter2@one.internal,two.internal/briefing",
    "postgres://bot:hunter2@one.internal/briefing?host=one.internal,two.internal",
  ])("of which %s is a part says that one host is connected to", (address) => {
    expect(addressed(address)).toMatch(/^DATABASE_URL: .*several hosts.*primary$/);
    expect(addressed(address)).not.toMatch(/hunter|internal/);
  });

  it.each([
    "postgres://bot:hunter%402%23@db.internal:5432/briefing",
    "postgres://bot:h@nter@db.internal/briefing",
    "postgres://bot:hunter%off@db.internal/briefing",
    "postgres://bot:@/briefing?host=/var/run/postgresql",
    "postgres://bot:hunter2@[::1]:5432/briefing?sslmode=verify-full",
    "postgresql://db.internal/briefing?user=bot&password=hunter2",
  ])("takes the address %s as it is", (address) => {
    expect(addressed(address)).toBe("nothing");
  });

  it("never repeats a secret in a complaint", () => {
    expect(complaint({ SLACK_BOT_TOKEN: "xoxp-very-secret", ENCRYPTION_KEY: "c2VjcmV0" })).not.toMatch(
      /very-secret|c2VjcmV0/,
    );
  });

  it("needs no signing secret in Socket Mode", () => {
    const config = readConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ENCRYPTION_KEY: key });
    expect(config.platforms).toMatchObject({ slack: { via: { kind: "socket", appToken: "xapp-1" } } });
  });

  it("takes no password for a managed identity, and says so", () => {
    const managed = { ...teams, MICROSOFT_APP_TYPE: "UserAssignedMSI", ENCRYPTION_KEY: key };
    expect(complaint(managed)).toMatch(/MICROSOFT_APP_PASSWORD: a UserAssignedMSI bot has none/);
    expect(readConfig({ ...managed, MICROSOFT_APP_PASSWORD: "" }).platforms.kind).toBe("real");
  });

  it("takes a path that a proxy puts before every address, said so or by the public address", () => {
    const PUBLIC_URL = "https://intra.example/tools/briefing/";
    expect(readConfig({}).basePath).toBe("");
    expect(readConfig({ BASE_PATH: "briefing/" }).basePath).toBe("/briefing");
    expect(readConfig({ BASE_PATH: "/" }).basePath).toBe("");
    expect(readConfig({ PUBLIC_URL })).toMatchObject({
      basePath: "/tools/briefing",
      publicUrl: PUBLIC_URL.slice(0, -1),
    });
    expect(readConfig({ PUBLIC_URL, BASE_PATH: "/other" }).basePath).toBe("/other");
    expect(complaint({ BASE_PATH: "/briefing?x=y" })).toMatch(/^BASE_PATH: expected the path/);
  });

  it("listens everywhere, or at one address", () => {
    expect(["", "10.0.0.5", "[::1]", "::"].map((HOST) => readConfig({ HOST }).host)).toEqual([
      ...[null, "10.0.0.5", "::1", "::"],
    ]);
    expect(complaint({ HOST: "http://10.0.0.5" })).toMatch(/^HOST: expected an address of this machine/);
  });

  it("calls Slack at another address, but in production never without TLS", () => {
    const real = { ...slack, ENCRYPTION_KEY: key };
    const called = (SLACK_API_URL: string) => readConfig({ ...real, SLACK_API_URL }).platforms;
    expect(called("http://127.0.0.1:4003/api")).toMatchObject({ slack: { apiUrl: "http://127.0.0.1:4003/api/" } });
    expect(called("https://slack.gov.example/api//")).toMatchObject({
      slack: { apiUrl: "https://slack.gov.example/api/" },
    });
    const SLACK_API_URL = "http://slack.example/api/";
    expect(complaint({ ...real, SLACK_API_URL, NODE_ENV: "production" })).toMatch(/^SLACK_API_URL: expected https/);
    expect(complaint({ ...real, SLACK_API_URL: "slack.example" })).toMatch(/^SLACK_API_URL: expected an address/);
  });

  it.each([
    [{ HTTPS_PROXY: "http://proxy.internal:3128" }, "http://proxy.internal:3128"],
    [{ https_proxy: "proxy.internal:3128" }, "http://proxy.internal:3128"],
    [{ HTTP_PROXY: "http://proxy.internal:3128/" }, "http://proxy.internal:3128/"],
    [{ HTTPS_PROXY: "http://upper", https_proxy: "https://me:secret@lower" }, "https://me:secret@lower"],
  ])("goes out by the proxy of %j, and never to this machine", (environment, through) => {
    const { proxy } = readConfig({ ...environment, NO_PROXY: "intra.example, .corp" });
    expect(proxy?.HTTPS_PROXY).toBe(through);
    expect(proxy?.NO_PROXY).toBe("intra.example,.corp,localhost,127.0.0.1,::1,169.254.169.254");
  });

  it.each(["*", "intra.example, *", " * ", "*,10.0.0.0/8"])(
    "goes straight to every host with NO_PROXY=%j",
    (NO_PROXY) => {
      expect(readConfig({ HTTPS_PROXY: "http://proxy.internal:3128", NO_PROXY }).proxy).toBeNull();
    },
  );

  it("goes out by no proxy where none is set, and refuses one that it cannot use without showing its password", () => {
    expect(readConfig({ HTTPS_PROXY: "", NO_PROXY: "*" }).proxy).toBeNull();
    for (const HTTPS_PROXY of ["socks5://me:secret@proxy:1080", "http://me:secret@proxy:3128/path", "http://"])
      expect(complaint({ HTTPS_PROXY })).toBe(
        "HTTPS_PROXY: expected the address of an HTTP proxy, such as http://proxy.internal:3128",
      );
  });

  it("takes ids of Microsoft in capitals, as its tokens do not have them", () => {
    const id = "6F0B1C52-0000-4000-8000-00000000CAFE";
    const { platforms } = readConfig({
      ...{ ...teams, ENCRYPTION_KEY: key },
      MICROSOFT_APP_ID: id,
      MICROSOFT_APP_TENANT_ID: id,
      TEAMS_ALLOWED_TENANTS: id,
    });
    const small = id.toLowerCase();
    expect(platforms).toMatchObject({ teams: { appId: small, tenantId: small, allowedTenants: [small] } });
  });

  it("takes no domain for a tenant, by which Teams tells none", () => {
    expect(complaint({ ...teams, TEAMS_ALLOWED_TENANTS: `${guid}, contoso.onmicrosoft.com` })).toMatch(
      /^TEAMS_ALLOWED_TENANTS: expected GUIDs of tenants/,
    );
  });

  it("is documented variable by variable in .env.example", () => {
    const sources = ["src/app/config.ts", "src/app/environment/network.ts"].map((file) => readFileSync(file, "utf8"));
    const read = new Set(sources.join("").match(/\b[A-Z]+(_[A-Z]+)+\b|\bPORT\b|\bHOST\b/g));
    const documented = new Set(
      readFileSync(".env.example", "utf8")
        .match(/^#? ?([A-Z_]+)(?==)/gm)
        ?.map((name) => name.replace(/^# ?/, "")),
    );
    for (const name of ["SLACK_APPS", "APP_TYPES", "CLOUD_NAMES", "NETWORK_VARIABLES", "NEVER_BY_PROXY"])
      read.delete(name);
    expect([...documented].toSorted()).toEqual([...read].toSorted());
  });
});
