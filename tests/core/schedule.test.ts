import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, isDay, weekdayOf } from "#core/digests/calendar.ts";
import {
  firstOccurrence,
  listOccurrences,
  nextOwedDay,
  type Nth,
  type Rhythm,
  type Schedule,
} from "#core/digests/schedule.ts";
import { createZones, offsetName } from "#core/digests/zone.ts";

const known = createZones();
const ZONES = [...Intl.supportedValuesOf("timeZone"), "UTC", "Asia/Calcutta", "Europe/Kiev", "US/Pacific"];
const zones = fc.constantFrom(...ZONES);
const times = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const days = fc.integer({ min: 19_723, max: 24_106 }).map(dayOf); // 2024-01-01 to 2035-12-31
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof<fc.MaybeWeightedArbitrary<Rhythm>[]>(
  fc.constant({ kind: "daily" } as const),
  fc.integer({ min: 1, max: 7 }).map((weekday) => ({ kind: "weekly", weekday }) as const),
  fc.integer({ min: 1, max: 31 }).map((date) => ({ kind: "monthly", date }) as const),
  fc
    .subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2, maxLength: 6 })
    .map((weekdays) => ({ kind: "weekdays", weekdays }) as const),
  days.map((first) => ({ kind: "fortnightly", first }) as const),
  fc.record({
    kind: fc.constant("ordinal" as const),
    nth: fc.constantFrom<Nth[]>(1, 2, 3, 4, "last"),
    weekday: fc.integer({ min: 1, max: 7 }),
  }),
);
const schedules: fc.Arbitrary<Schedule> = fc.record({ rhythm: rhythms, time: times, zone: zones });

/** The wall time on a day by another implementation: where it exists the first, else the moment of the change. */
function expectedInstant(zone: string, day: string, time: string): number {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  const change = earlier.getTimeZoneTransition("next");
  return change === null ? Number.NaN : change.epochMilliseconds;
}

describe("A wall time in a zone", () => {
  it("is the instant that another implementation gives, in every zone, 2024 to 2035", () => {
    fc.assert(
      fc.property(zones, days, times, (zone, day, time) => {
        expect(known.instantOf(zone, day, time)).toBe(expectedInstant(zone, day, time));
      }),
      { numRuns: 3000 },
    );
  });

  it("is that instant also around every clock change of every zone", () => {
    for (const zone of ZONES) {
      let at = Temporal.Instant.from("2024-01-01T00:00Z").toZonedDateTimeISO(zone);
      for (let changes = 0; changes < 5; changes++) {
        const next = at.getTimeZoneTransition("next");
        if (next === null || next.year > 2035) break;
        at = next;
        for (const minutes of [-90, -31, -1, 0, 29, 61]) {
          const [day = "", time = ""] = at
            .add({ minutes })
            .toPlainDateTime()
            .toString({ smallestUnit: "minute" })
            .split("T");
          expect([zone, day, time, known.instantOf(zone, day, time)]).toEqual([
            zone,
            day,
            time,
            expectedInstant(zone, day, time),
          ]);
        }
      }
    }
  });

  it("that does not exist is the next that does", () => {
    expect(known.instantOf("Europe/Paris", "2026-03-29", "02:30")).toBe(Date.parse("2026-03-29T01:00Z"));
    expect(known.instantOf("Europe/Paris", "2026-03-29", "03:00")).toBe(Date.parse("2026-03-29T01:00Z"));
    expect(known.instantOf("Africa/Cairo", "2026-04-24", "00:15")).toBe(Date.parse("2026-04-23T22:00Z"));
  });

  it("that exists twice is the first", () => {
    expect(known.instantOf("Europe/Paris", "2026-10-25", "02:30")).toBe(Date.parse("2026-10-25T00:30Z"));
  });

  it("pushed past midnight still belongs to its own day", () => {
    // On that Saturday Nuuk goes from 23:00 straight to Sunday 00:00.
    expect(known.instantOf("America/Nuuk", "2026-03-28", "23:30")).toBe(Date.parse("2026-03-29T01:00Z"));
    expect(known.localDay("America/Nuuk", Date.parse("2026-03-29T01:00Z"))).toBe("2026-03-29");
  });
});

