/**
 * Puts the world in the place of the runtime's time, chance and network, for whoever is at work in one: the real code,
 * its libraries included, runs on it unchanged. Outside of a world everything stays as it was.
 */
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import timersPromises from "node:timers/promises";
import { AT_WORK, elapse, type Being, type Cancel } from "./world.ts";

type Fetch = typeof globalThis.fetch;
/** How a being's requests travel. */
export type Carry = (being: Being, url: URL, init: RequestInit) => Promise<Response>;

/** For the whole process, once. Its own zone is UTC from then on, wherever it runs. */
export function fakeRuntime(carry: Carry): void {
  process.env["TZ"] = "UTC";
  fakeTimers();
  fakeDates();
  fakeChance();
  keepWallTimes();
  const fetch: Fetch = globalThis.fetch;
  globalThis.fetch = (input, init = {}) => {
    const being = AT_WORK.getStore();
    return being === undefined
      ? fetch(input, init)
      : carry(being, new URL(input instanceof Request ? input.url : input), init);
  };
  // Without the dispatcher below it, what is posted goes by `fetch` too (`exchange`).
  if (!Reflect.set(globalThis, Symbol.for("undici.globalDispatcher.1"), null))
    throw new Error("The network is no fake");
  syncBuiltinESMExports();
}

class FakedTimer {
  cancel: Cancel = () => undefined;
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => true;
  refresh = (): this => this;
  close = (): this => {
    this.cancel();
    return this;
  };
  [Symbol.toPrimitive] = (): number => 0;
  [Symbol.dispose] = (): void => this.cancel();
}

type Callback = (...args: unknown[]) => void;

/** Made once: most come after what they were to end. */
const TIMED_OUT = new DOMException("The operation timed out", "TimeoutError");

function fakeTimers(): void {
  const real = { setTimeout, clearTimeout, setInterval, setImmediate, pause: timersPromises.setTimeout };
  const set = (callback: () => void, ms: number | undefined, again = false): FakedTimer | null => {
    const being = AT_WORK.getStore();
    if (being === undefined) return null;
    const timer = new FakedTimer();
    const begin = (): void => {
      timer.cancel = being.world.after(Math.max(1, Number(ms) || 1), being, () => {
        if (again) begin();
        callback();
      });
    };
    timer.refresh = () => {
      timer.cancel();
      begin();
      return timer;
    };
    begin();
    return timer;
  };
  const faked = {
    setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) =>
      set(() => callback(...args), ms) ?? real.setTimeout(callback, ms, ...args),
    setInterval: (callback: Callback, ms?: number, ...args: unknown[]) =>
      set(() => callback(...args), ms, true) ?? real.setInterval(callback, ms, ...args),
    setImmediate: (callback: Callback, ...args: unknown[]) =>
      set(() => callback(...args), 0) ?? real.setImmediate(callback, ...args),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  function clear(timer: FakedTimer | NodeJS.Timeout | undefined): void {
    if (timer instanceof FakedTimer) timer.cancel();
    else real.clearTimeout(timer);
  }
  Object.assign(globalThis, faked);
  Object.assign(timersPromises, {
    setTimeout: (ms?: number, value?: unknown, options: { signal?: AbortSignal; ref?: boolean } = {}) => {
      const being = AT_WORK.getStore();
      return being === undefined
        ? real.pause(ms, value, options)
        : pause(being, ms ?? 1, options.signal).then(() => value);
    },
  });
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => {
    const being = AT_WORK.getStore();
    if (being === undefined) return timeout(ms);
    const late = new AbortController();
    void elapse(being, ms).then(() => late.abort(TIMED_OUT));
    return late.signal;
  };
}

function pause(being: Being, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel();
      reject(new DOMException("The operation was aborted", "AbortError"));
    };
    const cancel = being.world.after(Math.max(1, ms), being, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

/** The wall clock is the being's own; the monotonic one counts from its birth. */
function fakeDates(): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now;
  const now = (): number => {
    const being = AT_WORK.getStore();
    return being === undefined ? realNow() : Math.floor(being.world.now() + being.ahead);
  };
  class FakedDate extends RealDate {
    constructor(...args: [] | [number]) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static override now = now;
  }
  Object.assign(globalThis, { Date: FakedDate });
  const monotonic = performance.now.bind(performance);
  performance.now = () => {
    const being = AT_WORK.getStore();
    return being === undefined ? monotonic() : being.world.now() - being.bornAt;
  };
}

/**
 * node-cron asks several times at each minute what the wall says, and after a sleep at each minute that was slept: what
 * ICU takes a world's time for. In a zone that never changes its clocks the parts of a day are those of its midnight but for
 * the time of day; elsewhere each instant is asked once, for all worlds live the same minutes.
 */
function keepWallTimes(): void {
  // oxlint-disable-next-line typescript/unbound-method -- it is called on whoever it was asked of
  const { formatToParts } = Intl.DateTimeFormat.prototype;
  const kept = new WeakMap<Intl.DateTimeFormat, { readonly isSteady: boolean; readonly parts: Map<number, Parts> }>();
  const keepFor = (format: Intl.DateTimeFormat) => {
    const { timeZone, hour, hourCycle } = format.resolvedOptions();
    const isWritten = hour === undefined || (hour === "2-digit" && hourCycle === "h23");
    const fresh = { isSteady: timeZone === "UTC" && isWritten, parts: new Map() };
    kept.set(format, fresh);
    return fresh;
  };
  Intl.DateTimeFormat.prototype.formatToParts = function keeping(this: Intl.DateTimeFormat, date) {
    const { isSteady, parts } = kept.get(this) ?? keepFor(this);
    const at = Number(date ?? Date.now());
    const asked = isSteady ? at - (at % DAY_MS) : at;
    const known = parts.get(asked) ?? formatToParts.call(this, asked);
    if (parts.size > MOST_KEPT) parts.clear();
    parts.set(asked, known);
    return isSteady && at !== asked ? atTimeOfDay(known, at - asked) : known;
  };
}

type Parts = Intl.DateTimeFormatPart[];

const DAY_MS = 86_400_000;
const MOST_KEPT = 20_000;
const UNITS_MS: Partial<Record<Intl.DateTimeFormatPartTypes, readonly [unit: number, of: number]>> = {
  hour: [3_600_000, 24],
  minute: [60_000, 60],
  second: [1000, 60],
};

function atTimeOfDay(midnight: Parts, ms: number): Parts {
  return midnight.map((part) => {
    const [unit, of] = UNITS_MS[part.type] ?? [];
    if (unit === undefined || of === undefined) return part;
    const value = Math.floor(ms / unit) % of;
    // How midnight's hour is written is the format's own.
    return value === 0 ? part : { type: part.type, value: String(value).padStart(2, "0") };
  });
}

function fakeChance(): void {
  const random = Math.random.bind(Math);
  Math.random = () => AT_WORK.getStore()?.world.random.next() ?? random();
  const uuid = crypto.randomUUID.bind(crypto);
  const faked: typeof crypto.randomUUID = () => {
    const world = AT_WORK.getStore()?.world;
    if (world === undefined) return uuid();
    const digits = (count: number): string =>
      Math.floor(world.random.next() * 16 ** count)
        .toString(16)
        .padStart(count, "0");
    return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
  };
  Object.assign(crypto, { randomUUID: faked });
  Object.assign(globalThis.crypto, { randomUUID: faked });
}
