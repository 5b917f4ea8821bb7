/** Lists that forget: a playground that is left running for weeks must not fill the machine. */

/** How much a fake platform remembers, oldest forgotten first; everything unless given. */
export interface Keep {
  readonly messages: number;
  readonly calls: number;
}

export const KEEP_ALL: Keep = { messages: Infinity, calls: Infinity };

/** Adds at the end, and takes away at the beginning what is more than `most`. */
export function pushBounded<Item>(list: Item[], item: Item, most: number): void {
  list.push(item);
  if (list.length > most) list.splice(0, list.length - most);
}
