/** Wall times as people write them: `9am`, `09:00`, `0900`, `9 p.m.`, `9 o'clock`, `at 9`, `noon`. */
import { readNumber } from "./numbers.ts";
import { listedAt, moved, wordAt, type Piece, type Place } from "./place.ts";

/** A number is an hour only where it stands as one. What has the form of a time and is none is unread. */
export function readClock(place: Place): Piece | undefined {
  const named = listedAt(place, ["noon", "midnight"]);
  if (named !== undefined) return { kind: "time", time: named.list === "noon" ? "12:00" : "00:00", words: named.words };
  return readWritten(place) ?? readHour(place) ?? readCompact(wordAt(place));
}

/** With minutes, or with am or pm written to it. */
function readWritten(place: Place): Piece | undefined {
  const word = wordAt(place).replaceAll(/(?<=[ap])\.(?=m)/g, "");
  const [, hours, minutes, ending = ""] = /^(\d{1,2})(?:[:.h](\d{2}))?(\P{N}*)$/u.exec(word) ?? [];
  if (hours === undefined) return undefined;
  if (/^[ap]m?$/.test(ending)) return timePiece({ hours, minutes, half: ending }, 1);
  if (ending !== "" && !place.orders.endsAs(ending, "hour-endings")) return undefined;
  if (minutes === undefined && ending === "") return undefined;
  return withHalf(place, { hours, minutes }, 1);
}

/** A bare number, where the words round it say that it is an hour. */
function readHour(place: Place): Piece | undefined {
  const number = readNumber(place);
  if (number === undefined) return undefined;
  const hours = String(number.number);
  const isAfterAt = listedAt(moved(place, -1), ["at"])?.words === 1;
  const behind = listedAt(moved(place, number.words), ["oclock", "am", "pm"]);
  if (!isAfterAt && behind === undefined) return undefined;
  return withHalf(place, { hours, minutes: undefined }, number.words);
}

interface Written {
  readonly hours: string;
  readonly minutes: string | undefined;
  readonly half?: string;
}

function withHalf(place: Place, written: Written, count: number): Piece {
  const behind = listedAt(moved(place, count), ["am", "pm", "oclock"]);
  if (behind === undefined) return timePiece(written, count);
  const half = behind.list === "oclock" ? {} : { half: behind.list };
  return timePiece({ ...written, ...half }, count + behind.words);
}

/** `0900`; without the nought it might be a year. */
function readCompact(word: string): Piece | undefined {
  const [, hours, minutes] = /^(0\d)(\d{2})$/.exec(word) ?? [];
  return hours === undefined ? undefined : timePiece({ hours, minutes }, 1);
}

function timePiece(written: Written, words: number): Piece {
  const time = clockTime(written);
  return time === null ? { kind: "unread", words } : { kind: "time", time, words };
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
