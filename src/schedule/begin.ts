/** Begins what may go now. */
import { attempt } from "./attempt.ts";
import type { WorkerParts } from "./parts.ts";
import { deliveriesOf, type Ready, type RunState } from "./run-state.ts";

/** The longest to wait for a pace that only time changes. */
const LOOK_AGAIN_MS = 250;

/** Marks all that may go now as begun, in one write, and sends it; gives how long until more may go. */
export async function beginReady(state: RunState, parts: WorkerParts): Promise<number> {
  const { chosen, waitMs } = choose(state, parts);
  state.dequeue(chosen);
  const ours = await markBegun(chosen, parts);
  for (const ready of chosen) {
    if (ours.has(ready.delivery.id)) state.start(() => attempt(ready, parts));
    else parts.pace.withdrawn(ready.subscription.conversation);
  }
  return waitMs;
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
