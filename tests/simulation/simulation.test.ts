/** Hundreds of worlds, a year among them: in each of them everything adds up in the end. `npm run simulate` lives more. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
/** Each in a process of its own: the worlds fake the runtime's clock and network. The year is as much as many mornings. */
const HALVES = ["1-370", "371-800"];
const LOADED_FIRST = "--import=./src/compile-cache.mjs";

async function live(seeds: string): Promise<string> {
  const { stdout } = await run(process.execPath, [LOADED_FIRST, "tests/simulation/main.ts", "--seeds", seeds]);
  return stdout;
}

it("800 worlds lose nothing, double nothing, leave nobody without a word, and can be told again", async () => {
  for (const half of await Promise.all(HALVES.map(live))) expect(half).toMatch(/^\d+ worlds, 0 that do not add up/);
}, 400_000);
