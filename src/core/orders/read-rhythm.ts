/** How often and on which days, as far as a few words that stand together say it. */
import { PERIOD_LISTS, UNIT_LISTS } from "#core/profile/order-words.ts";
import { isDate, readDateWord, readNth, readNumber, readWeekday } from "./numbers.ts";
import { listedAt, moved, wordAt, type Period, type Piece, type Place, type Reader } from "./place.ts";

const WORKING_DAYS = [1, 2, 3, 4, 5] as const;
const WEEKEND = [6, 7] as const;

/** In this order: the first that can read what stands at a place reads it. */
const READERS: readonly Reader[] = [
  readPeriod,
  readEvery,
  readDays,
  readRange,
  readOneDay,
  readJoined,
  readOrdinal,
  readDate,
];

export function readRhythm(place: Place): Piece | undefined {
  for (const reader of READERS) {
    const piece = reader(place);
    if (piece !== undefined) return piece;
  }
  return undefined;
}

function readPeriod(place: Place): Piece | undefined {
  const listed = listedAt(place, PERIOD_LISTS);
  return listed === undefined ? undefined : everyPiece(listed.list, listed.words);
}

/** `every week`, `every other friday`, `every 2 weeks`, `every last friday`; before a single day it says nothing more. */
function readEvery(place: Place): Piece | undefined {
  const every = listedAt(place, ["every"]);
  if (every === undefined) return undefined;
  const behind = moved(place, every.words);
  const piece = readEveryOther(behind) ?? readEveryFew(behind) ?? readEveryUnit(behind) ?? readEveryNth(behind);
  return piece === undefined ? { kind: "filler", words: every.words } : { ...piece, words: every.words + piece.words };
}

function readEveryOther(place: Place): Piece | undefined {
  const other = listedAt(place, ["other"]);
  if (other === undefined) return undefined;
  const behind = moved(place, other.words);
  const day = readWeekday(behind);
  // "Every second friday of the month" is the second one.
  if (day !== undefined && isOfMonth(moved(behind, day.words)) && readNth(place) !== undefined)
    return readNthDay(place);
  if (day !== undefined)
    return { kind: "rhythm", period: "fortnightly", weekdays: [day.weekday], words: other.words + day.words };
  const unit = listedAt(behind, UNIT_LISTS);
  if (unit?.list === "week") return everyPiece("fortnightly", other.words + unit.words);
  return { kind: "unread", words: other.words + (unit?.words ?? 0) };
}

function readEveryFew(place: Place): Piece | undefined {
  const few = readNumber(place);
  if (few === undefined || readDateWord(place) !== undefined) return undefined;
  const unit = listedAt(moved(place, few.words), UNIT_LISTS);
  const words = few.words + (unit?.words ?? 0);
  if (few.number === 1 && unit !== undefined) return everyPiece(PERIOD_OF[unit.list], words);
  if (few.number === 2 && unit?.list === "week") return everyPiece("fortnightly", words);
  return { kind: "unread", words };
}

function readEveryUnit(place: Place): Piece | undefined {
  const unit = listedAt(place, UNIT_LISTS);
  return unit === undefined ? undefined : everyPiece(PERIOD_OF[unit.list], unit.words);
}

/** `every third friday` is one of a month only where that is said. */
function readEveryNth(place: Place): Piece | undefined {
  const piece = readNthDay(place);
  if (piece?.kind !== "ordinal" || piece.nth === 1 || piece.nth === "last") return piece;
  return isOfMonth(moved(place, piece.words)) ? piece : { kind: "unread", words: piece.words };
}

function readDays(place: Place): Piece | undefined {
  const listed = listedAt(place, ["working-days", "weekend"]);
  if (listed === undefined) return undefined;
  return daysPiece(listed.list === "weekend" ? WEEKEND : WORKING_DAYS, listed.words);
}

/** `monday to friday`, `from monday to friday`. */
function readRange(place: Place): Piece | undefined {
  const open = readSpan(place);
  if (open?.through !== undefined && isOpenRange(place, open.through)) return daysPiece(open.weekdays, open.words);
  const behind = readSpan(moved(place, 1));
  if (behind === undefined || place.orders.isRange(wordAt(place), behind.through) !== "closed") return undefined;
  return daysPiece(behind.weekdays, behind.words + 1);
}

