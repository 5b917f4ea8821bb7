/** What a worker has in hand: deliveries queued, in flight, and finished but not yet in the ledger. */
import type { Delivery } from "#core/digests/delivery.ts";
import type { Settled } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Departure, Log } from "#core/ports.ts";
import type { ComposedDigest } from "./compose.ts";

/** A claimed delivery that may be sent, or looked up. */
export interface Ready {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
}

/** What became of a claimed delivery, to be written. */
export interface Finished extends Settled {
  /** Null when it was removed, or cannot be read. */
  readonly subscription: Subscription | null;
}

/** A digest that needs only to be begun and to leave, or what became of it before that. */
export type Prepared =
  | {
      readonly kind: "prepared";
      readonly ready: Ready;
      readonly digest: ComposedDigest;
      readonly departure: Departure;
    }
  | { readonly kind: "unsent"; readonly finished: Finished };

export interface RunState {
  /** Claimed and not begun, in the order in which they were claimed. */
  readonly queued: readonly Ready[];
  /** Claimed and not begun: queued, or prepared and not taken. */
  readonly unbegun: readonly Ready[];
  /** Whether it is here already and not begun: its lease may have ended while this process was stopped. */
  has(delivery: Delivery): boolean;
  /** How many are being prepared, sent or looked up. */
  readonly underWay: number;
  /** Those, and how many are prepared. */
  readonly inFlight: number;
  /** Finished and not yet in the ledger, in the order in which they finished. */
  readonly unwritten: readonly Finished[];
  /** The monotonic instant at which the first of those finished; null where there is none. */
  unwrittenSince(): number | null;
  enqueue(ready: Ready): void;
  /** Takes them from the queue, because they are begun or given back. */
  dequeue(ready: readonly Ready[]): void;
  /** Begins to prepare a delivery, which is to be taken then; wakes whoever sleeps. */
  prepare(ready: Ready, work: () => Promise<Prepared>): void;
  /** What is prepared, once. */
  takePrepared(): readonly Prepared[];
  /** It was taken and cannot go yet. */
  keepPrepared(one: Prepared): void;
  /** Begins work on a delivery; what becomes of it is finished then, and wakes whoever sleeps. */
  start(work: () => Promise<Finished>): void;
  finish(finished: Finished): void;
  /** The first `count` of those that were unwritten are in the ledger. */
  markWritten(count: number): void;
  /** Waits until a moment after it is woken, at the longest `ms` milliseconds; one at a time. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createRunState(log: Log, monotonic: () => number): RunState {
  let queued: Ready[] = [];
  let prepared: readonly Prepared[] = [];
  const preparing = new Set<Ready>();
  const outcomes = createOutcomes(monotonic);
  const sleeper = createSleeper();
  const work = createWork(log, sleeper.wake);
  return {
    ...sleeper,
    ...outcomes,
    get queued() {
      return queued;
    },
    get unbegun() {
      return [...queued, ...unbegunOf(prepared)];
    },
    has: ({ id }) => [queued, [...preparing], unbegunOf(prepared)].flat().some(({ delivery }) => delivery.id === id),
    get underWay() {
      return work.underWay;
    },
    get inFlight() {
      return work.underWay + prepared.length;
    },
    enqueue: (ready) => void queued.push(ready),
    dequeue(ready) {
      const gone = new Set(ready);
      queued = queued.filter((each) => !gone.has(each));
    },
    prepare(ready, prepare) {
      preparing.add(ready);
      work.begin(prepare, (one) => {
        preparing.delete(ready);
        prepared = [...prepared, one];
      });
    },
    keepPrepared: (one) => void (prepared = [...prepared, one]),
    takePrepared() {
      const taken = prepared;
      prepared = [];
      return taken;
    },
    start: (send) => work.begin(send, outcomes.finish),
  };
}

function unbegunOf(prepared: readonly Prepared[]): readonly Ready[] {
  return prepared.flatMap((one) => (one.kind === "prepared" ? [one.ready] : []));
}

function createOutcomes(
  monotonic: () => number,
): Pick<RunState, "unwritten" | "unwrittenSince" | "finish" | "markWritten"> {
  const unwritten: Finished[] = [];
  let since: number | null = null;
  const finish = (finished: Finished): void => {
    since ??= monotonic();
    unwritten.push(finished);
  };
  const markWritten = (count: number): void => {
    unwritten.splice(0, count);
    if (unwritten.length === 0) since = null;
  };
  return { unwritten, unwrittenSince: () => since, finish, markWritten };
}

/** What goes on by itself; its end wakes whoever sleeps. */
function createWork(log: Log, wake: () => void) {
  let underWay = 0;
  const carryOut = async <Result>(work: () => Promise<Result>, take: (result: Result) => void): Promise<void> => {
    underWay++;
    try {
      const result = await work();
      take(result);
    } catch (error) {
      log.error({ err: error }, "A delivery was lost sight of; it is found again when its lease ends");
    } finally {
      underWay--;
      wake();
    }
  };
  return {
    get underWay() {
      return underWay;
    },
    begin<Result>(work: () => Promise<Result>, take: (result: Result) => unknown): void {
      void carryOut(work, take);
    },
  };
}

/** What finishes within so many milliseconds is written together: each write of the ledger waits for the disk. */
const GATHER_MS = 5;

function createSleeper(): Pick<RunState, "sleep" | "wake"> {
  let wake = (): void => undefined;
  return {
    async sleep(ms) {
      const woken = Promise.withResolvers<void>();
      let gathering: NodeJS.Timeout | undefined;
      wake = () => void (gathering ??= setTimeout(woken.resolve, GATHER_MS));
      const alarm = setTimeout(woken.resolve, ms);
      await woken.promise;
      clearTimeout(alarm);
      clearTimeout(gathering);
    },
    wake: () => wake(),
  };
}

export function deliveriesOf(ready: readonly Ready[]): readonly Delivery[] {
  return ready.map(({ delivery }) => delivery);
}
