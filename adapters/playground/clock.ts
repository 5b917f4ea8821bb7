/** A clock that can be moved forward, so that a week's digests can be watched in a minute. */
import type { Clock } from "#core/ports.ts";

export interface MovableClock extends Clock {
  /** Moves on to a time; one that is past already changes nothing. */
  readonly moveTo: (time: number) => void;
  /** After a restart it goes on from that time: told before the clock gets there, since what is due is kept at once. */
  readonly keep: (time: number) => void;
  /** Back to the real time. */
  readonly reset: () => void;
}

/**
 * Where it is kept how far the clock was moved on, in milliseconds. What is due is kept too, and after a restart the two
 * must agree: a clock that fell back would have no digest come until the real one has caught up.
 */
export interface KeptAdvance {
  readonly read: () => number;
  readonly write: (aheadMs: number) => void;
}

export const CLOCK_STEPS = ["hour", "day", "week", "monday"] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Ticks on the way are this far apart: digests are due at round minutes. */
const STRIDE_MS = 5 * MINUTE_MS;

const KEPT_NOWHERE: KeptAdvance = { read: () => 0, write: () => undefined };

/** Runs like the real one from wherever it was moved to. */
export function createMovableClock(real: Clock = { now: Date.now }, kept: KeptAdvance = KEPT_NOWHERE): MovableClock {
  let ahead = kept.read();
  const now = () => real.now() + ahead;
  return {
    now,
    moveTo(time) {
      ahead += Math.max(0, time - now());
    },
    keep: (time) => kept.write(Math.max(0, time - real.now())),
    reset() {
      ahead = 0;
      kept.write(0);
    },
  };
}

/** The moments to stop at on the way, the last of which is the end; `zone` says where Monday 09:00 is. */
export function stops(now: number, step: ClockStep, zone: string): readonly number[] {
  const end = endOf(now, step, zone);
  const first = Math.floor(now / STRIDE_MS) * STRIDE_MS + STRIDE_MS;
  const count = Math.max(0, Math.ceil((end - first) / STRIDE_MS));
  return [...Array.from({ length: count }, (_, index) => first + index * STRIDE_MS), end];
}

function endOf(now: number, step: ClockStep, zone: string): number {
  switch (step) {
    case "hour":
      return now + HOUR_MS;
    case "day":
      return now + 24 * HOUR_MS;
    case "week":
      return now + 7 * 24 * HOUR_MS;
    case "monday":
      return nextMonday(now, zone);
  }
}

/** The first Monday 09:00 after `now` on the clocks of `zone`. */
function nextMonday(now: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const quarter = 15 * MINUTE_MS;
  const start = Math.floor(now / quarter) * quarter + quarter;
  for (let time = start; time < start + 8 * 24 * HOUR_MS; time += quarter) {
    if (/^Mon.*09:00$/.test(format.format(time))) return time;
  }
  return now + 7 * 24 * HOUR_MS;
}
