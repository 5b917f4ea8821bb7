/** `npm run simulate -- --seeds 1-100` runs worlds and names those that do not add up; `--seed 42` tells one's story. */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, seeds: { type: "string", default: "1-100" } } });

if (values.seed === undefined) {
  const [first = 1, last = first] = values.seeds.split("-").map(Number);
  const began = performance.now();
  let bad = 0;
  for (let seed = first; seed <= last; seed++) {
    const { faults } = await simulate(seed);
    if (faults.length === 0) continue;
    bad++;
    console.log(`seed ${seed}: ${faults.join("; ")}`);
  }
  console.log(`${last - first + 1} worlds, ${bad} that do not add up, ${Math.round(performance.now() - began)} ms`);
  process.exitCode = bad === 0 ? 0 : 1;
} else {
  const { faults, story } = await simulate(Number(values.seed));
  for (const line of story) console.log(line);
  console.log(faults.length === 0 ? "It adds up." : faults.join("\n"));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