describe("A schedule over the years", () => {
  it("owes each of its local days exactly once, in order, at the asked wall time where that exists", () => {
    fc.assert(
      fc.property(schedules, days, fc.integer({ min: 2, max: 60 }), (schedule, from, count) => {
        const start = known.instantOf(schedule.zone, from, "12:00");
        const first = firstOccurrence(known, schedule, { instant: start, lastDay: null });
        const listed = listOccurrences(known, schedule, { first, count });
        expect(listed.map(({ day }) => day)).toEqual(daysByWalking(schedule.rhythm, listed[0]!.day, count));
        let last = start;
        for (const { day, dueAt } of listed) {
          expect(dueAt).toBeGreaterThan(last);
          expect(dueAt).toBe(expectedInstant(schedule.zone, day, schedule.time));
          last = dueAt;
        }
      }),
      { numRuns: 400 },
    );
  });

  it("leaves out no owed day between now and its first occurrence", () => {
    fc.assert(
      fc.property(schedules, days, times, (schedule, day, time) => {
        const now = known.instantOf(schedule.zone, day, time);
        const first = firstOccurrence(known, schedule, { instant: now, lastDay: null });
        const earlier = daysByWalking(schedule.rhythm, addDays(day, -40), 75).filter(
          (candidate) => candidate < first.day,
        );
        for (const candidate of earlier.slice(-2)) {
          expect(expectedInstant(schedule.zone, candidate, schedule.time)).toBeLessThanOrEqual(now);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("owes nothing on a day that was already served", () => {
    const daily: Schedule = { rhythm: { kind: "daily" }, time: "15:00", zone: "Asia/Bishkek" };
    const morning = Date.parse("2026-11-30T04:00Z");
    expect(firstOccurrence(known, daily, { instant: morning, lastDay: null }).day).toBe("2026-11-30");
    expect(firstOccurrence(known, daily, { instant: morning, lastDay: "2026-11-30" }).day).toBe("2026-12-01");
  });

  it("on the 31st owes the last day of shorter months", () => {
    const walked = daysByWalking({ kind: "monthly", date: 31 }, "2026-01-31", 4);
    expect(walked).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
  });

  it("every other Friday counts from its first digest, over the turn of years", () => {
    const first = "2026-12-11";
    const rhythm: Rhythm = { kind: "fortnightly", first };
    expect(nextOwedDay(rhythm, "2026-11-28")).toBe("2026-12-11");
    expect(nextOwedDay(rhythm, first)).toBe("2026-12-25");
    expect(nextOwedDay(rhythm, "2026-12-25")).toBe("2027-01-08");
  });

  it("on first and last weekdays owes one a month, also where five of them are in it", () => {
    expect(nextOwedDay({ kind: "ordinal", nth: 1, weekday: 1 }, "2026-12-07")).toBe("2027-01-04");
    expect(nextOwedDay({ kind: "ordinal", nth: "last", weekday: 5 }, "2027-01-01")).toBe("2027-01-29");
    expect(nextOwedDay({ kind: "ordinal", nth: "last", weekday: 5 }, "2027-01-29")).toBe("2027-02-26");
  });

  it("on Mondays owes Mondays", () => {
    expect(nextOwedDay({ kind: "weekly", weekday: 1 }, "2026-11-22")).toBe("2026-11-23");
    expect(nextOwedDay({ kind: "weekly", weekday: 1 }, "2026-11-23")).toBe("2026-11-30");
  });
});

describe("A zone", () => {
  it("is found whatever its spelling, and by a city that only one zone has", () => {
    expect(["asia/bishkek", "Bishkek", "new york", "utc", "Asia/Calcutta"].map((asked) => known.find(asked))).toEqual([
      "Asia/Bishkek",
      "Asia/Bishkek",
      "America/New_York",
      "UTC",
      "Asia/Calcutta",
    ]);
  });

  it("is never an offset or an abbreviation", () => {
    expect(["+06:00", "UTC+6", "EST", "Mars/Base", ""].map((asked) => known.find(asked))).toEqual(
      Array.from({ length: 5 }),
    );
  });

  it("tells how far it is from UTC", () => {
    expect(offsetName(known.offsetAt("Asia/Kathmandu", 0))).toBe("UTC+05:30");
    expect(offsetName(known.offsetAt("America/St_Johns", Date.parse("2026-01-01")))).toBe("UTC-03:30");
  });
});

describe("A day", () => {
  it("is one that the calendar has", () => {
    expect(["2026-02-28", "2026-02-29", "2024-02-29", "soon", "2026-13-01"].map(isDay)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it("knows its weekday", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(weekdayOf(day)).toBe(Temporal.PlainDate.from(day).dayOfWeek);
      }),
    );
  });
});

function daysByWalking(rhythm: Rhythm, from: string, count: number): readonly string[] {
  const owed: string[] = [];
  for (let date = Temporal.PlainDate.from(from); owed.length < count; date = date.add({ days: 1 })) {
    if (isOwed(rhythm, date)) owed.push(date.toString());
  }
  return owed;
}

function isOwed(rhythm: Rhythm, date: Temporal.PlainDate): boolean {
  switch (rhythm.kind) {
    case "daily":
      return true;
    case "weekly":
      return date.dayOfWeek === rhythm.weekday;
    case "monthly":
      return date.day === Math.min(rhythm.date, date.daysInMonth);
    case "weekdays":
      return rhythm.weekdays.includes(date.dayOfWeek);
    case "fortnightly":
      return Temporal.PlainDate.from(rhythm.first).until(date, { largestUnit: "days" }).days % 14 === 0;
    case "ordinal": {
      const isLast = date.day + 7 > date.daysInMonth;
      const isNth = rhythm.nth === "last" ? isLast : Math.ceil(date.day / 7) === rhythm.nth;
      return isNth && date.dayOfWeek === rhythm.weekday;
    }
  }
}
