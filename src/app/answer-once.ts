/** Each message is answered once; one that stays without its answer is known. */
import type { Bot, Clock, Log, Message } from "#core/ports.ts";

interface Parts {
  readonly messages: Messages;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Messages {
  /** Whether it is the first to take the message; `now` in milliseconds since 1970 UTC. */
  take(message: Message, now: number): Promise<boolean>;
  settle(key: string): Promise<boolean>;
}

/** Better an answer twice than none: when the store cannot say, the message counts as new. */
export function createOnce({ messages, clock, log }: Parts): Bot["once"] {
  return async (message, act) => {
    const first = await messages.take(message, clock.now()).catch((error: unknown) => {
      log.error({ err: error }, "Cannot tell whether a message was answered before; answering it");
      return true;
    });
    if (!first || !(await act())) return;
    await messages.settle(message.key).catch((error: unknown) => {
      log.warn({ err: error }, "Cannot note that a message is answered; the asker may be told that it was not");
    });
  };
}
