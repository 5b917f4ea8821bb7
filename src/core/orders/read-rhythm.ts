/** How often and on which days, as far as a few words that stand together say it. */
import { FILLER_LISTS, PERIOD_LISTS, UNIT_LISTS } from "#core/profile/order-words.ts";
import { countedBehind, countsDays, isDate, readDateWord, readNth, readNumber, readWeekday } from "./numbers.ts";
import { listedAt, moved, wordAt, type Period, type OrderPiece, type Cursor, type PieceReader } from "./cursor.ts";

const WORKING_DAYS = [1, 2, 3, 4, 5] as const;
const WEEKEND = [6, 7] as const;

/** In this order: the first that can read what stands at a place reads it. */
const READERS: readonly PieceReader[] = [
  readPeriod,
  readEvery,
  readDays,
  readRange,
  readOneDay,
  readJoined,
  readOrdinal,
  readDate,
];

export function readRhythm(cursor: Cursor): OrderPiece | undefined {
  for (const reader of READERS) {
    const piece = reader(cursor);
    if (piece !== undefined) return withoutCount(piece, cursor);
  }
  return undefined;
}

/** `monthly 3 topics`, `2 per month` name no day: the number counts what follows it, and both are unread. */
function withoutCount(piece: OrderPiece, cursor: Cursor): OrderPiece {
  if (piece.kind !== "number" && piece.kind !== "date") return piece;
  const behind = moved(cursor, piece.words);
  const rate = listedAt(behind, ["rates"]);
  if (rate !== undefined && piece.kind === "number") return { kind: "unread", words: piece.words + rate.words };
  const days = piece.kind === "number" && countsDays(piece, cursor) ? listedAt(behind, ["counted-days"]) : undefined;
  const counted = days ?? (listedAt(behind, ["of-month"]) === undefined ? countedBehind(behind) : undefined);
  return counted === undefined ? piece : { kind: "unread", words: piece.words + counted.words };
}

function readPeriod(cursor: Cursor): OrderPiece | undefined {
  const listed = listedAt(cursor, PERIOD_LISTS);
  // In Kyrgyz the week and Friday are one word.
  const isDay = (readWeekday(cursor)?.words ?? 0) > (listed?.words ?? 0);
  return listed === undefined || isDay ? undefined : everyPiece(listed.list, listed.words);
}

/** `every week`, `every other friday`, `every 2 weeks`, `every last friday`; and before days, of which it says nothing more. */
function readEvery(cursor: Cursor): OrderPiece | undefined {
  const every = listedAt(cursor, ["every"]);
  if (every === undefined) return undefined;
  const behind = moved(cursor, every.words);
  const piece =
    readEveryOther(behind) ??
    readEveryFew(behind) ??
    readEveryUnit(behind) ??
    readEveryNth(behind) ??
    readEveryDay(behind);
  return piece === undefined ? { kind: "unread", words: every.words } : { ...piece, words: every.words + piece.words };
}

function readEveryOther(cursor: Cursor): OrderPiece | undefined {
  const other = listedAt(cursor, ["other"]);
  if (other === undefined) return undefined;
  const behind = moved(cursor, other.words);
  const day = readWeekday(behind);
  // "Every second friday of the month" is the second one.
  if (day !== undefined && isOfMonth(moved(behind, day.words)) && readNth(cursor) !== undefined)
    return readNthDay(cursor);
  if (day !== undefined)
    return { kind: "rhythm", period: "fortnightly", weekdays: [day.weekday], words: other.words + day.words };
  const unit = listedAt(behind, UNIT_LISTS);
  if (unit?.list === "week") return everyPiece("fortnightly", other.words + unit.words);
  return { kind: "unread", words: other.words + (unit?.words ?? 0) };
}

function readEveryFew(cursor: Cursor): OrderPiece | undefined {
  const few = readNumber(cursor);
  if (few === undefined || readDateWord(cursor) !== undefined) return undefined;
  const unit = listedAt(moved(cursor, few.words), UNIT_LISTS);
  const words = few.words + (unit?.words ?? 0);
  if (few.number === 1 && unit !== undefined) return everyPiece(PERIOD_OF[unit.list], words);
  if (few.number === 2 && unit?.list === "week") return everyPiece("fortnightly", words);
  return { kind: "unread", words };
}

function readEveryUnit(cursor: Cursor): OrderPiece | undefined {
  const unit = listedAt(cursor, UNIT_LISTS);
  return unit === undefined ? undefined : everyPiece(PERIOD_OF[unit.list], unit.words);
}

/** `every third friday` is one of a month only where that is said. */
function readEveryNth(cursor: Cursor): OrderPiece | undefined {
  const piece = readNthDay(cursor);
  const isOfEach = piece?.kind === "ordinal" && (piece.nth === 1 || piece.nth === "last");
  if (piece === undefined || isOfEach) return piece;
  return isOfMonth(moved(cursor, piece.words)) ? piece : { kind: "unread", words: piece.words };
}

/** `every monday`, `every 15th`; apart from the day it would be about it says something that nobody can tell. */
function readEveryDay(cursor: Cursor): OrderPiece | undefined {
  const date = readDateWord(cursor);
  if (date !== undefined) return { kind: "date", ...date };
  return readDays(cursor) ?? readRange(cursor) ?? readOneDay(cursor) ?? readJoined(cursor);
}

function readDays(cursor: Cursor): OrderPiece | undefined {
  const listed = listedAt(cursor, ["working-days", "weekend"]);
  if (listed === undefined) return undefined;
  return daysPiece(listed.list === "weekend" ? WEEKEND : WORKING_DAYS, listed.words);
}

