/** Reads a text from its first word to its last: every word belongs to one piece. */
import { findCron } from "./cron.ts";
import type { Nameable, Cursor } from "./cursor.ts";
import { tokenise, type OrderToken } from "./tokens.ts";

/** A piece, and where it stands in what was typed. */
export interface PlacedPiece<P> {
  readonly piece: P;
  /** As it was typed, without what cannot be seen. */
  readonly typed: string;
  /** In UTF-16 units; `end` is behind its last one. */
  readonly start: number;
  readonly end: number;
}

export interface Unread {
  readonly kind: "unread";
  readonly words: number;
}

/** Reads at most this much: an order is short, and what is longer is named as unread. */
const MOST_WORDS = 60;

/** A line of a crontab is unread as a whole, and so is everything behind the first sixty words. */
export function readPieces<P extends { readonly words: number }>(
  text: string,
  nameable: Nameable,
  read: (cursor: Cursor) => P,
): readonly PlacedPiece<P | Unread>[] {
  const all = tokenise(text);
  const words = all.slice(0, MOST_WORDS);
  const cron = findCron(text);
  const placed: PlacedPiece<P | Unread>[] = [];
  for (let index = 0; index < words.length;) {
    const line = all
      .slice(index)
      .filter(({ start, end }) => cron !== undefined && start < cron.end && end > cron.start);
    const isLine = line.length > 0 && line[0] === all[index];
    const piece = isLine ? ({ kind: "unread", words: line.length } as const) : read({ ...nameable, words, index });
    placed.push(placedAt(all, index, piece));
    index += piece.words;
  }
  const rest = all.length - words.length;
  return rest === 0 ? placed : [...placed, placedAt(all, words.length, { kind: "unread", words: rest })];
}

function placedAt<P extends { readonly words: number }>(
  words: readonly OrderToken[],
  index: number,
  piece: P,
): PlacedPiece<P> {
  const own = words.slice(index, index + piece.words);
  return {
    piece,
    typed: own.map(({ typed }) => typed).join(" "),
    start: own[0]?.start ?? 0,
    end: own.at(-1)?.end ?? 0,
  };
}
