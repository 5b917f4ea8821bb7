import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openZonedContext } from "#core/digests/zone.ts";
import type { Schedule } from "#core/digests/schedule.ts";
import { isTime, refill, type Field, type FormValues } from "#core/document/form.ts";
import { formErrors, readSubscribeForm, subscribeForm } from "#core/subscriptions/form.ts";
import { CLOCK, contentOf } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";

const context = openZonedContext(contentOf(loadTwoPacks()), "kyrgyzstan", { now: CLOCK });
const FILLED: FormValues = {
  ...{ often: ["weekly"], days: ["1"], time: ["09:00"], zone: ["Asia/Bishkek"], topics: [] },
};
const MONDAYS: Schedule = { rhythm: { kind: "weekly", weekday: 1 }, time: "09:00", zone: "Asia/Bishkek" };
const formFor = (schedule: Partial<Schedule> = {}) =>
  subscribeForm(context, { schedule: { ...MONDAYS, ...schedule }, topics: ["drugs"] }, null);
const inChannel = () => {
  const venue = { platform: "slack", kind: "channel" } as const;
  return subscribeForm({ ...context, venue }, { schedule: MONDAYS, topics: [] }, null);
};
const errors = (values: FormValues) => formErrors(context, { ...FILLED, ...values });
const read = (values: FormValues) => readSubscribeForm({ ...FILLED, ...values }, context);

/** What a client sends of a form that it was given, with nothing changed. */
function valuesOf(fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
}

function valueOf(field: Field): readonly string[] {
  switch (field.kind) {
    case "choices":
      return field.values;
    case "search":
      return [field.value.value];
    case "choice":
    case "time":
    case "paragraph":
      return [field.value];
  }
}

describe("What is wrong with a filled-in form", () => {
  it("is said by field, with what was sent and not offered", () => {
    expect(errors({ often: ["hourly"], time: ["24:61"], zone: ["Mars/Base"], topics: ["drugs", "dugs"] })).toEqual({
      often: "“hourly” cannot be chosen here.",
      time: "“24:61” cannot be chosen here.",
      zone: "“Mars/Base” is not a time zone the bot knows. Type a city and choose from the list.",
      topics: "“dugs” cannot be chosen here.",
    });
    expect(errors({ often: ["monthly-32"] })).toEqual({ often: "“monthly-32” cannot be chosen here." });
    expect(errors({ days: ["1", "8"] })).toEqual({ days: "“8” cannot be chosen here." });
  });

  it("is said of what was left empty, but for topics, of which none are all", () => {
    const empty = "Please fill this in.";
    expect(formErrors(context, {})).toEqual({ often: empty, time: empty, zone: empty });
    expect(errors({ days: [] }), "no day of any week").toEqual({ days: empty });
  });

  it("is nothing where all of it was offered", () => {
    expect(errors({})).toEqual({});
    expect(errors({ often: ["daily"], days: [] }), "days count of weeks alone").toEqual({});
    expect(errors({ zone: ["asia/calcutta"] })).toEqual({});
  });
});

