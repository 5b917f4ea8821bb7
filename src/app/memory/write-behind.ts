/** Frames written a moment later, and many at once: an answer waits for none, and one statement costs hardly more for a hundred. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { FRAMES_AT_ONCE, type Frames } from "#core/conversation/memory.ts";
import type { Log } from "#core/ports.ts";
import type { FrameStore, PlacedFrame } from "#store/frames.ts";

export interface FramesBehind extends Frames {
  /** Writes what is not written yet. Does not reject. */
  readonly flush: () => Promise<void>;
}

export interface WriteBehindParts {
  /** What is written already. */
  readonly load: Frames["load"];
  readonly write: FrameStore["saveAll"];
  readonly log: Log;
}

/** What a process that is killed forgets of what was said; nobody has read an answer by then. */
const MOMENT_MS = 50;
/** While the store is away, whatever was said longest ago is forgotten first. */
const AT_MOST = 10_000;

type Placed = ReadonlyMap<string, readonly PlacedFrame[]>;

/** A turn that follows at once leans on what is still to be written. */
export function writeBehind({ load, write, log }: WriteBehindParts): FramesBehind {
  const waiting = new Map<string, readonly PlacedFrame[]>();
  let leaving: Placed = new Map();
  let soon: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  const writeWhile = async (least: number): Promise<void> => {
    while (waiting.size >= least) {
      leaving = takeFirst(waiting, FRAMES_AT_ONCE);
      await write([...leaving.values()].flat()).catch((error: unknown) =>
        log.warn({ err: error }, "Cannot remember what conversations are about"),
      );
      leaving = new Map();
      await nextTurn();
    }
  };
  const begin = (least: number): Promise<void> => {
    if (soon !== null) clearTimeout(soon);
    soon = null;
    writing ??= writeWhile(least).finally(() => {
      writing = null;
      if (waiting.size > 0) beginSoon();
    });
    return writing;
  };
  const beginSoon = (): void => void (soon ??= setTimeout(() => void begin(1), MOMENT_MS).unref());
  const newestIn = (placed: Placed, place: string, at: number) => placed.get(place)?.findLast((each) => each.at < at);
  return {
    async load(place, at) {
      return newestIn(waiting, place, at) ?? newestIn(leaving, place, at) ?? load(place, at);
    },
    save(place, frame, at) {
      const placed = { place, frame, at };
      const before = waiting.get(place);
      waiting.set(place, before === undefined ? [placed] : inOrder([...before, placed]));
      if (waiting.size > AT_MOST) for (const first of waiting.keys()) if (waiting.delete(first)) break;
      if (waiting.size < FRAMES_AT_ONCE) beginSoon();
      else void begin(FRAMES_AT_ONCE);
      return Promise.resolve();
    },
    async flush() {
      // What is under way may leave a few behind.
      await writing;
      await begin(1);
    },
  };
}

/** They are in the map no more. */
function takeFirst<Key, Value>(from: Map<Key, Value>, count: number): Map<Key, Value> {
  const taken = new Map<Key, Value>();
  for (const [key, value] of from) {
    if (taken.size === count) break;
    taken.set(key, value);
    from.delete(key);
  }
  return taken;
}

function inOrder(placed: readonly PlacedFrame[]): readonly PlacedFrame[] {
  return placed.toSorted((one, other) => one.at - other.at);
}
