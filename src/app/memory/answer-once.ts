/** Each message is answered once; one that stays without its answer is known. */
import type { Lazy } from "#core/lazy.ts";
import type { Bot, Clock, Log, Message } from "#core/ports.ts";

export interface AnswerOnceParts {
  readonly store: Lazy<{ readonly answers: TakenMessages }>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface TakenMessages {
  /** Whether it is the first to take the message; `now` in milliseconds since 1970 UTC. */
  take(message: Message, now: number): Promise<boolean>;
  /** Its answer is not owed any more; true for the one caller who settles it. */
  settle(key: string): Promise<boolean>;
  /** As if it had never been taken. */
  release(key: string): Promise<void>;
}

/** The most messages that this process remembers by itself; a platform repeats one within minutes. */
const REMEMBERED = 10_000;

/** When the store cannot say, this process knows what it took itself; of what others took, better an answer twice than none. */
export function createAnswerOnce({ store, clock, log }: AnswerOnceParts): Bot["once"] {
  const own = createRecent();
  const isFirst = async (message: Message): Promise<boolean> => {
    try {
      return await (await store.get()).answers.take(message, clock.now());
    } catch (error) {
      log.error({ err: error }, "Cannot tell whether another process answered a message before; answering it");
      return true;
    }
  };
  return async (message, act, taken = () => undefined) => {
    const before = own.get(message.key);
    const taking = before ?? isFirst(message);
    if (before === undefined) own.add(message.key, taking);
    const isFirstOfAll = await taking;
    taken();
    if (before !== undefined || !isFirstOfAll) return false;
    const done = await act();
    if (done === false) return true;
    if (done === "undone") own.remove(message.key);
    try {
      const { answers } = await store.get();
      await (done === "undone" ? answers.release(message.key) : answers.settle(message.key));
    } catch (error) {
      log.warn({ err: error }, "Cannot note that a message is answered; the asker may be told that it was not");
    }
    return true;
  };
}

interface Recent {
  /** Whether it was the first, once that is known. */
  get(key: string): Promise<boolean> | undefined;
  add(key: string, taking: Promise<boolean>): void;
  remove(key: string): void;
}

/** What was taken longest ago is forgotten first. */
function createRecent(): Recent {
  const kept = new Map<string, Promise<boolean>>();
  return {
    get: (key) => kept.get(key),
    add(key, taking) {
      kept.set(key, taking);
      const [oldest] = kept.keys();
      if (kept.size > REMEMBERED && oldest !== undefined) kept.delete(oldest);
    },
    remove: (key) => void kept.delete(key),
  };
}
