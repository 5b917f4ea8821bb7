/** Calls the tick every minute by way of node-cron, and never a second one while the first still queues. */
import { schedule, type ScheduledTask } from "node-cron";
import type { Clock, Log } from "#core/ports.ts";
import type { DigestMetrics } from "./metrics.ts";
import type { Tick } from "./tick.ts";

export interface Cron {
  /** No further tick; waits up to `deadlineMs` for digests in flight. */
  stop(deadlineMs: number): Promise<void>;
}

export interface CronParts {
  readonly tick: Pick<Tick, "beat" | "stop">;
  /** This machine's, which may be set while the bot runs. */
  readonly clock: Clock;
  /** Milliseconds that only ever grow; the runtime's when absent. */
  readonly monotonic?: () => number;
  readonly log: Log;
  readonly metrics: Pick<DigestMetrics, "clockJumps">;
}

/** How often the two clocks are compared. */
const WATCH_MS = 5000;
/** Clocks that are only drawn near (slewed) never differ by so much in `WATCH_MS`. */
const JUMP_MS = 2000;

/** Ticks at once, for what fell due while the bot was down, and then every minute. */
export function startCron({ tick, clock, log, metrics, monotonic = () => performance.now() }: CronParts): Cron {
  const beat = oneAtATime(tick, log);
  let task = everyMinute(beat, log);
  let apart = clock.now() - monotonic();
  // node-cron waits for an instant: set back by hours it would wait for hours, and after a sleep of days it counts each
  // minute that it missed.
  const watch = setInterval(() => {
    const jumpMs = clock.now() - monotonic() - apart;
    if (Math.abs(jumpMs) < JUMP_MS) return;
    apart += jumpMs;
    metrics.clockJumps.inc(1);
    log.warn(
      { jumpMs: Math.round(jumpMs) },
      "The machine's clock was set, or it had slept; the minutes are counted anew",
    );
    void task.destroy();
    task = everyMinute(beat, log);
    void beat();
  }, WATCH_MS).unref();
  void beat();
  return {
    async stop(deadlineMs) {
      clearInterval(watch);
      await task.destroy();
      await tick.stop(deadlineMs);
    },
  };
}

/** One that is asked for while another queues is that one. */
function oneAtATime(tick: Pick<Tick, "beat">, log: Log): () => Promise<void> {
  let beating: Promise<void> | null = null;
  const beat = async (): Promise<void> => {
    try {
      await tick.beat();
    } catch (error) {
      log.error({ err: error }, "A tick failed; the next one tries again");
    }
  };
  return () => (beating ??= beat().finally(() => (beating = null)));
}

// A tick that comes late is still right: what is due is read from the store, not from the minute.
function everyMinute(beat: () => Promise<void>, log: Log): ScheduledTask {
  return schedule("* * * * *", beat, {
    name: "digests",
    suppressMissedWarning: true,
    missedExecutionTolerance: 59_000,
    logger: logFor(log),
  });
}

/** node-cron's own words, which it would print on standard output. */
function logFor(log: Log) {
  const from = { from: "node-cron" };
  return {
    info: (words: string) => log.info(from, words),
    warn: (words: string) => log.warn(from, words),
    error: (words: string | Error) => log.error(from, String(words)),
    debug: () => undefined,
  };
}
