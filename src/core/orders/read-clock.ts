/** Wall times as people write them: `9am`, `09:00`, `0900`, `9 p.m.`, `9 o'clock`, `at 9`, `noon`. */
import { FILLER_LISTS } from "#core/profile/order-words.ts";
import { countedBehind, countsDays, readDateWord, readNumber, type NumberReading } from "./numbers.ts";
import { listedAt, moved, wordAt, type OrderPiece, type Cursor } from "./cursor.ts";

const MONTHS = 12;

/**
 * A number is an hour only where it stands as one: `at 9`, also in `at 9 monthly`, and neither in `at 15 of each month`,
 * `at 3 topics` nor `at 2 fridays`. What has the form of a time and is none is unread.
 */
export function readClock(cursor: Cursor): OrderPiece | undefined {
  const at = listedAt(cursor, ["at"]);
  const behind = at === undefined ? undefined : readClock(moved(cursor, at.words));
  if (at !== undefined && behind?.kind === "time") return { ...behind, words: at.words + behind.words };
  const named = listedAt(cursor, ["noon", "midnight"]);
  if (named !== undefined) return told(named.list === "noon" ? "12:00" : "00:00", named.words);
  return readWritten(cursor) ?? readHour(cursor) ?? readCompact(wordAt(cursor));
}

/** `9:30`, `9.30`, `9h30`, and `10-00`; `9-17` are two hours. */
const WRITTEN = /^(\d{1,2})(?:[:.h](\d{2})|[-–](00|15|30|45))?(\P{N}*)$/u;

/** With minutes, or with am or pm written to it. */
function readWritten(cursor: Cursor): OrderPiece | undefined {
  const word = wordAt(cursor).replaceAll(/(?<=[ap])\.(?=m)/g, "");
  const [, hours, colon, dash, ending = ""] = WRITTEN.exec(word) ?? [];
  if (hours === undefined || (dash !== undefined && !isAfterAt(cursor))) return undefined;
  return writtenTime(cursor, word, { hours, minutes: colon ?? dash, ending });
}

function writtenTime(
  cursor: Cursor,
  word: string,
  { hours, minutes, ending }: Written & { readonly ending: string },
): OrderPiece | undefined {
  if (/^[ap]m?$/.test(ending)) return timePiece({ hours, minutes, half: ending }, 1);
  if (ending !== "" && !cursor.orders.endsAs(ending, "hour-endings")) return undefined;
  if (minutes === undefined && ending === "") return undefined;
  if (mayBeDay(word) && !isAfterAt(cursor)) return { kind: "unread", words: 1 };
  return withHalf(cursor, { hours, minutes }, 1);
}

/** `1.12` may be the first of December; `9.30` is no day. */
function mayBeDay(word: string): boolean {
  const [, month] = /^\d{1,2}\.(\d{2})$/.exec(word) ?? [];
  return month !== undefined && Number(month) > 0 && Number(month) <= MONTHS;
}

/** A bare number, where the words round it say that it is an hour. */
function readHour(cursor: Cursor): OrderPiece | undefined {
  const number = readNumber(cursor);
  if (number === undefined) return undefined;
  const hours = String(number.number);
  const behind = listedAt(moved(cursor, number.words), ["oclock", "am", "pm"]);
  if (behind === undefined && !(isAfterAt(cursor) && standsAlone(cursor, number))) return undefined;
  return withHalf(cursor, { hours, minutes: undefined }, number.words);
}

function standsAlone(cursor: Cursor, number: NumberReading): boolean {
  const behind = moved(cursor, number.words);
  if (readDateWord(cursor) !== undefined || countsDays(number, cursor)) return false;
  const small = listedAt(behind, FILLER_LISTS)?.words ?? 0;
  const isDay = listedAt(behind, ["of-month"]) ?? listedAt(moved(behind, small), ["of-month"]);
  return isDay === undefined && countedBehind(behind) === undefined;
}

function isAfterAt(cursor: Cursor): boolean {
  return listedAt(moved(cursor, -1), ["at"])?.words === 1;
}

interface Written {
  readonly hours: string;
  readonly minutes: string | undefined;
  readonly half?: string;
}

function withHalf(cursor: Cursor, written: Written, count: number): OrderPiece {
  const behind = listedAt(moved(cursor, count), ["am", "pm", "oclock"]);
  if (behind === undefined) return timePiece(written, count);
  const half = behind.list === "oclock" ? {} : { half: behind.list };
  return timePiece({ ...written, ...half }, count + behind.words);
}

/** `0900`; without the nought it might be a year. */
function readCompact(word: string): OrderPiece | undefined {
  const [, hours, minutes] = /^(0\d)(\d{2})$/.exec(word) ?? [];
  return hours === undefined ? undefined : timePiece({ hours, minutes }, 1);
}

/** A full hour as a number says it; undefined where the day has no such hour. */
export function timeAt(hour: number): Extract<OrderPiece, { readonly kind: "time" }> | undefined {
  const piece = timePiece({ hours: String(hour), minutes: undefined }, 1);
  return piece.kind === "time" ? piece : undefined;
}

function timePiece(written: Written, words: number): OrderPiece {
  const time = clockTime(written);
  if (time === null) return { kind: "unread", words };
  const isOpen = written.half === undefined && /^(?:[1-9]|1[0-2])$/.test(written.hours);
  return { ...told(time, words), isOpen, isHalf: isOpen && /^[1-5]$/.test(written.hours) };
}

/** A time of which the half of the day is known: `HH:MM`. */
export function told(time: string, words: number): Extract<OrderPiece, { readonly kind: "time" }> {
  return { kind: "time", time, isHalf: false, isOpen: false, words };
}

function clockTime({ hours, minutes = "00", half }: Written): string | null {
  const hour = Number(hours);
  if (Number(minutes) > 59 || hour > 23) return null;
  if (half === undefined) return `${twoDigits(hour)}:${minutes}`;
  if (hour < 1 || hour > 12) return null;
  return `${twoDigits((hour % 12) + (half.startsWith("p") ? 12 : 0))}:${minutes}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
