/** Answers of a conversation in the order of its questions: an answer with a picture that has to be drawn is later than one without. */
import pTimeout from "p-timeout";

export interface TurnOrder {
  /**
   * Does the work at once, and gives it what to wait for before it answers: until what was asked before it in this place has
   * been answered, or for two seconds. Nobody waits elsewhere.
   */
  take<Result>(place: string, work: (earlier: () => Promise<void>) => Promise<Result>): Promise<Result>;
}

/** Somebody who waits for an answer does not wait for one that hangs. */
const WAITS_MS = 2000;

export function createTurnOrder(): TurnOrder {
  const last = new Map<string, Promise<void>>();
  return {
    async take(place, work) {
      const before = last.get(place);
      const { promise: mine, resolve } = Promise.withResolvers<void>();
      last.set(place, mine);
      try {
        return await work(async () => {
          if (before !== undefined) await pTimeout(before, { milliseconds: WAITS_MS, fallback: () => undefined });
        });
      } finally {
        resolve();
        if (last.get(place) === mine) last.delete(place);
      }
    },
  };
}
