/** A person's words after `subscribe`, in any order: when, at what time, in which zone, about what. */
import type { Rhythm } from "#core/digests/schedule.ts";
import type { Zones } from "#core/digests/zone.ts";
import { fold } from "#core/profile/fold.ts";
import type { Topics } from "#core/profile/topics.ts";
import {
  BEFORE_PERIOD,
  DATES,
  EVERYTHING,
  FILLERS,
  PERIODS,
  RHYTHMS,
  WEEKDAYS,
  type RhythmKind,
} from "./order-words.ts";
import { hourTime, readClock } from "./read-clock.ts";

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

/** What can be said once: said again the same it is passed over, said otherwise it is named. */
interface Sayable {
  readonly kind: RhythmKind;
  readonly weekday: number;
  readonly date: number;
  readonly time: string;
  readonly zone: string;
}

type Said = { readonly [Key in keyof Sayable]?: { readonly value: Sayable[Key]; readonly typed: string } };

interface Draft {
  readonly said: Said;
  readonly topics: readonly string[] | null;
  readonly unread: readonly string[];
}

/** What stands at one place of an order, and how many words it takes. */
type Piece = { readonly words: number } & (
  | { readonly kind: "said"; readonly value: Partial<Sayable> }
  | { readonly kind: "topic"; readonly slug: string }
  | { readonly kind: "everything" | "filler" | "unread" }
);

/** What an order may name. */
interface Nameable {
  readonly topics: Topics;
  readonly zones: Zones;
}

/** A place in the order, with the words round it as they are compared. */
interface Place extends Nameable {
  readonly words: readonly string[];
  readonly index: number;
  readonly word: string;
  readonly before: string;
  readonly after: string;
  readonly draft: Draft;
}

/** Reads at most this much: an order is short, and what is longer is named as unread. */
const MOST_WORDS = 60;
const LONGEST_TOPIC = 6;
const LONGEST_CITY = 3;

/** In this order: the first that can read what stands at a place reads it. */
const READERS: readonly ((place: Place) => Piece | undefined)[] = [
  readPeriod,
  readWeekday,
  readDate,
  readTime,
  readNumber,
  readTopic,
  readZone,
  readRest,
];

/** Takes any text in any script; never throws. */
export function readOrder(text: string, { topics, zones }: Nameable): OrderReading {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  const read = words.slice(0, MOST_WORDS);
  let draft: Draft = { said: {}, topics: null, unread: [] };
  for (let index = 0; index < read.length;) {
    const piece = readPiece(read, index, { draft, topics, zones });
    draft = withPiece(draft, piece, read.slice(index, index + piece.words).join(" "));
    index += piece.words;
  }
  const { rhythm, contradicted } = rhythmOf(draft.said);
  return {
    rhythm,
    time: draft.said.time?.value ?? null,
    zone: draft.said.zone?.value ?? null,
    topics: draft.topics,
    unread: [...draft.unread, ...words.slice(MOST_WORDS, MOST_WORDS + 1), ...contradicted],
  };
}

function readPiece(words: readonly string[], index: number, read: Nameable & Pick<Place, "draft">): Piece {
  const at = (position: number): string => clean(words[position] ?? "");
  const place = { words, index, word: at(index), before: at(index - 1), after: at(index + 1), ...read };
  for (const reader of READERS) {
    const piece = reader(place);
    if (piece !== undefined) return piece;
  }
  return { kind: "unread", words: 1 };
}

function withPiece(draft: Draft, piece: Piece, typed: string): Draft {
  switch (piece.kind) {
    case "said": {
      const [[key, value] = ["", ""]] = Object.entries(piece.value);
      const known = Object.entries(draft.said).find(([name]) => name === key)?.[1];
      if (known !== undefined) return known.value === value ? draft : { ...draft, unread: [...draft.unread, typed] };
      return { ...draft, said: { ...draft.said, [key]: { value, typed } } };
    }
    case "topic":
      return { ...draft, topics: [...new Set([...(draft.topics ?? []), piece.slug])] };
    case "everything":
      return { ...draft, topics: draft.topics ?? [] };
    case "filler":
      return draft;
    case "unread":
      return { ...draft, unread: [...draft.unread, typed] };
  }
}

