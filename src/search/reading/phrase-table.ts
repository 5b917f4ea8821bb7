/**
 * Phrases as records in one table of numbers: tens of thousands of objects would take many times the memory, and longer
 * to make. The records of phrases that begin alike lie in the order of their second words: hundreds begin with `who`.
 */
import { READING } from "#search/tuning/reading.ts";
import { createNumbering } from "./numbering.ts";
import type { Word } from "./words.ts";

export interface FoundPhrase {
  /** What the phrase was listed under. */
  readonly value: string;
  readonly from: number;
  /** One past its last word. */
  readonly to: number;
}

/** A word of a phrase by its stem; an open one is the beginning of a word. */
export interface PhrasePart {
  readonly stem: string;
  readonly open: boolean;
}

export interface PhraseTable {
  /** Every phrase in `words`, by the number of its list. */
  readonly find: (words: readonly Word[]) => readonly (readonly FoundPhrase[])[];
  /** Whether a word stands in any phrase. */
  readonly knows: (word: Word) => boolean;
}

/** Where in a record its numbers stand; behind them those of the words behind the first. */
const [LIST, VALUE, MORE, REST] = [0, 1, 2, 3] as const;
const NONE = -1;

export function createPhraseTable() {
  const records: number[] = [];
  const values = createNumbering();
  const whole = createNumbering();
  const open = createNumbering();
  const begun = { whole: new Map<number, number[]>(), open: new Map<number, number[]>() };
  /** Open words are numbered below zero. */
  const numberOf = (part: PhrasePart): number =>
    part.open ? NONE - open.numberOf(part.stem) : whole.numberOf(part.stem);
  return {
    add(list: number, value: string, [first, ...rest]: readonly [PhrasePart, ...PhrasePart[]]): void {
      const alike = first.open ? begun.open : begun.whole;
      const word = (first.open ? open : whole).numberOf(first.stem);
      const some = alike.get(word);
      if (some === undefined) alike.set(word, [records.length]);
      else some.push(records.length);
      records.push(list, values.numberOf(value), rest.length, ...rest.map(numberOf));
    },
    /** Nothing can be added any more. */
    close(): PhraseTables {
      const second = (record: number): number => secondOf(records, record);
      const inOrder = (some: readonly number[]): readonly number[] =>
        some.toSorted((one, other) => second(one) - second(other) || one - other);
      const beginnings = (words: readonly string[], alike: ReadonlyMap<number, readonly number[]>): Beginnings => {
        const groups = words.map((_, word) => inOrder(alike.get(word) ?? []));
        let start = 0;
        const starts = groups.map((group) => (start += group.length) - group.length);
        return { words, records: Int32Array.from(groups.flat()), starts: Int32Array.from([...starts, start]) };
      };
      return {
        records: Int32Array.from(records),
        values: values.words(),
        whole: beginnings(whole.words(), begun.whole),
        open: beginnings(open.words(), begun.open),
      };
    },
  };
}

/** The number of the second word; below all of them where there is none. */
function secondOf(records: ArrayLike<number>, record: number): number {
  return (records[record + MORE] ?? 0) === 0 ? Number.NEGATIVE_INFINITY : (records[record + REST] ?? NONE);
}

interface Beginnings {
  readonly words: readonly string[];
  /** Where the records begin that begin with each word: by the word, those without a second one and with an open one first, then by their second. */
  readonly records: Int32Array;
  /** The first of a word's among them, by its number, and their end. */
  readonly starts: Int32Array;
}

/** As they can be kept: words and numbers. */
export interface PhraseTables {
  readonly records: Int32Array;
  readonly values: readonly string[];
  readonly whole: Beginnings;
  readonly open: Beginnings;
}

