/** Writes outcomes to the ledger: all that have come in since the last time, in one transaction. */
import type { Settlement } from "#core/digests/delivery.ts";
import type { RunState } from "./run-state.ts";
import type { Metrics } from "./metrics.ts";
import { count, type Tally } from "./report.ts";
import { notifyMaker } from "./notify-maker.ts";

/** Rejects when the store does; what was not written stays in hand. */
export async function settleDone(state: RunState, tally: Tally): Promise<void> {
  const { parts, settings, clock, log } = state;
  if (state.done.length === 0) return;
  const batch = state.done.slice(0, settings.batch);
  const lost = new Set(await parts.store.ledger.settle(batch, settings.owner, clock.now()));
  state.done.splice(0, batch.length);
  for (const { delivery, settlement, subscription } of batch) {
    if (lost.has(delivery.id)) {
      log.warn({ delivery: delivery.id, outcome: settlement.kind }, "Another process had settled this digest before");
      continue;
    }
    count(tally, settlement);
    measure(parts.metrics, settlement);
    if (settlement.kind === "refused") {
      log.warn(
        { delivery: delivery.id, reason: settlement.reason },
        "A platform refused a digest; its subscription waits",
      );
      if (subscription !== null) void notifyMaker(state, subscription);
    }
  }
}

function measure(metrics: Metrics, settlement: Settlement): void {
  switch (settlement.kind) {
    case "sent":
      metrics.sent(1);
      if (settlement.late) metrics.late(1);
      return;
    case "failed":
    case "refused":
      metrics.failed(1);
      return;
    case "unknown":
      metrics.unknown(1);
      return;
    case "retry":
    case "check":
    case "skipped":
      return;
  }
}
