/** Begins what may go now. */
import { attempt, type Done } from "./attempt.ts";
import { deliveriesOf, fly, targetOf, type RunState, type Ready } from "./run-state.ts";

/** The longest to wait for a pace that only time changes. */
const LOOK_AGAIN_MS = 250;

/** Marks everything that may go now as begun, in one write, and sends it; gives how long until more may go. */
export async function beginReady(state: RunState): Promise<number> {
  const { settings, clock, pace } = state;
  const now = clock.now();
  const ready: Ready[] = [];
  const rest: Ready[] = [];
  let waitMs = LOOK_AGAIN_MS;
  for (const claimed of state.queue) {
    const wait = pace.wait(targetOf(claimed), now);
    if (wait === 0 && state.flying + ready.length < settings.inFlight) {
      pace.started(targetOf(claimed), now);
      ready.push(claimed);
    } else {
      rest.push(claimed);
      waitMs = Math.min(waitMs, Math.max(1, wait));
    }
  }
  state.queue = rest;
  const ours = await begin(state, ready);
  for (const claimed of ready) {
    if (ours.has(claimed.delivery.id)) fly(state, () => send(state, claimed));
    else pace.withdrawn(targetOf(claimed));
  }
  return waitMs;
}

/** Those that are still ours and wanted: someone may have paused in the meantime, or the lease have ended. */
async function begin(
  { parts, settings, clock, pace }: RunState,
  ready: readonly Ready[],
): Promise<ReadonlySet<string>> {
  if (ready.length === 0) return new Set();
  try {
    const lease = { owner: settings.owner, leaseUntil: clock.now() + settings.leaseMs };
    return await parts.store.ledger.begin(deliveriesOf(ready), lease);
  } catch (error) {
    // Whether this was written is not known: nothing is sent, and all of it comes back when the lease ends.
    for (const claimed of ready) pace.withdrawn(targetOf(claimed));
    throw error;
  }
}

async function send(state: RunState, ready: Ready): Promise<Done> {
  const attempted = await attempt(ready, state);
  state.pace.ended(targetOf(ready), attempted.outcome, state.clock.now());
  return attempted;
}
