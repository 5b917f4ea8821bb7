/** Takes from the ledger what may be sent, and what has to be looked up. */
import { attemptable, lookUp, reasonToSkip } from "./attempt.ts";
import { deliveriesOf, fly, targetOf, type Hands } from "./run-state.ts";
import type { Tally } from "./report.ts";

const IDLE_MS = 250;
/** A tenant held back for longer gives its claims back, so that another replica or a later tick has them. */
const LONG_HOLD_MS = 5000;
/** The most look-ups begun in one round: they count against the platform's limits too. */
const LOOK_UPS = 5;

export async function refill(hands: Hands, tally: Tally): Promise<void> {
  const { parts, settings, clock, pace } = hands;
  const now = clock.now();
  await giveBackHeld(hands, now);
  const room = settings.inFlight * 2 - hands.queue.length;
  if (now < hands.idleUntil || room < settings.inFlight) return;
  hands.idleUntil = now + IDLE_MS;
  await lookUpUnclear(hands, now);
  const claimed = await parts.store.ledger.claim({
    ...{ owner: settings.owner, now, leaseUntil: now + settings.leaseMs, limit: Math.min(room, settings.batch) },
    ...{ platforms: Object.keys(hands.senders), withoutTenants: [...fullTenants(hands), ...pace.held(now).keys()] },
  });
  if (claimed.length === 0) return;
  hands.idleUntil = now;
  for (const each of claimed) {
    const skip = reasonToSkip(each, hands);
    if (skip !== null)
      hands.done.push({ delivery: each.delivery, settlement: skip, content: null, subscription: each.subscription });
    else hands.queue.push(attemptable(each));
  }
  tally.claimed += claimed.length;
  parts.metrics.claimed(claimed.length);
}

/** One tenant's long queue must not fill the hands and keep the others waiting. */
function fullTenants({ queue, settings }: Hands): readonly string[] {
  const waiting = Map.groupBy(queue, (ready) => targetOf(ready).tenant);
  return [...waiting].flatMap(([tenant, queued]) => (queued.length >= settings.inFlight / 2 ? [tenant] : []));
}

async function lookUpUnclear(hands: Hands, now: number): Promise<void> {
  const { parts, settings } = hands;
  const claim = { owner: settings.owner, now, leaseUntil: now + settings.leaseMs, limit: LOOK_UPS };
  const unclear = await parts.store.ledger.claimUnclear({
    ...claim,
    platforms: Object.keys(hands.senders),
    withoutTenants: [...hands.pace.held(now).keys()],
  });
  for (const claimed of unclear) fly(hands, () => lookUp(claimed, hands));
  // A full hand means that there may be more.
  if (unclear.length === LOOK_UPS) hands.idleUntil = now;
}

async function giveBackHeld(hands: Hands, now: number): Promise<void> {
  for (const [tenant, until] of hands.pace.held(now)) {
    const held = hands.queue.filter((ready) => targetOf(ready).tenant === tenant);
    if (until - now < LONG_HOLD_MS || held.length === 0) continue;
    await hands.parts.store.ledger.release(deliveriesOf(held), hands.settings.owner, until);
    hands.queue = hands.queue.filter((ready) => targetOf(ready).tenant !== tenant);
  }
}
