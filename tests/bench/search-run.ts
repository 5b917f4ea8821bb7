/** One process of the search's bench: what building, answering and holding the indexes cost it, as a line of JSON. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadLibrary } from "#content/load.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import { createAnswers } from "#search/answers.ts";
import { createIndexes } from "#search/index/indexes.ts";
import { readSet } from "#tests/evaluation/sets.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { CONTENT, SHIPPED } from "#tests/fixtures/library.ts";

const SETS = ["development", "other-hand", "strangers", "registers", "listed"];
/** Asked before the clock runs: a bot that is up for days is not measured by them. */
const WARMING = 2500;
/** Packs that are indexed beside the first, to tell what one more costs. */
const MORE = 8;

const collect = garbageCollector();

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function heldMb(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("gc");
  return () => void (typeof gc === "function" && gc());
}

function another(pack: Pack, number: number): Pack {
  const findings = pack.findings.map((finding, at) => {
    const other = pack.findings[(at + number) % pack.findings.length]?.text ?? "";
    return { ...finding, text: `${finding.text} ${other.slice(0, 60)}` };
  });
  return { ...pack, slug: `${pack.slug}-${number}`, findings };
}

const rss0 = process.memoryUsage().rss;
const begun = cpuMs();
const startWall = performance.now();
const library: Library = loadLibrary(CONTENT);
const readMs = cpuMs() - begun;
const readWall = performance.now() - startWall;
const pack = library.packs.find(({ slug }) => slug === SHIPPED);
if (pack === undefined) throw new Error("no pack");
const mode = process.argv[2];
if (mode === "time") {
  const answers = createAnswers({ library, clock: { now: () => NOON } });
  const before = cpuMs();
  const wall = performance.now();
  await answers.warm();
  const builtMs = cpuMs() - before;
  const builtWall = performance.now() - wall;
  const firstBefore = performance.now();
  const questions = [
    ...new Set(
      SETS.flatMap((name) => {
        const set = readSet(name);
        return set.kind === "questions" ? set.questions.map(({ ask }) => ask) : [];
      }),
    ),
  ];
  // Interleave sets
  questions.sort((a, b) => hash(a) - hash(b));
  const firstAsk = performance.now();
  answers.askSync(SHIPPED, questions[0] ?? "", null);
  const firstMs = performance.now() - firstAsk;
  void firstBefore;
  const times: number[] = [];
  const cpu: number[] = [];
  for (const [at, ask] of questions.entries()) {
    const c = process.threadCpuUsage();
    const t = performance.now();
    answers.askSync(SHIPPED, ask, null);
    const d = performance.now() - t;
    const e = process.threadCpuUsage(c);
    if (at >= WARMING) {
      times.push(d * 1000);
      cpu.push(e.user + e.system);
    }
  }
  const q = (xs: number[], s: number): number => xs.toSorted((a, b) => a - b)[Math.floor(xs.length * s)] ?? 0;
  console.log(
    JSON.stringify({
      readMs,
      readWall,
      builtMs,
      builtWall,
      firstMs,
      asked: times.length,
      p50: q(times, 0.5),
      p99: q(times, 0.99),
      p999: q(times, 0.999),
      cpu50: q(cpu, 0.5),
      cpu99: q(cpu, 0.99),
      cpuMean: cpu.reduce((a, b) => a + b, 0) / cpu.length,
    }),
  );
} else {
  const content = heldMb();
  const none: Library = { ...library, packs: [], refusals: {} };
  const empty: Pack = { ...pack, slug: "empty", findings: [], questions: {} };
  const more = Array.from({ length: MORE }, (_, n) => another(pack, n + 1));
  const indexes = createIndexes({ ...none, refusals: library.refusals, packs: [empty, pack, ...more] });
  const base = heldMb();
  indexes.build("empty");
  const shared = heldMb();
  indexes.build(SHIPPED);
  const one = heldMb();
  for (const each of more) indexes.build(each.slug);
  const all = heldMb();
  console.log(
    JSON.stringify({
      content,
      shared: shared - base,
      pack: one - shared,
      further: (all - one) / MORE,
      rss: (process.memoryUsage().rss - rss0) / 1e6,
      kept: indexes.ready.size,
    }),
  );
}

function hash(s: string): number {
  let h = 7;
  for (const c of s) h = (h * 31 + (c.codePointAt(0) ?? 0)) | 0;
  return h;
}
