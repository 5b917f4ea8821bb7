/**
 * `npm run bench [-- --quick] [--only WORK,...] [--profile [--section before]] [--write]`: the bot beside what else one would use, and beside
 * the least that it could cost. Each server is a process of its own, the load comes from this one.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { runFanOut } from "./fan-out.ts";
import { runLedger } from "./ledger.ts";
import { runCountries, runMemory } from "./memory.ts";
import { runPictures } from "./pictures.ts";
import { startPlatforms, type Platforms } from "./platforms.ts";
import { runQuestions } from "./questions.ts";
import { runSlackRoads, runTeamsRoad } from "./roads.ts";
import { stopAll } from "./server.ts";
import { runStart } from "./start.ts";
import { drawTable, writeDocument, writeProfiles, type Profile, type Row } from "./table.ts";

/** One run, and what has come of it so far. */
export interface Bench {
  readonly platforms: Platforms;
  readonly rows: Row[];
  /** Null where nothing is profiled. */
  readonly profiles: Profile[] | null;
  readonly rounds: number;
  /** Three minutes in all: ratios of CPU, which hold on a machine that does other work too. */
  readonly isQuick: boolean;
  readonly isWanted: (work: string) => boolean;
}

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    profile: { type: "boolean", default: false },
    /** Of `docs/profiles.md`. */
    section: { type: "string", default: "now" },
    write: { type: "boolean", default: false },
  },
});

/** Peers are nobody's business but a benchmark's: `npm start` installs none of them. */
function installPeers(): void {
  if (existsSync("tests/bench/node_modules/chat")) return;
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: "tests/bench", stdio: "inherit" });
}

const QUICK = new Set(["command", "ask", "mention", "teams", "questions", "start"]);

installPeers();
const only = values.only?.split(",");
const bench: Bench = {
  ...{ platforms: await startPlatforms(), rows: [], profiles: values.profile ? [] : null },
  ...{ rounds: values.quick ? 3 : 5, isQuick: values.quick },
  isWanted: (work) => only?.includes(work) ?? (!values.quick || QUICK.has(work)),
};
try {
  for (const run of [
    runSlackRoads,
    runTeamsRoad,
    runStart,
    runQuestions,
    runPictures,
    runMemory,
    runCountries,
    runFanOut,
    runLedger,
  ]) {
    const before = bench.rows.length;
    await run(bench);
    if (bench.rows.length > before) console.log(`${drawTable(bench.rows.slice(before))}\n`);
  }
  for (const { work, top } of bench.profiles ?? []) console.log(work, top.slice(0, 25));
  const words = ["npm run bench", ...process.argv.slice(2)].join(" ");
  if (values.write && bench.profiles === null) writeDocument(bench.rows, words);
  if (values.write && bench.profiles !== null) writeProfiles(bench.profiles, values.section, words);
} finally {
  await stopAll();
  await bench.platforms.close();
}
