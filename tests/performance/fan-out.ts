/**
 * Digests that are all due in the same minute, sent to a Slack that takes a tenth of a second for each, while people go on
 * asking: from that minute to the last answer. Beside the least that pacing allows, and pg-boss with Slack's client.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseOptions } from "#store/database.ts";
import { startPostgres } from "#tests/fixtures/postgres.ts";
import { command, inTurn, TOPICS } from "./asked.ts";
import { fillSubscriptions, makeDue, tenantsOf, type Due } from "./due.ts";
import { burst } from "./load.ts";
import { watchLocks } from "./locks.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer, type Server } from "./server.ts";
import { median, quantile, spreadOf, whole } from "./table.ts";

const DELAY_MS = 100;
/** Of the bot's settings: the most that one process has under way. */
const IN_FLIGHT = 100;
const MINUTE_MS = 60_000;
/** So long before a minute everything stands still. */
const READY_MS = 4000;
/** After a start: what is made in the background is made by then. */
const SETTLED_MS = 10_000;
/** Each waits for a minute. */
const MOST_ROUNDS = 3;
const GIVEN_UP_MS = 300_000;
const ASKED = 500;
const SMALL: Due = { tenants: 50, channels: 40 };
const LARGE: Due = { tenants: 200, channels: 50 };

export async function runFanOut(bench: Bench): Promise<void> {
  const { isWanted } = bench;
  const rounds = bench.profiles === null ? Math.min(bench.rounds, MOST_ROUNDS) : 1;
  if (isWanted("fan-out")) await overSqlite(bench, { due: SMALL, most: 1.15, rounds });
  if (!isWanted("fan-out-large")) return;
  await overSqlite(bench, { due: LARGE, most: 1.25, rounds: 1 });
  const postgres = await startPostgres({ isDurable: true });
  for (const processes of [1, 2, 4]) {
    const database = { url: await postgres.createDatabase() };
    const stage = { due: LARGE, database, processes, name: `PostgreSQL, ${processes} of the bot` };
    await measure(bench, { ...stage, most: 1.25, rounds: 1 });
  }
  if (bench.profiles === null) await overPgBoss(await postgres.createDatabase(), bench);
  await postgres.stop();
}

interface Wanted {
  readonly due: Due;
  /** The most that it may take, by the least that pacing allows. */
  readonly most: number;
  /** Beside one that is not counted, where there are several: code is compiled by then. */
  readonly rounds: number;
}

interface Stage extends Wanted {
  readonly database: DatabaseOptions;
  readonly processes: number;
  /** What the processes keep; each has a folder of its own when absent. */
  readonly folder?: string;
  readonly name: string;
}

async function overSqlite(bench: Bench, wanted: Wanted): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  const database = { path: join(folder, "briefing.db") };
  await measure(bench, { ...wanted, database, folder, processes: 1, name: "SQLite" });
  rmSync(folder, { recursive: true, force: true });
}

interface Measured {
  readonly seconds: number;
  /** Microseconds a digest, of all processes. */
  readonly cpu: number;
  /** Milliseconds: the 99th of 100 commands, with nothing else to do and meanwhile. */
  readonly idle: number;
  readonly busy: number;
  readonly loop: number;
}

async function measure(bench: Bench, stage: Stage): Promise<void> {
  const { due, database, folder, processes, rounds, name } = stage;
  const { platforms, rows } = bench;
  await fillSubscriptions(database, due);
  Object.assign(platforms, { delayMs: DELAY_MS, workspaces: tenantsOf(due) });
  const environment = { ...SLACK, ...(database.url === undefined ? {} : { DATABASE_URL: database.url }) };
  const options = { hosts: platforms.hosts, environment, ...(folder === undefined ? {} : { folder }) };
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer("bot", options)));
  await pause(SETTLED_MS);
  const locks = database.url === undefined ? null : await watchLocks(database.url);
  const measured: Measured[] = [];
  for (let round = rounds === 1 ? 1 : 0; round <= rounds; round += 1)
    measured.push(await oneRound(bench, servers, stage));
  const waits = await locks?.stop();
  await Promise.all(servers.map((server) => server.stop()));
  Object.assign(platforms, { delayMs: 0, workspaces: [] });
  if (bench.profiles !== null) return;
  const later = measured.slice(-rounds);
  const of = (what: keyof Measured): number => median(later.map((each) => each[what]));
  const ideal = ((due.tenants * due.channels) / (IN_FLIGHT * processes)) * (DELAY_MS / 1000);
  const ratios = later.map(({ seconds }) => seconds / ideal);
  const work = `${whole(due.tenants * due.channels)} digests, ${due.tenants} tenants, ${name}`;
  rows.push({
    ...{ work, bot: `${of("seconds").toFixed(2)} s`, beside: `${ideal.toFixed(2)} s`, cpu: [of("cpu"), Number.NaN] },
    ...{ peer: "the least that pacing allows", ratio: median(ratios), spread: spreadOf(ratios) },
    ...{ mark: `<= ${stage.most}`, isMet: median(ratios) <= stage.most },
  });
  if (waits !== undefined) rows.push({ ...waits, work: `waits for a lock, ${name}` });
  const meanwhile = later.map(({ busy, idle }) => busy / idle);
  rows.push({
    ...{ work: `commands meanwhile, ${name}`, peer: "idle", cpu: null, mark: "<= 2, loop <= 20 ms" },
    bot: `p99 ${of("busy").toFixed(1)} ms, loop p99 ${of("loop").toFixed(0)} ms`,
    ...{ beside: `p99 ${of("idle").toFixed(1)} ms`, ratio: median(meanwhile), spread: spreadOf(meanwhile) },
    isMet: median(meanwhile) <= 2 && of("loop") <= 20,
  });
}