describe("What is read from a filled-in form", () => {
  it.each([
    [{ often: ["daily"] }, { kind: "daily" }],
    [{ days: ["5"] }, { kind: "weekly", weekday: 5 }],
    [{ days: ["5", "1"] }, { kind: "weekdays", weekdays: [1, 5] }],
    [{ days: ["1", "2", "3", "4", "5", "6", "7"] }, { kind: "daily" }],
    [{ often: ["weekly-5"] }, { kind: "weekly", weekday: 5 }],
    [{ often: ["weekdays-1-2-3-4-5"] }, { kind: "weekdays", weekdays: [1, 2, 3, 4, 5] }],
    [{ often: ["fortnightly-3"] }, { kind: "fortnightly", weekday: 3 }],
    [{ often: ["monthly-15"] }, { kind: "monthly", date: 15 }],
    [{ often: ["ordinal-last-5"] }, { kind: "ordinal", nth: "last", weekday: 5 }],
    [{ often: ["ordinal-1-1"] }, { kind: "ordinal", nth: 1, weekday: 1 }],
  ])("is a rhythm: %j", (values, rhythm) => {
    expect(read(values).rhythm).toEqual(rhythm);
  });

  it("is the zone by today's name", () => {
    expect(read({ zone: ["asia/calcutta"] }).zone).toBe("Asia/Kolkata");
  });

  it("is never an order that was not offered, whatever a client sends", () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "daily",
        "weekly-1",
        "weekly-8",
        "fortnightly-7",
        "monthly-31",
        "monthly-32",
        "ordinal-last-5",
        "weekly",
        "1",
        "7",
      ),
      fc.constantFrom("09:00", "9:00", "24:00", "Asia/Bishkek", "__proto__", "constructor", "drugs", "heroin trade"),
    );
    const names = ["often", "days", "time", "zone", "topics", "__proto__"] as const;
    const sent = fc
      .array(fc.tuple(fc.constantFrom(...names), fc.array(anything, { maxLength: 3 })))
      .map((entries): FormValues => Object.fromEntries(entries));
    const offered = new Map(formFor().fields.map((field) => [field.name, "options" in field ? field.options : []]));
    const isOffered = (name: string, value: string) =>
      value === "weekly-1" || offered.get(name)?.some((option) => option.value === value);
    fc.assert(
      fc.property(sent, (values) => {
        if (Object.keys(formErrors(context, values)).length > 0) return;
        const { time, zone, topics } = readSubscribeForm(values, context);
        const often = values["often"]?.[0] ?? "";
        expect(isOffered("often", often)).toBe(true);
        if (often === "weekly")
          expect(values["days"]).toSatisfy((days: readonly string[]) => days.every((day) => isOffered("days", day)));
        expect(isTime(time ?? "")).toBe(true);
        expect(context.zones.find(zone ?? "")).toBe(zone);
        expect(topics?.filter((slug) => context.topics.get(slug) === undefined)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("The form as it is opened", () => {
  it.each([
    [{ kind: "daily" }, { kind: "daily" }],
    [
      { kind: "weekly", weekday: 5 },
      { kind: "weekly", weekday: 5 },
    ],
    [
      { kind: "weekdays", weekdays: [1, 3] },
      { kind: "weekdays", weekdays: [1, 3] },
    ],
    [
      { kind: "fortnightly", first: "2026-11-27" },
      { kind: "fortnightly", weekday: 5 },
    ],
    [
      { kind: "monthly", date: 31 },
      { kind: "monthly", date: 31 },
    ],
    [
      { kind: "ordinal", nth: "last", weekday: 5 },
      { kind: "ordinal", nth: "last", weekday: 5 },
    ],
  ] as const)("asks for what holds already, so that sent back as it is it changes nothing: %j", (rhythm, order) => {
    const values = valuesOf(formFor({ rhythm }).fields);
    expect(formErrors(context, values)).toEqual({});
    expect(readSubscribeForm(values, context)).toEqual({
      ...{
        rhythm: order,
        isDayOpen: false,
        time: "09:00",
        isHalf: false,
        zone: "Asia/Bishkek",
        topics: ["drugs"],
        unread: [],
      },
    });
  });

  it("has the days of a week to tick, as many as are wanted, and says of which rhythm they are", () => {
    const [often, days, ...others] = formFor({ rhythm: { kind: "weekdays", weekdays: [1, 3] } }).fields;
    expect(often).toMatchObject({ value: "weekly" });
    expect(often).toHaveProperty(["options", 0], { label: "Every week", value: "weekly" });
    expect(days).toMatchObject({ label: "Days, where it comes every week", values: ["1", "3"] });
    expect(days).toHaveProperty(["options", 6], { label: "Sunday", value: "7" });
    expect(others.map(({ name }) => name)).toEqual(["time", "zone", "topics"]);
    expect(formFor({ rhythm: { kind: "daily" } }).fields).toMatchObject([
      { value: "daily" },
      { values: [] },
      {},
      {},
      {},
    ]);
  });

  it("names the country and where it will come, and says over the topics what none of them means", () => {
    expect(formFor()).toMatchObject({ title: "Kyrgyzstan digest", where: "Comes to this chat." });
    expect(inChannel().where).toBe("Comes to this channel.");
    expect(formFor().fields.at(-1)).toMatchObject({ label: "All topics, or only these", hint: "" });
  });

  it("subscribes where there is no digest yet, and saves a change of one", () => {
    expect(formFor().submit).toBe("Subscribe");
    expect(subscribeForm(context, { schedule: MONDAYS, topics: [] }, "0000-1").submit).toBe("Save");
  });

  it("lists each part under its whole", () => {
    const topics = formFor().fields.flatMap((field) =>
      field.kind === "choices" && field.name === "topics" ? field.options : [],
    );
    expect(
      topics.flatMap(({ within }) => within ?? []),
      "under their own names",
    ).toEqual([...["All of criminal markets", "All of criminal actors", "All of resilience"]]);
    expect(topics.map(({ value, whole }) => [whole, value])).toEqual([
      ...["markets", "people", "trade", "environment", "drugs"].map((slug) => ["Criminal markets", slug]),
      ["Criminal actors", "actors"],
      ["Resilience", "resilience"],
      ...[
        "leadership-and-governance",
        "criminal-justice-and-security",
        "economic-and-financial-environment",
        "civil-society-and-social-protection",
      ].map((slug) => ["Resilience", slug]),
    ]);
  });

  it("shows the zone by today's name, whichever it was stored under", () => {
    expect(formFor({ zone: "Asia/Calcutta" }).fields.find(({ name }) => name === "zone")).toMatchObject({
      value: { value: "Asia/Kolkata", label: "Kolkata, India – Asia/Kolkata, UTC+05:30" },
    });
  });

  it("has room on every platform: no more than a hundred options, of 75 characters each", () => {
    const options = formFor().fields.flatMap((field) => ("options" in field ? [field.options] : []));
    expect(options.filter(({ length }) => length > 100)).toEqual([]);
    expect(options.flat().filter(({ label, value }) => label.length > 75 || value.length > 75)).toEqual([]);
  });

  it("that comes back with a fault is as it was filled in, as far as that was offered", () => {
    const sent = { often: ["ordinal-2-2"], time: ["late"], topics: ["people"] };
    expect(valuesOf(refill(formFor(), sent).fields)).toEqual({
      ...{ often: ["ordinal-2-2"], days: [], topics: ["people"] },
      ...{ time: ["09:00"], zone: ["Asia/Bishkek"] },
    });
  });
});
