/** Many verdicts as shares. What there is nothing of has no share: NaN. */
import type { Outcome, TurnOutcome } from "./ask.ts";
import { isRight } from "./judge.ts";
import type { Question } from "./keys.ts";

export interface Marks {
  readonly questions: number;
  /** Of the answerable questions whose key names topics. */
  readonly hit: number;
  /** Of the answerable questions, as is `shown`. */
  readonly first: number;
  readonly shown: number;
  /** Of the findings that were shown to answerable questions; less is better. */
  readonly unrelated: number;
  readonly precision: number;
  readonly recall: number;
  readonly reasons: number;
  /** Of all questions, asides and calls for help among them. */
  readonly kinds: number;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function mark(outcomes: readonly Outcome[]): Marks {
  const answerable = outcomes.filter(({ question }) => isAnswerable(question));
  const others = outcomes.filter(({ question }) => question.kinds.every((kind) => kind === "abstention"));
  const times = outcomes.map(({ microseconds }) => microseconds).toSorted((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    questions: outcomes.length,
    hit: share(
      answerable.filter(({ question }) => question.topics.length > 0),
      ({ hit }) => hit,
    ),
    first: share(answerable, ({ firstRight }) => firstRight),
    shown: share(answerable, ({ factsRight }) => factsRight),
    unrelated: sum(answerable, ({ unrelated }) => unrelated) / sum(answerable, ({ findings }) => findings),
    precision: share(
      outcomes.filter(({ abstained }) => abstained),
      ({ kindRight }) => kindRight,
    ),
    recall: share(others, ({ abstained }) => abstained),
    reasons: share(others, ({ reasoned }) => reasoned),
    kinds: share(outcomes, ({ kindRight }) => kindRight),
    p50: at(0.5),
    p99: at(0.99),
  };
}

export interface ThreadMarks {
  readonly threads: number;
  readonly turns: number;
  readonly right: number;
  /** Of the turns that follow on another. */
  readonly later: number;
  /** Of the threads: those all of whose turns are right. */
  readonly whole: number;
  /** Turns, not a share: with a figure or a subject that is another's. */
  readonly wrong: number;
}

export function markThreads(threads: readonly (readonly TurnOutcome[])[]): ThreadMarks {
  const turns = threads.flat();
  return {
    threads: threads.length,
    turns: turns.length,
    right: share(turns, isRight),
    later: share(
      turns.filter(({ before }) => before.length > 0),
      isRight,
    ),
    whole: share(threads, (of) => of.every(isRight)),
    wrong: turns.filter(({ wrong }) => wrong.length > 0).length,
  };
}

function isAnswerable({ kinds }: Question): boolean {
  return kinds.every((kind) => kind === "answer" || kind === "figures");
}

function share<T>(of: readonly T[], is: (each: T) => boolean): number {
  return of.filter(is).length / of.length;
}

function sum<T>(of: readonly T[], count: (each: T) => number): number {
  return of.reduce((all, each) => all + count(each), 0);
}
