/** The memory of conversations as answering needs it: a store that is away costs the memory, not the answer. */
import type { Frame } from "#core/conversation/frame.ts";
import type { Frames } from "#core/conversation/memory.ts";
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, GivenAnswers, Log } from "#core/ports.ts";
import type { GivenAnswerStore } from "#store/answers.ts";

/** Neither loading nor saving rejects. */
export function keepFrames(store: Lazy<{ readonly frames: Frames }>, log: Log): Frames {
  return {
    async load(place, at) {
      try {
        return await (await store.get()).frames.load(place, at);
      } catch (error) {
        log.warn({ err: error }, "Cannot tell what a conversation was about; answering without");
        return null;
      }
    },
    async save(place, frame, at) {
      try {
        await (await store.get()).frames.save(place, frame, at);
      } catch (error) {
        log.warn({ err: error }, "Cannot remember what a conversation is about");
      }
    },
  };
}

/** Which message answers which; a store that is away costs only that an answer stays when its question goes. */
export function keepGivenAnswers(
  store: Lazy<{ readonly given: Pick<GivenAnswerStore, "note" | "take"> }>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): GivenAnswers {
  return {
    async note(question, answer) {
      try {
        return await (await store.get()).given.note(question, answer, clock.now());
      } catch (error) {
        log.warn({ err: error }, "Cannot note which message an answer belongs to; it will stay when that is deleted");
        return "noted";
      }
    },
    async take(question) {
      try {
        return await (await store.get()).given.take(question, clock.now());
      } catch (error) {
        log.warn({ err: error }, "Cannot tell which answer belongs to a deleted message; it stays");
        return null;
      }
    },
  };
}

/** Nothing stands anywhere that could be taken away: for the command line. */
export const NONE_GIVEN: GivenAnswers = { note: () => Promise.resolve("noted"), take: () => Promise.resolve(null) };

/** Which pack a channel has chosen; null also where that cannot be told. */
export function keepChannelPacks(
  store: Lazy<{ readonly channelPacks: ChannelPacks }>,
  log: Log,
): ChannelPacks["packOf"] {
  return async (conversation) => {
    try {
      return await (await store.get()).channelPacks.packOf(conversation);
    } catch (error) {
      log.warn({ err: error }, "Cannot tell which country a channel has chosen; the default one is meant");
      return null;
    }
  };
}

/** What the threads of one run of the command line are about; it ends with the run. */
export function createRunFrames(): Frames {
  const kept = new Map<string, { readonly frame: Frame; readonly at: number }[]>();
  return {
    load: (place, at) => Promise.resolve(kept.get(place)?.findLast((each) => each.at < at) ?? null),
    save(place, frame, at) {
      const frames = [...(kept.get(place) ?? []), { frame, at }];
      kept.set(
        place,
        frames.toSorted((one, other) => one.at - other.at),
      );
      return Promise.resolve();
    },
  };
}
