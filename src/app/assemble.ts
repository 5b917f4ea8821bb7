/** The bot and its digests put together over a store: what works without any platform. */
import type { ZonedContent } from "#core/digests/zone.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Grammar } from "#core/parse.ts";
import type { Bot, Clock, Log } from "#core/ports.ts";
import type { Removed } from "#core/request.ts";
import type { DigestMetrics } from "#schedule/metrics.ts";
import type { Answers } from "#search/answers.ts";
import type { Indexes } from "#search/index/indexes.ts";
import { createAnswerOnce } from "./memory/answer-once.ts";
import { createBot, createHandlers, type BotMetrics } from "./bot.ts";
import { keepChannelPacks, keepFrames, keepGivenAnswers } from "./memory/conversations.ts";
import { createDigests, type Digests } from "./digests.ts";
import { limitMemory } from "./memory/limit-memory.ts";
import type { Store } from "./memory/store.ts";

export interface AssemblyParts {
  readonly content: ZonedContent;
  readonly store: Lazy<Store>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: BotMetrics & { readonly digests: DigestMetrics };
  /** IANA zone for those whose own is not known. */
  readonly zone: string;
  /** Of the content; made when absent. */
  readonly grammar?: Grammar;
  /** Of the content; made when absent. */
  readonly indexes?: Indexes;
}

export interface Assembly {
  readonly bot: Bot;
  readonly digests: Digests;
  /** Questions in words; to be warmed before the first one. */
  readonly answers: Answers;
  /** Before the store is closed: writes what is remembered a moment after an answer. Does not reject. */
  readonly remember: () => Promise<void>;
}

/** Opens nothing: the store is opened when it is first needed, and digests begin when their schedule is started. */
export function assemble({ content, store, clock, log, metrics, zone, grammar, indexes }: AssemblyParts): Assembly {
  const memory = limitMemory(store, log);
  const frames = keepFrames(memory, log);
  const digests = createDigests({ content, store, frames, clock, log, metrics: metrics.digests, zone });
  const { subscriptions, unnoted } = digests;
  const { handlers, answers } = createHandlers({ content, clock, log, store: memory, subscriptions, indexes });
  const once = createAnswerOnce({ store: memory, clock, log, unnoted });
  // With one pack there is nothing to choose, and the first answer waits for no store.
  const packOf = content.library.packs.length > 1 ? keepChannelPacks(memory, log) : async () => null;
  const removed = async (from: Removed): Promise<void> => {
    await (await store.get()).forgetRemoved(from);
    log.warn({ platform: from.platform, tenant: from.tenant }, "The bot was taken out; what was kept of it is deleted");
  };
  const kept = {
    once,
    given: keepGivenAnswers(memory, { clock, log }),
    removed,
    frames,
    packOf,
  };
  const bot = createBot({ content, grammar, handlers, ...kept, clock, log, metrics });
  return { bot, digests, answers, remember: memory.flush };
}
