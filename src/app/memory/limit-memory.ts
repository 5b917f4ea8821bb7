/** The store as answering uses it: nobody waits long for what the bot remembers, or for its remembering. */
import pTimeout, { TimeoutError } from "p-timeout";
import type { Frames } from "#core/conversation/memory.ts";
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import type { AnswerMemory } from "#app/bot.ts";
import type { Store } from "./store.ts";
import { StoreTimeout } from "./watch-store.ts";
import { writeBehind } from "./write-behind.ts";

export interface Memory {
  readonly answers: AnswerMemory;
  readonly frames: Frames;
  readonly given: Pick<Store["given"], "note" | "take">;
  readonly channelPacks: ChannelPacks;
}

/** As the store has it. */
interface Kept extends Omit<Memory, "frames"> {
  readonly frames: Pick<Store["frames"], "load" | "saveAll">;
}

interface LimitedMemory extends Lazy<Memory> {
  /** Writes what is to be written a moment later. Does not reject. */
  readonly flush: () => Promise<void>;
}

/** Slack shows an error after three seconds, and an answer asks several times. */
const ASK_MS = 1000;
/** While an earlier question is not answered, the next is not expected to be. */
const ASK_AGAIN_MS = 50;
/** A timer that comes so late comes in a process that was stopped, or very busy. */
const HELD_UP_MS = 100;
/** Longer than a write takes; it goes on when nobody waits for it any more. */
const WRITE_MS = 100;

/**
 * What is asked rejects with a `TimeoutError` when the answer takes too long. What is only noted goes on behind the
 * answer, and is logged if it fails there. What a person orders or says to be kept is waited for.
 */
export function limitMemory(store: Lazy<Kept>, log: Log): LimitedMemory {
  const { ask, note } = createLimits(store, log);
  const frames = writeBehind({
    load: (place, at) => ask((memory) => memory.frames.load(place, at)),
    write: async (placed) => (await store.get()).frames.saveAll(placed),
    log,
  });
  const limited: Memory = {
    answers: {
      take: (message, now) => ask(({ answers }) => answers.take(message, now)),
      keep: async (key, now) => (await store.get()).answers.keep(key, now),
      settle: async (key) => (await store.get()).answers.settle(key),
      release: async (key) => (await store.get()).answers.release(key),
      countUnanswered: (question) => note(({ answers }) => answers.countUnanswered(question)),
      saveFeedback: async (...said) => (await store.get()).answers.saveFeedback(...said),
      saveReport: async (...said) => (await store.get()).answers.saveReport(...said),
    },
    frames,
    given: {
      // Nobody waits for it but what it gives back.
      note: async (...noted) => (await store.get()).given.note(...noted),
      take: (question, now) => ask(({ given }) => given.take(question, now)),
    },
    channelPacks: {
      packOf: (conversation) => ask(({ channelPacks }) => channelPacks.packOf(conversation)),
      choose: async (...choice) => (await store.get()).channelPacks.choose(...choice),
    },
  };
  return { get: () => Promise.resolve(limited), peek: () => limited, flush: frames.flush };
}

interface Limits {
  readonly ask: <T>(question: (memory: Kept) => Promise<T>) => Promise<T>;
  readonly note: (write: (memory: Kept) => Promise<void>) => Promise<void>;
}

/** A process that was held up hears its timers first: the answer may be there all the same, and is waited for anew. */
async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  const asked = performance.now();
  try {
    return await pTimeout(answer, { milliseconds, fallback: tooLate });
  } catch (error) {
    if (!(error instanceof TimeoutError) || performance.now() - asked < milliseconds + HELD_UP_MS) throw error;
    return inTime(answer, milliseconds);
  }
}

/** Made when it is thrown: p-timeout's own is made before each wait, and its stack costs more than the store. */
function tooLate(): never {
  throw new StoreTimeout("The store takes too long");
}

function createLimits(store: Lazy<Kept>, log: Log): Limits {
  let unanswered = 0;
  return {
    async ask(question) {
      const answer = store.get().then(question);
      try {
        return await inTime(answer, unanswered > 0 ? ASK_AGAIN_MS : ASK_MS);
      } catch (error) {
        if (error instanceof TimeoutError) {
          unanswered++;
          void Promise.allSettled([answer]).then(() => unanswered--);
        }
        throw error;
      }
    },
    note(write) {
      const writing = store.get().then(write);
      const goOn = (): void => {
        writing.catch((error: unknown) => log.warn({ err: error }, "Something could not be remembered"));
      };
      return pTimeout(writing, { milliseconds: WRITE_MS, fallback: goOn });
    },
  };
}
