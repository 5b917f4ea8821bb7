/** How many buttons stand below a message; what is over waits in its menu. */
import type { Action } from "./briefing.ts";

/** More are not taken in at a glance. A menu is no button, but for one that holds a single thing. */
export const BUTTONS = 5;

interface Menu {
  /** Whether a menu can carry it. */
  readonly mayWait: (action: Action) => boolean;
  /** How many it holds. */
  readonly most: number;
  /** How many it takes to be drawn: fewer are buttons. */
  readonly least: number;
  /** How wide a row beside it is, in pixels. */
  readonly row: number;
}

/**
 * What buttons take of a row, in pixels: by their letters, and by what stands around these. In a row that is too wide the menu
 * stands alone below it.
 */
const LETTER = 6;
const AROUND = 35;
const MENU = 50;

function isOneRow(items: readonly Action[], row: number): boolean {
  return items.reduce((width, { label }) => width + label.length * LETTER + AROUND, MENU) <= row;
}

/**
 * The last ways on wait at the head of the menu until no more than five buttons are drawn, and those beside a menu stand in one row
 * with it; to share is the last of the buttons, and stays. What a menu cannot carry is drawn as a button, whatever there is.
 */
export function fitButtons(
  { items, more }: { readonly items: readonly Action[]; readonly more: readonly Action[] },
  { mayWait, most, least, row }: Menu,
): { readonly items: readonly Action[]; readonly more: readonly Action[] } {
  const waiting = more.filter(mayWait).length;
  const kept = Math.min(waiting, most);
  const drawn = items.length + more.length - kept + (kept === 1 ? 1 : 0);
  const last = items.findLastIndex((action, at) => at > 0 && action.kind !== "share" && mayWait(action));
  const moved = items[last];
  const fits = drawn <= BUTTONS && (kept < least || isOneRow(items, row));
  if (fits || moved === undefined || kept === most) return { items, more };
  return fitButtons({ items: items.toSpliced(last, 1), more: [moved, ...more] }, { mayWait, most, least, row });
}
