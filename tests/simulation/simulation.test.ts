/** 2,000 worlds, a year among them: in each of them everything adds up in the end. `npm run simulate` lives more. */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const WORLDS = 2000;
/** The first process lives the year as well, which is as much as so many mornings. */
const A_YEAR = 80;
const LOADED_FIRST = "--import=./src/compile-cache.mjs";

/** The worlds in as many shares as there are processors, each for a process of its own: they fake its clock and network. */
function sharesOf(processes: number): readonly string[] {
  const each = (WORLDS + A_YEAR) / processes;
  const ends = Array.from({ length: processes }, (_, index) => Math.round(each * (index + 1)) - A_YEAR);
  return ends.map((end, index) => `${(ends[index - 1] ?? 0) + 1}-${end}`);
}

async function live(seeds: string): Promise<string> {
  try {
    return (await run(process.execPath, [LOADED_FIRST, "tests/simulation/main.ts", "--seeds", seeds])).stdout;
  } catch (error) {
    // It ends so where a world does not add up, and has said which.
    if (error instanceof Error && "stdout" in error && error.stdout !== "") return String(error.stdout);
    throw error;
  }
}

it("2,000 worlds lose nothing, double nothing, leave nobody without a word, and can be told again", async () => {
  const told = await Promise.all(sharesOf(Math.min(8, availableParallelism())).map(live));
  for (const share of told) expect(share).toMatch(/^\d+ worlds, 0 that do not add up/u);
  expect(told.map((share) => Number.parseInt(share, 10)).reduce((sum, worlds) => sum + worlds)).toBe(WORLDS);
}, 400_000);
