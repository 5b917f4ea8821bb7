/** What `questions.ts` starts for each round, with a number of packs: a process of its own; prints a line of JSON. */
import MiniSearch from "minisearch";
import { findPack } from "#core/briefings/context.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import { createAnswers } from "#search/answers.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { QUESTIONS } from "./asked.ts";
import { quantile } from "./table.ts";

/** So many are asked before it is measured: code is compiled by then. */
const WARMING = 1500;
const ASKED = 2000;

const library = withPacks(loadTestLibrary(), Number(process.argv[2] ?? "1"));
const answers = createAnswers({ library, clock: { now: () => NOON } });
const slugs = library.packs.map(({ slug }) => slug);
for (const slug of slugs) answers.askSync(slug, "heroin", null);
const mini = new MiniSearch({ fields: ["text", "terms"], searchOptions: { fuzzy: 0.2, prefix: true } });
mini.addAll(findPack(library, SHIPPED).findings.map(({ id, text, terms }) => ({ id, text, terms: terms.join(" ") })));

const [ours, others]: [number[], number[]] = [[], []];
for (const [turn, question] of QUESTIONS.slice(0, WARMING + ASKED).entries()) {
  const slug = slugs[turn % slugs.length] ?? SHIPPED;
  const times = [timed(() => answers.askSync(slug, question, null)), timed(() => mini.search(question))] as const;
  if (turn < WARMING) continue;
  ours.push(times[0]);
  others.push(times[1]);
}
const [p50, p99, miniP50, miniP99] = [ours, others].flatMap((each) => [quantile(each, 0.5), quantile(each, 0.99)]);
console.log(JSON.stringify({ p50, p99, miniP50, miniP99, mb: process.memoryUsage.rss() / 1e6 }));

/** Microseconds. */
function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) * 1000;
}

/** The shipped pack under other slugs with all of its questions, each finding with words of another so that no two are the same. */
function withPacks(shipped: Library, count: number): Library {
  const pack = findPack(shipped, SHIPPED);
  const packs = Array.from({ length: count }, (_, number): Pack => {
    const findings = pack.findings.map((finding, at) => {
      const other = pack.findings[(at + number) % pack.findings.length]?.text ?? "";
      return number === 0 ? finding : { ...finding, text: `${finding.text} ${other.slice(0, 60)}` };
    });
    return { ...pack, slug: number === 0 ? pack.slug : `${pack.slug}-${number}`, findings };
  });
  return { ...shipped, packs };
}
