/**
 * Digests that are all due at once, sent to a Slack that takes a tenth of a second for each, while people go on asking.
 * Beside the least that pacing allows, and pg-boss with Slack's client. Left out: the minute's wait for the tick.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "#tests/fixtures/postgres.ts";
import { command, inTurn, TOPICS } from "./asked.ts";
import { fillDue, tenantsOf, type Due } from "./due.ts";
import { burst } from "./load.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer, type Server } from "./server.ts";
import { quantile, whole } from "./table.ts";

const DELAY_MS = 100;
/** Of the bot's settings: the most that one process has under way. */
const IN_FLIGHT = 100;
const GIVEN_UP_MS = 300_000;
const SMALL: Due = { tenants: 50, channels: 40 };
const LARGE: Due = { tenants: 200, channels: 50 };

export async function runFanOut(bench: Bench): Promise<void> {
  const { isWanted } = bench;
  if (isWanted("fan-out")) await overSqlite(SMALL, { bench, most: 1.15, isAsked: true });
  if (!isWanted("fan-out-large")) return;
  await overSqlite(LARGE, { bench, most: 1.25, isAsked: false });
  const postgres = await startPostgres();
  for (const processes of [1, 2, 4]) {
    const url = await postgres.createDatabase();
    await fillDue({ url }, LARGE);
    const bots = Array.from({ length: processes }, () => ({ DATABASE_URL: url }));
    await measure(LARGE, { bots, bench, most: 1.25, isAsked: false, name: `PostgreSQL, ${processes} processes` });
  }
  await overPgBoss(await postgres.createDatabase(), bench);
  await postgres.stop();
}

interface Wanted {
  readonly bench: Bench;
  /** The most that it may take, by the least that pacing allows. */
  readonly most: number;
  /** Whether somebody asks meanwhile. */
  readonly isAsked: boolean;
}

async function overSqlite(due: Due, wanted: Wanted): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  await fillDue({ path: join(folder, "briefing.db") }, due);
  await measure(due, { ...wanted, bots: [{}], folder, name: "SQLite" });
  rmSync(folder, { recursive: true, force: true });
}

interface Measuring extends Wanted {
  /** What the environment of each process has beside what all have. */
  readonly bots: readonly Readonly<Record<string, string>>[];
  readonly folder?: string;
  readonly name: string;
}

async function measure(due: Due, { bench, bots, folder, name, most, isAsked }: Measuring): Promise<void> {
  const { platforms, rows } = bench;
  const count = due.tenants * due.channels;
  platforms.delayMs = DELAY_MS;
  platforms.workspaces = tenantsOf(due);
  platforms.posted.length = 0;
  const options = { hosts: platforms.hosts, readyAt: "/healthz", ...(folder === undefined ? {} : { folder }) };
  const servers = await Promise.all(
    bots.map((own) => startServer("bot", { ...options, environment: { ...SLACK, ...own } })),
  );
  const [first] = servers;
  const meanwhile =
    isAsked && bench.profiles === null && first !== undefined
      ? await askMeanwhile(first, () => platforms.posted.length >= count)
      : [];
  if (bench.profiles === null || first === undefined) await untilPosted(bench, count);
  else bench.profiles.push({ work: "digests", top: await first.profile(() => untilPosted(bench, count)) });
  const seconds = ((platforms.posted.at(-1) ?? 0) - (platforms.posted[0] ?? 0) + DELAY_MS) / 1000;
  const usages = await Promise.all(servers.map((server) => server.usage()));
  const cpu = usages.reduce((sum, usage) => sum + usage.cpu, 0) / count;
  platforms.delayMs = 0;
  const after = isAsked && first !== undefined ? await askMeanwhile(first, (asked) => asked >= 500) : [];
  await Promise.all(servers.map((server) => server.stop()));
  const ideal = ((count / (IN_FLIGHT * servers.length)) * DELAY_MS) / 1000;
  const [busy, idle] = [quantile(meanwhile, 0.99), quantile(after, 0.99)];
  const loop = Math.max(...usages.map(({ loopP99 }) => loopP99));
  const beside = { peer: "the least that pacing allows", spread: null, cpu: [cpu, 0] as const };
  rows.push({
    ...{ work: `${whole(count)} digests, ${due.tenants} tenants, ${name}`, bot: `${seconds.toFixed(2)} s`, ...beside },
    ...{ beside: `${ideal.toFixed(2)} s`, ratio: seconds / ideal, mark: `<= ${most}`, isMet: seconds / ideal <= most },
  });
  if (!isAsked) return;
  rows.push({
    ...{
      work: "commands meanwhile",
      bot: `p99 ${busy.toFixed(1)} ms, loop p99 ${loop.toFixed(0)} ms`,
      peer: "idle",
      cpu: null,
    },
    ...{ beside: `p99 ${idle.toFixed(1)} ms`, ratio: busy / idle, spread: null, mark: "<= 2, loop <= 20 ms" },
    isMet: busy / idle <= 2 && loop <= 20,
  });
}

/** Milliseconds of each answer, one after another. */
async function askMeanwhile({ port }: Server, isOver: (asked: number) => boolean): Promise<readonly number[]> {
  const topic = inTurn(TOPICS);
  const latencies: number[] = [];
  while (!isOver(latencies.length)) {
    latencies.push(...(await burst({ port, concurrency: 1, count: 10, next: () => command(topic()) })).latencies);
    await pause(10);
  }
  return latencies;
}

async function untilPosted({ platforms }: Bench, count: number): Promise<void> {
  const until = performance.now() + GIVEN_UP_MS;
  while (platforms.posted.length < count) {
    if (performance.now() > until) throw new Error(`Only ${platforms.posted.length} of ${count} digests were sent`);
    await pause(20);
  }
}

async function overPgBoss(url: string, { platforms, rows }: Bench): Promise<void> {
  const count = LARGE.tenants * LARGE.channels;
  platforms.delayMs = DELAY_MS;
  platforms.posted.length = 0;
  const environment = { ...SLACK, DATABASE_URL: url, BENCH_JOBS: String(count) };
  const boss = await startServer("pg-boss", { hosts: platforms.hosts, environment });
  while (platforms.posted.length < count) await pause(20);
  const seconds = ((platforms.posted.at(-1) ?? 0) - (platforms.posted[0] ?? 0) + DELAY_MS) / 1000;
  const { cpu } = await boss.usage();
  platforms.delayMs = 0;
  await boss.stop();
  const ideal = ((count / IN_FLIGHT) * DELAY_MS) / 1000;
  rows.push({
    ...{
      work: `${whole(count)} static posts by pg-boss, 1 process`,
      bot: "",
      beside: `${seconds.toFixed(2)} s`,
      peer: "pg-boss and WebClient",
    },
    ...{ ratio: seconds / ideal, spread: null, cpu: [Number.NaN, cpu / count], mark: "", isMet: null },
  });
}
