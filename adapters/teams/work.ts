/** Work under way, to be waited for when the bot stops. */
export interface Work {
  run<Result>(job: () => Promise<Result>): Promise<Result>;
  stopping(): boolean;
  /** Takes no more work and waits for what there is, `deadlineMs` at most. */
  drain(deadlineMs: number): Promise<void>;
}

export function createWork(): Work {
  const running = new Set<Promise<unknown>>();
  let stopping = false;
  return {
    async run(job) {
      const work = job();
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    stopping: () => stopping,
    async drain(deadlineMs) {
      stopping = true;
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise((resolve) => {
        timer = setTimeout(resolve, deadlineMs);
      });
      await Promise.race([Promise.allSettled(running), deadline]);
      clearTimeout(timer);
    },
  };
}
