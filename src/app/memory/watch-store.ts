/**
 * Whether the store works, told once when it fails and once when it is back. What cannot be done without it is logged where
 * it is met, as ever, but each sentence once an outage: a busy bot would say it a hundred times a second.
 */
import { TimeoutError } from "p-timeout";
import type { Log } from "#core/ports.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";

export interface StoreWatch {
  /** The same, whose failures are heard; of a store, each part that has functions. */
  readonly watch: <Part extends object>(part: Part) => Part;
  /** For whoever uses the store. */
  readonly log: Log;
}

export interface StoreWatchMetrics {
  /** 1 while the store fails. */
  readonly storeAway: { set(away: number): void };
  readonly storeFailures: { inc(): void };
}

/** An answer that is not waited for any longer. */
export class StoreTimeout extends TimeoutError {
  override readonly name = "TimeoutError";
}

/** Nothing has failed yet, and nothing is answered. */
const HANGS = "hangs";

export function createStoreWatch(log: Log, metrics: StoreWatchMetrics): StoreWatch {
  const failing = new Set<unknown>();
  const heard = new WeakSet<Error>();
  const said = new Set<string>();
  let failures = 0;
  const isHangingAlone = (): boolean => failing.size === 1 && failing.has(HANGS);
  const worked = (what: unknown): void => {
    // On a full disk reading works all the while: what failed has to work again. A store that hung answers again.
    if (failing.size === 0 || !(failing.has(what) || isHangingAlone())) return;
    log.info({ failures }, "The store is back");
    for (const set of [failing, said]) set.clear();
    failures = 0;
    metrics.storeAway.set(0);
  };
  const failed = (what: unknown, error: unknown): void => {
    if (error instanceof Error) heard.add(error);
    failures++;
    metrics.storeFailures.inc();
    if (failing.size === 0) {
      log.error({ err: error }, "The store does not work; questions are answered without it, and digests wait");
      metrics.storeAway.set(1);
    }
    failing.add(what);
  };
  const isStores = (error: unknown): boolean =>
    error instanceof StoreRefusal || (error instanceof Error && heard.has(error));
  const once =
    (level: "info" | "warn" | "error"): Log["error"] =>
    (fields, message) => {
      if ("err" in fields && fields.err instanceof StoreTimeout) failed(HANGS, fields.err);
      if ("err" in fields && isStores(fields.err)) {
        if (said.has(message)) return;
        said.add(message);
      }
      log[level](fields, message);
    };
  return {
    watch: (part) => watchPart(part, { worked, failed }),
    log: { info: once("info"), warn: once("warn"), error: once("error") },
  };
}

interface Hearing {
  readonly worked: (what: unknown) => void;
  readonly failed: (what: unknown, error: unknown) => void;
}

type Call = (...values: readonly unknown[]) => unknown;

function watchPart<Part extends object>(part: Part, hearing: Hearing): Part {
  const entries = Object.entries(part).map(([name, value]: [string, unknown]) => [name, watchValue(value, hearing)]);
  return { ...part, ...Object.fromEntries(entries) };
}

function watchValue(value: unknown, hearing: Hearing): unknown {
  if (isCall(value)) return watchCall(value, hearing);
  return typeof value === "object" && value !== null ? watchPart(value, hearing) : value;
}

function isCall(value: unknown): value is Call {
  return typeof value === "function";
}

function watchCall(call: Call, { worked, failed }: Hearing): Call {
  return (...values) => {
    const given = call(...values);
    if (given instanceof Promise) {
      given.then(
        () => worked(call),
        (error: unknown) => failed(call, error),
      );
    }
    return given;
  };
}
