/** Claim, begin, send, settle: keeps as many digests on their way as the platforms allow until none is left. */
import { createBell } from "./wake.ts";
import { createComposer } from "./compose.ts";
import { deliveriesOf, type Hands } from "./run-state.ts";
import { launch } from "./begin.ts";
import { writeOutcomes } from "./settle.ts";
import { createPace } from "./pace.ts";
import type { ScheduleParts, ScheduleSettings } from "./parts.ts";
import { refill } from "./claim.ts";
import { emptyTally, type PumpReport, type Tally } from "./report.ts";

export interface Pump {
  /** Sends what is ready; resolves when nothing is left to do soon. Joins a run that is under way. Rejects when the store does. */
  drain(): Promise<PumpReport>;
  /** Begins nothing new, waits up to `deadlineMs` for what is on its way, and gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}

const PROGRESS_MS = 10_000;
/** How often the lag is measured: it is read from the ledger. */
const LAG_MS = 1000;
/** The longest sleep: another process may have queued something. */
const NAP_MS = 1000;

export function createPump(parts: ScheduleParts, settings: ScheduleSettings): Pump {
  const { library, topics, store, senders, clock, log } = parts;
  const composer = createComposer({ library, topics, contents: store.contents, policy: settings.policy });
  const hands: Hands = {
    ...{ parts, settings, senders, composer, clock, log, pace: createPace(settings.paces), bell: createBell() },
    ...{ queue: [], done: [], flying: 0, idleUntil: 0, stopping: false },
  };
  let running: Promise<PumpReport> | null = null;
  return {
    drain() {
      hands.idleUntil = 0;
      hands.bell.ring();
      running ??= run(hands).finally(() => {
        running = null;
      });
      return running;
    },
    async stop(deadlineMs) {
      hands.stopping = true;
      hands.bell.ring();
      await withDeadline(running, deadlineMs);
      await store.ledger.release(deliveriesOf(hands.queue.splice(0)), settings.owner, clock.now());
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

async function run(hands: Hands): Promise<PumpReport> {
  const tally = emptyTally();
  let progressAt = hands.clock.now() + PROGRESS_MS;
  let failures = 0;
  let lagAt = 0;
  for (let goesOn = true; goesOn;) {
    try {
      goesOn = await step(hands, tally);
      if (!goesOn || hands.clock.now() >= lagAt) {
        await measureLag(hands);
        lagAt = hands.clock.now() + LAG_MS;
      }
      failures = 0;
    } catch (error) {
      // With nothing on its way the next tick can begin afresh; known outcomes must be written, however long it takes.
      if (hands.done.length === 0 && hands.flying === 0) throw error;
      failures++;
      hands.log.warn(
        { unwritten: hands.done.length, error: String(error) },
        "Outcomes of digests cannot be written yet",
      );
      await hands.bell.wait(Math.min(2000, 100 * 2 ** failures));
    }
    if (hands.clock.now() < progressAt) continue;
    progressAt = hands.clock.now() + PROGRESS_MS;
    hands.log.info({ ...tally, flying: hands.flying }, "Digests are being sent");
  }
  if (tally.claimed > 0) hands.log.info({ ...tally }, "Digests were sent");
  return tally;
}

/** How far behind the oldest is that is still open, whoever has it in hand. */
async function measureLag({ parts, senders, clock }: Hands): Promise<void> {
  const oldest = await parts.store.ledger.oldestDueAt(Object.keys(senders));
  parts.metrics.lagSeconds(oldest === null ? 0 : Math.max(0, (clock.now() - oldest) / 1000));
}

/** One round; false when nothing is left to do soon. */
async function step(hands: Hands, tally: Tally): Promise<boolean> {
  await writeOutcomes(hands, tally);
  if (hands.stopping && hands.flying === 0) return hands.done.length > 0;
  let waitMs = NAP_MS;
  if (!hands.stopping) {
    await refill(hands, tally);
    waitMs = await launch(hands);
  }
  if (hands.done.length > 0) return true;
  if (hands.flying > 0 || hands.queue.length > 0) {
    await hands.bell.wait(waitMs);
    return true;
  }
  return napTillNext(hands);
}

/** Stays awake for what has to be tried or looked up soon; what comes later is left to another tick. */
async function napTillNext({ parts, senders, settings, clock, bell, idleUntil }: Hands): Promise<boolean> {
  const next = await parts.store.ledger.nextAt(Object.keys(senders));
  const now = clock.now();
  if (next === null || next > now + settings.horizonMs) return false;
  await bell.wait(Math.min(NAP_MS, Math.max(1, next - now, idleUntil - now)));
  return true;
}
