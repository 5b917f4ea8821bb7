/** How the process ends: asked by a signal or for a fault, and then by itself, whatever hangs. Nothing here may be slow to load. */
import { endWithReader } from "#shared/reader.ts";
import { setTimeout as pause } from "node:timers/promises";

export interface Lifetime {
  /** Resolves when the process is to end. */
  readonly ending: Promise<void>;
  /** Has it end, as a signal does. */
  end(): void;
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const;
/** Container platforms kill after ten seconds. What is waited for has shorter limits of its own; this one is the last. */
const DEADLINE_MS = 9300;
/** How long the exit waits for calls to the system that are under way: a busy disk takes a second; and at the deadline. */
const CALLS_MS = 2000;
const LAST_CALLS_MS = 500;
const LOOK_EVERY_MS = 20;

/**
 * From now on a signal asks for the end. A second one brings it about at once, by the system's own default, which needs
 * nothing of a process that hangs; the first process of a container has no default, so there it is listened for.
 */
export function listenForSignals(): Lifetime {
  const { promise: ending, resolve } = Promise.withResolvers<void>();
  const end = (): void => {
    for (const name of SIGNALS) {
      process.off(name, end);
      if (isFirst()) process.on(name, exitBySignal);
    }
    // It also keeps a process alive that waits for what can never come.
    setTimeout(() => void leave(LAST_CALLS_MS), DEADLINE_MS);
    resolve();
  };
  for (const name of SIGNALS) process.on(name, end);
  return { ending, end };
}

/** A command line has nothing to finish: a signal ends it at once, also as the first process of a container. */
export function endAtOnce(): void {
  if (isFirst()) for (const name of SIGNALS) process.on(name, exitBySignal);
  endWithReader();
}

/**
 * Ends the process with `process.exitCode`, although connections and timers of others may still be open. A call to the
 * system that does not return within `callsMs` milliseconds, such as the look-up of a name, would hold up the exit: then it
 * ends by a signal.
 */
export async function leave(callsMs = CALLS_MS): Promise<never> {
  for (const until = performance.now() + callsMs; isCalling() && performance.now() < until;) await pause(LOOK_EVERY_MS);
  if (isCalling()) {
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, "SIGTERM");
  }
  process.exit();
}

/** Whether a thread is busy with a file or a name; `process.exit` waits for the threads. */
function isCalling(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(?:FSReq|GetAddrInfoReq|GetNameInfoReq)/.test(name));
}

function isFirst(): boolean {
  return process.pid === 1;
}

/** What a shell says of a process that a signal ended: 143 or 130. */
function exitBySignal(_name: NodeJS.Signals, number: number): void {
  process.exit(128 + number);
}
