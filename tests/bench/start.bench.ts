/**
 * Start to first answered command in local mode, beside what Node takes merely to import the two SDKs.
 * Prints the medians and their ratio; processes are started in turn, so that both see the same machine.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";

const ROUNDS = 9;
const COUNTRY = "kyrgyzstan";
const folder = mkdtempSync(join(tmpdir(), "briefing-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the start of local mode", () => {
  it(
    "answers the first command not long after Node could have imported the two SDKs",
    { timeout: 180_000 },
    async () => {
      const rounds: { imports: number; start: number }[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        rounds.push({ imports: await importBoth(), start: await firstAnswer(4200 + round) });
      }
      // The first round fills the disk cache and the compile cache: it is the first start after an install.
      const [first, ...later] = rounds;
      const [imports, start] = [median(later.map((round) => round.imports)), median(later.map((round) => round.start))];
      console.table({ "first start": first, later: { imports, start } });
      console.log(`start to first answered command: x ${(start / imports).toFixed(2)} of importing both SDKs`);
      expect(start).toBeGreaterThan(0);
    },
  );
});

async function importBoth(): Promise<number> {
  const begun = performance.now();
  await ended(
    spawn(process.execPath, [
      "--input-type=module",
      "-e",
      'await import("@slack/bolt"); await import("botbuilder"); process.exit()',
    ]),
  );
  return performance.now() - begun;
}

async function firstAnswer(port: number): Promise<number> {
  const begun = performance.now();
  const env = { ...process.env, PORT: String(port), DATA_FOLDER: join(folder, String(port)), DEFAULT_PACK: COUNTRY };
  const bot = spawn(process.execPath, ["src/main.ts"], { env });
  try {
    while (!(await isAnswered(port))) await pause(5);
    return performance.now() - begun;
  } finally {
    bot.kill("SIGKILL");
    await ended(bot);
  }
}

/** Sends the command as the page does, and looks whether the channel now shows the answer. */
async function isAnswered(port: number): Promise<boolean> {
  const api = `http://localhost:${port}/playground/api`;
  const body = JSON.stringify({ channel: "C0BRIEFINGS", text: `/${COUNTRY} drugs` });
  try {
    await fetch(`${api}/slack/send`, { method: "POST", headers: { "content-type": "application/json" }, body });
    return (await (await fetch(`${api}/state`)).text()).includes("Heroin trade");
  } catch (error) {
    // Until it listens, the connection is refused.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once("exit", resolve));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
