/** Walks through patterns word by word. */
import { ALL, CHOICE, WAY_END, type PatternTable } from "./table.ts";

/** Before a part of a pattern; behind the last one of a way it goes on where `up` is. */
export interface PatternPosition {
  /** Among all parts. */
  readonly at: number;
  readonly up: PatternPosition | null;
}

/** Which of the patterns' words a word is: itself, and the beginnings that it has. */
export type WordNumbers = readonly number[];

/** A pattern by its place in the list, and how far it is. */
export interface Step {
  readonly listed: number;
  readonly position: PatternPosition;
}

/** Where each pattern is that the word can begin, before it, in the order in which they are listed. */
export function begunBy(table: PatternTable, word: WordNumbers): readonly Step[] {
  const [from = 0] = table.choices;
  return waysBegunBy(table, ALL, word).map((listed) => ({
    listed,
    position: { at: table.ways[from + listed] ?? 0, up: null },
  }));
}

/** Where a pattern may be with one word more. */
export function positionsAfter(
  table: PatternTable,
  position: PatternPosition,
  word: WordNumbers,
): readonly PatternPosition[] {
  const found: PatternPosition[] = [];
  const goInto = ({ at, up }: PatternPosition): boolean => {
    for (let next = at; ; next++) {
      const part = table.parts[next] ?? WAY_END;
      if (part === WAY_END) return true;
      const behind = { at: next + 1, up };
      if (part > 0) {
        if (word.includes(part)) found.push(leaving(table, behind));
        return false;
      }
      goIntoWays(-part, behind);
      if (!mayBeEmpty(table, -part)) return false;
    }
  };
  /** Adds what the word leads to in the ways of a choice. */
  const goIntoWays = (choice: number, up: PatternPosition): void => {
    const from = field(table, choice, "ways");
    if (field(table, choice, "firsts") === field(table, choice, "firstsEnd"))
      for (let way = from; way < field(table, choice, "waysEnd"); way++) goInto({ at: table.ways[way] ?? 0, up });
    else for (const way of waysBegunBy(table, choice, word)) goInto({ at: table.ways[from + way] ?? 0, up });
  };
  for (let from: PatternPosition | null = position; from !== null && goInto(from); from = from.up);
  return found;
}

/** By their places in the choice, in its order. */
function waysBegunBy(table: PatternTable, choice: number, word: WordNumbers): readonly number[] {
  const { firsts } = table;
  const end = field(table, choice, "firstsEnd");
  const ways: number[] = [];
  for (const number of word)
    for (let at = firstOf(table, choice, number); at < end && firsts[at] === number; at += 2)
      ways.push(firsts[at + 1] ?? 0);
  return word.length < 2 ? ways : [...new Set(ways)].toSorted((one, other) => one - other);
}

/** Where the ways are listed that a word can begin; they are in the order of words. */
function firstOf(table: PatternTable, choice: number, number: number): number {
  let low = field(table, choice, "firsts") / 2;
  let high = field(table, choice, "firstsEnd") / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.firsts[2 * middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** The numbers of all words in some of the patterns, by their places, in the order in which they stand. */
export function numbersIn(table: PatternTable, isWanted: (listed: number) => boolean): ReadonlySet<number> {
  const numbers = new Set<number>();
  const seen = new Set<number>();
  const addWay = (way: number): void => {
    for (let at = table.ways[way] ?? 0; ; at++) {
      const part = table.parts[at] ?? WAY_END;
      if (part === WAY_END) return;
      if (part > 0) numbers.add(part);
      else if (seen.size < seen.add(part).size) addChoice(-part);
    }
  };
  const addChoice = (choice: number): void => {
    const end = field(table, choice, "waysEnd");
    for (let way = field(table, choice, "ways"); way < end; way++) addWay(way);
  };
  const from = field(table, ALL, "ways");
  for (let way = from; way < field(table, ALL, "waysEnd"); way++) if (isWanted(way - from)) addWay(way);
  return numbers;
}

function field({ choices }: PatternTable, choice: number, name: Exclude<keyof typeof CHOICE, "fields">): number {
  return choices[choice * CHOICE.fields + CHOICE[name]] ?? 0;
}

function mayBeEmpty(table: PatternTable, choice: number): boolean {
  return field(table, choice, "mayBeEmpty") === 1;
}

/** Behind the last part of a way it is behind the choice. */
function leaving({ parts }: PatternTable, position: PatternPosition): PatternPosition {
  let left = position;
  while (parts[left.at] === WAY_END && left.up !== null) left = left.up;
  return left;
}

/** Whether the pattern may end there. */
export function isEnd(table: PatternTable, position: PatternPosition): boolean {
  for (let left: PatternPosition | null = position; left !== null; left = left.up)
    for (let at = left.at; ; at++) {
      const part = table.parts[at] ?? WAY_END;
      if (part === WAY_END) break;
      if (part > 0 || !mayBeEmpty(table, -part)) return false;
    }
  return true;
}

export function isSamePosition(one: PatternPosition | null, other: PatternPosition | null): boolean {
  if (one === null || other === null || one === other) return one === other;
  return one.at === other.at && isSamePosition(one.up, other.up);
}
