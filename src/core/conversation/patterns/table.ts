/**
 * Patterns as numbers: read once, kept from one start to the next, and walked through as they are. As they are read they
 * are a hundred thousand small objects, which the first text of a process would wait for.
 */
import { firstWordsOf, type Pattern, type WordChoice } from "./pattern.ts";

export interface PatternTable {
  /** Joined by spaces, in the order in which they stand; the first one is number one. */
  readonly words: string;
  /** Way behind way: a word's number, less than zero for a choice, and `WAY_END`. */
  readonly parts: Int32Array;
  /** Choice behind choice: where each of their ways begins among the parts. */
  readonly ways: Int32Array;
  /** For each choice the fields of `CHOICE`. The first one is between all patterns. */
  readonly choices: Int32Array;
  /** Of choices with many ways, by the numbers of words: a word, and a way that it can begin. */
  readonly firsts: Int32Array;
}

export const WAY_END = 0;
/** From where to where its ways are listed, and its first words, where they are; and whether it may be none. */
export const CHOICE = { ways: 0, waysEnd: 1, firsts: 2, firstsEnd: 3, mayBeEmpty: 4, fields: 5 } as const;
/** The choice between all patterns. */
export const ALL = 0;
/** So many ways are tried one by one. */
const FEW = 8;

export interface TableWriter {
  add(pattern: Pattern): void;
  /** To be called once, when all are added. */
  finish(): PatternTable;
}

/** A list is written once, however many patterns name it. */
export function createTableWriter(): TableWriter {
  const words = new Map<string, number>();
  const written: Written = { parts: [], ways: [], firsts: [] };
  // The first is of all patterns, which are known at the end.
  const choices: number[] = Array.from({ length: CHOICE.fields }, () => 0);
  const known = new Map<WordChoice, number>();
  const all: Way[] = [];
  const numberOf = (word: string): number => {
    const number = words.get(word) ?? words.size + 1;
    words.set(word, number);
    return number;
  };
  const wayOf = (pattern: Pattern): Way => {
    const codes = pattern.map((part) => (typeof part === "string" ? numberOf(part) : -choiceOf(part)));
    return { at: written.parts.push(...codes, WAY_END) - codes.length - 1, firsts: firstWordsOf(pattern) };
  };
  const choiceOf = (choice: WordChoice): number => {
    const before = known.get(choice);
    if (before !== undefined) return before;
    const fields = writeWays(choice.ways.map(wayOf), FEW, { written, numberOf });
    const number = choices.push(...fields, Number(choice.mayBeEmpty)) / CHOICE.fields - 1;
    known.set(choice, number);
    return number;
  };
  return {
    add: (pattern) => void all.push(wayOf(pattern)),
    finish() {
      for (const [field, value] of writeWays(all, 0, { written, numberOf }).entries()) choices[field] = value;
      return {
        words: [...words.keys()].join(" "),
        parts: Int32Array.from(written.parts),
        ways: Int32Array.from(written.ways),
        choices: Int32Array.from(choices),
        firsts: Int32Array.from(written.firsts),
      };
    },
  };
}

interface Written {
  readonly parts: number[];
  readonly ways: number[];
  readonly firsts: number[];
}

/** Where it begins among the parts, and the words that it can begin with. */
interface Way {
  readonly at: number;
  readonly firsts: readonly string[];
}

interface WayParts {
  readonly written: Written;
  readonly numberOf: (word: string) => number;
}

/** Gives from where to where they are listed, and their first words, where they are more than `few`. */
function writeWays(listed: readonly Way[], few: number, { written, numberOf }: WayParts): readonly number[] {
  const { ways, firsts } = written;
  const [from, firstsFrom] = [ways.length, firsts.length];
  for (const { at } of listed) ways.push(at);
  const begun =
    listed.length > few
      ? listed.flatMap((way, place) => [...new Set(way.firsts)].map((word) => ({ word: numberOf(word), place })))
      : [];
  begun.sort((one, other) => one.word - other.word || one.place - other.place);
  for (const { word, place } of begun) firsts.push(word, place);
  return [from, ways.length, firstsFrom, firsts.length];
}

/** All at once. */
export function patternTableOf(patterns: Iterable<Pattern>): PatternTable {
  const writer = createTableWriter();
  for (const pattern of patterns) writer.add(pattern);
  return writer.finish();
}
