import type { Log } from "#core/ports.ts";

export interface InFlight {
  /** Counts `work` until it is done. What it throws has reached nobody by then: it is logged, never rejected. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  /** Waits for what is under way, at most `deadlineMs`. True when all of it was done. */
  readonly drain: (deadlineMs: number) => Promise<boolean>;
}

/** What has been accepted and not yet answered: Bolt itself stops without waiting for it. */
export function createInFlight(log: Log): InFlight {
  const open = new Set<Promise<void>>();
  return {
    run(work) {
      const done = work().catch((error: unknown) => log.error({ err: error }, "Answering in Slack failed"));
      open.add(done);
      return done.finally(() => open.delete(done));
    },
    async drain(deadlineMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), deadlineMs);
      });
      const done = await Promise.race([Promise.all(open).then(() => true), late]);
      clearTimeout(timer);
      return done;
    },
  };
}

/** The result when it is there within `ms`, else null; the work goes on. */
export async function withinTime<T extends object>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
