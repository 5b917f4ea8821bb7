import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readZoneEntries } from "#content/zones/entries.ts";
import { createZones } from "#core/digests/zone.ts";
import { createZoneNames } from "#core/digests/zones/names.ts";
import { fold } from "#core/profile/fold.ts";
import { comparedWord } from "#core/profile/order-lexicon.ts";
import { ORDER_LISTS } from "#core/profile/order-words.ts";
import { createTopics } from "#core/profile/topics.ts";
import { CLOCK } from "#tests/fixtures/bot.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { ZONES } from "#tests/fixtures/zones.ts";

const LISTED = Intl.supportedValuesOf("timeZone");
const ENTRIES = readZoneEntries();
const NAMES = [...LISTED, ...ENTRIES.flatMap(({ name, aliases }) => [name, ...aliases])].filter(
  (name) => name !== "Etc/Unknown" && name !== "Factory",
);
const search = (asked: string, instant = CLOCK) => ZONES.search(asked, { instant, count: 100 });
const found = (asked: string): readonly string[] => search(asked).map(({ name }) => name);

describe("The name of a zone", () => {
  it("is known whatever its age, and always leads to the same clock as the runtime's", () => {
    const clockOf = (timeZone: string): string => {
      const { timeZone: clock } = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions();
      return clock;
    };
    // The runtime tells GMT from UTC by name alone.
    const alike = NAMES.filter((name) => !["UTC", "Etc/GMT"].includes(clockOf(name)));
    expect(alike.filter((name) => clockOf(ZONES.find(name) ?? "UTC") !== clockOf(name))).toEqual([]);
    expect(NAMES.filter((name) => ZONES.find(name) === undefined)).toEqual([]);
  });

  it("is today's, in its proper case, whichever was typed", () => {
    const asked = ["europe/kyiv", "Europe/Kiev", "ASIA/CALCUTTA", "asia/rangoon", "america/godthab", "etc/utc", "gmt"];
    expect(asked.map((each) => ZONES.find(each))).toEqual([
      ...["Europe/Kyiv", "Europe/Kyiv", "Asia/Kolkata", "Asia/Yangon", "America/Nuuk", "UTC", "GMT"],
    ]);
  });

  it("may be a city that one zone only is named after, today or before", () => {
    expect(["Bishkek", "new york", "kiev", "Kolkata"].map((asked) => ZONES.find(asked))).toEqual([
      ...["Asia/Bishkek", "America/New_York", "Europe/Kyiv", "Asia/Kolkata"],
    ]);
  });

  it("is never an offset, letters that mean several clocks, or a word at the end of an alias", () => {
    const asked = ["+06:00", "UTC+6", "PST", "BST", "IST", "CST", "Mars/Base", "general", "south", "etc/unknown", ""];
    expect(asked.filter((each) => ZONES.find(each) !== undefined)).toEqual([]);
  });

  it("is the old one where the runtime does not know today's yet, and the runtime's where the data does not know it", () => {
    const entry = {
      name: "Europe/New",
      aliases: ["Europe/Old"],
      place: "New",
      cities: [],
      spoken: [],
      ...{ country: "", region: "", countries: [] },
      abbreviations: [],
      clock: null,
      standard: null,
    };
    const names = createZoneNames([entry], { listed: ["Europe/Old", "Asia/Fresh"], isKnown: () => false });
    expect(["europe/new", "europe/old", "fresh"].map((asked) => names.find(asked))).toEqual([
      ...["Europe/Old", "Europe/Old", "Asia/Fresh"],
    ]);
  });

  it("is never found by throwing, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (asked) => {
        const zone = ZONES.find(asked);
        expect(zone === undefined || NAMES.includes(zone)).toBe(true);
      }),
    );
    expect(ZONES.find("__proto__")).toBeUndefined();
  });
});

describe("What people call a city in Russian and Kyrgyz", () => {
  const { zoneWords, orders, taxonomy } = loadTestLibrary();
  const words = Object.entries(zoneWords).flatMap(([zone, spoken]) => spoken.map((word) => [word, zone] as const));

  it("is of a zone that there is, and leads to that one, in a search first of all", () => {
    expect(words.length).toBeGreaterThan(100);
    for (const [word, zone] of words) {
      const named = ZONES.find(zone);
      expect({ word, zone: ZONES.find(word) }).toEqual({ word, zone: named });
      expect({ word, first: found(word)[0] }).toEqual({ word, first: named });
    }
  });

  it("is no word of an order and no topic", () => {
    const topics = createTopics(taxonomy);
    for (const [word] of words) {
      const tokens = word.split(" ").map((text) => ({ text: comparedWord(text) }));
      expect({ word, is: orders.at(tokens, 0, ORDER_LISTS) }).toEqual({ word, is: undefined });
      expect({ word, topic: topics.named(fold(word)) }).toEqual({ word, topic: undefined });
    }
  });
});

describe("Letters of a clock", () => {
  it("mean only zones that are called by them, each once, and of each clock one before another of the same", () => {
    const letters = [...new Set(ENTRIES.flatMap(({ abbreviations }) => abbreviations))];
    const byName = new Map(ENTRIES.map((entry) => [ZONES.find(entry.name), entry]));
    expect(letters.length).toBeGreaterThan(100);
    for (const each of letters) {
      const meant = ZONES.meant(each.toLowerCase());
      const clocks = meant.map((zone) => byName.get(zone)?.clock?.name);
      expect(meant.filter((zone) => !byName.get(zone)?.abbreviations.includes(each))).toEqual([]);
      expect(new Set(meant).size).toBe(meant.length);
      expect(new Set(clocks.slice(0, new Set(clocks).size)).size).toBe(new Set(clocks).size);
    }
    expect([ZONES.meant("qqq"), ZONES.meant(""), ZONES.meant("__proto__")]).toEqual([[], [], []]);
  });
});

