/** One soak from start to reckoning: real processes, one database, all the trouble there is, then quiet. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createRandom } from "#tests/simulation/random.ts";
import { openSoakDatabase, type DatabaseName, type SoakDatabase } from "./databases.ts";
import { stageFailures } from "./failures.ts";
import { readLogs } from "./logs.ts";
import { createPeople } from "./people.ts";
import { startPlatforms, type Platforms } from "./platforms.ts";
import { findGrowth, startReadings } from "./readings.ts";
import { reckon, type Balance } from "./reckon.ts";
import { createReplica, isReady, type Replica } from "./replica.ts";
import { makeTrouble } from "./troubles.ts";

export interface SoakOptions {
  readonly database: DatabaseName;
  readonly minutes: number;
  readonly seed: number;
  readonly tell: (sentence: string) => void;
}

export interface Soaked extends Balance {
  /** Logs of the processes, what was asked and where it was unclear, and the SQLite file. */
  readonly folder: string;
}

/** Nobody is told that an answer is missing before three minutes; a digest may have been held back for as long. */
const QUIET_WITHIN_MS = 7 * 60_000;
const LOOK_EVERY_MS = 5000;

export async function soak(options: SoakOptions): Promise<Soaked> {
  const folder = await mkdtemp(join(tmpdir(), `briefing-soak-${options.database}-`));
  await using stack = new AsyncDisposableStack();
  const platforms = stack.adopt(await startPlatforms(), (opened) => opened.close());
  const database = stack.adopt(await openSoakDatabase(options.database, folder), (opened) => opened.close());
  const environment = { ...database.environment, SOAK_HOSTS: JSON.stringify(platforms.hosts) };
  const replicas = await Promise.all(database.replicas.map((name) => createReplica(name, { folder, environment })));
  stack.defer(() => replicas.filter(({ pid }) => pid > 0).forEach(({ pid }) => endSurely(pid)));
  for (const replica of replicas) await replica.start();
  const balance = await liveThrough(options, { platforms, database, replicas, folder });
  return { ...balance, folder };
}

interface Stage {
  readonly platforms: Platforms;
  readonly database: SoakDatabase;
  readonly replicas: readonly Replica[];
  readonly folder: string;
}

async function liveThrough(
  { minutes, seed, tell }: SoakOptions,
  { platforms, database, replicas, folder }: Stage,
): Promise<Balance> {
  const random = createRandom(seed);
  const people = createPeople({ platforms, replicas, random });
  const readings = startReadings(replicas);
  const failures = stageFailures(platforms, random);
  const ms = minutes * 60_000;
  const [troubles] = await Promise.all([
    makeTrouble({ replicas, random, holdDatabase: database.hold, tell }, ms),
    people.act(ms),
  ]);
  readings.stop();
  failures.end();
  tell("quiet");
  const open = await waitForRest(database);
  tell(open.length === 0 ? "nothing is open any more" : `${open.length} things are still open`);
  const unready = await Promise.all(replicas.map(async ({ name, url }) => ((await isReady(url)) ? [] : [name])));
  const rows = await database.readRows();
  const codes = await Promise.all(replicas.map((replica) => replica.end()));
  const logs = readLogs(replicas.map(({ log }) => log));
  await writeFile(join(folder, "asked.json"), JSON.stringify({ asked: people.asked, unclear: [...failures.unclear] }));
  const balance = reckon({ platforms, rows, asked: people.asked, troubles, failures, series: readings.series, logs });
  return {
    ...balance,
    faults: [
      ...balance.faults,
      ...open.map((one) => `after ${QUIET_WITHIN_MS / 60_000} minutes of quiet, ${one}`),
      ...unready.flat().map((name) => `${name} is not ready in the quiet`),
      ...replicas.flatMap(({ surprises }) => surprises),
      ...codes.flatMap((code, index) => (code === 0 ? [] : [`${replicas[index]?.name} ended with ${code}`])),
      ...logs.uncaught.map((fault) => `nobody caught: ${fault}`),
      ...findGrowth(readings.series),
    ],
  };
}

/** Gives what is still open when the patience is over. */
async function waitForRest(database: SoakDatabase): Promise<readonly string[]> {
  const until = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const open = await database.listOpen();
    if (open.length === 0 || performance.now() > until) return open;
    await pause(LOOK_EVERY_MS);
  }
}

/** One that has ended already is no trouble. */
function endSurely(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
