/** What may stand in an order and behind every other verb: topics, all of them, what is not wanted, words that say nothing. */
import { DAY_LISTS, FILLER_LISTS, type OrderList } from "#core/profile/order-words.ts";
import { fold } from "#core/profile/fold.ts";
import { isMarked, isMinus, type OrderToken } from "./tokens.ts";
import { listedAt, moved, wordAt, type OrderPiece, type Cursor, type FillerRole } from "./cursor.ts";

const LONGEST_TOPIC = 6;

/**
 * The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. Any
 * mark ends it: `drugs, trade`, `"drugs" "trade"` and `drugs & trade` are two, though `drugs trade` is a name of one.
 * Where a mark stands in a word, `drugs/trade`, both of its parts have to be read.
 */
export function readTopic({ words, index, topics }: Cursor): TopicPiece | undefined {
  return topicAt(words.slice(index, index + LONGEST_TOPIC).flatMap(partsOf), topics);
}

type TopicPiece = Extract<OrderPiece, { readonly kind: "topic" }>;

/** A word, or a part of one that a mark parts. */
interface Part {
  readonly text: string;
  /** Whether a mark parts it from the next one. */
  readonly closes: boolean;
  /** Whether it is the last of its word. */
  readonly isLast: boolean;
  /** Whether it is one that a topic may have in its name: neither a mark alone nor a word turned round by one. */
  readonly isPlain: boolean;
}

/** What stands in a word and is no part of one: `heroin-trade` is one word, `drugs.trade` are two. */
const PARTING = /(?<=[\p{L}\p{N}])[^\p{L}\p{M}\p{N}'’ʼ_‐‑-]+(?=[\p{L}\p{N}])/u;

function partsOf(word: OrderToken): readonly Part[] {
  const isPlain = /[\p{L}\p{N}]/u.test(word.text) && !isMarked(word);
  const texts = isPlain ? word.text.split(PARTING) : [word.text];
  const last = texts.length - 1;
  return texts.map((text, at) => ({ text, closes: at < last || word.closes, isLast: at === last, isPlain }));
}

function topicAt(parts: readonly Part[], topics: Cursor["topics"]): TopicPiece | undefined {
  const closed = parts.findIndex(({ closes }) => closes);
  const most = closed === -1 ? parts.length : closed + 1;
  for (let count = most; count > 0; count--) {
    const run = parts.slice(0, count);
    if (!run.every(({ isPlain }) => isPlain)) continue;
    const slug = topics.named(fold(run.map(({ text }) => text).join(" ")));
    if (slug === undefined) continue;
    const words = run.filter(({ isLast }) => isLast).length;
    if (run.at(-1)?.isLast === true) return { kind: "topic", slugs: [slug], words };
    const rest = topicAt(parts.slice(count), topics);
    if (rest !== undefined) return { kind: "topic", slugs: [slug, ...rest.slugs], words: words + rest.words };
  }
  return undefined;
}

/** Before a topic it says that the whole of it is meant; of `all mondays` nobody knows whether all topics are. */
export function readAll(cursor: Cursor): OrderPiece | undefined {
  const listed = listedAt(cursor, ["all"]);
  if (listed === undefined) return undefined;
  const { words } = listed;
  const behind = moved(cursor, words);
  // "All, drugs" asks for two things.
  if (cursor.words[behind.index - 1]?.closes === true) return { kind: "all", words };
  const days = listedAt(cursor, ["every-one"]) && listedAt(behind, [...DAY_LISTS, "working-days", "weekend"]);
  if (days !== undefined) return { kind: "unread", words: words + days.words };
  const isOfTopic = readTopic(behind) !== undefined;
  return isOfTopic ? { kind: "filler", role: "whole-topic", words } : { kind: "all", words };
}

/** `all - drugs`, `daily - weekends`: a minus leaves out what stands behind it, which no order can. */
export function readMinus(cursor: Cursor): OrderPiece | undefined {
  const [word] = cursor.words.slice(cursor.index);
  if (word === undefined || !isMinus(word)) return undefined;
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

/** `and unsubscribe borders`, `then tell me about heroin`: one order is taken at a time, so all that follows is named whole. */
export function readTurn(
  cursor: Cursor,
  lists: readonly ("turns" | "wishes")[] = ["turns"],
): Extract<OrderPiece, { readonly kind: "unread" }> | undefined {
  if (listedAt(cursor, lists) === undefined) return undefined;
  return { kind: "unread", words: cursor.words.length - cursor.index };
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
