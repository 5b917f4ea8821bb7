/** When something shall begin, which cannot be ordered: it is named whole. */
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
