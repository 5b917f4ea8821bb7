/** What may stand in an order and behind every other verb: topics, all of them, what is not wanted, words that say nothing. */
import { DAY_LISTS, FILLER_LISTS, type OrderList } from "#core/profile/order-words.ts";
import { fold } from "#core/profile/fold.ts";
import { isMarked, isMinus, type OrderToken } from "./tokens.ts";
import { listedAt, moved, wordAt, type OrderPiece, type Cursor, type FillerRole } from "./cursor.ts";

const LONGEST_TOPIC = 6;

/**
 * The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. A
 * comma or a mark ends it: `drugs, trade` and `drugs & trade` are two, though `drugs trade` is a name of one.
 */
export function readTopic(cursor: Cursor): Extract<OrderPiece, { readonly kind: "topic" }> | undefined {
  const { words, index, topics } = cursor;
  for (let count = Math.min(LONGEST_TOPIC, words.length - index); count > 0; count--) {
    const run = words.slice(index, index + count);
    if (run.slice(0, -1).some(({ closes }) => closes) || run.some((word) => isMarked(word) || isParted(word))) continue;
    const slug = topics.named(fold(run.map(({ text }) => text).join(" ")));
    if (slug !== undefined) return { kind: "topic", slug, words: count };
  }
  return undefined;
}

/** A mark, or words with one between them: `&`, `drugs/trade`. */
function isParted({ text }: OrderToken): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || /[\p{L}\p{N}][/|+&:][\p{L}\p{N}]/u.test(text);
}

/** Before a topic it says that the whole of it is meant; of `all mondays` nobody knows whether all topics are. */
export function readAll(cursor: Cursor): OrderPiece | undefined {
  const listed = listedAt(cursor, ["all"]);
  if (listed === undefined) return undefined;
  const behind = moved(cursor, listed.words);
  const days = listedAt(cursor, ["every-one"]) && listedAt(behind, [...DAY_LISTS, "working-days", "weekend"]);
  if (days !== undefined) return { kind: "unread", words: listed.words + days.words };
  const isOfTopic = readTopic(behind) !== undefined;
  const { words } = listed;
  return isOfTopic ? { kind: "filler", role: "whole-topic", words } : { kind: "all", words };
}

/** `all - drugs`, `daily - weekends`: a minus leaves out what stands behind it, which no order can. */
export function readMinus(cursor: Cursor): OrderPiece | undefined {
  if (!isMinus(wordAt(cursor))) return undefined;
  const behind = moved(cursor, 1);
  const days = listedAt(behind, [...DAY_LISTS, "working-days", "weekend"])?.words ?? 0;
  const left = readTopic(behind)?.words ?? days;
  return left === 0 ? undefined : { kind: "unread", words: 1 + left };
}

/** `except drugs and trade`: named with all that it speaks of, so that nobody gets the contrary of what they asked for. */
export function readExcept(cursor: Cursor): OrderPiece | undefined {
  const listed = listedAt(cursor, ["except"]);
  if (listed === undefined) return undefined;
  const behind = moved(cursor, listed.words);
  return { kind: "unread", words: listed.words + (topicsLength(behind) || wordLength(behind)) };
}

/** How many words a run of topics takes, with the small words between them. */
function topicsLength(cursor: Cursor): number {
  const topic = readTopic(cursor);
  if (topic !== undefined) return topic.words + topicsLength(moved(cursor, topic.words));
  const small = listedAt(cursor, FILLER_LISTS)?.words ?? 0;
  const behind = small === 0 ? 0 : topicsLength(moved(cursor, small));
  return behind === 0 ? 0 : small + behind;
}

/** The next word, with the small words before it: `not on mondays`. */
function wordLength(cursor: Cursor): number {
  const small = listedAt(cursor, FILLER_LISTS)?.words ?? 0;
  return wordAt(moved(cursor, small)) === "" ? 0 : small + 1;
}

export function readFiller(cursor: Cursor): OrderPiece | undefined {
  if (!/[\p{L}\p{N}]/u.test(wordAt(cursor))) return { kind: "filler", role: "mark", words: 1 };
  return readListed(cursor, [...FILLER_LISTS, "only", "at"]);
}

/** A phrase of one of the lists, as what says nothing. */
export function readListed(
  cursor: Cursor,
  lists: readonly Extract<FillerRole, OrderList>[],
): Extract<OrderPiece, { readonly kind: "filler" }> | undefined {
  const listed = listedAt(cursor, lists);
  return listed === undefined ? undefined : { kind: "filler", role: listed.list, words: listed.words };
}
