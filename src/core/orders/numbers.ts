/** Numbers as people write them: in digits and in words. */
import { DAY_LISTS, NTH_LISTS, NUMBER_LISTS } from "#core/profile/order-words.ts";
import type { Nth } from "#core/digests/schedule.ts";
import { listedAt, wordAt, type Cursor } from "./cursor.ts";

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
  const behind = listedAt({ ...cursor, index: cursor.index + 1 }, ["of-month"]);
  if (ending === "" && behind === undefined) return undefined;
  return { date, words: 1 + (behind?.words ?? 0) };
}

export function isDate(number: number): boolean {
  return number >= 1 && number <= 31;
}

const NTHS = [1, 2, 3, 4, "last"] as const;
