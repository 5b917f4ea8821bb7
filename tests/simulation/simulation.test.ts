/** Three hundred worlds, a year among them: in each of them everything adds up in the end. `npm run simulate` lives more. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
/** Each half in a process of its own: the worlds fake the runtime's clock and network. */
const HALVES = ["1-150", "151-300"];

async function live(arguments_: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["tests/simulation/main.ts", ...arguments_], { maxBuffer: 2 ** 26 });
  return stdout;
}

it("300 worlds lose nothing, double nothing, and leave nobody without a word", { timeout: 400_000 }, async () => {
  const said = await Promise.all(HALVES.map((seeds) => live(["--seeds", seeds])));
  for (const half of said) expect(half).toMatch(/^150 worlds, 0 that do not add up/);
});

it("the same seed has the same story, to the letter", { timeout: 120_000 }, async () => {
  const [once, again] = await Promise.all([live(["--seed", "7"]), live(["--seed", "7"])]);
  expect(once.split("\n").length).toBeGreaterThan(20);
  expect(again).toBe(once);
});
