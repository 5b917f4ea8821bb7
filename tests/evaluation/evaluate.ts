/** Runs the questions of this folder through the answers and prints how many were right: `npm run evaluate`. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { answerLine } from "#terminal/answer-line.ts";
import type { Reply } from "#core/reply.ts";
import { createAnswers, type Answers } from "#search/answers.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { frameAbout } from "#tests/fixtures/frames.ts";

const Question = z.strictObject({
  ask: z.string(),
  after: z.string().nullable().default(null),
  topics: z.array(z.string()).default([]),
  shows: z.string().default("."),
  abstain: z.array(z.string()).default([]),
  language: z.enum(["en", "ru", "ky"]).default("en"),
});
export type Question = z.infer<typeof Question>;
const Twin = z.strictObject({ compliance: z.string(), topics: z.array(z.string()), recipe: z.string() });
export type Twin = z.infer<typeof Twin>;

export interface Outcome {
  readonly question: Question;
  readonly reply: Reply;
  readonly hit: boolean;
  readonly hitOfThree: boolean;
  readonly shown: boolean;
  readonly abstained: boolean;
  readonly reasoned: boolean;
  readonly microseconds: number;
}

/** Sets whose questions are never looked at: only their numbers are printed. */
const UNSEEN: ReadonlySet<string> = new Set(["hold-out", "fresh"]);

export type QuestionSet = "development" | "other-hand" | "strangers" | "hold-out" | "fresh";

export function readQuestions(name: QuestionSet): readonly Question[] {
  return z.array(Question).parse(readYaml(name));
}

export function readTwins(): readonly Twin[] {
  return z.array(Twin).parse(readYaml("twins"));
}

/** 22 November 2026. */
export const NOON = Date.parse("2026-11-22T12:00:00Z");

export function openAnswers(): Answers {
  return createAnswers({
    library: loadTestLibrary(),
    clock: { now: () => NOON },
  });
}

export function askAll(questions: readonly Question[], answers: Answers): readonly Outcome[] {
  return questions.map((question) => {
    const started = performance.now();
    const reply = answers.askSync("kyrgyzstan", question.ask, frameAbout(question.after));
    const microseconds = (performance.now() - started) * 1000;
    const line = answerLine(reply);
    const indicators = line.citations.map(({ finding }) => finding.split(".")[0] ?? "") ?? [];
    const answered = reply.kind === "answer" || reply.kind === "figures";
    return {
      question,
      reply,
      hit: answered && question.topics.includes(reply.topic),
      hitOfThree: answered && [reply.topic, ...indicators].some((slug) => question.topics.includes(slug)),
      shown: answered && new RegExp(question.shows, "iu").test(line.text ?? ""),
      abstained: reply.kind === "abstention",
      reasoned: reply.kind === "abstention" && question.abstain.includes(reply.reason),
      microseconds,
    };
  });
}

export interface Marks {
  readonly questions: number;
  readonly hit: number;
  readonly hitOfThree: number;
  readonly shown: number;
  readonly precision: number;
  readonly recall: number;
  readonly reasons: number;
  readonly p50: number;
  readonly p99: number;
}

export function mark(outcomes: readonly Outcome[]): Marks {
  const answerable = outcomes.filter(({ question }) => question.topics.length > 0);
  const others = outcomes.filter(({ question }) => question.topics.length === 0);
  const abstained = outcomes.filter((outcome) => outcome.abstained);
  const rightly = others.filter((outcome) => outcome.abstained);
  const times = outcomes.map(({ microseconds }) => microseconds).toSorted((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const part = (some: number, all: number): number => (all === 0 ? 1 : some / all);
  return {
    questions: outcomes.length,
    hit: part(answerable.filter(({ hit }) => hit).length, answerable.length),
    hitOfThree: part(answerable.filter(({ hitOfThree }) => hitOfThree).length, answerable.length),
    shown: part(answerable.filter(({ shown }) => shown).length, answerable.length),
    precision: part(rightly.length, abstained.length),
    recall: part(rightly.length, others.length),
    reasons: part(others.filter(({ reasoned }) => reasoned).length, others.length),
    p50: at(0.5),
    p99: at(0.99),
  };
}

function readYaml(name: string): unknown {
  return parse(readFileSync(fileURLToPath(new URL(`${name}.yaml`, import.meta.url)), "utf8"));
}

function row(name: string, marks: Marks): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);
  return [
    name.padEnd(18),
    String(marks.questions).padStart(5),
    ...[marks.hit, marks.hitOfThree, marks.shown, marks.precision, marks.recall, marks.reasons].map(percent),
    `${marks.p50.toFixed(0)} / ${marks.p99.toFixed(0)} us`.padStart(16),
  ].join(" ");
}

function describe({ question, reply, hit, shown, abstained, reasoned }: Outcome): readonly string[] {
  const got =
    reply.kind === "abstention"
      ? `abstained (${reply.reason})`
      : `${reply.topic}: ${answerLine(reply)
          ?.citations.map(({ finding }) => finding)
          .join(" ")}`;
  if (question.abstain.length > 0)
    return reasoned
      ? []
      : [`${abstained ? "reason" : "ANSWERED"}: ${question.ask} | wanted ${question.abstain.join(", ")} | ${got}`];
  if (hit && shown) return [];
  return [
    `${abstained ? "ABSTAINED" : hit ? "fact" : "miss"}: ${question.ask} | wanted ${question.topics.join(", ")} /${question.shows}/ | ${got}`,
  ];
}

/** The twins as questions, so that they are marked with the rest. */
function twinQuestions(): readonly Question[] {
  return readTwins().flatMap(({ compliance, topics, recipe }) => [
    Question.parse({ ask: compliance, topics }),
    Question.parse({ ask: recipe, abstain: ["operational-detail"] }),
  ]);
}

function main(words: readonly string[]): void {
  const answers = openAnswers();
  const sets = {
    development: readQuestions("development"),
    twins: twinQuestions(),
    "other-hand": readQuestions("other-hand"),
    strangers: readQuestions("strangers"),
    "hold-out": readQuestions("hold-out"),
    fresh: readQuestions("fresh"),
  };
  // The first answers are slower until the code is compiled; a bot that runs for weeks is not measured by them.
  for (let round = 0; round < 3; round++) askAll(sets.development, answers);
  console.log(`${"".padEnd(18)}     n    hit@1    hit@3    facts abst. pr. abst. re.  reasons        p50 / p99`);
  for (const [name, questions] of Object.entries(sets)) {
    const outcomes = askAll(questions, answers);
    console.log(row(name, mark(outcomes)));
    for (const language of ["en", "ru", "ky"] as const) {
      const some = outcomes.filter(({ question }) => question.language === language);
      if (some.length > 0 && some.length < outcomes.length) console.log(row(`  ${language}`, mark(some)));
    }
    if (words.includes("--mistakes") && !UNSEEN.has(name)) console.log(outcomes.flatMap(describe).join("\n"));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
