/** The store opened: what is kept, whether it can be reached, and bringing its tables up to date. */
import { join } from "node:path";
import type { ChartStore } from "#core/document/pictures.ts";
import type { Clock, Log } from "#core/ports.ts";
import type { Removed } from "#core/request.ts";
import { createAnswerStore, type AnswerStore, createGivenAnswerStore, type GivenAnswerStore } from "#store/answers.ts";
import { type ChannelPackStore, createChannelPacks } from "#store/channel-packs.ts";
import { createChartStore } from "#store/charts.ts";
import { createContents } from "#store/digests/contents.ts";
import { createDatabaseTime, openDatabase, type Database } from "#store/database.ts";
import type { DigestStore } from "#core/digests/ports.ts";
import { forgetAll } from "#store/forget-all.ts";
import { forgetRemoved } from "#store/forget-removed.ts";
import { createFrameStore, type FrameStore } from "#store/frames.ts";
import { createLedger } from "#store/digests/ledger.ts";
import { createReferences, type ConversationReferences } from "#store/references.ts";
import { createSubscriptionStore } from "#store/digests/subscriptions.ts";
import { createVault } from "#store/vault.ts";
import type { BotMetrics } from "#app/bot.ts";
import type { Config } from "#app/config.ts";
import { type Preparation, prepareStore, type PreparationParts } from "./prepare-store.ts";

export interface Store {
  readonly answers: AnswerStore;
  readonly frames: FrameStore;
  readonly given: GivenAnswerStore;
  readonly channelPacks: ChannelPackStore;
  readonly charts: ChartStore;
  readonly digests: DigestStore;
  readonly references: ConversationReferences;
  /**
   * Brings the tables up to date, once however often it is called: nothing can be kept before. A database that cannot be
   * used is tried again until it can; resolves also when closing gives that up.
   */
  readonly migrate: () => Promise<void>;
  /** True, or why nothing can be kept at the moment. */
  readonly ready: () => Promise<true | string>;
  /** What people said, ordered and rated; for local mode. */
  readonly forgetAll: () => Promise<void>;
  /** What is kept of where the bot was taken out. */
  readonly forgetRemoved: (from: Removed) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface StoreParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<BotMetrics, "faults">;
  /** `reading`: `migrate` rejects instead of waiting for a database that cannot be used. `serving` when absent. */
  readonly purpose?: "serving" | "reading";
  /** Told why the store must not be used as it is, as a sentence; null once it may be. */
  readonly refuse?: (reason: string | null) => void;
}

const FORGET_MS = 6 * 60 * 60_000;
/** After the start, which has other things to do: not every process lives for hours. */
const FORGET_FIRST_MS = 5 * 60_000;
/** Whoever asks whether the store is ready asks often. */
const WRITE_EVERY_MS = 5000;

/**
 * Opens the store. The bot answers without it, so a database that is away does not stop the start: it is tried
 * again until it is there, and `ready` tells.
 */
export async function openStore(config: Config, parts: StoreParts): Promise<Store> {
  const local = config.platforms.kind === "local";
  const database = await openDatabase(place(config));
  const isServing = parts.purpose !== "reading";
  const renewing = config.formerKeys.length > 0 ? "proved-and-renewing" : "proved";
  return createStore(database, {
    ...parts,
    vault: createVault(config.encryptionKey, local ? "local" : "production", config.formerKeys),
    tries: isServing ? "until-done" : "once",
    // What local mode keeps was sent by nobody.
    key: isServing && !local ? renewing : "trusted",
  });
}

/** The store over a database that is open; `close` closes that too. */
export function createStore(
  database: Database,
  parts: StoreParts & Pick<PreparationParts, "vault" | "tries" | "key">,
): Store {
  const { clock, log, vault, tries, key, refuse = () => undefined } = parts;
  const preparation = prepareStore({ database, vault, log, tries, key, refuse });
  const references = createReferences({ database, vault, now: clock.now });
  const answers = createAnswerStore(database);
  const frames = createFrameStore(database);
  const given = createGivenAnswerStore(database);
  const ledger = createLedger(database);
  const stopForgetting = keepForgetting(preparation, () => forgetOld([answers, frames, given, ledger], parts));
  const canWrite = createWriteCheck(() => answers.rememberLine("readiness", "written", clock.now()), clock);
  return {
    answers,
    frames,
    given,
    channelPacks: createChannelPacks(database),
    charts: createChartStore(database),
    digests: {
      now: createDatabaseTime(database, clock),
      subscriptions: createSubscriptionStore(database),
      ledger,
      contents: createContents(database),
    },
    references: {
      ...references,
      async save(conversation, reference) {
        // Sealed with two keys, what is stored could be opened with neither.
        await preparation.assureKey();
        await references.save(conversation, reference);
      },
    },
    migrate: () => preparation.prepare(),
    async ready() {
      const away = await database.ready();
      if (away !== null) return away;
      const prepared = preparation.state();
      return prepared === true ? canWrite() : prepared;
    },
    forgetAll: () => forgetAll(database),
    forgetRemoved: (from) => forgetRemoved(database, from),
    async close() {
      stopForgetting();
      await preparation.stop();
      await database.close();
    },
  };
}

/** A database whose disk is full can be read for as long as one likes. True, or why nothing can be written. */
function createWriteCheck(write: () => Promise<void>, clock: Clock): () => Promise<true | string> {
  let last: { readonly at: number; readonly outcome: Promise<true | string> } | null = null;
  const tryIt = async (): Promise<true | string> => {
    try {
      await write();
      return true;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return () => {
    const now = clock.now();
    if (last === null || Math.abs(now - last.at) >= WRITE_EVERY_MS) last = { at: now, outcome: tryIt() };
    return last.outcome;
  };
}

/** Local mode has a file of its own: what was tried there must never reach a real channel. */
export function place({ platforms, databaseUrl, dataFolder }: Config): { url?: string; path?: string } {
  if (platforms.kind === "local") return { path: join(dataFolder, "local.db") };
  return databaseUrl === null ? { path: join(dataFolder, "briefing.db") } : { url: databaseUrl };
}

/** What is to be forgotten after days is looked through soon after the start, and every few hours. Gives the way to end that. */
function keepForgetting({ state }: Pick<Preparation, "state">, forget: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const isReady = state() === true;
    if (isReady) void forget();
    timer = setTimeout(look, isReady ? FORGET_MS : FORGET_FIRST_MS).unref();
  };
  timer = setTimeout(look, FORGET_FIRST_MS).unref();
  return () => clearTimeout(timer);
}

/** What cannot be removed of one keeps nothing of the others. */
async function forgetOld(
  stores: readonly Pick<AnswerStore, "forgetOld">[],
  { clock, log, metrics }: StoreParts,
): Promise<void> {
  const now = clock.now();
  for (const store of stores)
    try {
      await store.forgetOld(now);
    } catch (error) {
      metrics.faults.inc({ where: "forgetting" });
      log.warn({ err: error }, "What is too old to keep could not be removed; it is tried again in six hours");
    }
}
