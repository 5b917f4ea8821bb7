/** Numbers as people write them: in digits and in words. */
import { DAY_LISTS, NTH_LISTS, NUMBER_LISTS } from "#core/profile/order-words.ts";
import type { Nth } from "#core/digests/schedule.ts";
import { listedAt, moved, wordAt, type Cursor } from "./cursor.ts";

export interface NumberReading {
  readonly number: number;
  readonly words: number;
}

/** Up to three digits, or a number word up to twelve. */
export function readNumber(cursor: Cursor): NumberReading | undefined {
  const word = wordAt(cursor);
  if (/^\d{1,3}$/.test(word)) return { number: Number(word), words: 1 };
  const listed = listedAt(cursor, NUMBER_LISTS);
  return listed === undefined ? undefined : { number: NUMBER_LISTS.indexOf(listed.list) + 1, words: listed.words };
}

/**
 * What a number counts that stands before here, `topics`, `of the topics`: the list that has its noun, and how many words there
 * are up to that. Undefined where it counts nothing: a comma and another thought end it.
 */
export function countedBehind(cursor: Cursor): Counted | undefined {
  if (cursor.words[cursor.index - 1]?.closes === true) return undefined;
  const listed = listedAt(cursor, ["counted", "digests", "articles"]);
  if (listed === undefined) return undefined;
  const { list, words } = listed;
  const behind = countedBehind(moved(cursor, words));
  if (behind !== undefined) return { list: behind.list, words: words + behind.words };
  return list === "articles" ? undefined : { list, words };
}

/** A month has five of a weekday: `at 2 fridays` may count them, `at 9 fridays` does not. */
export function countsDays({ number, words }: NumberReading, cursor: Cursor): boolean {
  return number <= MOST_OF_A_MONTH && listedAt(moved(cursor, words), ["counted-days"]) !== undefined;
}

const MOST_OF_A_MONTH = 5;

interface Counted {
  readonly list: "counted" | "digests";
  readonly words: number;
}

/** 1 is Monday. */
export function readWeekday(cursor: Cursor): { readonly weekday: number; readonly words: number } | undefined {
  const listed = listedAt(cursor, DAY_LISTS);
  return listed === undefined ? undefined : { weekday: DAY_LISTS.indexOf(listed.list) + 1, words: listed.words };
}

/** `first`, `last`, `2nd`. */
export function readNth(cursor: Cursor): { readonly nth: Nth; readonly words: number } | undefined {
  const listed = listedAt(cursor, NTH_LISTS);
  if (listed !== undefined) return { nth: NTHS[NTH_LISTS.indexOf(listed.list)] ?? "last", words: listed.words };
  const date = readDateWord(cursor);
  const nth = NTHS.find((each) => each === date?.date);
  return nth === undefined || date === undefined ? undefined : { nth, words: date.words };
}

/** `15th`, `15 числа`: a number that says by itself that it is a day of the month. */
export function readDateWord(cursor: Cursor): { readonly date: number; readonly words: number } | undefined {
  const [, digits = "", ending = ""] = /^(\d{1,2})(\P{N}*)$/u.exec(wordAt(cursor)) ?? [];
  const date = Number(digits);
  if (digits === "" || !isDate(date)) return undefined;
  if (ending !== "" && !cursor.orders.endsAs(ending, "date-endings")) return undefined;
  const behind = ofMonthBehind(moved(cursor, 1));
  if (ending === "" && behind === undefined) return undefined;
  return { date, words: 1 + (behind ?? 0) };
}

/** How many words there are up to what says of a number that it is a day of the month. */
function ofMonthBehind(cursor: Cursor): number | undefined {
  const listed = listedAt(cursor, ["of-month", "articles"]);
  if (listed === undefined || listed.list === "of-month") return listed?.words;
  const behind = ofMonthBehind(moved(cursor, listed.words));
  return behind === undefined ? undefined : listed.words + behind;
}

export function isDate(number: number): boolean {
  return number >= 1 && number <= 31;
}

const NTHS = [1, 2, 3, 4, "last"] as const;
