/** Takes from the ledger what may be sent, and what has to be looked up. */
import type { Settlement } from "#core/digests/delivery.ts";
import { isInGrace } from "#core/digests/due.ts";
import type { Claimed, PlatformClaim } from "#core/digests/ports.ts";
import { lookUp } from "./attempt.ts";
import { servedBy, type WorkerParts } from "./parts.ts";
import { deliveriesOf, type Finished, type Ready, type RunState } from "./run-state.ts";

/** A ledger that had nothing is not asked again before. */
const IDLE_MS = 250;
/** A tenant held back for longer gives its claims back, so that another replica or a later tick has them. */
const LONG_HOLD_MS = 5000;
/** The most look-ups begun in one round: they count against the platform's limits too. */
const LOOK_UPS = 5;
/** For `status`, where the error's own words would say nothing. */
const UNREADABLE = "its entry in the database cannot be read";

export interface Claims {
  /** Queues what there is room for and begins look-ups; gives how many deliveries were claimed. */
  claimMore(): Promise<number>;
  /** There may be something new: the ledger is asked at the next opportunity. */
  askSoon(): void;
  /** The instant from which the ledger is asked again. */
  readonly nextAsk: number;
}

/** What is open, as the ledger has it, or had it a moment ago when nothing has changed here since. */
export interface OpenWork {
  /** When there is something to try or to look up; null when there is nothing. Sets the lag. */
  nextAt(): Promise<number | null>;
  /** Something has changed. */
  changed(): void;
}

export function createOpenWork({ store, senders, clock, metrics }: WorkerParts): OpenWork {
  let known: { readonly at: number; readonly nextAt: number | null } | null = null;
  return {
    async nextAt() {
      const now = clock.now();
      if (known !== null && Math.abs(now - known.at) < IDLE_MS) return known.nextAt;
      const { nextAt, oldestDueAt } = await store.ledger.outlook(await servedBy(senders));
      known = { at: now, nextAt };
      metrics.lagSeconds.set(oldestDueAt === null ? 0 : Math.max(0, (clock.now() - oldestDueAt) / 1000));
      return nextAt;
    },
    changed: () => void (known = null),
  };
}

export function createClaims(state: RunState, open: OpenWork, parts: WorkerParts): Claims {
  const { clock, settings } = parts;
  let nextAsk = 0;
  let isIdle = true;
  return {
    async claimMore() {
      const now = clock.now();
      await giveBackHeld(state, parts, now);
      const room = settings.inFlight * 2 - state.queued.length;
      if (now < nextAsk || room < settings.inFlight) return 0;
      nextAsk = now + IDLE_MS;
      // To look is cheaper than to take, and mostly there is nothing.
      const soonest = isIdle ? await open.nextAt() : now;
      if (soonest === null || soonest > now) return 0;
      open.changed();
      const unclear = await lookUpUnclear(state, parts, now);
      // As many as were asked for: there may be more.
      if (unclear === LOOK_UPS) nextAsk = now;
      const claimed = await claimReady(state, parts, { now, limit: Math.min(room, settings.batch) });
      if (claimed > 0) nextAsk = now;
      isIdle = claimed === 0 && unclear === 0;
      return claimed;
    },
    askSoon() {
      nextAsk = 0;
      open.changed();
    },
    get nextAsk() {
      return nextAsk;
    },
  };
}

async function giveBackHeld(state: RunState, { pace, store, settings }: WorkerParts, now: number): Promise<void> {
  for (const [tenant, until] of pace.held(now)) {
    const held = state.queued.filter((ready) => tenantOf(ready) === tenant);
    if (until - now < LONG_HOLD_MS || held.length === 0) continue;
    await store.ledger.release(deliveriesOf(held), settings.owner, until);
    state.dequeue(held);
  }
}

/** Gives how many there were. */
async function lookUpUnclear(state: RunState, parts: WorkerParts, now: number): Promise<number> {
  const unclear = await parts.store.ledger.claimUnclear(await claimOf(parts, { now, limit: LOOK_UPS }));
  for (const { delivery, subscription, unreadable } of unclear) {
    if (subscription === null) {
      const reason = unreadable === undefined ? "unsubscribed" : UNREADABLE;
      state.finish({ delivery, subscription, settlement: { kind: "unknown", reason }, content: null });
    } else {
      state.start(() => lookUp({ delivery, subscription }, parts));
    }
  }
  return unclear.length;
}

type Amount = Pick<PlatformClaim, "now" | "limit">;

async function claimReady(state: RunState, parts: WorkerParts, amount: Amount): Promise<number> {
  const claim = await claimOf(parts, amount);
  const withoutTenants = [...claim.withoutTenants, ...fullTenants(state, parts)];
  const claimed = await parts.store.ledger.claim({ ...claim, withoutTenants });
  if (claimed.length === 0) return 0;
  for (const each of claimed) {
    // Twice in the queue it would be sent by the one and given another outcome by the other.
    if (state.has(each.delivery)) continue;
    const examined = examine(each, parts);
    if (examined.kind === "ready") state.enqueue(examined.ready);
    else state.finish(examined.finished);
  }
  parts.metrics.claimed.inc(claimed.length);
  return claimed.length;
}

async function claimOf({ settings, senders, pace }: WorkerParts, { now, limit }: Amount): Promise<PlatformClaim> {
  const { owner, leaseMs } = settings;
  const withoutTenants = [...pace.held(now).keys()];
  return { owner, now, leaseUntil: now + leaseMs, limit, served: await servedBy(senders), withoutTenants };
}

/** One tenant's long queue must not fill the queue and keep the others waiting. */
function fullTenants({ queued }: RunState, { settings }: WorkerParts): readonly string[] {
  const waiting = Map.groupBy(queued, tenantOf);
  return [...waiting].flatMap(([tenant, its]) => (its.length >= settings.inFlight / 2 ? [tenant] : []));
}

type Examined =
  | { readonly kind: "ready"; readonly ready: Ready }
  /** It is not sent at all. */
  | { readonly kind: "skip"; readonly finished: Finished };

function examine({ delivery, subscription, unreadable }: Claimed, { clock, log, settings }: WorkerParts): Examined {
  const skip = (settlement: Settlement): Examined => ({
    kind: "skip",
    finished: { delivery, subscription, settlement, content: null },
  });
  if (unreadable !== undefined) {
    log.error({ delivery: delivery.id, error: unreadable }, "A subscription cannot be read and waits");
    return skip({ kind: "refused", advice: "unreadable", reason: UNREADABLE });
  }
  if (subscription === null) return skip({ kind: "skipped", reason: "unsubscribed" });
  if (subscription.standing.kind !== "active") return skip({ kind: "skipped", reason: "paused" });
  if (!isInGrace(delivery, clock.now(), settings.policy.graceMs)) return skip({ kind: "skipped", reason: "too-late" });
  return { kind: "ready", ready: { delivery, subscription } };
}

function tenantOf({ subscription }: Ready): string {
  return subscription.conversation.tenant;
}
