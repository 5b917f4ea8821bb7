import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "#tests/fixtures/free-port.ts";
import { startProcess } from "#tests/fixtures/process.ts";

/** Logged in one line, and then once a minute how many more there were. */
async function knockAsNobody(base: string, times: number): Promise<void> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  for (let time = 0; time < times; time++) {
    const forged = await fetch(`${base}/slack/events`, { method: "POST", headers, body: "command=/kyrgyzstan" });
    expect(forged.status).toBe(401);
  }
}

async function lostLines(base: string): Promise<number> {
  const metrics = await (await fetch(`${base}/metrics`)).text();
  return Number(/^briefing_log_lines_lost_total (\d+)$/m.exec(metrics)?.[1]);
}

describe("A log that nobody can write", () => {
  it("because its reader is gone costs its lines, which are counted; the bot serves and stops as ever", async () => {
    const { child, address, ended } = startProcess();
    const base = await address;
    expect(await lostLines(base)).toBe(0);
    child.stdout?.destroy();
    child.stderr?.destroy();
    await knockAsNobody(base, 20);
    expect(await lostLines(base)).toBe(1);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("because the disk is full costs its lines alike", async () => {
    const port = await freePort();
    const environment = { PORT: String(port) };
    const { child, ended } = startProcess({ environment, output: openSync("/dev/full", "w") });
    const base = `http://127.0.0.1:${port}`;
    const isUp = async (): Promise<boolean> => (await fetch(`${base}/readyz`)).ok;
    await expect.poll(() => isUp().catch(() => false), { timeout: 30_000 }).toBe(true);
    await knockAsNobody(base, 20);
    expect(await lostLines(base)).toBe(1);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("because nobody reads it takes a little memory, and then costs its lines", async () => {
    const { child, address, ended } = startProcess({ environment: { FAULT: "a long one" }, preload: ["faults.mjs"] });
    const base = await address;
    child.stdout?.pause();
    const faults = async (): Promise<string> => (await fetch(`${base}/metrics`)).text();
    for (const count of [1, 2, 3, 4]) {
      child.kill("SIGUSR2");
      await expect.poll(faults, { timeout: 20_000 }).toContain(`where="nowhere in particular"} ${count}`);
    }
    // What a pipe and the limit hold between them differs from system to system.
    expect(await lostLines(base)).toBeGreaterThan(0);
    child.kill("SIGTERM");
    child.stdout?.resume();
    expect(await ended).toBe(0);
  });
});

describe("Words of others on a standard error that nobody reads any more", () => {
  it("are counted as lost lines, and nothing else comes of them", async () => {
    const environment = { FAULT: "words on standard error" };
    const { child, address, ended } = startProcess({ environment, preload: ["faults.mjs"] });
    const base = await address;
    child.stderr?.destroy();
    child.kill("SIGUSR2");
    await expect.poll(() => lostLines(base), { timeout: 20_000 }).toBe(1);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

describe("A fault of a kind that cannot be told", () => {
  it("is counted and mentioned, and nothing else comes of it", async () => {
    const environment = { FAULT: "one that cannot be told" };
    const { child, printed, address, ended } = startProcess({ environment, preload: ["faults.mjs"] });
    const base = await address;
    child.kill("SIGUSR2");
    await expect
      .poll(printed, { timeout: 20_000 })
      .toContain("A fault that nothing else caught, and that cannot be told");
    const metrics = await (await fetch(`${base}/metrics`)).text();
    expect(metrics).toContain('briefing_faults_total{where="nowhere in particular"} 1');
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

describe("A command line", () => {
  it.each([
    { output: "stdout", words: ["briefing", "drugs"], code: 0 },
    { output: "stderr", words: ["briefing", "drugs", "--as", "fax"], code: 2 },
  ] as const)("whose reader of $output goes before there is anything ends quietly", async ({ output, words, code }) => {
    const { child, printed, ended } = startProcess({ words });
    child[output]?.destroy();
    expect(await ended).toBe(code);
    expect(printed()).toBe("");
  });

  it.each([
    ["src/main.ts briefing export drugs csv --out /dev/stdout"],
    ["adapters/teams/package/zip.ts 11111111-1111-4111-8111-111111111111 https://a.example"],
  ])("whose file or report goes into a pipe that nobody reads ends quietly: %s", (line) => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-output-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const script = `set -o pipefail; "${process.execPath}" "${process.cwd()}"/${line} | true`;
    const environment = { PATH: process.env["PATH"], DATA_FOLDER: folder };
    const { status, stderr } = spawnSync("bash", ["-c", script], {
      ...{ cwd: folder, env: environment, encoding: "utf8" },
      // Where that is a socket, bash takes itself for a remote shell and reads its user's settings.
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("ends although nobody closes the standard input that it does not ask for", async () => {
    const stdio = ["pipe", "ignore", "ignore"] as const;
    const child = spawn(process.execPath, ["src/main.ts", "briefing", "drugs"], { stdio: [...stdio] });
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  it("whose answer finds no room on the disk says so", async () => {
    const { printed, ended } = startProcess({ words: ["briefing", "drugs"], output: openSync("/dev/full", "w") });
    expect(await ended).toBe(1);
    expect(printed()).toMatch(/^What was asked for cannot be written: .*ENOSPC/);
  });
});
