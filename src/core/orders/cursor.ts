/** One place in what was typed, and what can stand at it. */
import type { Nth } from "#core/digests/schedule.ts";
import type { Zones } from "#core/digests/zone.ts";
import type { ListedPhrase, OrderLexicon } from "#core/profile/order-lexicon.ts";
import type { DAYPART_LISTS, FILLER_LISTS, OrderList } from "#core/profile/order-words.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { OrderToken } from "./tokens.ts";

/** What an order may name, and in which words. */
export interface Nameable {
  readonly topics: Topics;
  readonly zones: Pick<Zones, "find" | "meant">;
  readonly orders: OrderLexicon;
}

export interface Cursor extends Nameable {
  readonly words: readonly OrderToken[];
  readonly index: number;
}

export type Daypart = (typeof DAYPART_LISTS)[number];

export type Period = "daily" | "weekly" | "fortnightly" | "monthly";

/** What some words say of an order. */
export type Meaning =
  /**
   * `isOpen` where nothing said of which half of the day it is: `at 9`, and neither `9 am` nor `09:00`; `isHalf` where that is asked
   * of whoever said it: `at 2`.
   */
  | { readonly kind: "time"; readonly time: string; readonly isHalf: boolean; readonly isOpen: boolean }
  /** A part of the day before it is known which hour that is; of every day where `isEach` and no day is said. */
  | { readonly kind: "daypart"; readonly part: Daypart; readonly isEach: boolean }
  /** `isName` where the words are a zone's and nothing else's: `Europe/Paris`, `UTC`, and not `Singapore`. */
  | { readonly kind: "zone"; readonly zone: string; readonly isName: boolean }
  /** Several where a mark without spaces joins them: `drugs/trade`. */
  | { readonly kind: "topic"; readonly slugs: readonly string[] }
  | { readonly kind: "all" }
  /** How often, on which weekdays, or both. */
  | { readonly kind: "rhythm"; readonly period: Period | null; readonly weekdays: readonly number[] }
  | { readonly kind: "ordinal"; readonly nth: Nth; readonly weekday: number }
  | { readonly kind: "date"; readonly date: number }
  /** Alone: a day of the month where an order is monthly, and else nothing. */
  | { readonly kind: "number"; readonly number: number }
  /** Words that say nothing where `idle.ts` lets them stand. */
  | { readonly kind: "filler"; readonly role: FillerRole }
  | { readonly kind: "unread" };

/** The list that it is of; a mark alone, `all` before a topic, and what says nothing behind one verb. */
export type FillerRole =
  | (typeof FILLER_LISTS)[number]
  | ("at" | "wishes" | "only" | "mark" | "whole-topic" | "behind-verb");

/** A meaning and how many words it takes, at least one. */
export type OrderPiece = Meaning & { readonly words: number };

export type PieceReader = (cursor: Cursor) => OrderPiece | undefined;

export function moved(cursor: Cursor, count: number): Cursor {
  return { ...cursor, index: cursor.index + count };
}

export function listedAt<List extends OrderList>(
  { words, index, orders }: Cursor,
  lists: readonly List[],
): ListedPhrase<List> | undefined {
  return orders.at(words, index, lists);
}

/** The word at a place as it is compared; empty behind the last one and before the first. */
export function wordAt({ words, index }: Cursor): string {
  return words[index]?.text ?? "";
}
