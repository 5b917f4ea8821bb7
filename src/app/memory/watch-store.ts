/**
 * Whether the store works, told once when it fails and once when it is back. What cannot be done without it is logged where
 * it is met, as ever, but each sentence once an outage: a busy bot would say it a hundred times a second.
 */
import { TimeoutError } from "p-timeout";
import type { Log } from "#core/ports.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";

/**
 * What a call does in the store. One that `may-write` often finds nothing to write, and then works also on a full disk: it has
 * written for certain where it says `true`. What does `neither` shows nothing by working.
 */
export type Touch = "reads" | "writes" | "may-write" | "neither";

/** Of each call, so that a new one is not forgotten. */
export type Touches<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends Call ? Touch : Touches<Part[Name]>;
};

export interface StoreWatch {
  /** The same, whose failures are heard; of a store, each part that has functions. */
  readonly watch: <Part extends object>(part: Part, touches: Touches<Part>) => Part;
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

/** Nothing has failed yet, and nothing is answered: any answer ends it. */
const HANGING: Called = { call: "hangs", touch: "reads" };

export function createStoreWatch(log: Log, metrics: StoreWatchMetrics): StoreWatch {
  const failing = new Map<unknown, Touch>();
  const heard = new WeakSet<Error>();
  const said = new Set<string>();
  let failures = 0;
  // A call that fails may be made seldom: another that does as much shows as well that the store is back. On a full disk
  // reading works all the while.
  const isMended = ({ call, touch }: Called, answer: unknown): boolean => {
    if (failing.has(call) || touch === "writes" || (touch === "may-write" && answer === true)) return true;
    return touch !== "neither" && [...failing.values()].every(isReading);
  };
  const worked = (called: Called, answer: unknown): void => {
    if (failing.size === 0 || !isMended(called, answer)) return;
    log.info({ failures }, "The store is back");
    for (const each of [failing, said]) each.clear();
    failures = 0;
    metrics.storeAway.set(0);
  };
  const failed = ({ call, touch }: Called, error: unknown): void => {
    if (error instanceof Error) heard.add(error);
    failures++;
    metrics.storeFailures.inc();
    if (failing.size === 0) {
      log.error({ err: error }, "The store does not work; questions are answered without it, and digests wait");
      metrics.storeAway.set(1);
    }
    failing.set(call, touch);
  };
  const isStores = (error: unknown): boolean =>
    error instanceof StoreRefusal || (error instanceof Error && heard.has(error));
  const once =
    (level: "info" | "warn" | "error"): Log["error"] =>
    (fields, message) => {
      if ("err" in fields && fields.err instanceof StoreTimeout) failed(HANGING, fields.err);
      if ("err" in fields && isStores(fields.err)) {
        if (said.has(message)) return;
        said.add(message);
      }
      log[level](fields, message);
    };
  return {
    watch: (part, touches) => watchPart(part, touches, { worked, failed }),
    log: { info: once("info"), warn: once("warn"), error: once("error") },
  };
}

interface Called {
  readonly call: unknown;
  readonly touch: Touch;
}

const isReading = (touch: Touch): boolean => touch === "reads" || touch === "neither";

interface Hearing {
  readonly worked: (called: Called, answer: unknown) => void;
  readonly failed: (called: Called, error: unknown) => void;
}

type Call = (...values: never[]) => unknown;

function watchPart<Part extends object>(part: Part, touches: object, hearing: Hearing): Part {
  const byName = new Map<string, unknown>(Object.entries(touches));
  const entries = Object.entries(part).map(([name, value]: [string, unknown]) => [
    name,
    watchValue(value, byName.get(name), hearing),
  ]);
  return { ...part, ...Object.fromEntries(entries) };
}

function watchValue(value: unknown, touches: unknown, hearing: Hearing): unknown {
  if (isCall(value)) return watchCall(value, isTouch(touches) ? touches : "may-write", hearing);
  const isPart = typeof value === "object" && value !== null;
  return isPart && typeof touches === "object" && touches !== null ? watchPart(value, touches, hearing) : value;
}

function isCall(value: unknown): value is (...values: readonly unknown[]) => unknown {
  return typeof value === "function";
}

function isTouch(touches: unknown): touches is Touch {
  return typeof touches === "string";
}

function watchCall(call: (...values: readonly unknown[]) => unknown, touch: Touch, { worked, failed }: Hearing) {
  const called = { call, touch };
  return (...values: readonly unknown[]): unknown => {
    const given = call(...values);
    if (given instanceof Promise) {
      given.then(
        (answer) => worked(called, answer),
        (error: unknown) => failed(called, error),
      );
    }
    return given;
  };
}