/** `lists` is how many there are. */
export function openPhraseTable({ records, values, whole, open }: PhraseTables, lists: number): PhraseTable {
  const beginnings = open.words;
  const wholeWords = createNumbering(whole.words);
  const openWords = createNumbering(open.words);
  const openings = new Set(beginnings.map((beginning) => beginning.slice(0, READING.shortestOpening)));
  const unknown = whole.words.length;
  const groupsOf = (raw: string, number: number): readonly Group[] => {
    const begun = [groupAt(records, whole, number)];
    if (openings.has(raw.slice(0, READING.shortestOpening)))
      for (let length = READING.shortestOpening; length <= raw.length; length++)
        begun.push(groupAt(records, open, openWords.find(raw.slice(0, length)) ?? beginnings.length));
    return begun.filter(({ start, end }) => start < end);
  };
  const numbered = rememberWords(({ raw, stem }): Numbered => {
    const number = wholeWords.find(stem) ?? unknown;
    return { raw, stem, number, groups: groupsOf(raw, number) };
  });
  const isPart = (part: number, { raw, number }: Numbered): boolean =>
    part > NONE ? part === number : raw.startsWith(beginnings[NONE - part] ?? "");
  const fits = (record: number, from: number, words: readonly Numbered[]): boolean => {
    const more = records[record + MORE] ?? 0;
    if (from + more >= words.length) return false;
    for (let at = 0; at < more; at++) {
      const word = words[from + 1 + at];
      if (word === undefined || !isPart(records[record + REST + at] ?? NONE, word)) return false;
    }
    return true;
  };
  const find: PhraseTable["find"] = (words) => {
    const found = Array.from({ length: lists }, (): FoundPhrase[] => []);
    const typed = words.map(numbered);
    const add = (record: number, from: number): void => {
      const value = values[records[record + VALUE] ?? 0] ?? "";
      found[records[record + LIST] ?? 0]?.push({ value, from, to: from + 1 + (records[record + MORE] ?? 0) });
    };
    for (const [from, { groups }] of typed.entries())
      for (const group of groups) {
        const those = within(records, group, typed[from + 1]?.number ?? unknown).filter((at) => fits(at, from, typed));
        // In the order in which they were listed.
        for (const record of those.length > 1 ? those.toSorted((one, other) => one - other) : those) add(record, from);
      }
    return found;
  };
  return {
    find,
    knows: (word) => wholeWords.find(word.stem) !== undefined || find([word]).some((phrases) => phrases.length > 0),
  };
}

interface Numbered extends Pick<Word, "raw" | "stem"> {
  readonly number: number;
  /** The phrases that it begins. */
  readonly groups: readonly Group[];
}

/** Phrases that begin alike. */
interface Group {
  readonly begun: Int32Array;
  readonly start: number;
  /** From here on their second words are whole ones, in their order. */
  readonly whole: number;
  readonly end: number;
}

function groupAt(records: Int32Array, { records: begun, starts }: Beginnings, number: number): Group {
  const [start, end] = [starts[number] ?? begun.length, starts[number + 1] ?? begun.length];
  let whole = start;
  while (whole < end && secondOf(records, begun[whole] ?? 0) < 0) whole++;
  return { begun, start, whole, end };
}

/** Those of a group whose second word may be the one of that number. */
function within(records: Int32Array, { begun, start, whole, end }: Group, second: number): readonly number[] {
  const found: number[] = [];
  for (let at = start; at < whole; at++) found.push(begun[at] ?? 0);
  let [low, high] = [whole, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (secondOf(records, begun[middle] ?? 0) < second) low = middle + 1;
    else high = middle;
  }
  for (; low < end && secondOf(records, begun[low] ?? 0) === second; low++) found.push(begun[low] ?? 0);
  return found;
}

/** As many words as are in use; past it the memory is dropped and built again. */
const REMEMBERED = 8000;

/** Looked up once for each word as it is spelt: its beginnings alone are a dozen look-ups. */
function rememberWords(look: (word: Word) => Numbered): (word: Word) => Numbered {
  const known = new Map<string, Numbered>();
  return (word) => {
    const before = known.get(word.raw);
    if (before?.stem === word.stem) return before;
    if (known.size > REMEMBERED) known.clear();
    const found = look(word);
    known.set(word.raw, found);
    return found;
  };
}
