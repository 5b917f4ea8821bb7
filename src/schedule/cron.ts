/** Calls the tick every minute by way of node-cron, and never a second one while the first still queues. */
import { schedule } from "node-cron";
import type { Log } from "#core/ports.ts";
import type { Tick } from "./tick.ts";

export interface Cron {
  /** No further tick; waits up to `deadlineMs` for digests in flight. */
  stop(deadlineMs: number): Promise<void>;
}

/** Ticks at once, for what fell due while the bot was down, and then every minute. */
export function startCron(tick: Pick<Tick, "beat" | "stop">, log: Log): Cron {
  const beat = async (): Promise<void> => {
    try {
      await tick.beat();
    } catch (error) {
      log.error({ error: String(error) }, "A tick failed; the next one tries again");
    }
  };
  // A tick that comes late is still right: what is due is read from the store, not from the minute.
  const task = schedule("* * * * *", beat, { noOverlap: true, suppressMissedWarning: true, name: "digests" });
  void beat();
  return {
    async stop(deadlineMs) {
      await task.destroy();
      await tick.stop(deadlineMs);
    },
  };
}
