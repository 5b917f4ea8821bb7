/** What a run has in hand: claimed and not begun, on its way, finished and not yet written. */
import type { Delivery } from "#core/digests/delivery.ts";
import type { Claimed } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { AttemptParts, Done } from "./attempt.ts";
import type { Wake } from "./wake.ts";
import type { Pace, Target } from "./pace.ts";
import type { ScheduleParts, ScheduleSettings } from "./parts.ts";

/** A claimed delivery that may be sent. */
export interface Ready extends Claimed {
  readonly subscription: Subscription;
}

export interface RunState extends AttemptParts {
  readonly parts: ScheduleParts;
  readonly settings: ScheduleSettings;
  readonly pace: Pace;
  readonly wake: Wake;
  queue: Ready[];
  flying: number;
  done: Done[];
  /** Until then there is no use in asking the ledger for more. */
  idleUntil: number;
  stopping: boolean;
}

export function targetOf({ subscription: { conversation } }: Ready): Target {
  return conversation;
}

export function deliveriesOf(claimed: readonly Claimed[]): readonly Delivery[] {
  return claimed.map(({ delivery }) => delivery);
}

/** Starts work on a delivery; its outcome lands in `done`. */
export function fly(state: RunState, work: () => Promise<Done>): void {
  state.flying++;
  void land(state, work);
}

async function land(state: RunState, work: () => Promise<Done>): Promise<void> {
  try {
    state.done.push(await work());
  } catch (error) {
    state.log.error({ error: String(error) }, "A delivery was lost sight of; it is found again when its lease ends");
  } finally {
    state.flying--;
    state.wake.ring();
  }
}
