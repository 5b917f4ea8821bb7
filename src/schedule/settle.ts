/** Writes outcomes to the ledger, all that have come in since the last time in one transaction, and counts them. */
import type { Settlement } from "#core/digests/delivery.ts";
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
  for (const { delivery, settlement } of batch) {
    if (lost.has(delivery.id)) {
      log.warn({ delivery: delivery.id, outcome: settlement.kind }, "Another process had settled this digest before");
      continue;
    }
    count(settlement, parts, tally);
    if (settlement.kind !== "refused") continue;
    log.warn(
      { delivery: delivery.id, reason: settlement.reason },
      "A platform refused a digest, or it could not be read; its subscription waits",
    );
    void notifyMaker(delivery.subscription, parts);
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
