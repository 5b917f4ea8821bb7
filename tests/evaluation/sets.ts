/** The sets of this folder, and which of them nobody looks at. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { Question, Thread, Twin } from "./keys.ts";

export type AnySet =
  | { readonly kind: "questions"; readonly name: string; readonly questions: readonly Question[] }
  | { readonly kind: "threads"; readonly name: string; readonly threads: readonly Thread[] };

/** Each question under the finding that answers it, or under the reason why none does. */
const LISTED_SETS = ["listed", "listed-fresh"] as const;

const QUESTION_SETS = [
  "development",
  "other-hand",
  "strangers",
  "registers",
  "hold-out",
  "fresh",
  "registers-last",
] as const;
export type QuestionSet = (typeof QUESTION_SETS)[number];

const THREAD_SETS = ["threads", "threads-last"] as const;
export type ThreadSet = (typeof THREAD_SETS)[number];

/** Sets whose questions are never looked at: only their numbers are printed. */
export const UNSEEN: ReadonlySet<string> = new Set([
  "hold-out",
  "fresh",
  "registers-last",
  "listed-fresh",
  "threads-last",
]);

/** In the order in which they are printed. */
export const SET_NAMES: readonly string[] = ["twins", ...QUESTION_SETS, ...LISTED_SETS, ...THREAD_SETS];

export function readQuestions(name: QuestionSet): readonly Question[] {
  return z.array(Question).parse(readYaml(fileOf(name)));
}

export function readThreads(name: ThreadSet): readonly Thread[] {
  return z.array(Thread).parse(readYaml(fileOf(name)));
}

export function readTwins(): readonly Twin[] {
  return z.array(Twin).parse(readYaml(fileOf("twins")));
}

/** One of `SET_NAMES`. */
export function readSet(name: string): AnySet {
  return name === "twins" ? { kind: "questions", name, questions: twinQuestions() } : readSetFile(fileOf(name));
}

/** Questions or threads, whichever the file holds; its name is the set's. */
export function readSetFile(file: string): AnySet {
  const name = basename(file, ".yaml");
  const read = readYaml(file);
  if (!Array.isArray(read)) return { kind: "questions", name, questions: listedQuestions(Listed.parse(read)) };
  const items = z.array(z.looseObject({})).parse(read);
  return items.some((item) => "turns" in item)
    ? { kind: "threads", name, threads: z.array(Thread).parse(items) }
    : { kind: "questions", name, questions: z.array(Question).parse(items) };
}

const Listed = z.record(
  z.string(),
  z.string().transform((lines) => lines.split("\n").filter(Boolean)),
);

function listedQuestions(lists: z.infer<typeof Listed>): readonly Question[] {
  return Object.entries(lists).flatMap(([key, lines]) => {
    const [topic, finding] = key.split(".");
    return lines.map((ask) =>
      Question.parse(finding === undefined ? { ask, abstain: [key] } : { ask, topics: [topic] }),
    );
  });
}

/** The twins as questions, so that they are marked with the rest. */
function twinQuestions(): readonly Question[] {
  return readTwins().flatMap(({ compliance, topics, recipe }) => [
    Question.parse({ ask: compliance, topics }),
    Question.parse({ ask: recipe, abstain: ["operational-detail"] }),
  ]);
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.yaml`, import.meta.url));
}

function readYaml(file: string): unknown {
  return parse(readFileSync(file, "utf8"));
}
