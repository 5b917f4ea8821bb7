/** What a bot for both platforms holds of memory at rest, and after it has answered for a while. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { command, inTurn, mention, QUESTIONS, teamsMessage, TOPICS } from "./asked.ts";
import { burst, type Request } from "./load.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer, TEAMS } from "./server.ts";
import { inventedSheets, writeWorkbook } from "#tests/fixtures/workbook.ts";
import { median, whole } from "./table.ts";

/** The thread that draws pictures ends when it has drawn none for a minute. */
const REST_MS = 75_000;
const STARTED_MS = 25_000;
const REQUESTS = 100_000;
const PORTION = 5000;
/** What is not asked by then is not asked. */
const ASKED_MS = 180_000;
const MB = 1e6;

/** How many countries the Index has, and what a server may hold more with the figures of all of them. */
const COUNTRIES = 193;
const MORE_MB = 30;
const STARTS = 3;

/** What a server holds at rest with the figures of all countries in its folder, beside one with none. */
export async function runCountries({ platforms: { hosts }, rows, isWanted }: Bench): Promise<void> {
  if (!isWanted("countries")) return;
  const [none, all] = ["none", "all"].map(() => mkdtempSync(join(tmpdir(), "briefing-bench-")));
  if (none === undefined || all === undefined) return;
  const workbook = join(all, "invented.xlsx");
  const places = namesOfCountries().map((name, at) => ({
    ...{ name, region: `Region ${at % 20}`, continent: "Continent" },
    score: 1 + (at % 16) / 2,
  }));
  writeFileSync(workbook, writeWorkbook(inventedSheets(places)));
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, DATA_FOLDER: all, DEFAULT_PACK: "kyrgyzstan" };
  execFileSync(process.execPath, ["src/main.ts", "briefing", "import", workbook, "--all"], { env, stdio: "ignore" });
  const held = new Map<string, number[]>([none, all].map((folder) => [folder, []]));
  // The first start of each keeps what others find.
  for (let start = 0; start <= STARTS; start++)
    for (const [folder, measured] of held) {
      const bot = await startServer("bot", { hosts, environment: { ...SLACK, ...TEAMS }, folder });
      await pause(STARTED_MS);
      await burst({ port: bot.port, concurrency: 1, count: ASKED_OF_WORLD, next: () => command("rank heroin world") });
      await pause(SETTLED_MS);
      if (start > 0) measured.push((await bot.usage()).rss);
      await bot.stop();
    }
  const [without, within] = [none, all].map((folder) => median(held.get(folder) ?? []));
  for (const folder of held.keys()) rmSync(folder, { recursive: true, force: true });
  if (without === undefined || within === undefined) return;
  rows.push({
    ...{ work: `memory at rest, figures of ${COUNTRIES} countries`, bot: inMb(within), beside: inMb(without) },
    ...{ peer: "with none", ratio: within / without, spread: null, cpu: null },
    ...{ mark: `<= ${MORE_MB} MB more`, isMet: within - without <= MORE_MB * MB },
  });
}

const ASKED_OF_WORLD = 20;
const SETTLED_MS = 8000;

/** Names that an import knows. */
function namesOfCountries(): readonly string[] {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint("A".codePointAt(0)! + at));
  const all = letters.flatMap((one) => letters.flatMap((other) => names.of(`${one}${other}`) ?? []));
  return [...new Set(all)].slice(0, COUNTRIES);
}

export async function runMemory(bench: Bench): Promise<void> {
  const { platforms, rows, isWanted } = bench;
  if (!isWanted("memory")) return;
  const { hosts } = platforms;
  const bolt = await startServer("bolt", { hosts, environment: SLACK });
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  const start = () => startServer("bot", { hosts, environment: { ...SLACK, ...TEAMS }, folder });
  // What the first start reads and compiles is kept for all others.
  const first = await start();
  await pause(STARTED_MS);
  await first.stop();
  const bot = await start();
  await pause(STARTED_MS);
  const idle = (await bolt.usage()).rss;
  await bolt.stop();
  const of = (work: string, rss: number, most: number): void => {
    const told = { bot: inMb(rss), beside: inMb(idle), peer: "stock Bolt, idle", ratio: rss / idle, spread: null };
    rows.push({ work, ...told, cpu: null, mark: `<= ${most} MB`, isMet: rss <= most * MB });
  };
  of("memory at rest", (await bot.usage()).rss, 150);
  const next = mixed(bench);
  const until = performance.now() + ASKED_MS;
  const held: number[] = [];
  while (held.length * PORTION < REQUESTS && performance.now() < until) {
    await burst({ port: bot.port, concurrency: 16, count: PORTION, next });
    held.push((await bot.usage()).rss);
  }
  const [half, end] = [held[Math.floor(held.length / 2)] ?? Number.NaN, held.at(-1) ?? Number.NaN];
  await pause(REST_MS);
  const { rss } = await bot.usage();
  const after = `memory after ${whole(held.length * PORTION)} mixed, at rest again`;
  of(after, rss, 190);
  const spent = await boltAfter(held.length * PORTION, bench);
  rows.push({
    ...{ work: after, bot: inMb(rss), beside: inMb(spent), peer: "stock Bolt, after as many of Slack's", cpu: null },
    ...{ ratio: rss / spent, spread: null, mark: "", isMet: null },
  });
  rows.push({
    ...{ work: "memory under load, at its end", bot: inMb(end), beside: inMb(half), peer: "half-way", cpu: null },
    ...{ ratio: end / half, spread: null, mark: "<= 1.1", isMet: end / half <= 1.1 },
  });
  await bot.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Commands acknowledged and mentions answered with hardly anything, and then at rest. */
async function boltAfter(count: number, bench: Bench): Promise<number> {
  const bolt = await startServer("bolt", { hosts: bench.platforms.hosts, environment: SLACK });
  await burst({ port: bolt.port, concurrency: 16, count, next: mixed(bench, { isOfSlack: true }) });
  await pause(REST_MS);
  const { rss } = await bolt.usage();
  await bolt.stop();
  return rss;
}

function inMb(bytes: number): string {
  return `${(bytes / MB).toFixed(0)} MB`;
}

/** Of ten requests five commands, two questions by command, two mentions and one in Teams; of Slack alone, a command more. */
function mixed({ platforms }: Bench, { isOfSlack = false } = {}): () => Request {
  const [topic, question, bearer] = [inTurn(TOPICS), inTurn(QUESTIONS), platforms.bearer()];
  let turn = 0;
  return () => {
    const kind = turn++ % 10;
    if (kind < 5 || (isOfSlack && kind === 9)) return command(topic());
    if (kind < 7) return command(`ask ${question()}`);
    return kind < 9 ? mention(question(), platforms) : teamsMessage(topic(), platforms, bearer);
  };
}
