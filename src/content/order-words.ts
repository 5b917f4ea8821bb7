/** The words of orders, a file a language: `index/orders/*.yaml`, checked. */
import { z } from "zod";
import { ORDER_LISTS, type OrderList, type OrderWords } from "#core/profile/order-words.ts";
import type { Sourced } from "./read.ts";

/** With commas between them; a language leaves out a list that it has no word for. */
const Phrases = z
  .string()
  .transform((listed) => listed.split(",").flatMap((phrase) => phrase.trim().replaceAll(/\s+/gu, " ") || []))
  .pipe(z.array(z.string().regex(/^\P{Lu}+$/u, "words in lower case")).min(1));

export const OrderWordsFile = z.partialRecord(z.enum(ORDER_LISTS), Phrases);
export type OrderWordsFile = z.infer<typeof OrderWordsFile>;

/** The words of all languages together. */
export function orderWordsOf(files: readonly Sourced<OrderWordsFile>[]): OrderWords {
  const entries = ORDER_LISTS.map((list) => [list, files.flatMap(({ value }) => value[list] ?? [])] as const);
  return toRecord(entries);
}

function toRecord(entries: readonly (readonly [OrderList, readonly string[]])[]): OrderWords {
  const record = Object.fromEntries(entries);
  if (isWhole(record)) return record;
  throw new Error("A list of the words of orders was left out");
}

function isWhole(record: Readonly<Record<string, readonly string[]>>): record is OrderWords {
  return ORDER_LISTS.every((list) => record[list] !== undefined);
}
