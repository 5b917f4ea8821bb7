/** Writes outcomes to the ledger, all that have come in since the last time in one transaction, and counts them. */
import type { Settlement } from "#core/digests/delivery.ts";
import { endLost, hasLostPack } from "#core/digests/lost.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { notifyMaker } from "./notify-maker.ts";
import type { WorkerParts } from "./parts.ts";
import type { RunState } from "./run-state.ts";

/** What a run did, in numbers. */
export interface WorkerReport {
  readonly claimed: number;
  readonly sent: number;
  readonly late: number;
  readonly skipped: number;
  /** Given up, or refused by the platform. */
  readonly failed: number;
  readonly unknown: number;
  /** To be tried or looked up again. */
  readonly again: number;
}

export type Tally = { -readonly [Key in keyof WorkerReport]: WorkerReport[Key] };

const COUNTED_AS = {
  sent: "sent",
  skipped: "skipped",
  failed: "failed",
  refused: "failed",
  unknown: "unknown",
  retry: "again",
  check: "again",
} as const satisfies Record<Settlement["kind"], keyof WorkerReport>;

const TAKEN_FROM_HERE =
  "Another process had settled this digest before, or the bot was taken out of its place meanwhile";

export function emptyTally(): Tally {
  return { claimed: 0, sent: 0, late: 0, skipped: 0, failed: 0, unknown: 0, again: 0 };
}

/** Rejects when the store does; what was not written stays in hand. */
export async function settleFinished(state: RunState, parts: WorkerParts, tally: Tally): Promise<void> {
  const { store, settings, clock, log } = parts;
  const batch = state.unwritten.slice(0, settings.batch);
  if (batch.length === 0) return;
  const lost = new Set(await store.ledger.settle(batch, settings.owner, clock.now()));
  state.markWritten(batch.length);
  for (const { delivery, settlement, subscription } of batch) {
    if (lost.has(delivery.id)) {
      log.warn({ delivery: delivery.id, outcome: settlement.kind }, TAKEN_FROM_HERE);
      continue;
    }
    count(settlement, parts, tally);
    if (subscription !== null && ARRIVED.has(settlement.kind)) await endWithoutPack(subscription, parts);
    if (settlement.kind !== "refused") continue;
    log.warn(
      { delivery: delivery.id, reason: settlement.reason },
      "A platform refused a digest, or it could not be read; its subscription waits",
    );
    void notifyMaker(delivery.subscription, parts);
  }
}

/** Sent, or as good as: nobody is told twice that it was the last. */
const ARRIVED: ReadonlySet<Settlement["kind"]> = new Set(["sent", "unknown"]);

/** Its channel has been told. Where the store is away, it is told again with the next digest that is due, and ended then. */
async function endWithoutPack(subscription: Subscription, { content, store, clock, log }: WorkerParts): Promise<void> {
  if (!hasLostPack(subscription, content)) return;
  const { id, pack, conversation } = subscription;
  try {
    await store.subscriptions.change({ pack, conversation }, ({ subscriptions }) => ({
      changes: subscriptions.filter((each) => each.id === id).map((each) => endLost(each, clock.now())),
    }));
    log.warn({ subscription: id, pack }, "A subscription to a pack that is not here any more was ended");
  } catch (error) {
    log.warn(
      { subscription: id, error: String(error) },
      "A subscription to a pack that is gone could not be ended yet",
    );
  }
}

function count(settlement: Settlement, { metrics }: WorkerParts, tally: Tally): void {
  const name = COUNTED_AS[settlement.kind];
  tally[name]++;
  if (name !== "skipped" && name !== "again") metrics[name].inc(1);
  if (settlement.kind !== "sent" || !settlement.late) return;
  tally.late++;
  metrics.late.inc(1);
}
