/** Memory that V8 keeps room for and nobody needs, given back to the system in quiet moments. */
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { z } from "zod";

const CHECK_MS = 5000;
/** So many checks in a row in which hardly anything was done: a quarter of a minute. */
const QUIET_CHECKS = 3;
/** The part of its time that the thread may be at work in a quiet moment. */
const QUIET = 0.1;
/** Less is not worth a collection of everything. */
const WORTH_BYTES = 64e6;

export interface Surroundings {
  /** The part of its time that the thread was at work since this was last asked, 0 to 1. */
  readonly utilization: () => number;
  /** What the process holds, in bytes. */
  readonly rss: () => number;
  readonly collect: () => void;
}

/**
 * To be called every few seconds. Gives back what the start left behind once it is quiet, and again whenever much more is
 * held than was left before: V8 lets its heap grow to several times what is used, and takes its time to shrink it.
 */
export function createGivingBack({ utilization, rss, collect }: Surroundings): () => void {
  let quiet = 0;
  let least = 0;
  return () => {
    quiet = utilization() < QUIET ? quiet + 1 : 0;
    if (quiet < QUIET_CHECKS) return;
    const held = rss();
    if (held - least >= WORTH_BYTES) {
      collect();
      least = rss();
    } else least = Math.min(least, held);
  };
}

export function giveBackInQuiet(): { readonly stop: () => void } {
  let before = performance.eventLoopUtilization();
  const utilization = (): number => {
    const now = performance.eventLoopUtilization();
    const since = performance.eventLoopUtilization(now, before);
    before = now;
    return since.utilization;
  };
  const check = createGivingBack({ utilization, rss: () => process.memoryUsage.rss(), collect: collectAll });
  const timer = setInterval(check, CHECK_MS).unref();
  return { stop: () => clearInterval(timer) };
}

const Collect = z.custom<(options: { readonly type: "major"; readonly flavor: "last-resort" }) => void>(
  (value) => typeof value === "function",
);

/**
 * One whole collection; it holds the thread for some 150 ms, and what is compiled may go with it. Node has no other way to
 * ask for one (https://nodejs.org/api/v8.html#v8setflagsfromstringflags).
 */
function collectAll(): void {
  setFlagsFromString("--expose-gc");
  const collect = Collect.parse(runInNewContext("gc"));
  setFlagsFromString("--no-expose-gc");
  collect({ type: "major", flavor: "last-resort" });
}
