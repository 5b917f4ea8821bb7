/**
 * Phrases as records in one table of numbers: tens of thousands of objects would take many times the memory, and longer
 * to make. The records of phrases that begin alike are a ring in the order in which they were added, held by its last.
 */
import { READING } from "#search/tuning.ts";
import { createNumbering, type Numbering } from "./numbering.ts";
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
const [NEXT, LIST, VALUE, MORE, REST] = [0, 1, 2, 3, 4] as const;
const NONE = -1;

export function createPhraseTable() {
  const records: number[] = [];
  const values = createNumbering();
  const whole = createNumbering();
  const open = createNumbering();
  const rings = { whole: new Map<number, number>(), open: new Map<number, number>() };
  /** Open words are numbered below zero. */
  const numberOf = (part: PhrasePart): number =>
    part.open ? NONE - open.numberOf(part.stem) : whole.numberOf(part.stem);
  return {
    add(list: number, value: string, [first, ...rest]: readonly [PhrasePart, ...PhrasePart[]]): void {
      const record = records.length;
      const ring = first.open ? rings.open : rings.whole;
      const word = (first.open ? open : whole).numberOf(first.stem);
      const last = ring.get(word);
      records.push(last === undefined ? record : (records[last + NEXT] ?? record));
      records.push(list, values.numberOf(value), rest.length, ...rest.map(numberOf));
      if (last !== undefined) records[last + NEXT] = record;
      ring.set(word, record);
    },
    /** Nothing can be added any more. */
    close: (): PhraseTables => ({
      records: Int32Array.from(records),
      values: values.words(),
      whole: { words: whole.words(), rings: byWord(rings.whole, whole) },
      open: { words: open.words(), rings: byWord(rings.open, open) },
    }),
  };
}

interface Beginnings {
  readonly words: readonly string[];
  /** The last record of the ring of those that begin with a word, by its number; the number behind the last one has none. */
  readonly rings: Int32Array;
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
  const unknown = whole.rings.length - 1;
  const ringsOf = (raw: string, number: number): readonly number[] => {
    const last = [whole.rings[number] ?? NONE];
    if (openings.has(raw.slice(0, READING.shortestOpening)))
      for (let length = READING.shortestOpening; length <= raw.length; length++)
        last.push(open.rings[openWords.find(raw.slice(0, length)) ?? beginnings.length] ?? NONE);
    return last.filter((record) => record !== NONE);
  };
  const numbered = rememberWords(({ raw, stem }): Numbered => {
    const number = wholeWords.find(stem) ?? unknown;
    return { raw, stem, number, rings: ringsOf(raw, number) };
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
    const addRing = (last: number, from: number): void => {
      let record = last;
      do {
        record = records[record + NEXT] ?? last;
        if (!fits(record, from, typed)) continue;
        const value = values[records[record + VALUE] ?? 0] ?? "";
        found[records[record + LIST] ?? 0]?.push({ value, from, to: from + 1 + (records[record + MORE] ?? 0) });
      } while (record !== last);
    };
    for (const [from, { rings }] of typed.entries()) for (const last of rings) addRing(last, from);
    return found;
  };
  return {
    find,
    knows: (word) => wholeWords.find(word.stem) !== undefined || find([word]).some((phrases) => phrases.length > 0),
  };
}

interface Numbered extends Pick<Word, "raw" | "stem"> {
  readonly number: number;
  /** The last records of the rings of phrases that it begins. */
  readonly rings: readonly number[];
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

function byWord(rings: ReadonlyMap<number, number>, words: Numbering): Int32Array {
  return Int32Array.from({ length: words.words().length + 1 }, (_, word) => rings.get(word) ?? NONE);
}
