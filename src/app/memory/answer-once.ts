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

/** Better an answer twice than none: when the store cannot say, the message counts as new. */
export function createAnswerOnce({ store, clock, log }: AnswerOnceParts): Bot["once"] {
  const isFirst = async (message: Message): Promise<boolean> => {
    try {
      return await (await store.get()).answers.take(message, clock.now());
    } catch (error) {
      log.error({ err: error }, "Cannot tell whether a message was answered before; answering it");
      return true;
    }
  };
  return async (message, act) => {
    if (!(await isFirst(message))) return false;
    const done = await act();
    if (done === false) return true;
    try {
      const { answers } = await store.get();
      await (done === "undone" ? answers.release(message.key) : answers.settle(message.key));
    } catch (error) {
      log.warn({ err: error }, "Cannot note that a message is answered; the asker may be told that it was not");
    }
    return true;
  };
}
