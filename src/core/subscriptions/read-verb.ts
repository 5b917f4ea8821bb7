/** What stands after `pause`, `resume`, `skip`, `preview`, `status`, `unsubscribe` and `subscriptions`: each word is read or named. */
import { countedBehind, readNumber } from "#core/orders/numbers.ts";
import { listedAt, moved, type Nameable, type OrderPiece, type Cursor } from "#core/orders/cursor.ts";
import { readAll, readExcept, readFiller, readMinus, readTopic } from "#core/orders/read-common.ts";
import { readEnd, type EndReading, type PauseEnd } from "#core/orders/read-end.ts";
import { readPieces, type PlacedPiece } from "#core/orders/read-pieces.ts";
import type { SubscriptionVerb } from "#core/request.ts";

export type OtherVerb = Exclude<SubscriptionVerb, "subscribe">;

export interface VerbReading {
  /** Slugs, each once, in the order in which they were named; empty where none was. */
  readonly topics: readonly string[];
  /** Whether all subscriptions were meant by name. */
  readonly all: boolean;
  /** After `pause`: when it ends by itself; null where nobody said, so that it lasts until somebody resumes. */
  readonly end: PauseEnd | null;
  /** After `pause`: a day that may be two, as `01/02`, to be asked back. Nothing is done. */
  readonly unclear: { readonly typed: string; readonly ends: readonly PauseEnd[] } | null;
  /** After `skip`: how many digests; null where nobody said, which is one. */
  readonly count: number | null;
  /** Words that could not be read, as they were typed. Where there are any, nothing is done. */
  readonly unread: readonly string[];
}

type VerbPiece =
  | OrderPiece
  | ({ readonly kind: "end" } & EndReading)
  | { readonly kind: "count"; readonly count: number; readonly words: number };

/** More are a pause. */
const MOST_SKIPPED = 12;

/** Takes any text in any script; never throws. `text` is what was typed behind the verb. */
export function readVerb(verb: OtherVerb, text: string, nameable: Nameable): VerbReading {
  const placed = readPieces(text, nameable, (cursor) => readAt(verb, cursor));
  const unread = new Set<VerbPiece>(placed.map(({ piece }) => piece).filter(({ kind }) => kind === "unread"));
  const topics = [...new Set(placed.flatMap(({ piece }) => (piece.kind === "topic" ? piece.slug : [])))];
  const alls = placed.map(({ piece }) => piece).filter(({ kind }) => kind === "all");
  // "Drugs and all" asks for two things.
  if (topics.length > 0) for (const piece of alls) unread.add(piece);
  const end = once(placed, "end", unread);
  const count = once(placed, "count", unread);
  const isClear = end?.piece.kind === "end" && end.piece.ends.length === 1;
  return {
    topics,
    all: topics.length === 0 && alls.length > 0,
    end: isClear ? end.piece.ends[0] : null,
    unclear: end?.piece.kind !== "end" || isClear ? null : { typed: end.typed, ends: end.piece.ends },
    count: count?.piece.kind === "count" ? count.piece.count : null,
    unread: placed.filter(({ piece }) => unread.has(piece)).map(({ typed }) => typed),
  };
}

function readAt(verb: OtherVerb, cursor: Cursor): VerbPiece {
  return (
    readExcept(cursor) ??
    readMinus(cursor) ??
    (verb === "pause" ? readPauseEnd(cursor) : undefined) ??
    (verb === "skip" ? readCount(cursor) : undefined) ??
    readTopic(cursor) ??
    readAll(cursor) ??
    readFillerBehind(verb, cursor) ?? { kind: "unread", words: 1 }
  );
}

function readPauseEnd(cursor: Cursor): VerbPiece | undefined {
  const end = readEnd(cursor);
  return end === undefined ? undefined : { kind: "end", ...end };
}

function readCount(cursor: Cursor): VerbPiece | undefined {
  const number = readNumber(cursor);
  if (number === undefined || number.number < 1 || number.number > MOST_SKIPPED) return undefined;
  const counted = countedBehind(moved(cursor, number.words));
  const words = number.words + (counted?.words ?? 0);
  return counted?.list === "counted" ? { kind: "unread", words } : { kind: "count", count: number.number, words };
}

/** Only of what is skipped or looked at does `next` say nothing more. */
function readFillerBehind(verb: OtherVerb, cursor: Cursor): VerbPiece | undefined {
  const more =
    verb === "skip" || verb === "preview" ? (["next"] as const) : verb === "pause" ? (["open-end"] as const) : [];
  const listed = listedAt(cursor, ["after-verbs", ...more]);
  return listed === undefined ? readFiller(cursor) : { kind: "filler", words: listed.words };
}

/** What can be said once: the first counts, and the others are unread. */
function once(
  placed: readonly PlacedPiece<VerbPiece>[],
  kind: "end" | "count",
  unread: Set<VerbPiece>,
): PlacedPiece<VerbPiece> | undefined {
  const [first, ...others] = placed.filter(({ piece }) => piece.kind === kind);
  for (const { piece } of others) unread.add(piece);
  return first;
}