function isOpenRange({ orders }: Place, through: string): boolean {
  return /^[-–—]$/u.test(through) || orders.isRange("", through) === "open";
}

/** Two weekdays with a word between them. */
function readSpan(place: Place) {
  const first = readWeekday(place);
  const between = moved(place, first?.words ?? 0);
  const last = readWeekday(moved(between, 1));
  if (first === undefined || last === undefined) return undefined;
  return {
    through: wordAt(between),
    weekdays: daysFrom(first.weekday, last.weekday),
    words: first.words + 1 + last.words,
  };
}

function readOneDay(place: Place): Piece | undefined {
  const day = readWeekday(place);
  return day === undefined ? undefined : daysPiece([day.weekday], day.words);
}

/** `mon-fri`, `mon/wed/fri`. */
function readJoined(place: Place): Piece | undefined {
  const word = wordAt(place);
  const parts = word.split(/[-–—/+&|]/u);
  if (parts.length < 2) return undefined;
  const days = parts.map((text) => {
    const only = { text, typed: text, closes: false, start: 0, end: 0 };
    return readWeekday({ ...place, words: [only], index: 0 })?.weekday;
  });
  const [first, last] = days;
  if (first === undefined || last === undefined || days.includes(undefined)) return undefined;
  const isRange = days.length === 2 && /[-–—]/u.test(word);
  return daysPiece(isRange ? daysFrom(first, last) : days.filter((day) => day !== undefined), 1);
}

/** `first monday`, `last day`; of a week there is none. */
function readOrdinal(place: Place): Piece | undefined {
  const piece = readNthDay(place);
  if (piece !== undefined) return piece;
  const listed = readNth(place);
  if (listed === undefined || readDateWord(place) !== undefined) return undefined;
  const unit = listedAt(moved(place, listed.words), [...UNIT_LISTS, "working-days", "weekend"]);
  if (unit !== undefined) return { kind: "unread", words: listed.words + unit.words };
  return { kind: "number", number: dateOf(listed.nth), words: listed.words };
}

function readNthDay(place: Place): Piece | undefined {
  const listed = readNth(place);
  if (listed === undefined) return undefined;
  const behind = moved(place, listed.words);
  const day = readWeekday(behind);
  if (day !== undefined)
    return { kind: "ordinal", nth: listed.nth, weekday: day.weekday, words: listed.words + day.words };
  const unit = listedAt(behind, UNIT_LISTS);
  return unit?.list === "day"
    ? { kind: "date", date: dateOf(listed.nth), words: listed.words + unit.words }
    : undefined;
}

/** `15th`, `day 15`, and a number that may be one. */
function readDate(place: Place): Piece | undefined {
  const written = readDateWord(place);
  if (written !== undefined) return { kind: "date", ...written };
  const unit = listedAt(place, UNIT_LISTS);
  const number = readNumber(unit?.list === "day" ? moved(place, unit.words) : place);
  if (number === undefined || !isDate(number.number)) return undefined;
  if (unit?.list === "day") return { kind: "date", date: number.number, words: unit.words + number.words };
  return { kind: "number", ...number };
}

/** The last day is that of the longest month. */
function dateOf(nth: number | "last"): number {
  return nth === "last" ? 31 : nth;
}

/** `of the month`, `of every month`. */
function isOfMonth(place: Place): boolean {
  if (listedAt(place, ["monthly"]) !== undefined) return true;
  const behind = moved(place, listedAt(place, ["fillers"])?.words ?? 0);
  const every = listedAt(behind, ["every"]);
  const unit = every === undefined ? undefined : listedAt(moved(behind, every.words), ["month"]);
  return unit !== undefined || listedAt(behind, ["monthly"]) !== undefined;
}

/** From one weekday through another, over the end of a week if need be. */
function daysFrom(first: number, last: number): readonly number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => ((first - 1 + step) % 7) + 1);
}

const PERIOD_OF = { day: "daily", week: "weekly", fortnight: "fortnightly", month: "monthly" } as const;

function everyPiece(period: Period, words: number): Piece {
  return { kind: "rhythm", period, weekdays: [], words };
}

function daysPiece(weekdays: readonly number[], words: number): Piece {
  return { kind: "rhythm", period: null, weekdays, words };
}
