/** `npm run simulate -- --seeds 1-100` runs worlds and names those that do not add up; `--seed 42` tells one's story. */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, seeds: { type: "string", default: "1-100" } } });

if (values.seed === undefined) {
  const [first = 1, last = first] = values.seeds.split("-").map(Number);
  const began = performance.now();
  let bad = 0;
  const name = (seed: number, what: string): void => {
    bad++;
    console.log(`seed ${seed}: ${what}`);
  };
  const { story } = await simulate(first);
  for (let seed = first; seed <= last; seed++) {
    const { faults } = await simulate(seed);
    if (faults.length > 0) name(seed, faults.join("; "));
  }
  // As the first world of a process and after all the others it is the same to the letter, or it could not be replayed.
  const again = await simulate(first);
  if (again.story.join("\n") !== story.join("\n")) name(first, "has another story after the other worlds");
  const ms = Math.round(performance.now() - began);
  const cpu = Math.round(process.cpuUsage().user / 1000);
  console.log(`${last - first + 1} worlds, ${bad} that do not add up, ${ms} ms, ${cpu} ms of CPU`);
  process.exitCode = bad === 0 ? 0 : 1;
} else {
  const { faults, story } = await simulate(Number(values.seed));
  for (const line of story) console.log(line);
  console.log(faults.length === 0 ? "It adds up." : faults.join("\n"));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
