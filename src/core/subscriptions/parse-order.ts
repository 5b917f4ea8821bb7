/** A person's words after `subscribe`, in any order: when, at what time, in which zone, about what. */
import type { RhythmOrder } from "#core/digests/schedule.ts";
import { listedAt, moved, type Nameable, type OrderPiece, type Cursor, type PieceReader } from "#core/orders/cursor.ts";
import { readClock } from "#core/orders/read-clock.ts";
import { misplaced, withLeading } from "#core/orders/idle.ts";
import { eachDay, readDaypart, withDayparts } from "#core/orders/dayparts.ts";
import { withHours } from "#core/orders/hours.ts";
import {
  readAll,
  readExcept,
  readFiller,
  readListed,
  readMinus,
  readTopic,
  readTurn,
} from "#core/orders/read-common.ts";
import { readDay, readEnd } from "#core/orders/read-end.ts";
import { readPieces, type PlacedPiece } from "#core/orders/read-pieces.ts";
import { readLater, readVague } from "#core/orders/read-later.ts";
import { readCalendarUnit } from "#core/orders/read-span.ts";
import { readMonthEdge, readRhythm } from "#core/orders/read-rhythm.ts";
import { readOwnTime, readZone, strayZones } from "#core/orders/read-zone.ts";
import { fitRhythm } from "#core/orders/rhythm.ts";

/** What was understood; null where nothing was said, so that a default holds. */
export interface OrderReading {
  readonly rhythm: RhythmOrder | null;
  /** Whether its day is a default, `weekly`: one that holds already stays. */
  readonly isDayOpen: boolean;
  /** `HH:MM` */
  readonly time: string | null;
  /** Whether the time may as well be one of the afternoon: `at 2`. It is taken as it stands. */
  readonly isHalf: boolean;
  readonly zone: string | null;
  /** Empty when all of them were asked for by name. */
  readonly topics: readonly string[] | null;
  /** Words that could not be read, or that contradict what was read before, as they were typed. */
  readonly unread: readonly string[];
}

/** What became of some words: `used` changed the order, a `filler` says nothing, `unread` is named to the person. */
export interface OrderSpan {
  readonly start: number;
  readonly end: number;
  readonly is: "used" | "filler" | "unread";
}

/** In this order: the first that can read what stands at a place reads it. */
const READERS: readonly PieceReader[] = [
  readMonthEdge,
  (cursor) => readTurn(cursor),
  readExcept,
  readMinus,
  readLater,
  readBound,
  readDaypart,
  readClock,
  readRhythm,
  readBeginning,
  readTopic,
  readOwnTime,
  readZone,
  readAll,
  readWish,
  readFiller,
];

/** Takes any text in any script; never throws. The spans cover every word of it, in their order. */
export function readOrder(text: string, nameable: Nameable): OrderReading & { readonly spans: readonly OrderSpan[] } {
  const read = withLeading(readPieces(text, nameable, readAt));
  const placed = withHours(withDayparts(read));
  const pieces = placed.map(({ piece }) => piece);
  const each = eachDay(read.map(({ piece }) => piece));
  const second = [...secondOrder(pieces), ...afterWish(pieces)];
  const { rhythm, contradicted, isDayOpen } = fitRhythm([
    ...pieces.filter((piece) => !second.includes(piece)),
    ...each,
  ]);
  const once = [...saidOtherwise(placed, "time"), ...saidOtherwise(placed, "zone"), ...allBesideTopics(placed)];
  const unread = new Set<OrderPiece>([
    // A part of the day is no time that a word such as "time" could stand beside.
    ...misplaced(read.map(({ piece }) => piece)),
    ...strayZones(pieces),
    ...second,
    ...contradicted,
    ...once,
    ...pieces.filter(({ kind }) => kind === "unread" || kind === "daypart"),
  ]);
  const kept = pieces.filter((piece) => !unread.has(piece));
  const slugs = kept.flatMap((piece) => (piece.kind === "topic" ? piece.slugs : []));
  const isAll = kept.some(({ kind }) => kind === "all");
  const time = kept.find((piece) => piece.kind === "time");
  return {
    rhythm,
    isDayOpen,
    time: time?.time ?? null,
    isHalf: time?.isHalf ?? false,
    zone: kept.find((piece) => piece.kind === "zone")?.zone ?? null,
    topics: slugs.length > 0 || isAll ? [...new Set(slugs)] : null,
    unread: placed.filter(({ piece }) => unread.has(piece)).map(({ typed }) => typed),
    spans: placed.map(({ piece, start, end }) => ({ start, end, is: useOf(piece, unread) })),
  };
}

