/** What stands after `pause`, `resume`, `skip`, `preview`, `status`, `unsubscribe` and `subscriptions`: each word is read or named. */
import { countedBehind, readNumber } from "#core/orders/numbers.ts";
import { listedAt, moved, type Nameable, type OrderPiece, type Cursor } from "#core/orders/cursor.ts";
import { readAll, readExcept, readFiller, readMinus, readTopic, readTurn } from "#core/orders/read-common.ts";
import { readDay, readEnd, type EndReading, type PauseEnd } from "#core/orders/read-end.ts";
import { misplaced, withLeading } from "#core/orders/idle.ts";
import { readLater, readVague } from "#core/orders/read-later.ts";
import { readPieces, type PlacedPiece, type Unread } from "#core/orders/read-pieces.ts";
import { readCalendarUnit, readSpan, type CalendarSpan } from "#core/orders/read-span.ts";
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
  /** A time for which another verb was said, `unsubscribe for a while`, is what `pause` is for; its end is null where none is said. */
  readonly pause: { readonly end: PauseEnd | null } | null;
  /** After `skip`: how many digests; null where nobody said, which is one. */
  readonly count: number | null;
  /** After `skip`: the days whose digests are meant; after `pause`, where it is not read, what may be skipped instead. */
  readonly span: CalendarSpan | null;
  /** Words that could not be read, as they were typed. Where there are any, nothing is done. */
  readonly unread: readonly string[];
}

type VerbPiece =
  | OrderPiece
  | ({ readonly kind: "end" } & EndReading)
  /** A time for which something shall rest, behind another verb than `pause`. */
  | { readonly kind: "rest"; readonly end: PauseEnd | null; readonly words: number }
  | { readonly kind: "count"; readonly count: number; readonly words: number }
  | { readonly kind: "span"; readonly span: CalendarSpan; readonly words: number };

/** More are a pause. */
export const MOST_SKIPPED = 12;

/** Takes any text in any script; never throws. `text` is what was typed behind the verb. */
export function readVerb(verb: OtherVerb, text: string, nameable: Nameable): VerbReading {
  const placed = withLeading(readPieces(text, nameable, (cursor) => readAt(verb, cursor)));
  const pieces = placed.map(({ piece }) => piece);
  const rest = pieces.find((piece) => piece.kind === "rest");
  const unread = new Set<VerbPiece | Unread>([
    ...misplaced(pieces),
    ...pieces.filter(({ kind }) => kind === "unread" || kind === "rest"),
    ...(verb === "skip" ? [] : pieces.filter(({ kind }) => kind === "span" || kind === "count")),
  ]);
  const topics = [...new Set(placed.flatMap(({ piece }) => (piece.kind === "topic" ? piece.slugs : [])))];
  const alls = pieces.filter(({ kind }) => kind === "all");
  // "Drugs and all" asks for two things.
  if (topics.length > 0) for (const piece of alls) unread.add(piece);
  const end = once(placed, "end", unread);
  const span = once(placed, "span", unread);
  const count = once(placed, "count", unread);
  // "Skip 3 next week" says two things.
  if (count !== undefined && span !== undefined) unread.add(span.piece);
  return {
    topics,
    all: topics.length === 0 && alls.length > 0,
    ...endSaid(end),
    pause: rest === undefined ? null : { end: rest.end },
    count: count?.piece.kind === "count" ? count.piece.count : null,
    span: span?.piece.kind === "span" ? span.piece.span : null,
    unread: placed.filter(({ piece }) => unread.has(piece)).map(({ typed }) => typed),
  };
}

function endSaid(said: PlacedPiece<VerbPiece | Unread> | undefined): Pick<VerbReading, "end" | "unclear"> {
  if (said?.piece.kind !== "end") return { end: null, unclear: null };
  const { ends } = said.piece;
  return ends.length === 1 ? { end: ends[0], unclear: null } : { end: null, unclear: { typed: said.typed, ends } };
}

function readAt(verb: OtherVerb, cursor: Cursor): VerbPiece {
  return (
    readTurn(cursor, ["turns", "wishes"]) ??
    readExcept(cursor) ??
    readMinus(cursor) ??
    readLater(cursor) ??
    readUncounted(cursor) ??
    readWhile(verb, cursor) ??
    readCounted(verb, cursor) ??
    readTopic(cursor) ??
    readAll(cursor) ??
    readFillerBehind(verb, cursor) ?? { kind: "unread", words: 1 }
  );
}

