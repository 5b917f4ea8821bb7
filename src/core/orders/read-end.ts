/** The day up to which something shall rest: `until monday`, `until 1 december`, `for 2 weeks`. */
import { addDays, dayInMonth, isDay, monthNumber, type LocalDay } from "#core/digests/calendar.ts";
import { nextWeekday } from "#core/digests/schedule.ts";
import { FILLER_LISTS, MONTH_LISTS, UNIT_LISTS } from "#core/profile/order-words.ts";
import { readUnit } from "./read-span.ts";
import { readDateWord, readNumber, readWeekday, type NumberReading } from "./numbers.ts";
import { listedAt, moved, wordAt, type Cursor } from "./cursor.ts";

/** The end of a pause as it was said, before it is known which day today is in the zone of the subscription. */
export type PauseEnd =
  /** The first such weekday after today; 1 is Monday. */
  | { readonly kind: "weekday"; readonly weekday: number }
  /** The next such day after today where the year or the month was not said. Months count from 1. */
  | { readonly kind: "date"; readonly year: number | null; readonly month: number | null; readonly date: number }
  /** So many days, weeks or months from today. */
  | { readonly kind: "after"; readonly count: number; readonly unit: "day" | "week" | "month" };

/** One end, or the two that `01/02` may be. */
export interface EndReading {
  readonly ends: readonly [PauseEnd] | readonly [PauseEnd, PauseEnd];
  readonly words: number;
}

/** With what says that it is an end: `until` before it or behind it, `for` before a time; a time needs none. */
export function readEnd(cursor: Cursor): EndReading | undefined {
  const until = listedAt(cursor, ["until"]);
  if (until !== undefined) return longer(readDay(moved(cursor, until.words)), until.words);
  const lasting = listedAt(cursor, ["for"])?.words ?? 0;
  const duration = readThis(cursor) ?? longer(readDuration(moved(cursor, lasting), lasting > 0), lasting);
  const end = duration ?? readDay(cursor);
  const behind = listedAt(moved(cursor, end?.words ?? 0), ["until"]);
  return behind === undefined ? duration : longer(end, behind.words);
}

/** The first local day on which digests come again; null when it is over, or when the calendar has no such day. */
export function endDay(end: PauseEnd, today: LocalDay): LocalDay | null {
  switch (end.kind) {
    case "weekday":
      return nextWeekday(end.weekday, today);
    case "after":
      return dayAfter(end, today);
    case "date":
      return nextDate(end, today);
  }
}

function longer(reading: EndReading | undefined, words: number): EndReading | undefined {
  return reading === undefined ? undefined : { ...reading, words: reading.words + words };
}

/** `this week`, which ends with it. */
function readThis(cursor: Cursor): EndReading | undefined {
  const now = listedAt(cursor, ["this"]);
  return now === undefined ? undefined : longer(beginningOf(moved(cursor, now.words)), now.words);
}

/** `2 weeks`, `a month`; behind a word such as `for` a unit alone is one of it, as in Russian. */
export function readDuration(cursor: Cursor, isFor: boolean): EndReading | undefined {
  const alone = isFor && listedAt(cursor, UNIT_LISTS) !== undefined ? { number: 1, words: 0 } : undefined;
  const number = alone ?? readNumber(cursor) ?? readSingle(cursor);
  const unit = listedAt(moved(cursor, number?.words ?? 0), UNIT_LISTS);
  if (number === undefined || unit === undefined || number.number === 0) return undefined;
  const end: PauseEnd =
    unit.list === "fortnight"
      ? { kind: "after", count: 2 * number.number, unit: "week" }
      : { kind: "after", count: number.number, unit: unit.list };
  return { ends: [end], words: number.words + unit.words };
}

/** `a month` */
function readSingle(cursor: Cursor): NumberReading | undefined {
  const single = listedAt(cursor, ["single"]);
  return single === undefined ? undefined : { number: 1, words: single.words };
}

