/** Wakes a loop that waits: for something to happen, or for a time to pass. */
export interface Wake {
  ring(): void;
  /** Resolves at the next ring, at the latest after `ms` milliseconds. */
  wait(ms: number): Promise<void>;
}

export function createWake(): Wake {
  let waiting: (() => void)[] = [];
  return {
    ring() {
      for (const wake of waiting.splice(0)) wake();
    },
    wait(ms) {
      return new Promise((resolve) => {
        const timer = setTimeout(wake, ms);
        function wake(): void {
          clearTimeout(timer);
          waiting = waiting.filter((other) => other !== wake);
          resolve();
        }
        waiting.push(wake);
      });
    },
  };
}
