/** One question from its words to the composed answer, beside plain minisearch over the same findings, which ranks and does no more. */
import { execFileSync } from "node:child_process";
import { z } from "zod";
import type { Bench } from "./main.ts";
import { median, spreadOf } from "./table.ts";

const Measured = z.object({
  p50: z.number(),
  p99: z.number(),
  miniP50: z.number(),
  miniP99: z.number(),
  mb: z.number(),
});
const PACKS = [1, 193];

export function runQuestions({ rows, rounds, isWanted, isQuick }: Bench): Promise<void> {
  if (!isWanted("questions")) return Promise.resolve();
  for (const packs of isQuick ? [1] : PACKS) {
    const each = Array.from({ length: packs === 1 ? rounds : 1 }, () => measure(packs));
    const middle = (of: (one: z.infer<typeof Measured>) => number): number => median(each.map(of));
    const ratios = each.map(({ p50, miniP50 }) => p50 / miniP50);
    const p99 = middle((one) => one.p99);
    const mb = middle((one) => one.mb);
    const isMet = median(ratios) <= 1 && p99 <= 1000 && mb <= 600;
    rows.push({
      work: `a question, ${packs} pack${packs === 1 ? "" : "s"} in memory (${mb.toFixed(0)} MB)`,
      bot: `p50 ${middle((one) => one.p50).toFixed(0)} us, p99 ${p99.toFixed(0)} us`,
      beside: `p50 ${middle((one) => one.miniP50).toFixed(0)} us, p99 ${middle((one) => one.miniP99).toFixed(0)} us`,
      ...{ peer: "minisearch", ratio: median(ratios), spread: spreadOf(ratios), cpu: null },
      ...{ mark: "p50 <= 1.0, p99 <= 1 ms, <= 600 MB", isMet },
    });
  }
  return Promise.resolve();
}

function measure(packs: number): z.infer<typeof Measured> {
  const run = execFileSync(process.execPath, ["tests/performance/questions-run.ts", String(packs)], {
    encoding: "utf8",
  });
  return Measured.parse(JSON.parse(run));
}