describe("A search for a zone", () => {
  it.each([
    ["mumbai", "Asia/Kolkata"],
    ["Munich", "Europe/Berlin"],
    ["nuuk", "America/Nuuk"],
    ["Kyrgyzstan", "Asia/Bishkek"],
    ["kirgyzstan", "Asia/Bishkek"],
    ["sao paulo", "America/Sao_Paulo"],
    ["São Paulo", "America/Sao_Paulo"],
    ["bishkke", "Asia/Bishkek"],
    ["bish", "Asia/Bishkek"],
    ["new yrok", "America/New_York"],
    ["kazakh", "Asia/Almaty"],
    ["utc", "UTC"],
    ["GMT", "GMT"],
    ["etc/gmt+5", "Etc/GMT+5"],
    ["Etc/GMT-5", "Etc/GMT-5"],
    ["kathmandu", "Asia/Kathmandu"],
    ["ho chi minh", "Asia/Ho_Chi_Minh"],
    ["Бишкек", "Asia/Bishkek"],
    ["бишк", "Asia/Bishkek"],
    ["Бишкекте", "Asia/Bishkek"],
    ["Биишкек", "Asia/Bishkek"],
    ["Москва", "Europe/Moscow"],
    ["Алматы", "Asia/Almaty"],
    ["Нью-Йорк", "America/New_York"],
  ])("for %s finds %s first", (asked, zone) => {
    expect(found(asked)[0]).toBe(zone);
  });

  it.each([
    ["Казахстан", "KZ"],
    ["Казакстан", "KZ"],
    ["казах", "KZ"],
    ["Германия", "DE"],
    ["Россия", "RU"],
    ["Орусия", "RU"],
    ["Өзбекстан", "UZ"],
    ["Кытай", "CN"],
    ["США", "US"],
    ["Австралия", "AU"],
    ["Монголия", "MN"],
  ])("for the country %s finds all zones of %s, before any other", (asked, country) => {
    const inside = ENTRIES.filter(({ region, name }) => region === country && ZONES.find(name) === name);
    expect(found(asked).slice(0, inside.length).toSorted()).toEqual(inside.map(({ name }) => name).toSorted());
    expect(inside.length).toBeGreaterThan(0);
  });

  it("for every country's name, in three languages, has all the country's zones", () => {
    const known = ENTRIES.filter(({ name }) => ZONES.find(name) === name);
    const inside = Map.groupBy(known, ({ region }) => region);
    for (const [region, entries] of inside)
      for (const language of region === "" ? [] : ["en", "ru", "ky"]) {
        const country = new Intl.DisplayNames([language], { type: "region" }).of(region) ?? "";
        const names = entries.map(({ name }) => name).toSorted();
        const first = found(country).filter((name) => names.includes(name));
        expect({ country, names: first.toSorted() }).toEqual({ country, names });
      }
  });

  it("by abbreviation finds those that use it, and by country those in it", () => {
    expect(found("KGT")).toContain("Asia/Bishkek");
    expect(found("EST")).toEqual(expect.arrayContaining(["America/New_York", "America/Panama"]));
    expect(found("germany")).toContain("Europe/Berlin");
  });

  it.each(["UTC+6", "+6", "+06:00", "gmt+0600", "utc +6"])(
    "by the offset %s finds the clocks that are there now",
    (asked) => {
      const offsets = search(asked).map(({ offset }) => offset / 3_600_000);
      expect(offsets.length).toBeGreaterThan(5);
      expect(new Set(offsets)).toEqual(new Set([6]));
    },
  );

  it("tells the place that was looked for, and how far its clock is from UTC at that time", () => {
    expect(search("mumbai")[0]).toEqual({
      ...{ name: "Asia/Kolkata", place: "Mumbai, India", offset: 5.5 * 3_600_000 },
    });
    const summer = Date.parse("2026-07-01");
    expect([CLOCK, summer].map((at) => search("berlin", at)[0]?.offset)).toEqual([3_600_000, 7_200_000]);
  });

  it.each([
    ["EST", "America/New_York"],
    ["CST", "America/Chicago"],
    ["eet", "Europe/Athens"],
    ["cet", "Europe/Brussels"],
    ["ET", "America/New_York"],
    ["united states", "America/New_York"],
  ])("for %s, which is of several, has %s first", (asked, zone) => {
    expect(found(asked)[0]).toBe(zone);
  });

  it("has what is exactly a name of one clock first, in any case, and finds nothing for nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.boolean(), (name, lower) => {
        const names = found(lower ? name.toLowerCase() : name);
        const isLetters = /^(?:[CEMW]ET|[EHM]ST|UCT)$/u.test(name);
        expect(isLetters ? names : names[0]).toEqual(
          isLetters ? expect.arrayContaining([ZONES.find(name)]) : ZONES.find(name),
        );
      }),
      { numRuns: 400 },
    );
    expect([found(""), found("  "), found("qqqqqqqq")]).toEqual([[], [], []]);
  });

  it("never throws, names each zone once, and only zones that the bot takes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ maxLength: 4 })), (asked) => {
        const names = found(asked);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => ZONES.find(name) !== name)).toEqual([]);
      }),
    );
  });
});

describe("The zones", () => {
  it("read their names when one is first looked up, once", () => {
    let times = 0;
    const zones = createZones(() => {
      times += 1;
      return ENTRIES;
    });
    zones.localDay("Asia/Bishkek", CLOCK);
    expect(times).toBe(0);
    zones.find("bishkek");
    zones.search("bishkek", { instant: CLOCK, count: 1 });
    expect(times).toBe(1);
  });
});
