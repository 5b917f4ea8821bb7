/** Once a minute: who is due is queued, what is queued is sent. A tick costs what is due, not what exists. */
import { randomUUID } from "node:crypto";
import { POLICY } from "#core/digests/delivery.ts";
import { takeDue } from "#core/digests/due.ts";
import type { Unserved } from "#core/digests/ports.ts";
import { notifyMaker } from "./notify-maker.ts";
import { PACE_LIMITS } from "./pace.ts";
import { servedBy, type ScheduleParts, type ScheduleSettings } from "./parts.ts";
import { createSharedClock } from "./shared-clock.ts";
import { createWorker } from "./worker.ts";
import type { WorkerReport } from "./settle.ts";

interface Queued {
  /** Subscriptions whose time had come. */
  readonly due: number;
  readonly queued: number;
  /** Occurrences too old to send. */
  readonly missed: number;
}

export interface TickReport extends WorkerReport, Queued {}

export interface Tick {
  /** Queues what is due, then sends until nothing is left to do soon. Rejects when the store does. */
  tick(): Promise<TickReport>;
  /** The same, but resolves once all that is due is queued: sending a large fan-out goes on meanwhile. */
  beat(): Promise<void>;
  /** Begins nothing new, waits up to `deadlineMs` for what is in flight, and gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}

export function createTick(given: ScheduleParts): Tick {
  const settings = withDefaults(given.settings);
  const monotonic = given.monotonic ?? (() => performance.now());
  const clock = createSharedClock({ ...given, monotonic, database: given.store });
  const parts = { ...given, monotonic, clock };
  const worker = createWorker(parts, settings);
  const unserved = createUnserved(parts);
  let rulesFollowed = false;
  const queue = async (heard: () => void): Promise<Queued> => {
    await clock.measure();
    if (!rulesFollowed) await followZoneRules(parts);
    rulesFollowed = true;
    const queued = await queueAll(parts, settings, heard);
    await unserved.look();
    return queued;
  };
  let watched: Promise<unknown> | null = null;
  const send = (): void => {
    const run = worker.drain();
    if (run === watched) return;
    watched = run;
    void run.catch((error: unknown) => {
      parts.log.error({ err: error }, "Digests could not be sent; the next tick tries again");
    });
  };
  return {
    async tick() {
      const queued = await queue(() => undefined);
      return { ...queued, ...(await worker.drain()) };
    },
    async beat() {
      await queue(send);
      send();
    },
    stop: (deadlineMs) => worker.stop(deadlineMs),
  };
}

/** A country that changes its clocks at short notice moves what was reckoned by the old rules. */
async function followZoneRules({ content, store, log }: ScheduleParts): Promise<void> {
  const changed = await store.ledger.reconsider({
    rules: process.versions["tz"] ?? "",
    decide: ({ schedule, next }) => content.zones.instantOf(schedule.zone, next.day, schedule.time),
  });
  if (changed > 0) log.info({ changed }, "Agendas were reckoned anew by other zone rules");
}

/** What another process sends has been taken by then, whichever of the two ticks first. */
const LONG_MS = 2 * 60_000;

/** What nobody here can send waits, and is not lost sight of: it is shown whenever it is another, and logged once it has waited for long. */
function createUnserved({ store, senders, clock, metrics, log }: ScheduleParts): { look(): Promise<void> } {
  let shown: readonly Unserved[] = [];
  let since: ReadonlyMap<string, number> = new Map();
  let logged: ReadonlySet<string> = new Set();
  return {
    async look() {
      const now = clock.now();
      const waiting = await store.ledger.unserved(await servedBy(senders), now);
      since = new Map(waiting.map(({ tenant }) => [tenant, since.get(tenant) ?? now]));
      const long = waiting.filter(({ tenant }) => now - (since.get(tenant) ?? now) >= LONG_MS);
      const news = long.filter(({ tenant }) => !logged.has(tenant));
      if (news.length > 0) log.warn({ waiting: news }, "Digests wait for a process whose token reaches their tenant");
      logged = new Set(long.map(({ tenant }) => tenant));
      if (JSON.stringify(waiting) !== JSON.stringify(shown)) metrics.unserved.set(waiting);
      shown = waiting;
    },
  };
}

/** `heard` is told each time that some are queued and more may be. */
async function queueAll(parts: ScheduleParts, { batch, policy }: ScheduleSettings, heard: () => void): Promise<Queued> {
  const { content, store, senders, clock, log, metrics } = parts;
  const total = { due: 0, queued: 0, missed: 0 };
  const served = await servedBy(senders);
  const except: string[] = [];
  for (;;) {
    const now = clock.now();
    const some = await store.ledger.queueDue({
      now,
      limit: batch,
      ...{ served, except },
      decide: (agenda) => takeDue(content.zones, agenda, { now, graceMs: policy.graceMs }),
    });
    total.due += some.due;
    total.queued += some.queued;
    total.missed += some.missed;
    for (const { id, reason } of some.parked) {
      log.error({ subscription: id, error: reason }, "A subscription cannot be reckoned with and waits");
      void notifyMaker(id, parts);
    }
    except.push(...some.left);
    if (some.due + some.left.length < batch) break;
    heard();
  }
  if (total.due === 0) return total;
  metrics.due.inc(total.due);
  log.info({ ...total }, "Digests are due");
  return total;
}

function withDefaults(settings: Partial<ScheduleSettings> = {}): ScheduleSettings {
  return {
    policy: POLICY,
    leaseMs: 60_000,
    inFlight: 100,
    batch: 100,
    horizonMs: 45_000,
    paces: PACE_LIMITS,
    random: Math.random,
    owner: randomUUID(),
    ...settings,
  };
}
