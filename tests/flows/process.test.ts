import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { z } from "zod";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { CREDENTIALS, createFolder, startProcess } from "#tests/fixtures/process.ts";

describe("The process", () => {
  it("prints one line with its address, gets ready, and ends cleanly on SIGTERM", async () => {
    const { child, printed, address, ended } = startProcess({ environment: { DATA_FOLDER: createFolder() } });
    const base = await address;
    expect(printed().trim().split("\n")).toHaveLength(1);
    await expect.poll(async () => (await fetch(`${base}/readyz`)).status, { timeout: 15_000 }).toBe(200);
    expect(await (await fetch(`${base}/metrics`)).text()).toContain("briefing_digests_sent_total 0");
    expect(await (await fetch(`${base}/terms`)).text()).toContain("<h1>Terms of use</h1>");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("answers the first command on both platforms, Teams while its SDK is still loading", async () => {
    const base = await startProcess({ environment: { DATA_FOLDER: createFolder() } }).address;
    const api = async (path: string, body: object) => {
      const headers = { "content-type": "application/json" };
      const sent = await fetch(`${base}/playground/api/${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      expect(await sent.json()).toEqual({ notice: null });
      return (await fetch(`${base}/playground/api/state`)).text();
    };
    const state = await api("teams/send", { conversation: "a:personal", text: "drugs" });
    expect(state).toContain("Synthetic drug trade");
    expect(await api("slack/send", { channel: "C0BRIEFINGS", text: "/kyrgyzstan drugs" })).toContain("Cannabis trade");
  });

  it("takes a subscription right after the start, before a new database has its tables", async () => {
    const base = await startProcess().address;
    const body = JSON.stringify({ channel: "C0BRIEFINGS", text: "/kyrgyzstan subscribe" });
    const headers = { "content-type": "application/json" };
    await fetch(`${base}/playground/api/slack/send`, { method: "POST", headers, body });
    // What takes long comes behind the acknowledgement.
    const state = async (): Promise<string> => (await fetch(`${base}/playground/api/state`)).text();
    await expect.poll(state, { timeout: 20_000 }).toContain("every Monday at 09:00");
  });

  it("refuses a forged request with 401", async () => {
    const base = await startProcess().address;
    const forged = await fetch(`${base}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000)),
        "x-slack-signature": `v0=${"0".repeat(64)}`,
      },
      body: "command=/kyrgyzstan&text=drugs",
    });
    expect(forged.status).toBe(401);
  });

  it("starts with nothing set where there is one pack, and asks which one is meant where there are several", async () => {
    const { address, ended, printed } = startProcess({ environment: { DEFAULT_PACK: "" } });
    if (loadTestLibrary().packs.length === 1) return expect(address).resolves.toMatch(/^http:/);
    expect(await ended).toBe(1);
    expect(printed()).toMatch(/^DEFAULT_PACK: missing; there are several packs \([^)]*\bkyrgyzstan\b/m);
  });

  it.each([
    [{ NODE_ENV: "production" }, /set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET/],
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_SIGNING_SECRET: missing/],
    [{ PORT: "99999" }, /PORT/],
    [{ DATABASE_URL: "postgres://bot:p@ss#word@db/briefing" }, /DATABASE_URL: .*write @ as %40/],
    [{ DATABASE_URL: "postgres://bot:password@one,two/briefing" }, /DATABASE_URL: .*names several hosts/],
  ])("does not start with %j, and says what to do", async (environment, sentence) => {
    const { ended, printed } = startProcess({ environment });
    expect(await ended).toBe(1);
    expect(printed()).toMatch(sentence);
    expect(printed()).not.toMatch(/p@ss|#word|bot:|one,two/);
    expect(printed()).not.toMatch(/\n\s+at /);
  });

  it("is not to be had in local mode once credentials are there", async () => {
    const environment = { ...CREDENTIALS.key, ...CREDENTIALS.slack };
    const base = await startProcess({ environment, preload: ["no-network.mjs"] }).address;
    for (const path of ["/", "/playground/api/state"]) expect((await fetch(base + path)).status).toBe(404);
  });
});

