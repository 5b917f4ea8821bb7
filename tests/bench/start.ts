/**
 * Start to first answered command in local mode, beside what Node takes merely to import the two SDKs.
 * `npm run bench:start`; prints medians and their ratio. Processes are started in turn, so that both see the same machine.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROUNDS = 9;
const COUNTRY = "kyrgyzstan";
const folder = mkdtempSync(join(tmpdir(), "briefing-start-"));

const started: number[] = [];
const imported: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const both = [await importBoth(), await firstAnswer(4200 + round)] as const;
  // The first round warms the disk cache and the compile cache: a start after the first one.
  if (round === 0)
    console.log(`first start after a change: ${both[1].toFixed(0)} ms (importing: ${both[0].toFixed(0)} ms)`);
  else {
    imported.push(both[0]);
    started.push(both[1]);
  }
}
rmSync(folder, { recursive: true });
const [start, imports] = [median(started), median(imported)];
console.log(`import @slack/bolt and botbuilder   ${imports.toFixed(0)} ms`);
console.log(
  `start to first answered command     ${start.toFixed(0)} ms   x ${(start / imports).toFixed(2)} (at most 1.50)`,
);

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
  const env = { ...process.env, PORT: String(port), DATA_FOLDER: join(folder, String(port)) };
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