function said(value: Partial<Sayable>, words = 1): Piece {
  return { kind: "said", value, words };
}

function readPeriod({ word, before }: Place): Piece | undefined {
  const kind = (BEFORE_PERIOD.has(before) ? PERIODS.get(word) : undefined) ?? RHYTHMS.get(word);
  return kind === undefined ? undefined : said({ kind });
}

function readWeekday({ word }: Place): Piece | undefined {
  const weekday = WEEKDAYS.get(word);
  return weekday === undefined ? undefined : said({ weekday });
}

function readDate({ word, after }: Place): Piece | undefined {
  const inWords = DATES.get(word);
  if (inWords !== undefined && after !== "week") return said({ date: inWords });
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return isDate(date) ? said({ date }) : undefined;
}

function readTime({ word, after }: Place): Piece | undefined {
  const clock = readClock(word, after);
  if (clock === undefined) return undefined;
  return clock.time === null ? { kind: "unread", words: clock.words } : said({ time: clock.time }, clock.words);
}

/** A bare number is an hour after `at`, the day of a monthly digest if that is still open, and else an hour. */
function readNumber({ word, before, draft }: Place): Piece | undefined {
  if (!/^\d{1,2}$/.test(word)) return undefined;
  const number = Number(word);
  const isOpen = before !== "at" && draft.said.kind?.value === "monthly" && draft.said.date === undefined;
  if (isDate(number) && (isOpen || before === "day")) return said({ date: number });
  return number <= 23 ? said({ time: hourTime(number) }) : { kind: "unread", words: 1 };
}

/** The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. */
function readTopic({ words, index, topics }: Place): Piece | undefined {
  for (let count = Math.min(LONGEST_TOPIC, words.length - index); count > 0; count--) {
    const slug = topics.named(fold(words.slice(index, index + count).join(" ")));
    if (slug !== undefined) return { kind: "topic", slug, words: count };
  }
  return undefined;
}

function readZone({ words, index, zones }: Place): Piece | undefined {
  for (let count = Math.min(LONGEST_CITY, words.length - index); count > 0; count--) {
    const city = words
      .slice(index, index + count)
      .map(strip)
      .join(" ");
    if (count === 1 && FILLERS.has(city.toLowerCase())) return undefined;
    const zone = zones.find(city);
    if (zone !== undefined) return said({ zone }, count);
  }
  return undefined;
}

function readRest({ word }: Place): Piece {
  if (EVERYTHING.has(word)) return { kind: "everything", words: 1 };
  return { kind: word === "" || FILLERS.has(word) ? "filler" : "unread", words: 1 };
}

/** A weekday of a daily digest, or a date of a weekly one: said, and not to be obeyed in silence. */
function rhythmOf({ kind, weekday, date }: Said): { rhythm: Rhythm | null; contradicted: readonly string[] } {
  const wanted = kind?.value ?? (weekday === undefined ? (date === undefined ? null : "monthly") : "weekly");
  switch (wanted) {
    case null:
      return { rhythm: null, contradicted: [] };
    case "daily":
      return { rhythm: { kind: "daily" }, contradicted: typedOf([weekday, date]) };
    case "weekly":
      return { rhythm: { kind: "weekly", weekday: weekday?.value ?? 1 }, contradicted: typedOf([date]) };
    case "monthly":
      return { rhythm: { kind: "monthly", date: date?.value ?? 1 }, contradicted: typedOf([weekday]) };
  }
}

function typedOf(said: readonly (Said["weekday"] | Said["date"])[]): readonly string[] {
  return said.flatMap((each) => (each === undefined ? [] : [each.typed]));
}

function isDate(number: number): boolean {
  return number >= 1 && number <= 31;
}

function clean(word: string): string {
  return strip(word).toLowerCase().replaceAll("’", "'");
}

/** Quotes, brackets and full stops round a word. */
function strip(word: string): string {
  return word.replaceAll(/^["'“”«»([]+|["“”«»)\].!?]+$/gu, "");
}
