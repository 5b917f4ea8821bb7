import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOrder, type OrderReading } from "#core/subscriptions/parse-order.ts";
import type { RhythmOrder } from "#core/digests/schedule.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { createTopics } from "#core/profile/topics.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const { taxonomy, orders } = loadTestLibrary();
const nameable = { topics: createTopics(taxonomy), zones: ZONES, orders };
function read(text: string): OrderReading {
  const { spans: _, ...reading } = readOrder(text, nameable);
  return reading;
}
const weekly = (weekday: number): RhythmOrder => ({ kind: "weekly", weekday });
const monthly = (date: number): RhythmOrder => ({ kind: "monthly", date });
const daily: RhythmOrder = { kind: "daily" };

describe("What is typed after subscribe", () => {
  it.each<[string, Omit<OrderReading, "unread">]>([
    ["mondays about everything", { rhythm: weekly(1), time: null, zone: null, topics: [] }],
    ["", { rhythm: null, time: null, zone: null, topics: null }],
    ["weekly monday 09:00", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["mondays at 9am Asia/Bishkek", { rhythm: weekly(1), time: "09:00", zone: "Asia/Bishkek", topics: null }],
    ["daily 8:30", { rhythm: daily, time: "08:30", zone: null, topics: null }],
    ["monthly 1st 10:00", { rhythm: monthly(1), time: "10:00", zone: null, topics: null }],
    ["monthly 15 10:00", { rhythm: monthly(15), time: "10:00", zone: null, topics: null }],
    ["on the last day of every month at noon", { rhythm: monthly(31), time: "12:00", zone: null, topics: null }],
    ["every day at 7 pm", { rhythm: daily, time: "19:00", zone: null, topics: null }],
    ["each week, on Fridays, 0730", { rhythm: weekly(5), time: "07:30", zone: null, topics: null }],
    ["once a week at 9", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["9.15 tuesday new york", { rhythm: weekly(2), time: "09:15", zone: "America/New_York", topics: null }],
    ["drugs and resilience", { rhythm: null, time: null, zone: null, topics: ["drugs", "resilience"] }],
    [
      "about heroin, state-embedded actors on thurs 12am utc",
      { rhythm: weekly(4), time: "00:00", zone: "UTC", topics: ["heroin-trade", "state-embedded-actors"] },
    ],
    ["every monday at 9 o'clock in Bishkek", { rhythm: weekly(1), time: "09:00", zone: "Asia/Bishkek", topics: null }],
    ["Wed 12:30PM", { rhythm: weekly(3), time: "12:30", zone: null, topics: null }],
    ["the 2nd of each month", { rhythm: monthly(2), time: null, zone: null, topics: null }],
    ["weekly on mondays every week", { rhythm: weekly(1), time: null, zone: null, topics: null }],
    ["ежедневно 10:00", { rhythm: daily, time: "10:00", zone: null, topics: null }],
  ])("%j is read whole", (text, order) => {
    expect(read(text)).toEqual({ ...order, unread: [] });
  });

  it.each([
    ["weekly funday 09:00", ["funday"]],
    ["mondays at 25:00", ["25:00"]],
    ["mondays at 13pm", ["13pm"]],
    ["daily monday", ["monday"]],
    ["weekly 31st", ["31st"]],
    ["On Mondays, daily", ["Mondays"]],
    ["monday 9:00 10:00", ["10:00"]],
    ["mondays 9:00 UTC+6", ["UTC+6"]],
    ["mondays 9:00 CST", ["CST"]],
    ["mondays about unicorns", ["unicorns"]],
    ["heroin in 2021", ["2021"]],
    ["Asia/Bishkek Europe/Paris", ["Europe/Paris"]],
  ])("%j names what it could not read", (text, unread) => {
    expect(read(text).unread).toEqual(unread);
  });
});

describe("The order and form of the words", () => {
  const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const rhythms: fc.Arbitrary<{ rhythm: RhythmOrder; words: string }> = fc.oneof(
    fc.constantFrom("daily", "every day", "each day").map((words) => ({ rhythm: daily, words })),
    fc
      .tuple(fc.nat(6), fc.constantFrom("weekly ", "every ", "on ", "each ", ""), fc.constantFrom("", "s"))
      .map(([day, before, after]) => ({
        rhythm: weekly(day + 1),
        words: `${before}${weekdays[day]}${after}`,
      })),
    fc
      .tuple(fc.integer({ min: 1, max: 31 }), fc.constantFrom("monthly on the ", "every month, the ", ""))
      .map(([date, before]) => ({
        rhythm: monthly(date),
        words: `${before}${date}${["th", "st", "nd", "rd"][date % 10 > 3 || Math.floor(date / 10) === 1 ? 0 : date % 10]}`,
      })),
  );
  const times = fc.tuple(fc.nat(23), fc.nat(59), fc.boolean()).map(([hour, minute, half]) => {
    const [hours, minutes] = [String(hour).padStart(2, "0"), String(minute).padStart(2, "0")];
    const words = half
      ? `at ${hour % 12 === 0 ? 12 : hour % 12}:${minutes}${hour < 12 ? "am" : "pm"}`
      : `${hours}:${minutes}`;
    return { time: `${hours}:${minutes}`, words };
  });
  const zones = fc
    .constantFrom(...Intl.supportedValuesOf("timeZone"))
    .map((words) => ({ zone: nameable.zones.find(words) ?? null, words }));
  const slugs = fc.constantFrom(...nameable.topics.all.map(({ slug }) => ({ slug, words: slug.replaceAll("-", " ") })));
  const cases = fc.constantFrom(
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word.toLowerCase(),
  );

  it("do not matter", () => {
    const parts = fc.record({
      rhythm: rhythms,
      time: times,
      zone: zones,
      topic: slugs,
      spell: cases,
    });
    fc.assert(
      fc.property(
        parts,
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        ({ rhythm, time, zone, topic, spell }, places) => {
          const words = [rhythm.words, time.words, zone.words, topic.words];
          const text = places.map((place) => spell(words[place] ?? "")).join(", ");
          expect(read(text)).toEqual({
            rhythm: rhythm.rhythm,
            time: time.time,
            zone: zone.zone,
            topics: [topic.slug],
            unread: [],
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leave nothing out in silence: what is no order is named", () => {
    const nonsense = fc.stringMatching(/^[qxz]{4,9}$/);
    fc.assert(
      fc.property(rhythms, nonsense, fc.boolean(), (rhythm, word, first) => {
        const { unread } = read(first ? `${word} ${rhythm.words}` : `${rhythm.words} ${word}`);
        expect(unread).toEqual([word]);
      }),
    );
  });

  it("may be a word that every object knows", () => {
    expect(read("__proto__ constructor daily").unread).toEqual(["__proto__", "constructor"]);
  });

  it("may be any text at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 3000 })), (text) => {
        expect(Array.isArray(read(text).unread)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
