import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "#core/digests/calendar.ts";
import { nextOwedDay, type Nth, type Rhythm } from "#core/digests/schedule.ts";
import { rhythmColumns, toRhythm } from "#store/digests/rhythm-columns.ts";

const weekday = fc.integer({ min: 1, max: 7 });
/** Those that came after the first version. */
const later = fc.oneof<fc.MaybeWeightedArbitrary<Rhythm>[]>(
  fc
    .subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2, maxLength: 6 })
    .map((weekdays) => ({ kind: "weekdays" as const, weekdays })),
  fc.integer({ min: 0, max: 100_000 }).map((number) => ({ kind: "fortnightly" as const, first: dayOf(number) })),
  fc.record({ kind: fc.constant("ordinal" as const), nth: fc.constantFrom<Nth[]>(1, 2, 3, 4, "last"), weekday }),
);

describe("A stored rhythm", () => {
  it("is read as it was written", () => {
    const first = fc.oneof<fc.MaybeWeightedArbitrary<Rhythm>[]>(
      fc.constant({ kind: "daily" as const }),
      weekday.map((day) => ({ kind: "weekly" as const, weekday: day })),
      fc.integer({ min: 1, max: 31 }).map((date) => ({ kind: "monthly" as const, date })),
    );
    fc.assert(
      fc.property(fc.oneof(first, later), (rhythm) => {
        expect(toRhythm(rhythmColumns(rhythm))).toEqual(rhythm);
      }),
    );
  });

  it("of a later kind makes the first version throw, and fits the column of both databases", () => {
    fc.assert(
      fc.property(later, (rhythm) => {
        const columns = rhythmColumns(rhythm);
        expect(columns.rhythm).toBe("monthly");
        expect(columns.rhythm_day).toBeGreaterThan(-(2 ** 31));
        // All that it knew of a monthly one is its date.
        const asRead: Rhythm = { kind: "monthly", date: columns.rhythm_day };
        expect(() => nextOwedDay(asRead, "2026-11-23")).toThrow(RangeError);
      }),
    );
  });

  it.each([
    ["yearly", 1],
    ["monthly", -1_400_000_000],
    ["monthly", 0],
  ])("that this version does not know is not taken for another: %s %i", (rhythm, day) => {
    expect(() => toRhythm({ rhythm, rhythm_day: day })).toThrow("There is no rhythm");
  });
});
