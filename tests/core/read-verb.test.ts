import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dayOf } from "#core/digests/calendar.ts";
import { beginRhythm, type Rhythm } from "#core/digests/schedule.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { endDay, type PauseEnd } from "#core/orders/read-end.ts";
import { SUBSCRIPTION_VERBS } from "#core/request.ts";
import { orderText } from "#core/subscriptions/form.ts";
import { readOrder } from "#core/subscriptions/parse-order.ts";
import { readVerb, type VerbReading } from "#core/subscriptions/read-verb.ts";
import { composeUnread, composeUnreadVerb } from "#core/subscriptions/unsure/unread.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { IDLE, LISTED } from "#tests/fixtures/order-words.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";
import type { Briefing } from "#core/document/briefing.ts";

const context = openZonedContext(contentOf(), SHIPPED, { now: MONDAY });
const verbs = fc.constantFrom(...SUBSCRIPTION_VERBS.filter((verb) => verb !== "subscribe"));
const slugs = context.topics.all.map(({ slug }) => slug);
const days = fc.integer({ min: 19_723, max: 24_106 }).map(dayOf); // 2024-01-01 to 2035-12-31
const ends: fc.Arbitrary<PauseEnd> = fc.oneof<fc.MaybeWeightedArbitrary<PauseEnd>[]>(
  fc.record({ kind: fc.constant("weekday" as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  fc.record({
    kind: fc.constant("after" as const),
    count: fc.integer({ min: 1, max: 999 }),
    unit: fc.constantFrom("day" as const, "week" as const, "month" as const),
  }),
  fc.record({
    kind: fc.constant("date" as const),
    year: fc.constant(null),
    month: fc.constant(null),
    date: fc.integer({ min: 1, max: 31 }),
  }),
  fc.tuple(days, fc.boolean()).map(([day, hasYear]): PauseEnd => {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    return { kind: "date", year: hasYear ? year : null, month, date };
  }),
);

/** What the first button asks for, without its first word. */
function pressed({ blocks }: Briefing): string {
  const [first] = blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
  if (first?.kind !== "show") throw new Error("There is no button");
  return first.text.replace(/^\S+ ?/u, "");
}

describe("What stands behind another verb than subscribe", () => {
  it("may be any text at all, and each of its words is counted for something", () => {
    fc.assert(
      fc.property(
        verbs,
        fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 })),
        (verb, text) => {
          const { unread } = readVerb(verb, `xyzzy ${text} xyzzy`, context);
          expect(unread.slice(0, 1)).toEqual(["xyzzy"]);
          expect(unread.at(-1)).toMatch(/xyzzy/u);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("means the same without a word that says nothing, and never another thing with one put in", () => {
    const idle = fc.constantFrom(...IDLE, ...LISTED["after-verbs"]);
    const said = ["", "drugs", "all", "until monday", "for 2 weeks", "3", "until 1 december", "drugs until the 15th"];
    fc.assert(
      fc.property(verbs, fc.constantFrom(...said), fc.tuple(idle, fc.nat(4)), (verb, text, [word, place]) => {
        const words = text.split(" ").filter(Boolean);
        const at = place % (words.length + 1);
        const shorter = readVerb(verb, text, context);
        const longer = readVerb(verb, [...words.slice(0, at), word, ...words.slice(at)].join(" "), context);
        if (longer.unread.length === 0) expect({ at, word, ...longer }).toEqual({ at, word, ...shorter });
      }),
      { numRuns: 2000 },
    );
  });

  it("is offered again without what could not be read, in words that are read as the same", () => {
    const readings = fc
      .record({
        topics: fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 3 }),
        end: ends,
        all: fc.boolean(),
      })
      .map((said): VerbReading => ({
        ...said,
        all: said.all && said.topics.length === 0,
        unclear: null,
        count: null,
        span: null,
        pause: null,
        unread: ["xyzzy"],
      }));
    fc.assert(
      fc.property(readings, (reading) => {
        const again = readVerb("pause", pressed(composeUnreadVerb(context, "pause", reading)), context);
        expect(again).toEqual({ ...reading, unread: [] });
      }),
      { numRuns: 500 },
    );
  });
});

describe("The end of a pause", () => {
  it("is a day after today, and the one that another calendar finds by walking", () => {
    fc.assert(
      fc.property(ends, days, (end, today) => {
        const day = endDay(end, today);
        if (day === null) {
          expect(end).toMatchObject({ kind: "date" });
          return;
        }
        expect(day > today).toBe(true);
        expect(day).toBe(walked(end, Temporal.PlainDate.from(today)));
      }),
      { numRuns: 1000 },
    );
  });

  it("that is over, or is today, is none", () => {
    expect(endDay({ kind: "date", year: 2026, month: 11, date: 23 }, "2026-11-23")).toBeNull();
    expect(endDay({ kind: "date", year: 2025, month: 12, date: 1 }, "2026-11-23")).toBeNull();
  });

  it("on the 31st waits for a month that has one", () => {
    expect(endDay({ kind: "date", year: null, month: null, date: 31 }, "2026-11-23")).toBe("2026-12-31");
  });

  it("on 29 February waits for a year that has one", () => {
    expect(endDay({ kind: "date", year: null, month: 2, date: 29 }, "2026-11-23")).toBe("2028-02-29");
  });
});

describe("An order in the bot's own words", () => {
  it("is read as the same order, whatever its rhythm", () => {
    const rhythms = fc.oneof<fc.MaybeWeightedArbitrary<Rhythm>[]>(
      fc.constant({ kind: "daily" as const }),
      fc.integer({ min: 1, max: 7 }).map((weekday) => ({ kind: "weekly" as const, weekday })),
      fc.integer({ min: 1, max: 31 }).map((date) => ({ kind: "monthly" as const, date })),
      fc
        .subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2, maxLength: 6 })
        .map((weekdays) => ({ kind: "weekdays" as const, weekdays })),
      fc.integer({ min: 1, max: 7 }).map((weekday) => {
        const begins = { rhythm: { kind: "fortnightly" as const, weekday }, time: "09:00", zone: "Asia/Bishkek" };
        return beginRhythm(context.zones, begins, { instant: MONDAY, lastDay: null });
      }),
      fc.record({
        kind: fc.constant("ordinal" as const),
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, "last" as const),
        weekday: fc.integer({ min: 1, max: 7 }),
      }),
    );
    const topics = fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 4 });
    fc.assert(
      fc.property(rhythms, topics, (rhythm, wanted) => {
        const order = { schedule: { rhythm, time: "17:30", zone: "Asia/Bishkek" }, topics: wanted };
        const { rhythm: read, ...rest } = readOrder(
          pressed(composeUnread(context, { unread: ["xyzzy"], time: null }, order)),
          context,
        );
        expect(read).not.toBeNull();
        const begun =
          read && beginRhythm(context.zones, { ...order.schedule, rhythm: read }, { instant: MONDAY, lastDay: null });
        expect(orderText({ ...order, schedule: { ...order.schedule, rhythm: begun ?? rhythm } })).toBe(
          orderText(order),
        );
        expect(rest).toMatchObject({ time: "17:30", zone: "Asia/Bishkek", unread: [] });
        expect(rest.topics ?? []).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

function walked(end: PauseEnd, today: Temporal.PlainDate): string {
  if (end.kind === "after") return today.add({ [`${end.unit}s`]: end.count }).toString();
  const isEnd = (date: Temporal.PlainDate): boolean => {
    if (end.kind === "weekday") return date.dayOfWeek === end.weekday;
    if (end.month === null) return date.day === end.date;
    return date.month === end.month && date.day === end.date && (end.year === null || date.year === end.year);
  };
  let date = today.add({ days: 1 });
  while (!isEnd(date)) date = date.add({ days: 1 });
  return date.toString();
}
