/** Numbers as people write them: in digits and in words. */
import { DAY_LISTS, NTH_LISTS, NUMBER_LISTS } from "#core/profile/order-words.ts";
import type { Nth } from "#core/digests/schedule.ts";
import { listedAt, wordAt, type Place } from "./place.ts";

export interface NumberReading {
  readonly number: number;
  readonly words: number;
}

/** Up to three digits, or a number word up to twelve. */
export function readNumber(place: Place): NumberReading | undefined {
  const word = wordAt(place);
  if (/^\d{1,3}$/.test(word)) return { number: Number(word), words: 1 };
  const listed = listedAt(place, NUMBER_LISTS);
  return listed === undefined ? undefined : { number: NUMBER_LISTS.indexOf(listed.list) + 1, words: listed.words };
}

/** 1 is Monday. */
export function readWeekday(place: Place): { readonly weekday: number; readonly words: number } | undefined {
  const listed = listedAt(place, DAY_LISTS);
  return listed === undefined ? undefined : { weekday: DAY_LISTS.indexOf(listed.list) + 1, words: listed.words };
}

/** `first`, `last`, `2nd`. */
export function readNth(place: Place): { readonly nth: Nth; readonly words: number } | undefined {
  const listed = listedAt(place, NTH_LISTS);
  if (listed !== undefined) return { nth: NTHS[NTH_LISTS.indexOf(listed.list)] ?? "last", words: listed.words };
  const date = readDateWord(place);
  const nth = NTHS.find((each) => each === date?.date);
  return nth === undefined || date === undefined ? undefined : { nth, words: date.words };
}

/** `15th`, `15 числа`: a number that says by itself that it is a day of the month. */
export function readDateWord(place: Place): { readonly date: number; readonly words: number } | undefined {
  const [, digits = "", ending = ""] = /^(\d{1,2})(\P{N}*)$/u.exec(wordAt(place)) ?? [];
  const date = Number(digits);
  if (digits === "" || !isDate(date)) return undefined;
  if (ending !== "" && !place.orders.endsAs(ending, "date-endings")) return undefined;
  const behind = listedAt({ ...place, index: place.index + 1 }, ["of-month"]);
  if (ending === "" && behind === undefined) return undefined;
  return { date, words: 1 + (behind?.words ?? 0) };
}

export function isDate(number: number): boolean {
  return number >= 1 && number <= 31;
}

const NTHS = [1, 2, 3, 4, "last"] as const;
