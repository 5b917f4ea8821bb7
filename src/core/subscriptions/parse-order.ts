/** A person's words after `subscribe`, in any order: when, at what time, in which zone, about what. */
import {
  BEFORE_PERIOD,
  DATES,
  EVERYTHING,
  FILLERS,
  PERIODS,
  RHYTHMS,
  TIMES,
  WEEKDAYS,
  type RhythmKind,
} from "./order-words.ts";
import { fold } from "#core/profile/fold.ts";
import type { Rhythm } from "#core/digests/schedule.ts";
import type { Topic, Topics } from "#core/profile/topics.ts";
import { findZone } from "#core/digests/zone.ts";

/** What was understood; null where nothing was said, so that a default holds. */
export interface OrderReading {
  readonly rhythm: Rhythm | null;
  /** `HH:MM` */
  readonly time: string | null;
  readonly zone: string | null;
  /** Empty when all of them were asked for by name. */
  readonly topics: readonly string[] | null;
  /** Words that could not be read, or that contradict what was read before, as they were typed. */
  readonly unread: readonly string[];
}

interface Draft {
  kind: RhythmKind | null;
  weekday: number | null;
  date: number | null;
  time: string | null;
  zone: string | null;
  topics: string[] | null;
  unread: string[];
  /** What was typed for each that was read. */
  typed: Partial<Record<Settable, string>>;
}

/** Reads at most this much: an order is short, and what is longer is named as unread. */
const MOST_WORDS = 60;
const LONGEST_TOPIC = 6;
const LONGEST_CITY = 3;

/** Takes any text in any script; never throws. */
export function readOrder(text: string, topics: Topics): OrderReading {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  const draft: Draft = {
    kind: null,
    weekday: null,
    date: null,
    time: null,
    zone: null,
    topics: null,
    unread: [],
    typed: {},
  };
  const read = words.slice(0, MOST_WORDS);
  for (let index = 0; index < read.length;) index += readWords(draft, read, { index, topics });
  draft.unread.push(...words.slice(MOST_WORDS, MOST_WORDS + 1));
  const rhythm = rhythmOf(draft);
  return { rhythm, time: draft.time, zone: draft.zone, topics: draft.topics, unread: draft.unread };
}

interface Spot {
  readonly index: number;
  readonly topics: Topics;
}

/** Reads what stands at `index`; gives how many words that took. */
function readWords(draft: Draft, words: readonly string[], { index, topics }: Spot): number {
  const word = clean(words[index] ?? "");
  const before = clean(words[index - 1] ?? "");
  const after = clean(words[index + 1] ?? "");
  const typed = words[index] ?? "";
  if (PERIODS[word] !== undefined && BEFORE_PERIOD.has(before))
    return set(draft, "kind", { value: PERIODS[word], typed });
  if (RHYTHMS[word] !== undefined) return set(draft, "kind", { value: RHYTHMS[word], typed });
  if (WEEKDAYS[word] !== undefined) return set(draft, "weekday", { value: WEEKDAYS[word], typed });
  const date = readDate(word, after);
  if (date !== undefined) return set(draft, "date", { value: date, typed });
  const clock = readTime(word, after);
  if (clock !== undefined) return setTime(draft, clock, words.slice(index, index + clock.words).join(" "));
  if (/^\d{1,2}$/.test(word)) return setNumber(draft, { number: Number(word), before, typed });
  const topic = readTopic(words.slice(index), topics);
  if (topic !== undefined) {
    draft.topics = [...new Set([...(draft.topics ?? []), topic.slug])];
    return topic.words;
  }
  const zone = readZone(words.slice(index));
  if (zone !== undefined) {
    set(draft, "zone", { value: zone.zone, typed: words.slice(index, index + zone.words).join(" ") });
    return zone.words;
  }
  if (EVERYTHING.has(word)) draft.topics ??= [];
  else if (word !== "" && !FILLERS.has(word)) draft.unread.push(typed);
  return 1;
}

type Settable = "kind" | "weekday" | "date" | "time" | "zone";

/** Said once, or said again the same; what contradicts it is named, not obeyed. */
function set<K extends Settable>(
  draft: Draft,
  key: K,
  { value, typed }: { value: NonNullable<Draft[K]>; typed: string },
): number {
  draft.typed[key] ??= typed;
  if (draft[key] !== null && draft[key] !== value) draft.unread.push(typed);
  else draft[key] = value;
  return 1;
}

function setTime(draft: Draft, clock: Clocked, typed: string): number {
  if (clock.time === null) draft.unread.push(typed);
  else set(draft, "time", { value: clock.time, typed });
  return clock.words;
}

/** A bare number is an hour after `at`, the day of a monthly digest if that is still open, and else an hour. */
function setNumber(draft: Draft, { number, before, typed }: { number: number; before: string; typed: string }): number {
  const isDate = before !== "at" && draft.kind === "monthly" && draft.date === null && number >= 1 && number <= 31;
  if (isDate || (before === "day" && number >= 1 && number <= 31)) return set(draft, "date", { value: number, typed });
  if (number <= 23) return set(draft, "time", { value: `${twoDigits(number)}:00`, typed });
  draft.unread.push(typed);
  return 1;
}

