/** The cards that stand in conversations just now, so that a form that is left gives back the one it stood in place of. */
import { createBounded } from "#core/bounded.ts";
import type { AdaptiveCard } from "./card.ts";

export interface ShownCards {
  /** Everyone sees it in that message, until one of them presses something there. */
  note(message: ShownMessage, card: AdaptiveCard): void;
  /** One person sees it there: what is pressed changes the card for who pressed alone. */
  noteFor(asker: string, message: ShownMessage, card: AdaptiveCard): void;
  /** What that person sees there; undefined where that was too long ago, or noted by another process. */
  find(asker: string, message: ShownMessage): AdaptiveCard | undefined;
}

interface ShownMessage {
  readonly channel: string;
  readonly message: string;
}

/** Some kilobytes each. */
const KEPT = 500;

/** In memory, the newest 500. */
export function createShownCards(): ShownCards {
  const cards = createBounded<AdaptiveCard>(KEPT);
  const keyOf = (asker: string | null, { channel, message }: ShownMessage): string =>
    JSON.stringify([channel, message, asker]);
  return {
    note: (shown, card) => cards.set(keyOf(null, shown), card),
    noteFor: (asker, shown, card) => cards.set(keyOf(asker, shown), card),
    find: (asker, shown) => cards.get(keyOf(asker, shown)) ?? cards.get(keyOf(null, shown)),
  };
}
