/** Times that cannot be ordered, and are named whole: when something shall begin, and how long nobody can tell. */
import { UNIT_LISTS } from "#core/profile/order-words.ts";
import { readDuration } from "./read-end.ts";
import { listedAt, moved, type Cursor, type OrderPiece } from "./cursor.ts";

/** `in 2 weeks`, `a month from now`: neither a pause of two weeks nor every two of them. */
export function readLater(cursor: Cursor): Extract<OrderPiece, { readonly kind: "unread" }> | undefined {
  const later = listedAt(cursor, ["later"]);
  const first = later?.words ?? 0;
  const lasting = readDuration(moved(cursor, first), first > 0);
  if (lasting === undefined) return undefined;
  const words = first + lasting.words;
  const behind = listedAt(moved(cursor, words), ["later-behind"]);
  return later === undefined && behind === undefined
    ? undefined
    : { kind: "unread", words: words + (behind?.words ?? 0) };
}

/** `for a few weeks`, `several digests`: how many, nobody can tell, so the whole of it is named. */
export function readVague(cursor: Cursor): { readonly words: number } | undefined {
  const lasting = listedAt(cursor, ["for"])?.words ?? 0;
  const vague = listedAt(moved(cursor, lasting), ["vague"]);
  const counted = listedAt(moved(cursor, lasting + (vague?.words ?? 0)), [...UNIT_LISTS, "digests"]);
  return vague === undefined || counted === undefined ? undefined : { words: lasting + vague.words + counted.words };
}