function readDate(word: string, after: string): number | undefined {
  if (DATES[word] !== undefined && after !== "week") return DATES[word];
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return number >= 1 && number <= 31 ? number : undefined;
}

interface Clocked {
  /** Null when it has the form of a time and is none. */
  readonly time: string | null;
  readonly words: number;
}

function readTime(word: string, after: string): Clocked | undefined {
  if (TIMES[word] !== undefined) return { time: TIMES[word], words: 1 };
  const [, digits, minutes, half] =
    /^(\d{1,2})(?:[:.h](\d{2}))?([ap]m?)?$/.exec(word.replaceAll(/(?<=[ap])\.|\.$/g, "")) ?? [];
  const halfAfter = /^[ap]\.?m\.?$/.exec(after)?.[0]?.replaceAll(".", "");
  if (digits === undefined) return readCompact(word);
  const meridiem = half ?? halfAfter;
  if (minutes === undefined && meridiem === undefined)
    return after === "o'clock" ? { time: clockTime(digits, "00", undefined), words: 2 } : undefined;
  return {
    time: clockTime(digits, minutes ?? "00", meridiem),
    words: half === undefined && halfAfter !== undefined ? 2 : 1,
  };
}

/** `0900`; without the nought it might be a year. `9h` is an hour. */
function readCompact(word: string): Clocked | undefined {
  const [, hours, minutes] = /^(0\d)(\d{2})$/.exec(word) ?? /^(\d{1,2})h$/.exec(word) ?? [];
  return hours === undefined ? undefined : { time: clockTime(hours, minutes ?? "00", undefined), words: 1 };
}

function clockTime(hours: string, minutes: string, meridiem: string | undefined): string | null {
  const hour = Number(hours);
  if (Number(minutes) > 59) return null;
  if (meridiem === undefined) return hour > 23 ? null : `${twoDigits(hour)}:${minutes}`;
  if (hour < 1 || hour > 12) return null;
  return `${twoDigits((hour % 12) + (meridiem.startsWith("p") ? 12 : 0))}:${minutes}`;
}

/** The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. */
function readTopic(
  words: readonly string[],
  topics: Topics,
): { readonly slug: string; readonly words: number } | undefined {
  const known = namedTopics(topics);
  for (let count = Math.min(LONGEST_TOPIC, words.length); count > 0; count--) {
    const slug = known.get(fold(words.slice(0, count).join(" ")));
    if (slug !== undefined) return { slug, words: count };
  }
  return undefined;
}

const named = new WeakMap<Topics, ReadonlyMap<string, string>>();

/** Slugs before names, names before aliases, as everywhere. */
function namedTopics(topics: Topics): ReadonlyMap<string, string> {
  const known = named.get(topics);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  const add = (name: string, slug: string): void => void (made.has(fold(name)) || made.set(fold(name), slug));
  for (const { slug } of topics.all) add(slug, slug);
  for (const { slug, name } of topics.all) add(name, slug);
  for (const topic of topics.all) for (const alias of aliasesOf(topic)) add(alias, topic.slug);
  named.set(topics, made);
  return made;
}

function aliasesOf(topic: Topic): readonly string[] {
  switch (topic.kind) {
    case "pillar":
      return topic.pillar.aliases;
    case "section":
      return topic.section.aliases;
    case "indicator":
      return topic.indicator.aliases;
  }
}

function readZone(words: readonly string[]): { readonly zone: string; readonly words: number } | undefined {
  for (let count = Math.min(LONGEST_CITY, words.length); count > 0; count--) {
    const asked = words.slice(0, count).map(strip).join(" ");
    if (count === 1 && FILLERS.has(asked.toLowerCase())) return undefined;
    const zone = findZone(asked);
    if (zone !== undefined) return { zone, words: count };
  }
  return undefined;
}

function rhythmOf({ kind, weekday, date, unread, typed }: Draft): Rhythm | null {
  const wanted = kind ?? (weekday === null ? (date === null ? null : "monthly") : "weekly");
  // A weekday of a daily digest, or a date of a weekly one: said, and not to be obeyed in silence.
  if (weekday !== null && wanted !== "weekly") unread.push(typed.weekday ?? "");
  if (date !== null && wanted !== "monthly") unread.push(typed.date ?? "");
  switch (wanted) {
    case null:
      return null;
    case "daily":
      return { kind: "daily" };
    case "weekly":
      return { kind: "weekly", weekday: weekday ?? 1 };
    case "monthly":
      return { kind: "monthly", date: date ?? 1 };
  }
}

function clean(word: string): string {
  return strip(word).toLowerCase().replaceAll("’", "'");
}

/** Quotes, brackets and full stops round a word. */
function strip(word: string): string {
  return word.replaceAll(/^["'“”«»([]+|["“”«»)\].!?]+$/gu, "");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