/** A day in any of its usual writings, without what says that it is an end. */
export function readDay(cursor: Cursor): EndReading | undefined {
  const small = listedAt(cursor, ["next"]) ?? listedAt(cursor, FILLER_LISTS);
  return (
    readNextUnit(cursor) ??
    readEndOf(cursor) ??
    readNamedDay(cursor) ??
    readNumberedDay(cursor) ??
    readDigits(wordAt(cursor)) ??
    readMonthFirst(cursor) ??
    readDateFirst(cursor) ??
    (small === undefined ? undefined : longer(readDay(moved(cursor, small.words)), small.words))
  );
}

/** `next week`, `next month` */
function readNextUnit(cursor: Cursor): EndReading | undefined {
  const next = listedAt(cursor, ["next"]);
  return next === undefined ? undefined : longer(beginningOf(moved(cursor, next.words)), next.words);
}

/** `the end of the week`: up to the next one. */
function readEndOf(cursor: Cursor): EndReading | undefined {
  const end = listedAt(cursor, ["end-of"]);
  return end === undefined ? undefined : longer(beginningOf(moved(cursor, end.words)), end.words);
}

/** Of the next week its Monday, of the next month its first. */
function beginningOf(cursor: Cursor): EndReading | undefined {
  const unit = readUnit(cursor);
  if (unit === undefined) return undefined;
  const { kind, words } = unit;
  if (kind === "week") return { ends: [{ kind: "weekday", weekday: 1 }], words };
  return { ends: [{ kind: "date", year: null, month: null, date: 1 }], words };
}

function readNamedDay(cursor: Cursor): EndReading | undefined {
  const day = readWeekday(cursor);
  if (day !== undefined) return { ends: [{ kind: "weekday", weekday: day.weekday }], words: day.words };
  const tomorrow = listedAt(cursor, ["tomorrow"]);
  return tomorrow === undefined
    ? undefined
    : { ends: [{ kind: "after", count: 1, unit: "day" }], words: tomorrow.words };
}

/** `2026-12-01`, `1.12.2026`, `1.12`, `13/2`; of `01/02` nobody knows which is the month. */
function readDigits(word: string): EndReading | undefined {
  const [, ...iso] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word) ?? [];
  if (iso.length === 3) return datesOf([{ year: iso[0], month: iso[1], date: iso[2] }]);
  const [, one, mark, other, year] = /^(\d{1,2})([./-])(\d{1,2})(?:[./-](\d{4}|\d{2}))?$/.exec(word) ?? [];
  if (one === undefined) return undefined;
  const dateFirst = { year, month: other, date: one };
  if (mark === "." || one === other) return datesOf([dateFirst]);
  return datesOf([dateFirst, { year, month: one, date: other }]);
}

interface Digits {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly date: string | undefined;
}

/** Those that the calendar has. */
function datesOf(written: readonly Digits[]): EndReading | undefined {
  const [first, second] = written.flatMap(({ year, month, date }) => {
    const full = year?.length === 2 ? `20${year}` : year;
    return dateEnd(full === undefined ? null : Number(full), Number(month), Number(date)) ?? [];
  });
  if (first === undefined) return undefined;
  return { ends: second === undefined ? [first] : [first, second], words: 1 };
}

/** `december`, `december 1st`, `dec 1 2026`. */
function readMonthFirst(cursor: Cursor): EndReading | undefined {
  const month = readMonth(cursor);
  if (month === undefined) return undefined;
  const date = readDateNumber(moved(cursor, month.words));
  return withYear(cursor, { month: month.month, date: date?.date ?? 1, words: month.words + (date?.words ?? 0) });
}

/** `1 december`, `the 1st of december`, `15th`. */
function readDateFirst(cursor: Cursor): EndReading | undefined {
  const joined = /^(\d{1,2})[-–](\P{N}+)$/u.exec(wordAt(cursor));
  if (joined !== null) return readJoinedDate(cursor, joined);
  const date = readDateNumber(cursor);
  if (date === undefined) return undefined;
  const of = listedAt(moved(cursor, date.words), FILLER_LISTS)?.words ?? 0;
  const month = readMonth(moved(cursor, date.words + of));
  if (month !== undefined)
    return withYear(cursor, { month: month.month, date: date.date, words: date.words + of + month.words });
  const end = readDateWord(cursor) === undefined ? undefined : dateEnd(null, null, date.date);
  return end === undefined ? undefined : { ends: [end], words: date.words };
}