/** The next whole minute is theirs. */
async function oneRound(
  { platforms, profiles }: Bench,
  servers: readonly Server[],
  { due, database }: Stage,
): Promise<Measured> {
  const [first] = servers;
  if (first === undefined) throw new Error("There is no bot");
  const count = due.tenants * due.channels;
  platforms.posted.length = 0;
  const minute = Math.ceil((Date.now() + READY_MS) / MINUTE_MS) * MINUTE_MS;
  await makeDue(database, minute);
  const idle = await askInTurn(first, (asked) => asked >= ASKED || Date.now() > minute - READY_MS / 2);
  await pause(minute - Date.now() - 100);
  const before = await Promise.all(servers.map((server) => server.usage()));
  const begun = performance.now() + (minute - Date.now());
  const sending = untilPosted(platforms.posted, count);
  const busy = askInTurn(first, () => platforms.posted.length >= count);
  if (profiles === null) await sending;
  else profiles.push({ work: "digests", top: await first.profile(() => sending) });
  const asked = await busy;
  const after = await Promise.all(servers.map((server) => server.usage()));
  const cpus = after.map(({ cpu }, server) => cpu - (before[server]?.cpu ?? 0));
  return {
    seconds: ((platforms.posted.at(-1) ?? 0) + DELAY_MS - begun) / 1000,
    cpu: cpus.reduce((sum, cpu) => sum + cpu, 0) / count,
    ...{ idle: quantile(idle, 0.99), busy: quantile(asked, 0.99) },
    loop: Math.max(...after.map(({ loopP99 }) => loopP99)),
  };
}

/** Milliseconds of each answer, one after another. */
async function askInTurn({ port }: Server, isOver: (asked: number) => boolean): Promise<readonly number[]> {
  const topic = inTurn(TOPICS);
  const latencies: number[] = [];
  while (!isOver(latencies.length)) {
    latencies.push(...(await burst({ port, concurrency: 1, count: 10, next: () => command(topic()) })).latencies);
    await pause(10);
  }
  return latencies;
}

async function untilPosted(posted: readonly number[], count: number): Promise<void> {
  const until = performance.now() + GIVEN_UP_MS;
  while (posted.length < count) {
    if (performance.now() > until) throw new Error(`Only ${posted.length} of ${count} digests were sent`);
    await pause(20);
  }
}

async function overPgBoss(url: string, { platforms, rows }: Bench): Promise<void> {
  const count = LARGE.tenants * LARGE.channels;
  platforms.delayMs = DELAY_MS;
  platforms.posted.length = 0;
  const environment = { ...SLACK, DATABASE_URL: url, BENCH_JOBS: String(count) };
  const boss = await startServer("pg-boss", { hosts: platforms.hosts, environment });
  await untilPosted(platforms.posted, count);
  const seconds = ((platforms.posted.at(-1) ?? 0) - (platforms.posted[0] ?? 0) + DELAY_MS) / 1000;
  const { cpu } = await boss.usage();
  platforms.delayMs = 0;
  await boss.stop();
  const ideal = ((count / IN_FLIGHT) * DELAY_MS) / 1000;
  rows.push({
    ...{ work: `${whole(count)} static posts by pg-boss, 1 process`, bot: "", beside: `${seconds.toFixed(2)} s` },
    ...{ peer: "pg-boss and WebClient", cpu: [Number.NaN, cpu / count], mark: "", isMet: null },
    ...{ ratio: seconds / ideal, spread: null },
  });
}
