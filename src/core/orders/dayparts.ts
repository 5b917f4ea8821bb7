/** Parts of the day: `every morning`, `monday evenings`, `in the afternoon`, alone or beside an hour. */
import { DAYPART_LISTS, EACH_DAYPART_LISTS } from "#core/profile/order-words.ts";
import { listedAt, type Cursor, type Daypart, type OrderPiece } from "./cursor.ts";
import { timeAt, told } from "./read-clock.ts";
import type { PlacedPiece } from "./read-pieces.ts";

type Of<Kind extends OrderPiece["kind"]> = Extract<OrderPiece, { readonly kind: Kind }>;

/** `from` and `to` are the hours that a part may have, `at` is its own where none is said. */
const HOURS: Readonly<Record<Daypart, { readonly from: number; readonly to: number; readonly at: string }>> = {
  morning: { from: 0, to: 11, at: "09:00" },
  afternoon: { from: 12, to: 18, at: "14:00" },
  evening: { from: 16, to: 23, at: "18:00" },
};
const NOON = 12;

export function readDaypart(cursor: Cursor): Of<"daypart"> | undefined {
  const listed = listedAt(cursor, [...DAYPART_LISTS, ...EACH_DAYPART_LISTS]);
  if (listed === undefined) return undefined;
  const part = DAYPART_LISTS.find((each) => listed.list.endsWith(each));
  const isEach = EACH_DAYPART_LISTS.some((each) => each === listed.list);
  return part === undefined ? undefined : { kind: "daypart", part, isEach, words: listed.words };
}

/**
 * Parts as hours: the one that is said, told by its part (`every evening at 8`), or the part's own. One that is not of that part
 * is left, and so contradicts.
 */
export function withDayparts(placed: readonly PlacedPiece<OrderPiece>[]): readonly PlacedPiece<OrderPiece>[] {
  const part = placed.map(({ piece }) => piece).find((piece) => piece.kind === "daypart");
  if (part === undefined) return placed;
  const hours = placed.map((each, at) => ({ ...each, piece: hourOf(each.piece, placed[at - 1]?.piece) }));
  const said = hours.map(({ piece }) => piece).find((piece) => piece.kind === "time");
  const time = said === undefined ? told(HOURS[part.part].at, 1) : within(said, part.part);
  if (time === null) return hours;
  return hours.map((each) => {
    const { piece } = each;
    const isIt = piece === said || (piece.kind === "daypart" && piece.part === part.part);
    return isIt ? { ...each, piece: { ...time, words: piece.words } } : each;
  });
}

/** `every morning 9` */
function hourOf(piece: OrderPiece, before: OrderPiece | undefined): OrderPiece {
  const time = piece.kind === "number" && before?.kind === "daypart" ? timeAt(piece.number) : undefined;
  return time === undefined ? piece : { ...time, words: piece.words };
}

/** Null where it is of another part of the day: `in the evening at 9 am`. */
function within({ time, isOpen }: Of<"time">, part: Daypart): Of<"time"> | null {
  const { from, to } = HOURS[part];
  const hour = Number(time.slice(0, 2));
  const meant = [hour, ...(isOpen ? [hour + NOON] : [])].find((each) => each >= from && each <= to);
  return meant === undefined ? null : told(`${String(meant).padStart(2, "0")}${time.slice(2)}`, 1);
}

/** `Every morning` is daily where no day is said beside it. */
export function eachDay(pieces: readonly OrderPiece[]): readonly Of<"rhythm">[] {
  const isEach = pieces.some((piece) => piece.kind === "daypart" && piece.isEach);
  const isSaid = pieces.some(({ kind }) => /^(?:rhythm|ordinal|date)$/.test(kind));
  return isEach && !isSaid ? [{ kind: "rhythm", period: "daily", weekdays: [], words: 0 }] : [];
}
