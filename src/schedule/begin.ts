/** Prepares what may go now, and lets go what is prepared. */
import { isInGrace } from "#core/digests/due.ts";
import { letGo, prepare } from "./attempt.ts";
import type { WorkerParts } from "./parts.ts";
import { deliveriesOf, type Prepared, type Ready, type RunState } from "./run-state.ts";

/** So many are begun in one write. */
const AT_ONCE = 20;
/** So many are drawn, and so many leave, in one turn of the event loop, two milliseconds each. */
const IN_A_TURN = 5;
/** The longest to wait for a pace that only time changes. */
const LOOK_AGAIN_MS = 250;
/** Of the lease: what has not left by then does not leave. The rest is for a message on its way to arrive in. */
const LEAVES_WITHIN = 2 / 3;

/** Begins to prepare all that may go now, and sends what is prepared unless it is to stop; gives how long until more may go. */
export async function beginReady(state: RunState, parts: WorkerParts, stopping: AbortSignal): Promise<number> {
  const { chosen, waitMs } = choose(state, parts);
  // What waits for nobody is prepared within its turn, and leaves with a later one.
  await inTurns(chosen, (some) => {
    state.dequeue(some);
    for (const ready of some) state.prepare(ready, () => prepare(ready, parts));
  });
  if (stopping.aborted) return waitMs;
  return Math.min(waitMs, await letGoPrepared(state, parts));
}

/** A few in each turn of the event loop: whoever asks meanwhile is answered. */
async function inTurns<Each>(all: readonly Each[], work: (some: readonly Each[]) => void): Promise<void> {
  for (let at = 0; at < all.length; at += IN_A_TURN) {
    work(all.slice(at, at + IN_A_TURN));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Choice {
  /** The pace counts these as in flight already. */
  readonly chosen: readonly Ready[];
  readonly waitMs: number;
}

function choose({ queued, inFlight }: RunState, { pace, clock, settings }: WorkerParts): Choice {
  const now = clock.now();
  const chosen: Ready[] = [];
  let waitMs = LOOK_AGAIN_MS;
  for (const ready of queued) {
    if (chosen.length === AT_ONCE) return { chosen, waitMs: 1 };
    const { conversation } = ready.subscription;
    const wait = pace.wait(conversation, now);
    if (wait === 0 && inFlight + chosen.length < settings.inFlight) {
      pace.started(conversation, now);
      chosen.push(ready);
    } else {
      waitMs = Math.min(waitMs, Math.max(1, wait));
    }
  }
  return { chosen, waitMs };
}

/**
 * Marks them as begun, in one write, and lets them go as soon as that is known: whatever a process that dies leaves
 * behind as begun had left, or was about to.
 */
async function letGoPrepared(state: RunState, parts: WorkerParts): Promise<number> {
  const { prepared, waitMs } = chooseLeaving(state, parts);
  // Before the lease is taken: a process that is stopped between here and the socket finds that its time is over.
  const leavesBy = parts.monotonic() + parts.settings.leaseMs * LEAVES_WITHIN;
  const mayLeave = (): boolean => parts.monotonic() < leavesBy && !parts.clock.isAstray();
  const ours = await markBegun(
    prepared.map(({ ready }) => ready),
    parts,
  );
  await inTurns(prepared, (some) => {
    for (const one of some) {
      if (ours.has(one.ready.delivery.id)) state.start(() => letGo(one, { ...parts, mayLeave }));
      else parts.pace.withdrawn(one.ready.subscription.conversation);
    }
  });
  return waitMs;
}

type Leaving = Extract<Prepared, { kind: "prepared" }>;

/** Those that may leave now; what must keep its distance stays prepared. */
function chooseLeaving(
  state: RunState,
  { pace, clock, settings }: WorkerParts,
): { readonly prepared: readonly Leaving[]; readonly waitMs: number } {
  const now = clock.now();
  const prepared: Leaving[] = [];
  let waitMs = LOOK_AGAIN_MS;
  for (const one of state.takePrepared()) {
    if (one.kind === "unsent") state.finish(one.finished);
    else if (!isInGrace(one.ready.delivery, now, settings.policy.graceMs)) giveUp(one.ready, state, pace);
    else {
      const wait = pace.leave(one.ready.subscription.conversation, now);
      if (wait === 0) prepared.push(one);
      else state.keepPrepared(one);
      if (wait > 0) waitMs = Math.min(waitMs, wait);
    }
  }
  return { prepared, waitMs };
}

/** The machine slept, say, between the claim and now. */
function giveUp(ready: Ready, state: RunState, pace: WorkerParts["pace"]): void {
  pace.withdrawn(ready.subscription.conversation);
  state.finish({ ...ready, settlement: { kind: "skipped", reason: "too-late" }, content: null });
}

/** Gives those that are still ours and wanted: someone may have paused in the meantime, or the lease have ended. */
async function markBegun(
  chosen: readonly Ready[],
  { store, settings, clock, pace }: WorkerParts,
): Promise<ReadonlySet<string>> {
  if (chosen.length === 0) return new Set();
  try {
    const lease = { owner: settings.owner, leaseUntil: clock.now() + settings.leaseMs };
    return await store.ledger.begin(deliveriesOf(chosen), lease);
  } catch (error) {
    // Whether this was written is not known: nothing is sent, and all of it comes back when the lease ends.
    for (const { subscription } of chosen) pace.withdrawn(subscription.conversation);
    throw error;
  }
}
