/** Claim, begin, send, settle: keeps as many digests in flight as the platforms allow until none is left. */
import pTimeout from "p-timeout";
import { beginReady } from "./begin.ts";
import { createClaims, createOpenWork, type Claims, type OpenWork } from "./claim.ts";
import { createComposer } from "./compose.ts";
import { createPace } from "./pace.ts";
import type { ScheduleParts, ScheduleSettings, WorkerParts } from "./parts.ts";
import { createRunState, deliveriesOf, type RunState } from "./run-state.ts";
import { emptyTally, settleFinished, type Tally, type WorkerReport } from "./settle.ts";

export interface Worker {
  /** Sends what is ready; resolves when nothing is left to do soon. Joins a run that is under way. Rejects when the store does. */
  drain(): Promise<WorkerReport>;
  /** Begins nothing new, waits up to `deadlineMs` for what is in flight, and gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}

const PROGRESS_MS = 10_000;
/** How often the lag is measured in a long run: it is read from the ledger. */
const LAG_MS = 1000;
/** The longest sleep: another process may have queued something. */
const SLEEP_MS = 1000;

/** How long outcomes wait for others to be written with: each write of the ledger waits for the disk. */
const WRITTEN_WITHIN_MS = 25;
/** So many are not kept waiting. */
const WRITTEN_TOGETHER = 50;

/** `clock` is the store's. */
type MeasuredParts = Omit<ScheduleParts, "settings"> & Pick<WorkerParts, "monotonic" | "clock">;

interface Run {
  readonly state: RunState;
  readonly claims: Claims;
  readonly open: OpenWork;
  readonly parts: WorkerParts;
  /** Aborted when nothing new may begin. */
  readonly stopping: AbortSignal;
}

export function createWorker(parts: MeasuredParts, settings: ScheduleSettings): Worker {
  const { content, store, clock, log } = parts;
  const composer = createComposer({
    ...{ content, contents: store.contents, subscriptions: store.subscriptions },
    policy: settings.policy,
  });
  const shared = { ...parts, settings, composer, pace: createPace(settings.paces) };
  const state = createRunState(log, parts.monotonic);
  const open = createOpenWork(shared);
  const claims = createClaims(state, open, shared);
  const stopping = new AbortController();
  let running: Promise<WorkerReport> | null = null;
  const run = async (): Promise<WorkerReport> => {
    await composer.keepVersions();
    return runToEnd({ state, claims, open, parts: shared, stopping: stopping.signal });
  };
  return {
    drain() {
      claims.askSoon();
      state.wake();
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    async stop(deadlineMs) {
      stopping.abort();
      state.wake();
      // What fails in a run is told to who started it.
      await pTimeout(Promise.allSettled([running]), { milliseconds: deadlineMs, fallback: () => [] });
      const rest = state.unbegun;
      state.dequeue(rest);
      state.takePrepared();
      await store.ledger.release(deliveriesOf(rest), settings.owner, clock.now());
    },
  };
}

async function runToEnd(run: Run): Promise<WorkerReport> {
  const { state, open, parts } = run;
  const { clock, log } = parts;
  const tally = emptyTally();
  let progressAt = clock.now() + PROGRESS_MS;
  let failures = 0;
  let lagAt = 0;
  for (let goesOn = true; goesOn;) {
    try {
      goesOn = await step(run, tally);
      if (!goesOn || clock.now() >= lagAt) {
        await open.nextAt();
        lagAt = clock.now() + LAG_MS;
      }
      failures = 0;
    } catch (error) {
      // With nothing in flight the next tick can begin afresh; known outcomes must be written, however long it takes.
      if (state.unwritten.length === 0 && state.inFlight === 0) throw error;
      failures++;
      log.warn({ unwritten: state.unwritten.length, err: error }, "Outcomes of digests cannot be written yet");
      await state.sleep(Math.min(2000, 100 * 2 ** failures));
    }
    if (clock.now() < progressAt) continue;
    progressAt = clock.now() + PROGRESS_MS;
    log.info({ ...tally, inFlight: state.inFlight }, "Digests are being sent");
  }
  if (tally.claimed > 0) log.info({ ...tally }, "Digests were sent");
  return tally;
}

/** One round; false when nothing is left to do soon. */
async function step(run: Run, tally: Tally): Promise<boolean> {
  const { state, claims, open, parts, stopping } = run;
  // A machine that has slept must not go by the time at which it fell asleep.
  if (parts.clock.isAstray()) await parts.clock.measure();
  if (untilWritten(run) === 0) {
    open.changed();
    await settleFinished(state, parts, tally);
  }
  if (stopping.aborted && state.underWay === 0) return state.unwritten.length > 0;
  let waitMs = SLEEP_MS;
  if (!stopping.aborted) {
    tally.claimed += await claims.claimMore();
    waitMs = await beginReady(state, parts, stopping);
  }
  const rest = Math.min(waitMs, untilWritten(run));
  if (state.inFlight > 0 || state.queued.length > 0 || state.unwritten.length > 0) {
    if (rest > 0) await state.sleep(rest);
    return true;
  }
  return sleepTillNext(run);
}

/** Milliseconds; 0 where what is finished is to be written now. */
function untilWritten({ state, parts, stopping }: Run): number {
  const since = state.unwrittenSince();
  if (since === null) return SLEEP_MS;
  // Nothing comes that it could be written with.
  if (stopping.aborted || state.inFlight === 0 || state.unwritten.length >= WRITTEN_TOGETHER) return 0;
  return Math.max(0, since + WRITTEN_WITHIN_MS - parts.monotonic());
}

/** Stays awake for what has to be tried or looked up soon; what comes later is left to another tick. */
async function sleepTillNext({ state, claims, open, parts }: Run): Promise<boolean> {
  const next = await open.nextAt();
  const now = parts.clock.now();
  if (next === null || next > now + parts.settings.horizonMs) return false;
  await state.sleep(Math.min(SLEEP_MS, Math.max(1, next - now, claims.nextAsk - now)));
  return true;
}