function readUncounted(cursor: Cursor): VerbPiece | undefined {
  const vague = readVague(cursor);
  return vague === undefined ? undefined : { kind: "unread", words: vague.words };
}

/** Until when, or of which days, whatever the verb can make of that. */
function readWhile(verb: OtherVerb, cursor: Cursor): VerbPiece | undefined {
  const rest = verb === "pause" ? readPauseEnd(cursor) : readRest(verb, cursor);
  const said = verb === "skip" ? readSpan(cursor) : readCalendarUnit(cursor);
  // Of "this week" the digests are skipped; "until monday" is a pause, and says more than "monday".
  const isRest = rest !== undefined && (verb !== "skip" || rest.words > (said?.words ?? 0));
  return isRest || said === undefined ? rest : { kind: "span", ...said };
}

function readPauseEnd(cursor: Cursor): VerbPiece | undefined {
  const end = readEnd(cursor);
  return end === undefined ? undefined : { kind: "end", ...end };
}

/** `unsubscribe for now`, `skip until monday`, `resume on monday`: a pause is meant, which does not end by a word more or less. */
function readRest(verb: OtherVerb, cursor: Cursor): VerbPiece | undefined {
  const open = listedAt(cursor, ["open-end"]);
  if (open !== undefined) return { kind: "rest", end: null, words: open.words };
  const end = verb === "resume" ? readDay(cursor) : isBrief(verb) ? readEnd(cursor) : undefined;
  return end?.ends.length === 1 ? { kind: "rest", end: end.ends[0], words: end.words } : undefined;
}

/** Behind these people say how long. */
function isBrief(verb: OtherVerb): boolean {
  return verb === "unsubscribe" || verb === "skip";
}

/** How many digests; behind `pause` what cannot be read of it. */
function readCounted(verb: OtherVerb, cursor: Cursor): VerbPiece | undefined {
  if (verb === "skip") return readCount(cursor);
  return verb === "pause" ? (readDigests(cursor) ?? readStretch(cursor)) : undefined;
}

function readCount(cursor: Cursor): VerbPiece | undefined {
  const number = readNumber(cursor);
  if (number === undefined || number.number < 1 || number.number > MOST_SKIPPED) return undefined;
  const counted = countedBehind(moved(cursor, number.words));
  const words = number.words + (counted?.words ?? 0);
  return counted?.list === "counted" ? { kind: "unread", words } : { kind: "count", count: number.number, words };
}

/** `for 3 digests`: so many may be skipped, and no pause is counted in them. */
function readDigests(cursor: Cursor): VerbPiece | undefined {
  const lasting = listedAt(cursor, ["for"])?.words ?? 0;
  const number = readNumber(moved(cursor, lasting));
  if (number === undefined || number.number < 1 || number.number > MOST_SKIPPED) return undefined;
  const counted = countedBehind(moved(cursor, lasting + number.words));
  if (counted?.list !== "digests") return undefined;
  return { kind: "count", count: number.number, words: lasting + number.words + counted.words };
}

/** `from 1 june to 15 june`: a pause begins at once, so the whole of it is named. */
function readStretch(cursor: Cursor): VerbPiece | undefined {
  const from = listedAt(cursor, ["bounds"]);
  const first = from === undefined ? undefined : readDay(moved(cursor, from.words));
  if (from === undefined || first === undefined) return undefined;
  const words = from.words + first.words;
  const to = listedAt(moved(cursor, words), ["until", "to"]);
  const last = to === undefined ? undefined : readDay(moved(cursor, words + to.words));
  return { kind: "unread", words: words + (to === undefined || last === undefined ? 0 : to.words + last.words) };
}

/** Only of what is skipped or looked at does `next` say nothing more; behind `pause` alone an open end does. */
function readFillerBehind(verb: OtherVerb, cursor: Cursor): VerbPiece | undefined {
  const isOfNext = verb === "skip" || verb === "preview";
  const listed = listedAt(cursor, ["after-verbs", "open-end", ...(isOfNext ? (["next"] as const) : [])]);
  if (listed === undefined) return readFiller(cursor);
  return { kind: "filler", role: "behind-verb", words: listed.words };
}

/** What can be said once: the first counts, and the others are unread. */
function once(
  placed: readonly PlacedPiece<VerbPiece | Unread>[],
  kind: "end" | "count" | "span",
  unread: Set<VerbPiece | Unread>,
): PlacedPiece<VerbPiece | Unread> | undefined {
  const [first, ...others] = placed.filter(({ piece }) => piece.kind === kind);
  for (const { piece } of others) unread.add(piece);
  return first;
}