/** `day 15` */
function readNumberedDay(cursor: Cursor): EndReading | undefined {
  const day = listedAt(cursor, ["day"]);
  const number = day === undefined ? undefined : readDateNumber(moved(cursor, day.words));
  const end = number === undefined ? undefined : dateEnd(null, null, number.date);
  if (day === undefined || number === undefined || end === undefined) return undefined;
  return { ends: [end], words: day.words + number.words };
}

/** `1-декабрга` */
function readJoinedDate(cursor: Cursor, [, date = "", text = ""]: readonly string[]): EndReading | undefined {
  const word = { text, typed: text, closes: false, start: 0, end: 0 };
  const month = readMonth({ ...cursor, words: [word], index: 0 });
  return month === undefined ? undefined : withYear(cursor, { month: month.month, date: Number(date), words: 1 });
}

function readMonth(cursor: Cursor): { readonly month: number; readonly words: number } | undefined {
  const listed = listedAt(cursor, MONTH_LISTS);
  return listed === undefined ? undefined : { month: MONTH_LISTS.indexOf(listed.list) + 1, words: listed.words };
}

function readDateNumber(cursor: Cursor): { readonly date: number; readonly words: number } | undefined {
  const word = readDateWord(cursor);
  if (word !== undefined) return word;
  const [digits] = /^\d{1,2}$/.exec(wordAt(cursor)) ?? [];
  return digits === undefined ? undefined : { date: Number(digits), words: 1 };
}

function withYear(
  cursor: Cursor,
  { month, date, words }: { readonly month: number; readonly date: number; readonly words: number },
): EndReading | undefined {
  const [year] = /^\d{4}$/.exec(wordAt(moved(cursor, words))) ?? [];
  const end = dateEnd(year === undefined ? null : Number(year), month, date);
  return end === undefined ? undefined : { ends: [end], words: words + (year === undefined ? 0 : 1) };
}

/** Undefined where the calendar has no such day; a 29 February without a year is one. */
function dateEnd(year: number | null, month: number | null, date: number): PauseEnd | undefined {
  if (month === null) return date >= 1 && date <= 31 ? { kind: "date", year, month, date } : undefined;
  return isDay(dayText(year ?? LEAP_YEAR, month, date)) ? { kind: "date", year, month, date } : undefined;
}

const LEAP_YEAR = 2024;
/** Until there is one with a 31st whose day is still to come. */
const MOST_MONTHS = 4;
/** The longest time from one 29 February to the next. */
const MOST_YEARS = 8;

function dayAfter({ count, unit }: Extract<PauseEnd, { readonly kind: "after" }>, today: LocalDay): LocalDay {
  if (unit !== "month") return addDays(today, unit === "week" ? 7 * count : count);
  return dayInMonth(monthNumber(today) + count, Number(today.slice(8)));
}

function nextDate(
  { year, month, date }: Extract<PauseEnd, { readonly kind: "date" }>,
  today: LocalDay,
): LocalDay | null {
  if (month === null) {
    const months = Array.from({ length: MOST_MONTHS }, (_, step) => dayInMonth(monthNumber(today) + step, date));
    // The last day of a shorter month is none that was named.
    return months.find((day) => day > today && Number(day.slice(8)) === date) ?? null;
  }
  const thisYear = Number(today.slice(0, 4));
  const years = year === null ? Array.from({ length: MOST_YEARS + 1 }, (_, step) => thisYear + step) : [year];
  const days = years.map((each) => dayText(each, month, date)).filter((day) => isDay(day));
  return days.find((day) => day > today) ?? null;
}

function dayText(year: number, month: number, date: number): string {
  return [String(year).padStart(4, "0"), twoDigits(month), twoDigits(date)].join("-");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
