import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createAddressSeal } from "#evidence-files/address.ts";
import { freePort } from "#tests/fixtures/free-port.ts";
import {
  CREDENTIALS,
  createFolder,
  startProcess,
  type ProcessOptions,
  type StartedProcess,
} from "#tests/fixtures/process.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { LET_IN, openSilentServer } from "#tests/fixtures/silent.ts";

const { key, slack, socket, teams } = CREDENTIALS;

/** Longer than the ten seconds by what a busy machine may need. */
const LIMIT_MS = 20_000;

/** What it ends with, once it has been sent the signal. */
async function endOf({ child, ended }: Pick<StartedProcess, "child" | "ended">): Promise<unknown> {
  child.kill("SIGTERM");
  return Promise.race([ended, pause(LIMIT_MS, "still running", { ref: false })]);
}

/** The process listens before its platforms are there, and before it says so. */
async function heardFrom(port: number): Promise<void> {
  const asked = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  await expect.poll(() => asked().catch(() => false), { timeout: 30_000 }).toBe(true);
}

/** Starts it on a port that is known before it says so. */
async function startListening(
  environment: Readonly<Record<string, string>>,
  options: ProcessOptions = { preload: ["no-network.mjs"] },
): Promise<StartedProcess & { readonly base: string }> {
  const port = await freePort();
  const started = startProcess({ environment: { ...environment, PORT: String(port) }, ...options });
  const ended = started.ended.then(() => Promise.reject(new Error(`It ended: ${started.printed()}`)));
  await Promise.race([heardFrom(port), ended]);
  // From here on a test waits for its end by itself.
  ended.catch(() => undefined);
  return { ...started, base: `http://127.0.0.1:${port}` };
}

/** A proxy between the bot and everything else: https://nodejs.org/api/cli.html#node_use_env_proxy1 */
function through(port: number): Readonly<Record<string, string>> {
  return { NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: `http://127.0.0.1:${port}` };
}

/** Everything else is on this machine. */
function straight(port: number): Readonly<Record<string, string>> {
  return { DOOR: String(port) };
}

/** Makes the bot ask Microsoft for the keys of whoever claims to be Teams. */
function knockAsTeams(base: string): void {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "https://api.botframework.com", aud: teams.MICROSOFT_APP_ID, nbf: now - 60, exp: now + 3600 };
  const token = `${part({ alg: "RS256", typ: "JWT", kid: "any" })}.${part(claims)}.${"A".repeat(342)}`;
  const activity = {
    ...{ type: "message", id: "1", text: "drugs", channelId: "msteams", from: { id: "29:a" } },
    ...{ recipient: { id: "28:b" }, serviceUrl: "https://smba.trafficmanager.net/emea/" },
    conversation: { id: "a:1", conversationType: "personal", tenantId: teams.MICROSOFT_APP_TENANT_ID },
    channelData: { tenant: { id: teams.MICROSOFT_APP_TENANT_ID } },
  };
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify(activity);
  void fetch(`${base}/api/messages`, { method: "POST", headers, body }).catch(() => "cut off when the bot stops");
}

/** Presses a button in Slack, whose answer belongs at an address of this machine. */
async function pressInSlack(base: string, answersTo: number): Promise<void> {
  const payload = {
    ...{ type: "block_actions", api_app_id: "A1", trigger_id: "1.1", team: { id: "T1" }, channel: { id: "C1" } },
    user: { id: "U1", username: "ines", team_id: "T1" },
    container: { type: "message", message_ts: "1.1", channel_id: "C1", is_ephemeral: true },
    actions: [{ type: "button", action_id: "show:0", block_id: "b", value: "kyrgyzstan drugs" }],
    response_url: `http://127.0.0.1:${answersTo}/actions/T1/1/abc`,
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", slack.SLACK_SIGNING_SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    ...{ "x-slack-request-timestamp": seconds, "x-slack-signature": `v0=${signature}` },
  };
  expect((await fetch(`${base}/slack/events`, { method: "POST", headers, body })).status).toBe(200);
}

