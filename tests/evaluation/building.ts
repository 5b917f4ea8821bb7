/** What the index of one pack costs: how long it takes to build, and the memory that it holds. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createIndexes, type Indexed } from "#search/index/indexes.ts";
import type { Subject } from "./subject.ts";

const ROUNDS = 7;

export interface BuildingCost {
  /** The median. */
  readonly milliseconds: number;
  readonly megabytes: number;
}

export function measureBuilding({ library, pack }: Subject): BuildingCost {
  const collect = garbageCollector();
  const build = (): Indexed => createIndexes(library).build(pack.slug);
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    build();
    return performance.now() - started;
  }).toSorted((one, other) => one - other);
  collect();
  const before = heldBytes();
  const kept = [build()];
  collect();
  const held = heldBytes() - before;
  // Used after it was measured, or it might be collected before.
  kept.pop();
  return { milliseconds: times[Math.floor(ROUNDS / 2)] ?? 0, megabytes: held / 1e6 };
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Node's own, without having been started with a flag for it. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  return () => void (typeof collect === "function" && collect());
}
