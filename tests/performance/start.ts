/** From the start of a process to its first answers, beside what Node takes merely to import Bolt. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { command } from "./asked.ts";
import { burst } from "./load.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer } from "./server.ts";
import { median, spreadOf } from "./table.ts";

const QUESTION = "ask are heroin seizures going up?";

export async function runStart({ rows, rounds, isWanted, platforms }: Bench): Promise<void> {
  if (!isWanted("start")) return;
  const folder = await leftByAStart(platforms.hosts);
  const measured: { readonly bolt: number; readonly first: number; readonly question: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [bolt, first] = [importBolt(), await firstAnswer("drugs", { hosts: platforms.hosts, folder })];
    measured.push({ bolt, first, question: await firstAnswer(QUESTION, { hosts: platforms.hosts, folder }) });
  }
  rmSync(folder, { recursive: true, force: true });
  // The first round fills the caches of compiled code.
  const later = measured.slice(1);
  const first = later.map((round) => round.first / round.bolt);
  const question = later.map((round) => round.question / round.first);
  const ms = (values: readonly number[]): string => `${median(values).toFixed(0)} ms`;
  rows.push(
    {
      ...{ work: "start to the first command, Slack alone", peer: "import of @slack/bolt", mark: "<= 1.5", cpu: null },
      ...{ bot: ms(later.map((round) => round.first)), beside: ms(later.map((round) => round.bolt)) },
      ...{ ratio: median(first), spread: spreadOf(first), isMet: median(first) <= 1.5 },
    },
    {
      ...{ work: "start to the first question", peer: "the first command", mark: "<= 1.2", cpu: null },
      ...{ bot: ms(later.map((round) => round.question)), beside: ms(later.map((round) => round.first)) },
      ...{ ratio: median(question), spread: spreadOf(question), isMet: median(question) <= 1.2 },
    },
  );
}

function importBolt(): number {
  const begun = performance.now();
  const code =
    'import { enableCompileCache } from "node:module"; enableCompileCache(); await import("@slack/bolt"); process.exit()';
  execFileSync(process.execPath, ["--input-type=module", "-e", code]);
  return performance.now() - begun;
}

/** A folder with what the first start after an install keeps for the next. */
async function leftByAStart(hosts: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  const bot = await startServer("bot", { hosts, environment: SLACK, folder });
  while (!KEPT.every((name) => existsSync(join(folder, name)))) await pause(50);
  await bot.stop();
  return folder;
}

const KEPT = ["content.read", "asides.tables", "search.tables"];

/** Milliseconds, of a process that has answered nothing before. */
async function firstAnswer(
  words: string,
  place: { readonly hosts: Readonly<Record<string, string>>; readonly folder: string },
): Promise<number> {
  const begun = performance.now();
  const bot = await startServer("bot", { ...place, environment: SLACK, isTimed: true, readyAt: "/healthz" });
  for (;;) {
    try {
      await burst({ port: bot.port, concurrency: 1, count: 1, next: () => command(words) });
      break;
    } catch (error) {
      if (performance.now() - begun > 30_000) throw error;
      await pause(2);
    }
  }
  const ms = performance.now() - begun;
  await bot.stop();
  return ms;
}
