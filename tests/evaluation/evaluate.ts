/** Puts the questions and threads of this folder to the bot and prints how many were answered right: `npm run evaluate`. */
import { fileURLToPath } from "node:url";
import { askAll, askThreads } from "./ask.ts";
import { measureBuilding } from "./building.ts";
import { describeMistake, describeTurn } from "./mistakes.ts";
import { readOptions, type Options } from "./options.ts";
import { readQuestions, UNSEEN, type AnySet } from "./sets.ts";
import { openSubject, type Subject } from "./subject.ts";
import { HEAD, rowsOf, THREAD_HEAD, threadRow } from "./table.ts";

export { readQuestions } from "./sets.ts";
export { NOON, openAnswers } from "./subject.ts";

/** The first answers are slower until the code is compiled; a bot that runs for weeks is not measured by them. */
const WARM_ROUNDS = 3;

async function main(words: readonly string[]): Promise<void> {
  const opened = open(words);
  if (opened === null) return;
  const { subject, options } = opened;
  const { sets, mistakes, subject: what } = options;
  const { milliseconds, megabytes } = measureBuilding(subject);
  console.log(
    `index of ${subject.pack.slug}${what.lists ? "" : " without lists"}: built in ${milliseconds.toFixed(0)} ms (median), ${megabytes.toFixed(1)} MB`,
  );
  for (let round = 0; round < WARM_ROUNDS; round++) await askAll(readQuestions("development"), subject);
  const { questions = [], threads = [] } = Object.groupBy(sets, ({ kind }) => kind);
  for (const [head, some] of [
    [HEAD, questions],
    [THREAD_HEAD, threads],
  ] as const) {
    if (some.length > 0) console.log(`\n${head}`);
    for (const set of some) await print(set, subject, mistakes && !UNSEEN.has(set.name));
  }
}

/** Null where the words name a set, a pack or a folder that there is not: then it has said so. */
function open(words: readonly string[]): { readonly options: Options; readonly subject: Subject } | null {
  try {
    const options = readOptions(words);
    return { options, subject: openSubject(options.subject) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return null;
  }
}

async function print(set: AnySet, subject: Subject, mistakes: boolean): Promise<void> {
  if (set.kind === "questions") {
    const outcomes = await askAll(set.questions, subject);
    console.log(rowsOf(set.name, outcomes).join("\n"));
    if (mistakes) for (const line of outcomes.flatMap(describeMistake)) console.log(line);
  } else {
    const outcomes = await askThreads(set.threads, subject);
    console.log(threadRow(set.name, outcomes));
    if (mistakes) for (const line of outcomes.flat().flatMap(describeTurn)) console.log(line);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
