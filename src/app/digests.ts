/** The scheduled handler put together: subscriptions in, ticks, digests out. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Handlers } from "#core/handle.ts";
import type { Clock, Log, Sender } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { Topics } from "#core/profile/topics.ts";
import { createAnnounce } from "#schedule/announce.ts";
import type { Cron } from "#schedule/cron.ts";
import type { Metrics } from "#schedule/metrics.ts";
import type { Tick } from "#schedule/tick.ts";
import type { Store } from "./store.ts";

interface Parts {
  readonly library: Library;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** IANA zone for those whose own is not known. */
  readonly zone: string;
}

export interface Digests {
  /** Platforms add themselves here when they are up; digests to one that is not yet wait. */
  readonly senders: { slack?: Sender; teams?: Sender };
  readonly handler: (topics: Topics) => Handlers["subscriptions"];
  readonly schedule: (topics: Topics) => DigestSchedule;
}

export interface DigestSchedule {
  /** Ticks every minute from when the tables are up to date, which is when it resolves. */
  start(): Promise<void>;
  /** Sends what is due now, and resolves when it is sent. */
  tick(): Promise<void>;
  stop(deadlineMs: number): Promise<void>;
}

/** Slack gives a command three seconds; whatever else it needs has to fit in beside this. */
const ANNOUNCE_MS = 1500;
const TABLES_MS = 1000;
const AGAIN_MS = 15_000;

export function createDigests({ library, store, clock, log, metrics, zone }: Parts): Digests {
  const senders: Digests["senders"] = {};
  // In Teams the reply to "subscribe" stands in the channel already; in Slack only the asker sees it.
  const announce = createAnnounce({ senders, platforms: ["slack"], waitMs: ANNOUNCE_MS, log });
  return {
    senders,
    handler(topics) {
      const handler = createSubscriptions({
        library,
        topics,
        store: store.digests,
        clock,
        log,
        defaultZone: zone,
        newId: randomUUID,
        announce,
      });
      return async (request) => {
        // Right after a start the tables may still be coming; a database that is away is answered for soon enough.
        await Promise.race([store.migrate(), pause(TABLES_MS, undefined, { ref: false })]);
        return handler.handle(request);
      };
    },
    schedule: (topics) =>
      schedule(store, log, () => openWorks({ library, store, clock, log, metrics }, senders, topics)),
  };
}

/** Loaded when it is needed and not above: the first answer does not wait for what sends digests. */
async function openWorks(
  { library, store, clock, log, metrics }: Omit<Parts, "zone">,
  senders: Digests["senders"],
  topics: Topics,
): Promise<Works> {
  const [{ createTick }, { createAskerNotices }, { startCron }] = await Promise.all([
    import("#schedule/tick.ts"),
    import("#schedule/notify-asker.ts"),
    import("#schedule/cron.ts"),
  ]);
  const shared = { library, topics, senders, clock, log, metrics };
  const tick = createTick({ ...shared, store: store.digests });
  const interrupted = createAskerNotices({ ...shared, messages: store.answers });
  const works = {
    async beat() {
      // Beside the digests: neither waits for the other.
      void interrupted.tell();
      await tick.beat();
    },
    async stop(deadlineMs: number) {
      await Promise.all([tick.stop(deadlineMs), interrupted.stop(deadlineMs)]);
    },
  };
  return { tick, startCron: () => startCron(works, log) };
}

interface Works {
  readonly tick: Tick;
  readonly startCron: () => Cron;
}

function schedule({ migrate }: Store, log: Log, open: () => Promise<Works>): DigestSchedule {
  let opened: Promise<Works> | null = null;
  let cron: Cron | null = null;
  const stopping = new AbortController();
  const works = async (): Promise<Works> => {
    await migrate();
    return (opened ??= open());
  };
  return {
    async start() {
      while (!stopping.signal.aborted && cron === null) {
        try {
          const { startCron } = await works();
          if (!stopping.signal.aborted) cron = startCron();
        } catch (error) {
          log.error(
            { err: error, againInMs: AGAIN_MS },
            "The store cannot be opened; digests wait, questions are answered",
          );
          await pause(AGAIN_MS, undefined, { ref: false });
        }
      }
    },
    async tick() {
      await (await works()).tick.tick();
    },
    // A database that never came must not hold the stop up.
    async stop(deadlineMs) {
      stopping.abort();
      await cron?.stop(deadlineMs);
    },
  };
}
