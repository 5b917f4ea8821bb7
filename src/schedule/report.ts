/** What a tick did, in numbers. */
import type { Settlement } from "#core/digests/delivery.ts";

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

export interface TickReport extends WorkerReport {
  /** Subscriptions whose time had come. */
  readonly due: number;
  readonly queued: number;
  /** Occurrences too old to send. */
  readonly missed: number;
}

export type Tally = { -readonly [Key in keyof WorkerReport]: WorkerReport[Key] };

export function emptyTally(): Tally {
  return { claimed: 0, sent: 0, late: 0, skipped: 0, failed: 0, unknown: 0, again: 0 };
}

export function count(tally: Tally, settlement: Settlement): void {
  switch (settlement.kind) {
    case "sent":
      tally.sent++;
      if (settlement.late) tally.late++;
      return;
    case "skipped":
      tally.skipped++;
      return;
    case "failed":
    case "refused":
      tally.failed++;
      return;
    case "unknown":
      tally.unknown++;
      return;
    case "retry":
    case "check":
      tally.again++;
  }
}