/** `monday to friday`, `from monday to friday`. */
function readRange(cursor: Cursor): OrderPiece | undefined {
  const open = readSpan(cursor);
  if (open?.through !== undefined && isOpenRange(cursor, open.through)) return daysPiece(open.weekdays, open.words);
  const behind = readSpan(moved(cursor, 1));
  if (behind === undefined || cursor.orders.isRange(wordAt(cursor), behind.through) !== "closed") return undefined;
  return daysPiece(behind.weekdays, behind.words + 1);
}

function isOpenRange({ orders }: Cursor, through: string): boolean {
  return /^[-–—]$/u.test(through) || orders.isRange("", through) === "open";
}

/** Two weekdays with a word between them. */
function readSpan(cursor: Cursor) {
  const first = readWeekday(cursor);
  const between = moved(cursor, first?.words ?? 0);
  const last = readWeekday(moved(between, 1));
  if (first === undefined || last === undefined) return undefined;
  return {
    through: wordAt(between),
    weekdays: daysFrom(first.weekday, last.weekday),
    words: first.words + 1 + last.words,
  };
}

function readOneDay(cursor: Cursor): OrderPiece | undefined {
  const day = readWeekday(cursor);
  return day === undefined ? undefined : daysPiece([day.weekday], day.words);
}

/** `mon-fri`, `mon/wed/fri`. */
function readJoined(cursor: Cursor): OrderPiece | undefined {
  const word = wordAt(cursor);
  const parts = word.split(/[-–—/+&|]/u);
  if (parts.length < 2) return undefined;
  const days = parts.map((text) => {
    const only = { text, typed: text, closes: false, start: 0, end: 0 };
    return readWeekday({ ...cursor, words: [only], index: 0 })?.weekday;
  });
  const [first, last] = days;
  if (first === undefined || last === undefined || days.includes(undefined)) return undefined;
  const isRange = days.length === 2 && /[-–—]/u.test(word);
  return daysPiece(isRange ? daysFrom(first, last) : days.filter((day) => day !== undefined), 1);
}

/** `first monday`, `last day`; of a week there is none. */
function readOrdinal(cursor: Cursor): OrderPiece | undefined {
  const piece = readNthDay(cursor);
  if (piece !== undefined) return piece;
  const listed = readNth(cursor);
  if (listed === undefined || readDateWord(cursor) !== undefined) return undefined;
  const unit = listedAt(moved(cursor, listed.words), [...UNIT_LISTS, "working-days", "weekend"]);
  if (unit !== undefined) return { kind: "unread", words: listed.words + unit.words };
  return { kind: "number", number: dateOf(listed.nth), words: listed.words };
}

function readNthDay(cursor: Cursor): OrderPiece | undefined {
  const listed = readNth(cursor);
  if (listed === undefined) return undefined;
  const behind = moved(cursor, listed.words);
  const day = readWeekday(behind);
  if (day !== undefined)
    return { kind: "ordinal", nth: listed.nth, weekday: day.weekday, words: listed.words + day.words };
  const unit = listedAt(behind, UNIT_LISTS);
  return unit?.list === "day"
    ? { kind: "date", date: dateOf(listed.nth), words: listed.words + unit.words }
    : undefined;
}

/** `at the end of every month`; `end` alone may begin another order, so it is asked for before that. */
export function readMonthEdge(cursor: Cursor): OrderPiece | undefined {
  const edge = listedAt(cursor, ["month-start", "month-end"]);
  if (edge === undefined) return undefined;
  return { kind: "date", date: edge.list === "month-end" ? dateOf("last") : 1, words: edge.words };
}

/** `15th`, `day 15`, and a number that may be one. */
function readDate(cursor: Cursor): OrderPiece | undefined {
  const written = readDateWord(cursor);
  if (written !== undefined) return { kind: "date", ...written };
  const unit = listedAt(cursor, UNIT_LISTS);
  const number = readNumber(unit?.list === "day" ? moved(cursor, unit.words) : cursor);
  if (number === undefined || !isDate(number.number)) return undefined;
  if (unit?.list === "day") return { kind: "date", date: number.number, words: unit.words + number.words };
  return { kind: "number", ...number };
}

/** The last day is that of the longest month. */
function dateOf(nth: number | "last"): number {
  return nth === "last" ? 31 : nth;
}

/** `of the month`, `of every month`, `each month`. */
function isOfMonth(cursor: Cursor): boolean {
  if (listedAt(cursor, ["monthly"]) !== undefined) return true;
  const behind = moved(cursor, listedAt(cursor, [...FILLER_LISTS, "wishes", "only"])?.words ?? 0);
  const every = listedAt(behind, ["every"]);
  const unit = every === undefined ? undefined : listedAt(moved(behind, every.words), ["month"]);
  return unit !== undefined || listedAt(behind, ["monthly", "of-month"]) !== undefined;
}

/** From one weekday through another, over the end of a week if need be. */
function daysFrom(first: number, last: number): readonly number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => ((first - 1 + step) % 7) + 1);
}

const PERIOD_OF = { day: "daily", week: "weekly", fortnight: "fortnightly", month: "monthly" } as const;

function everyPiece(period: Period, words: number): OrderPiece {
  return { kind: "rhythm", period, weekdays: [], words };
}

function daysPiece(weekdays: readonly number[], words: number): OrderPiece {
  return { kind: "rhythm", period: null, weekdays, words };
}
