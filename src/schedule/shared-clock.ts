/**
 * The database's clock, by which all replicas reckon what is due and whose lease has ended: their own clocks may differ,
 * be set, or sleep. Each tick measures how far it is from this process's monotonic clock; in between nothing is asked.
 */
import type { Clock, Log } from "#core/ports.ts";

export interface SharedClock extends Clock {
  /** Rejects when the database does or takes long; before the first measurement `now` is this machine's own time. */
  measure(): Promise<void>;
  /** Whether the machine's clock was set, or it has slept, since then: what `now` says may be long ago. */
  isAstray(): boolean;
}

export interface SharedClockParts {
  /** The database's clock; see `DigestStore.now`. */
  readonly database: { now(): Promise<number> };
  /** This machine's. */
  readonly clock: Clock;
  /** Milliseconds that only ever grow, whatever is done to the machine's clock. */
  readonly monotonic: () => number;
  readonly log: Log;
  readonly metrics: { readonly clockOffsetSeconds: { set(seconds: number): void } };
}

/** A question that was longer under way, as in a process that was stopped meanwhile, tells too little. */
const LONGEST_WAY_MS = 1000;
const ATTEMPTS = 3;
/** Clocks that are only drawn near (slewed) part no further between two ticks. */
const ASTRAY_MS = 2000;
/** From here on a machine's clock is wrong enough to be spoken of. */
const WORTH_SAYING_MS = 5000;

export function createSharedClock({ database, clock, monotonic, log, metrics }: SharedClockParts): SharedClock {
  const apart = (): number => clock.now() - monotonic();
  let ahead = apart();
  let apartThen = ahead;
  let said = 0;
  const now = (): number => Math.floor(monotonic() + ahead);
  return {
    now,
    isAstray: () => Math.abs(apart() - apartThen) > ASTRAY_MS,
    async measure() {
      ahead = await askSurely(database, monotonic);
      apartThen = apart();
      const offset = clock.now() - now();
      metrics.clockOffsetSeconds.set(offset / 1000);
      if (Math.abs(offset - said) < WORTH_SAYING_MS) return;
      said = offset;
      log.warn(
        { offsetMs: Math.round(offset) },
        "This machine's clock is not the database's; digests go by the latter",
      );
    },
  };
}

/** How far the database's clock is ahead of the monotonic one: not more than it says, and at most a second less. */
async function askSurely(
  database: SharedClockParts["database"],
  monotonic: SharedClockParts["monotonic"],
): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const asked = monotonic();
    const instant = await database.now();
    const heard = monotonic();
    if (heard - asked <= LONGEST_WAY_MS) return instant - heard;
  }
  throw new Error(`The database takes more than ${LONGEST_WAY_MS} ms to tell the time`);
}