describe("With a store that must not be used", () => {
  const headers = { "content-type": "application/json" };
  const State = z.object({ slack: z.object({ messages: z.array(z.object({ text: z.string() })) }) });
  async function expectRefused(folder: string, sentence: RegExp): Promise<void> {
    const { address, printed } = startProcess({ environment: { DATA_FOLDER: folder } });
    const base = await address;
    const ready = () => fetch(`${base}/readyz`);
    await expect.poll(async () => (await ready()).text(), { timeout: 15_000 }).toMatch(sentence);
    expect((await ready()).status).toBe(503);
    await expect.poll(printed).toMatch(sentence);
    const said = async (): Promise<string> => {
      const { slack } = State.parse(await (await fetch(`${base}/playground/api/state`)).json());
      return slack.messages.map(({ text }) => text).join("\n");
    };
    const mention = async (text: string): Promise<void> => {
      const body = JSON.stringify({ channel: "C0BRIEFINGS", text: `@Briefing ${text}` });
      await fetch(`${base}/playground/api/slack/send`, { method: "POST", headers, body });
    };
    // A mention is answered whenever it may be, also while the process is busy with its start.
    await mention("drugs");
    await expect.poll(said, { timeout: 30_000 }).toContain("Cannabis trade");
    await mention("subscribe");
    await expect.poll(said, { timeout: 30_000 }).toContain("Something failed here");
    expect(await said()).not.toMatch(/every Monday/iu);
  }

  it("of a newer version, it says so, answers questions and takes no subscription", async () => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-newer-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const database = await openDatabase({ path: join(folder, "local.db") });
    await migrate(database);
    await sql`insert into kysely_migration values ('099-newer', '')`.execute(database.db);
    await database.close();
    await expectRefused(folder, /changed by a newer version of the bot \(099-newer\)/);
  });

  it("that was emptied, likewise", async () => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-emptied-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const database = await openDatabase({ path: join(folder, "local.db") });
    await migrate(database);
    await database.close();
    truncateSync(join(folder, "local.db"));
    await expectRefused(folder, /local\.db is empty, but it held data before/);
  });
});

describe("A fault that nothing else caught", () => {
  const TOLD = /"level":50,.*"message":"a promise that nobody waits for".*"msg":"A fault that nothing else caught"/;

  it("is logged and counted, each time, and the process goes on answering", async () => {
    const { child, printed, address, ended } = startProcess({ preload: ["faults.mjs"] });
    const base = await address;
    const counted = async () => (await fetch(`${base}/metrics`)).text();
    expect(await counted()).not.toContain("nowhere in particular");
    for (const faults of [1, 2]) {
      child.kill("SIGUSR2");
      // Loading Teams' SDK keeps the process from answering for a second or more.
      await expect
        .poll(counted, { timeout: 20_000 })
        .toContain(`briefing_faults_total{where="nowhere in particular"} ${faults}`);
    }
    expect(printed()).toMatch(TOLD);
    const body = JSON.stringify({ channel: "C0BRIEFINGS", text: "/kyrgyzstan drugs" });
    const headers = { "content-type": "application/json" };
    await fetch(`${base}/playground/api/slack/send`, { method: "POST", headers, body });
    expect(await (await fetch(`${base}/playground/api/state`)).text()).toContain("Cannabis trade");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("and that may have left anything half done ends it after it is logged, for another to be started", async () => {
    const environment = { FAULT: "thrown where nobody catches" };
    const { child, printed, address, ended } = startProcess({ environment, preload: ["faults.mjs"] });
    await address;
    child.kill("SIGUSR2");
    expect(await ended).toBe(1);
    expect(printed()).toMatch(/"message":"thrown where nobody catches".*"msg":"A fault that nothing else caught"/);
  });
});

describe("The command line", () => {
  it.each([
    [["briefing", "drugs"], /^Heroin trade \| high 7\.0 \| high 7\.0 \| 0$/m],
    [["briefing", "drugs", "--json"], /"topic": "drugs"/],
    [["briefing", "drugs", "--as", "slack"], /"blocks": \[/],
    [["briefing", "drugs", "--as", "teams"], /"contentType": "application\/vnd\.microsoft\.card\.adaptive"/],
    [["briefing", "content", "check"], /26 indicators, \d+ findings/],
    [["briefing", "reports"], /^0 reports$/m],
    [["briefing", "unanswered"], /^$/],
    [["briefing", "digest", "--weeks", "13", "--start", "2026-11-30", "--json"], /"finding": "/],
  ])("%j", async (words, expected) => {
    const { ended, printed } = startProcess({ words });
    expect(await ended).toBe(0);
    expect(printed()).toMatch(expected);
  });

  it("lists what readers wrote without obeying it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-reports-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const comment = "wrong\u001B[2J\u001B]0;owned\u0007 \u202Eereht\u202C\n2026-01-01  forged";
    expect(
      await startProcess({ environment: { DATA_FOLDER: folder }, words: ["briefing", `report ${comment}`] }).ended,
    ).toBe(0);
    const { ended, printed } = startProcess({ environment: { DATA_FOLDER: folder }, words: ["briefing", "reports"] });
    expect(await ended).toBe(0);
    const [line = "", count] = printed().trim().split("\n");
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(line).toMatch(/wrong␛\[2J␛\]0;owned␇ .*ereht.*forged$/u);
    expect(count).toBe("1 reports");
  });

  it("explains itself when it is misused", async () => {
    const { ended, printed } = startProcess({ words: ["briefing", "drugs", "--as", "fax"] });
    expect(await ended).toBe(2);
    expect(printed()).toContain("Usage: npm run -s briefing");
  });
});
