/** Takes from the ledger what may be sent, and what has to be looked up. */
import { attemptable, lookUp, reasonToSkip } from "./attempt.ts";
import { deliveriesOf, fly, targetOf, type RunState } from "./run-state.ts";
import type { Tally } from "./report.ts";

const IDLE_MS = 250;
/** A tenant held back for longer gives its claims back, so that another replica or a later tick has them. */
const LONG_HOLD_MS = 5000;
/** The most look-ups begun in one round: they count against the platform's limits too. */
const LOOK_UPS = 5;

export async function claimMore(state: RunState, tally: Tally): Promise<void> {
  const { parts, settings, clock, pace } = state;
  const now = clock.now();
  await giveBackHeld(state, now);
  const room = settings.inFlight * 2 - state.queue.length;
  if (now < state.idleUntil || room < settings.inFlight) return;
  state.idleUntil = now + IDLE_MS;
  await lookUpUnclear(state, now);
  const claimed = await parts.store.ledger.claim({
    ...{ owner: settings.owner, now, leaseUntil: now + settings.leaseMs, limit: Math.min(room, settings.batch) },
    ...{ platforms: Object.keys(state.senders), withoutTenants: [...fullTenants(state), ...pace.held(now).keys()] },
  });
  if (claimed.length === 0) return;
  state.idleUntil = now;
  for (const each of claimed) {
    const skip = reasonToSkip(each, state);
    if (skip !== null)
      state.done.push({ delivery: each.delivery, settlement: skip, content: null, subscription: each.subscription });
    else state.queue.push(attemptable(each));
  }
  tally.claimed += claimed.length;
  parts.metrics.claimed(claimed.length);
}

/** One tenant's long queue must not fill the queue and keep the others waiting. */
function fullTenants({ queue, settings }: RunState): readonly string[] {
  const waiting = Map.groupBy(queue, (ready) => targetOf(ready).tenant);
  return [...waiting].flatMap(([tenant, queued]) => (queued.length >= settings.inFlight / 2 ? [tenant] : []));
}

async function lookUpUnclear(state: RunState, now: number): Promise<void> {
  const { parts, settings } = state;
  const claim = { owner: settings.owner, now, leaseUntil: now + settings.leaseMs, limit: LOOK_UPS };
  const unclear = await parts.store.ledger.claimUnclear({
    ...claim,
    platforms: Object.keys(state.senders),
    withoutTenants: [...state.pace.held(now).keys()],
  });
  for (const claimed of unclear) fly(state, () => lookUp(claimed, state));
  // A full hand means that there may be more.
  if (unclear.length === LOOK_UPS) state.idleUntil = now;
}

async function giveBackHeld(state: RunState, now: number): Promise<void> {
  for (const [tenant, until] of state.pace.held(now)) {
    const held = state.queue.filter((ready) => targetOf(ready).tenant === tenant);
    if (until - now < LONG_HOLD_MS || held.length === 0) continue;
    await state.parts.store.ledger.release(deliveriesOf(held), state.settings.owner, until);
    state.queue = state.queue.filter((ready) => targetOf(ready).tenant !== tenant);
  }
}
