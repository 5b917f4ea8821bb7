/** What the schedule counts; whoever runs the server shows it. */
import type { Unserved } from "#core/digests/ports.ts";

export interface DigestMetrics {
  /** Subscriptions whose time had come. */
  readonly due: Counted;
  readonly claimed: Counted;
  readonly sent: Counted;
  /** Sent later than the policy calls punctual. */
  readonly late: Counted;
  readonly failed: Counted;
  /** It may or may not have arrived, and nobody can tell. */
  readonly unknown: Counted;
  /** Somebody whose message got no answer was written to: `sent`, or why not. */
  readonly interrupted: { inc(labels: { readonly outcome: string }): void };
  /** How far this machine's clock is ahead of the database's, in seconds. */
  readonly clockOffsetSeconds: { set(seconds: number): void };
  /** How often this machine's clock was set, or the machine had slept. */
  readonly clockJumps: Counted;
  /** What is due to tenants whom no sender of this process serves; one that is not named any more waits for nothing. */
  readonly unserved: { set(unserved: readonly Unserved[]): void };
  /** How far the oldest digest that is still open is behind its time, in seconds; 0 when none is. */
  readonly lagSeconds: { set(seconds: number): void };
}

interface Counted {
  inc(count: number): void;
}
