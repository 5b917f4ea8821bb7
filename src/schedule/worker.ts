/** Claim, begin, send, settle: keeps as many digests on their way as the platforms allow until none is left. */
import { createWake } from "./wake.ts";
import { createComposer } from "./compose.ts";
import { deliveriesOf, type RunState } from "./run-state.ts";
import { beginReady } from "./begin.ts";
import { settleDone } from "./settle.ts";
import { createPace } from "./pace.ts";
import type { ScheduleParts, ScheduleSettings } from "./parts.ts";
import { claimMore } from "./claim.ts";
import { emptyTally, type WorkerReport, type Tally } from "./report.ts";

export interface Worker {
  /** Sends what is ready; resolves when nothing is left to do soon. Joins a run that is under way. Rejects when the store does. */
  drain(): Promise<WorkerReport>;
  /** Begins nothing new, waits up to `deadlineMs` for what is on its way, and gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}

const PROGRESS_MS = 10_000;
/** How often the lag is measured: it is read from the ledger. */
const LAG_MS = 1000;
/** The longest sleep: another process may have queued something. */
const NAP_MS = 1000;

export function createWorker(parts: ScheduleParts, settings: ScheduleSettings): Worker {
  const { library, topics, store, senders, clock, log } = parts;
  const composer = createComposer({ library, topics, contents: store.contents, policy: settings.policy });
  const state: RunState = {
    ...{ parts, settings, senders, composer, clock, log, pace: createPace(settings.paces), wake: createWake() },
    ...{ queue: [], done: [], flying: 0, idleUntil: 0, stopping: false },
  };
  let running: Promise<WorkerReport> | null = null;
  return {
    drain() {
      state.idleUntil = 0;
      state.wake.ring();
      running ??= run(state).finally(() => {
        running = null;
      });
      return running;
    },
    async stop(deadlineMs) {
      state.stopping = true;
      state.wake.ring();
      await withDeadline(running, deadlineMs);
      await store.ledger.release(deliveriesOf(state.queue.splice(0)), settings.owner, clock.now());
    },
  };
}

/** What fails in a run is told to who started it. */
async function withDeadline(running: Promise<unknown> | null, deadlineMs: number): Promise<void> {
  const { promise: tooLong, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, deadlineMs);
  await Promise.race([Promise.allSettled([running]), tooLong]);
  clearTimeout(timer);
}

async function run(state: RunState): Promise<WorkerReport> {
  const tally = emptyTally();
  let progressAt = state.clock.now() + PROGRESS_MS;
  let failures = 0;
  let lagAt = 0;
  for (let goesOn = true; goesOn;) {
    try {
      goesOn = await step(state, tally);
      if (!goesOn || state.clock.now() >= lagAt) {
        await measureLag(state);
        lagAt = state.clock.now() + LAG_MS;
      }
      failures = 0;
    } catch (error) {
      // With nothing on its way the next tick can begin afresh; known outcomes must be written, however long it takes.
      if (state.done.length === 0 && state.flying === 0) throw error;
      failures++;
      state.log.warn(
        { unwritten: state.done.length, error: String(error) },
        "Outcomes of digests cannot be written yet",
      );
      await state.wake.wait(Math.min(2000, 100 * 2 ** failures));
    }
    if (state.clock.now() < progressAt) continue;
    progressAt = state.clock.now() + PROGRESS_MS;
    state.log.info({ ...tally, flying: state.flying }, "Digests are being sent");
  }
  if (tally.claimed > 0) state.log.info({ ...tally }, "Digests were sent");
  return tally;
}

/** How far behind the oldest is that is still open, whoever has it in hand. */
async function measureLag({ parts, senders, clock }: RunState): Promise<void> {
  const oldest = await parts.store.ledger.oldestDueAt(Object.keys(senders));
  parts.metrics.lagSeconds(oldest === null ? 0 : Math.max(0, (clock.now() - oldest) / 1000));
}

/** One round; false when nothing is left to do soon. */
async function step(state: RunState, tally: Tally): Promise<boolean> {
  await settleDone(state, tally);
  if (state.stopping && state.flying === 0) return state.done.length > 0;
  let waitMs = NAP_MS;
  if (!state.stopping) {
    await claimMore(state, tally);
    waitMs = await beginReady(state);
  }
  if (state.done.length > 0) return true;
  if (state.flying > 0 || state.queue.length > 0) {
    await state.wake.wait(waitMs);
    return true;
  }
  return napTillNext(state);
}

/** Stays awake for what has to be tried or looked up soon; what comes later is left to another tick. */
async function napTillNext({ parts, senders, settings, clock, wake, idleUntil }: RunState): Promise<boolean> {
  const next = await parts.store.ledger.nextAt(Object.keys(senders));
  const now = clock.now();
  if (next === null || next > now + settings.horizonMs) return false;
  await wake.wait(Math.min(NAP_MS, Math.max(1, next - now, idleUntil - now)));
  return true;
}