/** Somebody pressed a button, and Slack, which is to show the answer, says nothing for longer than the bot waits. */
async function startWithSomebodyWaiting({
  environment: more = {},
  starter = [],
}: ProcessOptions = {}): Promise<StartedProcess> {
  const { port, asked } = await openSilentServer();
  const { base, ...started } = await startListening(
    { ...key, ...slack, ...more },
    { preload: ["no-network.mjs", "faults.mjs"], starter },
  );
  await pressInSlack(base, port);
  await asked;
  return started;
}

describe("Asked to stop while it starts", () => {
  // From a build as from the sources.
  it.each([
    ["the settings", String.raw`app/environment/open\.ts$|/open\.mjs$`],
    ["the server", String.raw`app/serve\.ts$|/serve\.mjs$`],
    ["the database", String.raw`better-sqlite3/lib/index\.js$`],
    ["Teams", String.raw`adapters/teams/start\.ts$|/start-[\w-]+\.mjs$`],
  ])("does, though nobody would end it by default: while %s is being read", async (_what, file) => {
    const environment = { TERM_WHILE_LOADING: file };
    const { ended } = startProcess({ environment, preload: ["first-process.mjs"] });
    expect(await ended).toBe(0);
  });
});

describe("Asked to stop while something hangs, it ends by itself", () => {
  it.each([
    ["Slack, whose name is looked up for ever", { ...slack }, { NAMES: "silent" }],
    ["Slack over Socket Mode, looked up for ever", { ...socket }, { NAMES: "silent" }],
    ["Slack over Socket Mode, which is not to be found", { ...socket }, {}],
  ])("%s", async (_what, credentials, names) => {
    const started = await startListening({ ...key, ...credentials, ...names });
    expect(await endOf(started)).toBe(0);
  });

  it.each([
    ["Slack, which says nothing", slack, straight],
    ["Slack over Socket Mode, which says nothing", socket, straight],
    ["Slack, behind a proxy that says nothing", slack, through],
    ["Slack over Socket Mode, behind a proxy that says nothing", socket, through],
  ])("%s", async (_what, credentials, way) => {
    const { port, asked } = await openSilentServer();
    const started = await startListening({ ...key, ...credentials, ...way(port) });
    await asked;
    expect(await endOf(started)).toBe(0);
  });

  it("Slack, which does not take an answer that somebody waits for", async () => {
    const started = await startWithSomebodyWaiting();
    expect(await endOf(started)).toBe(0);
    expect(started.printed()).toContain("Stopped before every request was done with");
  });

  it("Microsoft's keys, while somebody waits for an answer", async () => {
    const { port, asked } = await openSilentServer({ name: "login.botframework.com" });
    const started = await startListening({ ...key, ...teams, ...straight(port) });
    knockAsTeams(started.base);
    await asked;
    expect(await endOf(started)).toBe(0);
  });

  it.each([
    ["lets nobody in", null],
    ["never answers", LET_IN],
  ])("a database that %s", async (_what, greeting) => {
    const { port, asked } = await openSilentServer({ greeting });
    const database = { DATABASE_URL: `postgres://briefing:briefing@127.0.0.1:${port}/briefing` };
    const started = await startListening({ ...key, ...teams, ...database });
    await asked;
    expect(await endOf(started)).toBe(0);
  });

  it("a call to the system that never returns, which the exit of a process waits for: then by the signal", async () => {
    const fifo = join(createFolder(), "fifo");
    spawnSync("mkfifo", [fifo]);
    const environment = { FAULT: "a look-up that never ends", FIFO: fifo };
    const { child, printed, address, ended } = startProcess({ environment, preload: ["faults.mjs"] });
    const base = await address;
    await expect.poll(async () => (await fetch(`${base}/readyz`)).status, { timeout: 15_000 }).toBe(200);
    child.kill("SIGUSR2");
    await expect.poll(printed, { timeout: 20_000 }).toContain("Looking up");
    child.kill("SIGTERM");
    expect(await ended).toBe("SIGTERM");
  });
});

