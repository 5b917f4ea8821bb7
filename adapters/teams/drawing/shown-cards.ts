/** The cards that stand in conversations just now, so that a form that is left gives back the one it stood in place of. */
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
  const cards = new Map<string, AdaptiveCard>();
  const keep = (key: string, card: AdaptiveCard): void => {
    cards.delete(key);
    cards.set(key, card);
    const [oldest] = cards.keys();
    if (cards.size > KEPT && oldest !== undefined) cards.delete(oldest);
  };
  const keyOf = (asker: string | null, { channel, message }: ShownMessage): string =>
    JSON.stringify([channel, message, asker]);
  return {
    note: (shown, card) => keep(keyOf(null, shown), card),
    noteFor: (asker, shown, card) => keep(keyOf(asker, shown), card),
    find: (asker, shown) => cards.get(keyOf(asker, shown)) ?? cards.get(keyOf(null, shown)),
  };
}
