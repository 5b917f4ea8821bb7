/** The marks as lines of a table. */
import type { Outcome, TurnOutcome } from "./ask.ts";
import { LANGUAGES, REGISTERS } from "./keys.ts";
import { mark, markThreads, type Marks } from "./marks.ts";

const NAME = 18;
const COLUMNS = ["hit@1", "first", "facts", "unrelated", "abst. pr.", "abst. re.", "reasons", "kinds"] as const;

export const HEAD = [
  "".padEnd(NAME),
  "n".padStart(5),
  ...COLUMNS.map((column) => column.padStart(9)),
  "p50 / p99".padStart(16),
].join(" ");

export const THREAD_HEAD = [
  "".padEnd(NAME),
  ...["threads", "turns", "right", "later", "whole", "wrong figure"].map((column) => column.padStart(9)),
].join(" ");

/** A row for the set, and one for each language and register of which it has some. */
export function rowsOf(name: string, outcomes: readonly Outcome[]): readonly string[] {
  const part = (named: string, is: (outcome: Outcome) => boolean): readonly string[] => {
    const some = outcomes.filter(is);
    return some.length > 0 && some.length < outcomes.length ? [row(`  ${named}`, mark(some))] : [];
  };
  return [
    row(name, mark(outcomes)),
    ...LANGUAGES.flatMap((language) => part(language, ({ question }) => question.language === language)),
    ...REGISTERS.flatMap((register) => part(register, ({ question }) => question.register === register)),
  ];
}

export function threadRow(name: string, threads: readonly (readonly TurnOutcome[])[]): string {
  const marks = markThreads(threads);
  return [
    name.padEnd(NAME),
    String(marks.threads).padStart(9),
    String(marks.turns).padStart(9),
    ...[marks.right, marks.later, marks.whole].map(percent),
    String(marks.wrong).padStart(12),
  ].join(" ");
}

function row(name: string, marks: Marks): string {
  const { hit, first, shown, unrelated, precision, recall, reasons, kinds } = marks;
  return [
    name.padEnd(NAME),
    String(marks.questions).padStart(5),
    ...[hit, first, shown, unrelated, precision, recall, reasons, kinds].map(percent),
    `${marks.p50.toFixed(0)} / ${marks.p99.toFixed(0)} us`.padStart(16),
  ].join(" ");
}

function percent(share: number): string {
  return (Number.isNaN(share) ? "-" : `${(share * 100).toFixed(1)} %`).padStart(9);
}
