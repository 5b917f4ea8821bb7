import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOCK_STEPS, createMovableClock, stops } from "#playground/clock.ts";

const at = (iso: string) => Date.parse(iso);

describe("the clock that can be moved", () => {
  it("runs on from where it was moved to, and never back", () => {
    let real = at("2026-11-22T10:00Z");
    const clock = createMovableClock({ now: () => real });
    clock.moveTo(at("2026-11-23T09:00Z"));
    real += 1000;
    expect(clock.now()).toBe(at("2026-11-23T09:00:01Z"));
    clock.moveTo(at("2026-11-01T00:00Z"));
    expect(clock.now()).toBe(at("2026-11-23T09:00:01Z"));
  });

  it("is after a restart where it had been moved to, until it goes back to the real time", () => {
    let keptMs = 0;
    const start = () =>
      createMovableClock({ now: () => 1000 }, { read: () => keptMs, write: (aheadMs) => void (keptMs = aheadMs) });
    const first = start();
    first.moveTo(61_000);
    first.keep(first.now());
    const again = start();
    expect(again.now()).toBe(61_000);
    again.reset();
    expect([again.now(), start().now()]).toEqual([1000, 1000]);
  });

  it("goes to Monday 09:00 on the person's own clock, also across a clock change", () => {
    expect(stops(at("2026-11-22T10:00Z"), "monday", "Europe/Paris").at(-1)).toBe(at("2026-11-23T08:00Z"));
    expect(stops(at("2026-10-24T10:00Z"), "monday", "Europe/Paris").at(-1)).toBe(at("2026-10-26T08:00Z"));
    expect(stops(at("2026-11-23T08:00Z"), "monday", "Europe/Paris").at(-1)).toBe(at("2026-11-30T08:00Z"));
    expect(stops(at("2026-11-22T10:00Z"), "monday", "Asia/Kathmandu").at(-1)).toBe(at("2026-11-23T03:15Z"));
  });

  it("stops on the way at every fifth minute, in order, and ends where it was asked to", () => {
    const start = fc.integer({ min: at("2024-01-01"), max: at("2035-01-01") });
    fc.assert(
      fc.property(start, fc.constantFrom(...CLOCK_STEPS), (now, step) => {
        const found = stops(now, step, "UTC");
        const gaps = found.map((stop, index) => stop - (found[index - 1] ?? now));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(5 * 60_000);
        expect(Math.min(...gaps)).toBeGreaterThan(0);
        expect(found.slice(0, -1).every((stop) => stop % (5 * 60_000) === 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
