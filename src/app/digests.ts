/** The scheduled half put together: subscriptions in, ticks, digests out. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Frames } from "#core/conversation/memory.ts";
import type { ZonedContent } from "#core/digests/zone.ts";
import type { Handlers } from "#core/handle.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, Log, Sender } from "#core/ports.ts";
import type { Platform } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createAnnounce } from "#schedule/announce.ts";
import type { Cron } from "#schedule/cron.ts";
import type { DigestMetrics } from "#schedule/metrics.ts";
import { createUnnoted, type Unnoted } from "#schedule/owed/unnoted.ts";
import type { Tick } from "#schedule/tick.ts";
import type { Store } from "./memory/store.ts";

export interface DigestParts {
  readonly content: ZonedContent;
  readonly store: Lazy<Store>;
  /** What a digest is about, for the thread below it. Does not reject. */
  readonly frames: Pick<Frames, "save">;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: DigestMetrics;
  /** IANA zone for those whose own is not known. */
  readonly zone: string;
}

export interface Digests {
  /** A platform is up: what is due for it goes now, and before that it waited. Rejects when the store does. */
  join(platform: Platform, sender: Sender): Promise<void>;
  readonly subscriptions: Handlers["subscriptions"];
  readonly schedule: DigestSchedule;
  /** What became of messages and the store could not be told. */
  readonly unnoted: Unnoted;
}

/** The platforms that are up. */
type Joined = Partial<Record<Platform, Sender>>;

export interface DigestSchedule {
  /** Ticks every minute from when the tables are up to date, which is when it resolves. */
  start(): Promise<void>;
  /** Sends what is due now, once it has started, and resolves when it is sent. */
  readonly tick: () => Promise<void>;
  /** The same, and nothing before: the start itself sends what is due. */
  readonly tickIfStarted: () => Promise<void>;
  stop(deadlineMs: number): Promise<void>;
}

/** Slack gives a command three seconds; whatever else it needs has to fit in beside this. */
const ANNOUNCE_MS = 1500;
const TABLES_MS = 1000;
const AGAIN_MS = 15_000;

export function createDigests(parts: DigestParts): Digests {
  const senders: Joined = {};
  const unnoted = createUnnoted({ ...parts, senders });
  const schedule = createSchedule(() => openWorks(parts, { senders, unnoted }), parts.log);
  return {
    unnoted,
    async join(platform, sender) {
      senders[platform] = sender;
      await schedule.tickIfStarted();
    },
    subscriptions: subscriptionHandler(parts, senders),
    schedule: {
      ...schedule,
      async stop(deadlineMs) {
        await Promise.all([schedule.stop(deadlineMs), unnoted.stop(deadlineMs)]);
      },
    },
  };
}

function subscriptionHandler(
  { content, store, clock, log, zone }: DigestParts,
  senders: Joined,
): Handlers["subscriptions"] {
  const announce = createAnnounce({ senders, waitMs: ANNOUNCE_MS, log });
  const parts = { content, store, clock, log, defaultZone: zone, newId: randomUUID, ...announce };
  const answer = createSubscriptions(parts);
  return async (request) => {
    const { migrate } = await store.get();
    // Right after a start the tables may still be coming; a database that is away is answered for soon enough.
    await Promise.race([migrate(), pause(TABLES_MS, undefined, { ref: false })]);
    return answer(request);
  };
}

/** What sends digests, over the opened store. */
interface Works {
  readonly tick: Tick;
  readonly startCron: () => Cron;
}

/** Loaded when it is needed and not above: the first answer does not wait for what sends digests. */
async function openWorks(
  { content, store, frames, clock, log, metrics }: DigestParts,
  { senders, unnoted }: { readonly senders: Joined; readonly unnoted: Unnoted },
): Promise<Works> {
  const { answers, digests, migrate } = await store.get();
  await migrate();
  const [{ createTick }, { createAskerNotifier }, { startCron }] = await Promise.all([
    import("#schedule/tick.ts"),
    import("#schedule/owed/notify.ts"),
    import("#schedule/cron.ts"),
  ]);
  const shared = { content, senders, clock, log, metrics, frames };
  const tick = createTick({ ...shared, store: digests });
  const notices = createAskerNotifier({ ...shared, messages: answers, unnoted });
  const works = {
    async beat() {
      // Beside the digests: neither waits for the other.
      void notices.notifyAll();
      await tick.beat();
    },
    async stop(deadlineMs: number) {
      await Promise.all([tick.stop(deadlineMs), notices.stop(deadlineMs)]);
    },
  };
  return { tick, startCron: () => startCron({ tick: works, clock, log, metrics }) };
}

function createSchedule(open: () => Promise<Works>, log: Log): DigestSchedule {
  const opened = Promise.withResolvers<Works>();
  let cron: Cron | null = null;
  const tick = async (): Promise<void> => void (await (await opened.promise).tick.tick());
  const stopping = new AbortController();
  return {
    async start() {
      let isAway = false;
      while (!stopping.signal.aborted && cron === null) {
        try {
          const works = await open();
          opened.resolve(works);
          if (isAway) log.info({}, "The store is open; digests go on");
          if (!stopping.signal.aborted) cron = works.startCron();
        } catch (error) {
          if (!isAway) log.error({ err: error }, "The store cannot be opened; digests wait, questions are answered");
          isAway = true;
          await pause(AGAIN_MS, undefined, { ref: false });
        }
      }
    },
    tick,
    tickIfStarted: async () => (cron === null ? undefined : tick()),
    // A database that never came must not hold the stop up.
    async stop(deadlineMs) {
      stopping.abort();
      await cron?.stop(deadlineMs);
    },
  };
}
