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

/** What buttons take of a row, in pixels: by their letters, and by what stands around these. */
const LETTER = 6;
const AROUND = 35;
const MENU = 50;
const ROWS = 2;

/** Whether buttons fill no more than two rows, and the menu behind them is not alone on one. */
function standWell(items: readonly Action[], row: number): boolean {
  let [rows, filled] = [1, 0];
  for (const { label } of items) {
    const width = label.length * LETTER + AROUND;
    if (filled > 0 && filled + width > row) [rows, filled] = [rows + 1, 0];
    filled += width;
  }
  return rows <= ROWS && filled + MENU <= row;
}

/**
 * The last ways on wait at the head of the menu until no more than five buttons are drawn, in two rows at most, of which none has
 * nothing but the menu; to share is the last of the buttons, and stays. What a menu cannot carry is drawn as a button, whatever there is.
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
  const fits = drawn <= BUTTONS && (kept < least || standWell(items, row));
  if (fits || moved === undefined || kept === most) return { items, more };
  return fitButtons({ items: items.toSpliced(last, 1), more: [moved, ...more] }, { mayWait, most, least, row });
}