function readAt(cursor: Cursor): OrderPiece {
  for (const reader of READERS) {
    const piece = reader(cursor);
    if (piece !== undefined) return piece;
  }
  return { kind: "unread", words: 1 };
}

function useOf(piece: OrderPiece, unread: ReadonlySet<OrderPiece>): OrderSpan["is"] {
  if (unread.has(piece)) return "unread";
  return piece.kind === "filler" ? "filler" : "used";
}

/** A digest comes until somebody ends it: `for 6 weeks`, `next week`, `for now` and `until december` cannot be ordered, and are named whole. */
function readBound(cursor: Cursor): OrderPiece | undefined {
  const end =
    readVague(cursor) ??
    readEnd(cursor) ??
    listedAt(cursor, ["open-end"]) ??
    readOnce(cursor) ??
    readCalendarUnit(cursor);
  if (end !== undefined) return { kind: "unread", words: end.words };
  const until = listedAt(cursor, ["until"]);
  return until === undefined ? undefined : { kind: "unread", words: until.words };
}

/** `for monday` is one day. */
function readOnce(cursor: Cursor): { readonly words: number } | undefined {
  const once = listedAt(cursor, ["for"]);
  const day = once === undefined ? undefined : readDay(moved(cursor, once.words));
  return once === undefined || day === undefined ? undefined : { words: once.words + day.words };
}

/** `from monday` may be the first day, and is no day of every week. */
function readBeginning(cursor: Cursor): OrderPiece | undefined {
  const bound = listedAt(cursor, ["bounds"]);
  const behind = moved(cursor, bound?.words ?? 0);
  const day = bound === undefined ? undefined : (readDay(behind) ?? readLater(behind));
  return bound === undefined || day === undefined ? undefined : { kind: "unread", words: bound.words + day.words };
}

/** `We'd like drugs`: behind `subscribe` it orders nothing more. */
function readWish(cursor: Cursor): OrderPiece | undefined {
  return readListed(cursor, ["wishes"]);
}

/** The pieces that say a time or a zone otherwise than the first that did. */
function saidOtherwise(placed: readonly PlacedPiece<OrderPiece>[], kind: "time" | "zone"): readonly OrderPiece[] {
  const said = placed.map(({ piece }) => piece).filter((piece) => piece.kind === kind);
  const valueOf = (piece: OrderPiece | undefined): string | undefined => {
    if (piece?.kind === "time") return piece.time;
    return piece?.kind === "zone" ? piece.zone : undefined;
  };
  return said.filter((piece) => valueOf(piece) !== valueOf(said[0]));
}

/** `drugs and everything` asks for two things. */
function allBesideTopics(placed: readonly PlacedPiece<OrderPiece>[]): readonly OrderPiece[] {
  const pieces = placed.map(({ piece }) => piece);
  return pieces.some(({ kind }) => kind === "topic") ? pieces.filter(({ kind }) => kind === "all") : [];
}

/** In `drugs mondays, trade fridays` each topic has days of its own: those are two orders, and the second is named. */
function secondOrder(pieces: readonly OrderPiece[]): readonly OrderPiece[] {
  const said = pieces.filter((piece) => isTopic(piece) || isWhen(piece));
  const turns = said.filter((piece, at) => at === 0 || isTopic(piece) !== isTopic(said[at - 1]));
  const [, , third, fourth] = turns;
  return third === undefined || fourth === undefined ? [] : said.slice(said.indexOf(third));
}

/** `Drugs and subscribe trade` is two orders as well: of the second nothing is taken. */
function afterWish(pieces: readonly OrderPiece[]): readonly OrderPiece[] {
  const wish = misplaced(pieces).find(({ role }) => role === "wishes");
  return wish === undefined ? [] : pieces.slice(pieces.indexOf(wish)).filter(({ kind }) => kind !== "filler");
}

function isTopic(piece: OrderPiece | undefined): boolean {
  return piece?.kind === "topic" || piece?.kind === "all";
}

function isWhen({ kind }: OrderPiece): boolean {
  return /^(?:rhythm|ordinal|date|number|time)$/.test(kind);
}
