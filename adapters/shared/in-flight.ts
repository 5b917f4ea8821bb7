/** Work under way that nothing else waits for, to be waited for when the bot stops. */
import pTimeout from "p-timeout";

export interface InFlight {
  /** Counts `work` until it is done. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for what is under way, at most `deadlineMs`. True when all of it was done. */
  drain(deadlineMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const open = new Set<Promise<unknown>>();
  return {
    run(work) {
      const done = work().finally(() => open.delete(done));
      open.add(done);
      return done;
    },
    drain(deadlineMs) {
      const all = Promise.allSettled(open).then(() => true);
      return pTimeout(all, { milliseconds: deadlineMs, fallback: () => false });
    },
  };
}
