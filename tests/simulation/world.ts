/** A world of its own time: what happens in it, and when, is decided by its seed alone. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRandom, type Random } from "./random.ts";
import { createStory, type Story } from "./story.ts";

/** A process, or the outside (people and platforms). Whatever it waits for comes back to it through the world. */
export interface Being {
  readonly world: World;
  readonly name: string;
  /** When its monotonic clock began, less what it has slept. */
  bornAt: number;
  /** How far its clock is ahead of the world's, in milliseconds. */
  ahead: number;
  /** What comes to it before this instant waits, as for a process that was stopped. */
  heldUntil: number;
  /** Nothing comes to the dead. */
  dead: boolean;
}

export interface World {
  readonly seed: number;
  readonly random: Random;
  readonly story: Story;
  /** The people and platforms: they never die and their clock is right. */
  readonly outside: Being;
  /** Milliseconds since 1970 UTC, by the world's own clock. */
  now(): number;
  createBeing(name: string): Being;
  /** `run` happens to a being after `ms`, unless it is dead by then or this is taken back. */
  after(ms: number, being: Being, run: () => void): Cancel;
  /** A machine sleeps: for whoever runs on it time stands still until then, and its wall clock jumps. */
  sleep(being: Being, until: number): void;
  /** Everything up to the instant happens, one thing after another. */
  runUntil(instant: number): Promise<void>;
  /** Called before anything happens to a being; it may die of it, or be held. */
  beforeStep: (being: Being) => void;
}

export type Cancel = () => void;

interface Event {
  at: number;
  readonly order: number;
  readonly being: Being;
  readonly run: () => void;
  cancelled: boolean;
}

/** Who is at work: what the faked timers, clocks and network ask. */
export const AT_WORK = new AsyncLocalStorage<Being>();

// Taken before anything is faked.
const turnOfTheRealLoop = setImmediate;

export function createWorld(seed: number, start: number): World {
  let now = start;
  let order = 0;
  const events: Event[] = [];
  const random = createRandom(seed);
  const add = (event: Event): void => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = events[middle]!;
      // The soonest is last, where it is taken from.
      if (other.at < event.at || (other.at === event.at && other.order < event.order)) high = middle;
      else low = middle + 1;
    }
    events.splice(low, 0, event);
  };
  const createBeing = (name: string): Being => ({
    ...{ world, name, bornAt: now, ahead: 0, heldUntil: 0, dead: false },
  });
  const world: World = {
    seed,
    random,
    story: createStory(() => now),
    get outside() {
      return outside;
    },
    now: () => now,
    createBeing,
    beforeStep: () => undefined,
    after(ms, being, run) {
      const event = { at: now + Math.max(0, ms), order: order++, being, run, cancelled: false };
      add(event);
      return () => void (event.cancelled = true);
    },
    sleep(being, until) {
      const ms = Math.max(0, until - now);
      const its = events.filter((event) => event.being === being);
      events.splice(0, events.length, ...events.filter((event) => event.being !== being));
      for (const event of its) {
        event.at += ms;
        add(event);
      }
      being.bornAt += ms;
    },
    async runUntil(instant) {
      await untilDone(() => {
        const next = events.at(-1);
        if (next === undefined || next.at > instant) return false;
        events.pop();
        now = Math.max(now, next.at);
        if (happens(next)) AT_WORK.run(next.being, next.run);
        return true;
      });
      now = Math.max(now, instant);
    },
  };
  const outside = createBeing("outside");
  /** False for what does not happen, or not yet. */
  const happens = (event: Event): boolean => {
    const { being } = event;
    if (event.cancelled || being.dead) return false;
    if (being !== outside && being.heldUntil <= now) world.beforeStep(being);
    if (being.dead) return false;
    if (being.heldUntil <= now) return true;
    event.at = being.heldUntil;
    add(event);
    return false;
  };
  return world;
}

/** So many steps are asked of the real loop at once: a turn of its own costs as much as what happens in most steps. */
const STEPS_A_TURN = 32;

/**
 * Takes steps until there is none. Between two of them promises and streams go as far as they can without the world: the
 * loop sees to that after each immediate, https://nodejs.org/api/process.html#processnexttickcallback-args.
 */
function untilDone(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    const take = (): void => {
      try {
        if (isDone || step()) return;
        isDone = true;
        resolve();
      } catch (error) {
        isDone = true;
        reject(error);
      }
    };
    const turn = (): void => {
      take();
      if (isDone) return;
      for (let more = 1; more < STEPS_A_TURN; more++) turnOfTheRealLoop(take);
      turnOfTheRealLoop(turn);
    };
    turnOfTheRealLoop(turn);
  });
}

/** Waits for the world: for the being at work, which may die or be held meanwhile. No time at all is no wait. */
export function elapse(being: Being, ms: number): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve) => void being.world.after(ms, being, resolve));
}
