/** Moves the clock on step by step, so that each digest comes at its own time on the way. */
import { type ClockStep, type MovableClock, stops } from "./clock.ts";

export interface ClockMover {
  /** Stops every few minutes; one step after the other, however many pages ask. */
  readonly move: (step: ClockStep) => Promise<void>;
  /** Ends a step that is under way, and goes back to the real time. */
  readonly reset: () => Promise<void>;
}

/** `onMove` lets happen what is due at the clock's new time; `zone` says where Monday 09:00 is. */
export function createClockMover(
  clock: MovableClock,
  { onMove, zone }: { readonly onMove: () => Promise<unknown>; readonly zone: string },
): ClockMover {
  let moving: Promise<void> = Promise.resolve();
  let resets = 0;
  const go = async (step: ClockStep, began: number) => {
    const way = stops(clock.now(), step, zone);
    clock.keep(way.at(-1) ?? clock.now());
    for (const stop of way) {
      if (resets !== began) return;
      clock.moveTo(stop);
      await onMove();
    }
    // Moving takes a while, by which the time that was kept is too late.
    clock.keep(clock.now());
  };
  return {
    move(step) {
      const moved = moving.then(() => go(step, resets));
      // The next step goes on also where this one failed, which its own caller is told.
      moving = moved.catch(() => undefined);
      return moved;
    },
    async reset() {
      resets += 1;
      await moving;
      clock.reset();
    },
  };
}