describe("Asked to stop while a file is being drawn", () => {
  it("hands that over first", async () => {
    const publicUrl = "https://briefing.example.org";
    const { base, ...started } = await startListening({ ...key, ...teams, PUBLIC_URL: publicUrl });
    const seal = createAddressSeal({ publicUrl, key: key.ENCRYPTION_KEY, former: [] });
    const order = { pack: SHIPPED, topic: "drugs", findings: [], format: "pdf" } as const;
    const file = fetch(seal.write(order, "en", Date.now()).url.replace(publicUrl, base));
    // Asked after it, and so heard after it.
    await heardFrom(Number(new URL(base).port));
    expect(await endOf(started)).toBe(0);
    const { status, headers } = await file;
    expect([status, headers.get("content-type")]).toEqual([200, "application/pdf"]);
  });
});

describe("Asked to stop a second time, while somebody waits for an answer", () => {
  it("waits for nothing", async () => {
    const { child, printed, ended } = await startWithSomebodyWaiting();
    child.kill("SIGTERM");
    await expect.poll(printed, { timeout: 20_000 }).toContain("Stopping");
    child.kill("SIGTERM");
    expect(await ended).toBe("SIGTERM");
  });

  it("waits for nothing, by another signal and though it is caught in a loop without an end", async () => {
    const { child, printed, ended } = await startWithSomebodyWaiting({
      environment: { FAULT: "a loop without an end" },
    });
    child.kill("SIGTERM");
    await expect.poll(printed, { timeout: 20_000 }).toContain("Stopping");
    child.kill("SIGUSR2");
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
  });
});

const UNSHARE = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"];

describe("The first process of a container, which the system ends by no default", () => {
  it("ends at the second signal all the same", async () => {
    const [command = "", ...options] = UNSHARE;
    // Where nobody may be given processes of their own, the process is at least sent the same.
    const isFirst = spawnSync(command, [...options, "true"]).status === 0;
    const { child, printed, ended } = await startWithSomebodyWaiting({ starter: isFirst ? UNSHARE : [] });
    const { pid = 0 } = child;
    const bot = isFirst ? Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")) : pid;
    process.kill(bot, "SIGTERM");
    await expect.poll(printed, { timeout: 20_000 }).toContain("Stopping");
    process.kill(bot, "SIGTERM");
    expect(await ended).toBe(isFirst ? 143 : "SIGTERM");
  });
});

describe("A bot that Slack refuses", () => {
  it.each([
    ["its token", slack, /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/m],
    ["its token, over Socket Mode", socket, /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/m],
  ])("for %s says so and ends", async (_what, credentials, sentence) => {
    const environment = { ...key, ...credentials, SLACK_SAYS: "invalid_auth" };
    const { printed, ended } = startProcess({ environment, preload: ["no-network.mjs"] });
    expect(await ended).toBe(1);
    expect(printed()).toMatch(sentence);
  });

  it.each([
    ["by HTTP", slack],
    ["over Socket Mode", socket],
  ])("%s goes on where it serves Teams as well, and says so", async (_way, credentials) => {
    const { base, ...started } = await startListening({
      ...{ ...key, ...credentials, ...teams, SLACK_SAYS: "account_inactive" },
    });
    const told = async () => (await fetch(`${base}/readyz`)).json();
    await expect.poll(told, { timeout: 20_000 }).toMatchObject({
      slack: expect.stringContaining("Slack refuses SLACK_BOT_TOKEN (account_inactive)"),
      // It was started, and asked: nothing of this machine reaches Microsoft.
      teams: expect.stringContaining("Microsoft gives no access token"),
    });
    expect(started.printed()).toContain("Teams goes on");
    expect(await endOf(started)).toBe(0);
  });
});
