/**
 * What the search costs one process, as a line of JSON: `answers` (from the content read to the index ready, then questions
 * none of which is asked twice) or `memory`. What `search.bench.ts` starts; a process of its own, so that nothing is warm.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createKeptTables } from "#app/memory/kept-tables.ts";
import { loadLibrary } from "#content/load.ts";
import { findPack } from "#core/briefings/context.ts";
import type { Pack } from "#core/profile/profile.ts";
import { createAnswers } from "#search/answers.ts";
import { createIndexes } from "#search/index/indexes.ts";
import { readSet } from "#tests/evaluation/sets.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { CONTENT, SHIPPED } from "#tests/fixtures/library.ts";

const SETS = ["development", "other-hand", "strangers", "registers", "listed"];
/** So many are asked before it is measured: code is compiled by then, as in a bot that is up for a while. */
const WARMING = 2500;
/** Packs that are indexed beside the first one, to tell what one more costs. */
const MORE = 8;

const log = { info: () => undefined, warn: console.error, error: console.error };

/** CPU of the whole process, the compiler's and the collector's threads included. */
function cpuOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** Each once, the sets mixed in an order that is always the same. */
function readDifferent(): readonly string[] {
  const all = SETS.map(readSet).flatMap((set) => (set.kind === "questions" ? set.questions.map(({ ask }) => ask) : []));
  return [...new Set(all)].toSorted((one, other) => mixed(one) - mixed(other));
}

function mixed(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

async function measureAnswers(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  let library = loadLibrary(CONTENT);
  const built = cpuOf(() => void createIndexes(library).build(SHIPPED));
  const kept = createKeptTables({ folder, library, log });
  await createAnswers({ library, clock: { now: () => NOON }, kept }).warm();
  const read = cpuOf(() => (library = loadLibrary(CONTENT)));
  const answers = createAnswers({ library, clock: { now: () => NOON }, kept });
  const opened = cpuOf(() => void answers.askSync(SHIPPED, "heroin", null));
  rmSync(folder, { recursive: true });
  const microseconds = readDifferent().map((question) => {
    const begun = performance.now();
    answers.askSync(SHIPPED, question, null);
    return Math.round((performance.now() - begun) * 1000);
  });
  return { built, read, opened, microseconds: microseconds.slice(WARMING) };
}

function measureMemory(): object {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const held = (): number => {
    if (typeof collect === "function") collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const library = loadLibrary(CONTENT);
  const pack = findPack(library, SHIPPED);
  const empty = { ...pack, slug: "empty", findings: [], questions: {} };
  const more = Array.from({ length: MORE }, (_, number) => another(pack, number + 1));
  const indexes = createIndexes({ ...library, packs: [empty, pack, ...more] });
  const steps = [held()];
  for (const slugs of [["empty"], [SHIPPED], more.map(({ slug }) => slug)]) {
    for (const slug of slugs) indexes.build(slug);
    steps.push(held());
  }
  const [content = 0, shared = 0, one = 0, all = 0] = steps;
  // The indexes are used after they were measured, or they might be collected before.
  const packs = indexes.ready.size;
  return { content, shared: shared - content, pack: one - shared, further: (all - one) / MORE, packs };
}

/** With words of another finding in each, so that no two indexes are the same. */
function another(pack: Pack, number: number): Pack {
  const findings = pack.findings.map((finding, at) => {
    const other = pack.findings[(at + number) % pack.findings.length]?.text ?? "";
    return { ...finding, text: `${finding.text} ${other.slice(0, 60)}` };
  });
  return { ...pack, slug: `${pack.slug}-${number}`, findings };
}

console.log(JSON.stringify(process.argv[2] === "memory" ? measureMemory() : await measureAnswers()));
