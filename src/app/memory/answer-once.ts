/** Each message is answered once; one that stays without its answer is known. */
import { createBounded } from "#core/bounded.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Bot, Clock, Log, Message, OpenMessage } from "#core/ports.ts";
import type { MessageNote, Unnoted } from "#schedule/owed/unnoted.ts";

export interface AnswerOnceParts {
  readonly store: Lazy<{ readonly answers: TakenMessages }>;
  readonly clock: Clock;
  readonly log: Log;
  /** Where it stays what the store could not be told; absent where nobody is told later, as on the command line. */
  readonly unnoted?: Pick<Unnoted, "keep">;
}

export interface TakenMessages {
  /** Whether it is the first to take the message; `now` in milliseconds since 1970 UTC. */
  take(message: Message, now: number): Promise<boolean>;
  /** Its answer is not owed any more; true for the one caller who settles it. */
  settle(key: string): Promise<boolean>;
  /** What nobody is owed an answer by is done. */
  keep(key: string, now: number): Promise<void>;
  /** As if it had never been taken. */
  release(key: string): Promise<void>;
}

/** The most messages that this process remembers by itself; a platform repeats one within minutes. */
const REMEMBERED = 10_000;

type Outcome = Awaited<ReturnType<Parameters<Bot["once"]>[1]>>;

/** Whether it is the first time, and whether that is kept for the other processes. */
interface Taken {
  readonly isFirst: boolean;
  readonly isKept: boolean;
  /** When it was, in milliseconds since 1970 UTC. */
  readonly at: number;
}

/** When the store cannot say, this process knows what it took itself; of what others took, better an answer twice than none. */
export function createAnswerOnce({ store, clock, log, unnoted }: AnswerOnceParts): Bot["once"] {
  const own = createBounded<Promise<Taken>>(REMEMBERED);
  const take = async (message: Message): Promise<Taken> => {
    const at = clock.now();
    try {
      return { isFirst: await (await store.get()).answers.take(message, at), isKept: true, at };
    } catch (error) {
      log.error({ err: error }, "Cannot tell whether another process answered a message before; answering it");
      return { isFirst: true, isKept: false, at };
    }
  };
  /** Does not reject. */
  const note = async (message: Message, done: Outcome, taken: Taken): Promise<void> => {
    const made = noteOf(message, done, { taken, store, clock });
    try {
      await made?.write();
    } catch (error) {
      if (made !== null && unnoted !== undefined) unnoted.keep(made, error);
      else log.warn({ err: error }, "Cannot note that a message is answered; the asker may be told that it was not");
    }
  };
  return async (message, act, taken = () => undefined) => {
    const before = own.get(message.key);
    const taking = before ?? take(message);
    if (before === undefined) own.set(message.key, taking);
    const first = await taking;
    taken();
    if (before !== undefined || !first.isFirst) return false;
    let done: Outcome = false;
    try {
      done = await act();
    } finally {
      // What may not have been done is for the store to tell, when it is asked again.
      if (done === "undone" || (!done && message.conversation === null)) own.delete(message.key);
      await note(message, done, first);
    }
    return true;
  };
}

type Noting = Pick<AnswerOnceParts, "store" | "clock"> & { readonly taken: Taken };

/** What the store is to know of it; null where it does. */
function noteOf(message: Message, done: Outcome, { taken, store, clock }: Noting): MessageNote | null {
  const { key, conversation } = message;
  // The store may be back: the other processes must know of it, and who waits for an answer is to be told.
  const taking = async (): Promise<TakenMessages> => {
    const { answers } = await store.get();
    if (!taken.isKept) await answers.take(message, taken.at);
    return answers;
  };
  const settle = async (): Promise<unknown> => (await taking()).settle(key);
  if (done === "undone") return { key, write: async () => (await store.get()).answers.release(key), owed: null };
  if (done && conversation === null)
    return { key, write: async () => (await taking()).keep(key, clock.now()), owed: null };
  if (done) return { key, write: settle, owed: null };
  if (taken.isKept) return null;
  if (conversation === null) return { key, write: taking, owed: null };
  const open: OpenMessage = { ...message, conversation, at: taken.at, askedAt: taken.at, isBegun: false };
  return { key, write: taking, owed: { message: open, settle } };
}
