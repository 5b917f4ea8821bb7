/** Wall times as people write them: `9am`, `09:00`, `0900`, `9 p.m.`, `9 o'clock`, `noon`. */
import { TIMES } from "./order-words.ts";

export interface ClockReading {
  /** `HH:MM`, or null when it has the form of a time and is none. */
  readonly time: string | null;
  /** How many words it took. */
  readonly words: number;
}

/** Undefined when `word` has not the form of a time. `after` is the word behind it. */
export function readClock(word: string, after: string): ClockReading | undefined {
  const named = TIMES.get(word);
  if (named !== undefined) return { time: named, words: 1 };
  const [, digits, minutes, half] =
    /^(\d{1,2})(?:[:.h](\d{2}))?([ap]m?)?$/.exec(word.replaceAll(/(?<=[ap])\.|\.$/g, "")) ?? [];
  if (digits === undefined) return readCompact(word);
  if (half !== undefined) return { time: clockTime(digits, minutes, half), words: 1 };
  const halfAfter = /^[ap]\.?m\.?$/.exec(after)?.[0].replaceAll(".", "");
  if (halfAfter !== undefined) return { time: clockTime(digits, minutes, halfAfter), words: 2 };
  if (minutes !== undefined) return { time: clockTime(digits, minutes, undefined), words: 1 };
  return after === "o'clock" ? { time: clockTime(digits, "00", undefined), words: 2 } : undefined;
}

/** A whole hour, 0 to 23, as a wall time. */
export function hourTime(hour: number): string {
  return `${twoDigits(hour)}:00`;
}

/** `0900`; without the nought it might be a year. `9h` is an hour. */
function readCompact(word: string): ClockReading | undefined {
  const [, hours, minutes] = /^(0\d)(\d{2})$/.exec(word) ?? /^(\d{1,2})h$/.exec(word) ?? [];
  return hours === undefined ? undefined : { time: clockTime(hours, minutes, undefined), words: 1 };
}

function clockTime(hours: string, minutes: string | undefined, meridiem: string | undefined): string | null {
  const hour = Number(hours);
  if (Number(minutes ?? "00") > 59) return null;
  if (meridiem === undefined) return hour > 23 ? null : `${twoDigits(hour)}:${minutes ?? "00"}`;
  if (hour < 1 || hour > 12) return null;
  return `${twoDigits((hour % 12) + (meridiem.startsWith("p") ? 12 : 0))}:${minutes ?? "00"}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
