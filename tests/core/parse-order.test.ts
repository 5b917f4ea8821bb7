import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparedWord } from "#core/profile/order-lexicon.ts";
import { readOrder, type OrderReading } from "#core/subscriptions/parse-order.ts";
import type { Nth, RhythmOrder } from "#core/digests/schedule.ts";
import { IDLE, LISTED, mayStand } from "#tests/fixtures/order-words.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { createTopics } from "#core/profile/topics.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const { taxonomy, orders } = loadTestLibrary();
const nameable = { topics: createTopics(taxonomy), zones: ZONES, orders };
type Read = Omit<OrderReading, "isHalf" | "isDayOpen">;
function read(text: string): Read {
  const { spans: _, isHalf: __, isDayOpen: ___, ...reading } = readOrder(text, nameable);
  return reading;
}
const weekly = (weekday: number): RhythmOrder => ({ kind: "weekly", weekday });
const monthly = (date: number): RhythmOrder => ({ kind: "monthly", date });
const weekdays = (...days: readonly number[]): RhythmOrder => ({ kind: "weekdays", weekdays: days });
const fortnightly = (weekday: number): RhythmOrder => ({ kind: "fortnightly", weekday });
const ordinal = (nth: Nth, weekday: number): RhythmOrder => ({ kind: "ordinal", nth, weekday });
const daily: RhythmOrder = { kind: "daily" };

function isListed(words: string, phrases: ReadonlySet<string>): boolean {
  const folded = words.split(/[\s,;]+/u).map((word) => comparedWord(word.replaceAll(/\p{Cf}/gu, "")));
  return phrases.has(folded.filter(Boolean).join(" "));
}

describe("What is typed after subscribe", () => {
  it.each<[string, Omit<Read, "unread">]>([
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
    ["mon wed fri", { rhythm: weekdays(1, 3, 5), time: null, zone: null, topics: null }],
    ["us plz to weekly updates on heroin", { rhythm: weekly(1), time: null, zone: null, topics: ["heroin-trade"] }],
    ["weekly at 9 o clock please and thank you", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["to the whole thing", { rhythm: null, time: null, zone: null, topics: [] }],
    ["по вт и чт в 10-00", { rhythm: weekdays(2, 4), time: "10:00", zone: null, topics: null }],
    ["дүйшөмбү саат 9га", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["end of month", { rhythm: monthly(31), time: null, zone: null, topics: null }],
    ["drugs at the end of every month at 10", { rhythm: monthly(31), time: "10:00", zone: null, topics: ["drugs"] }],
    ["at the beginning of each month", { rhythm: monthly(1), time: null, zone: null, topics: null }],
    ["в конце каждого месяца в 10", { rhythm: monthly(31), time: "10:00", zone: null, topics: null }],
    ["ар айдын аягында", { rhythm: monthly(31), time: null, zone: null, topics: null }],
    ["every morning", { rhythm: daily, time: "09:00", zone: null, topics: null }],
    ["every evening at 8", { rhythm: daily, time: "20:00", zone: null, topics: null }],
    ["at 8 every morning, drugs", { rhythm: daily, time: "08:00", zone: null, topics: ["drugs"] }],
    ["daily in the morning", { rhythm: daily, time: "09:00", zone: null, topics: null }],
    ["monday mornings at 8", { rhythm: weekly(1), time: "08:00", zone: null, topics: null }],
    ["monday morning 8", { rhythm: weekly(1), time: "08:00", zone: null, topics: null }],
    ["on friday afternoons", { rhythm: weekly(5), time: "14:00", zone: null, topics: null }],
    ["friday evening 6:30", { rhythm: weekly(5), time: "18:30", zone: null, topics: null }],
    ["first monday of the month in the morning", { rhythm: ordinal(1, 1), time: "09:00", zone: null, topics: null }],
    ["по утрам", { rhythm: daily, time: "09:00", zone: null, topics: null }],
    ["по пятницам вечером в 6", { rhythm: weekly(5), time: "18:00", zone: null, topics: null }],
    ["ар күнү эртең менен", { rhythm: daily, time: "09:00", zone: null, topics: null }],
    ["дүйшөмбү кечинде", { rhythm: weekly(1), time: "18:00", zone: null, topics: null }],
    ["mon/wed/fri 9:00", { rhythm: weekdays(1, 3, 5), time: "09:00", zone: null, topics: null }],
    ["weekdays at 7:30", { rhythm: weekdays(1, 2, 3, 4, 5), time: "07:30", zone: null, topics: null }],
    ["on weekends", { rhythm: weekdays(6, 7), time: null, zone: null, topics: null }],
    ["every day from monday to thursday", { rhythm: weekdays(1, 2, 3, 4), time: null, zone: null, topics: null }],
    ["fri-mon", { rhythm: weekdays(1, 5, 6, 7), time: null, zone: null, topics: null }],
    ["every other friday", { rhythm: fortnightly(5), time: null, zone: null, topics: null }],
    ["every second friday", { rhythm: fortnightly(5), time: null, zone: null, topics: null }],
    ["every 2 weeks on monday at 9", { rhythm: fortnightly(1), time: "09:00", zone: null, topics: null }],
    ["fortnightly", { rhythm: fortnightly(1), time: null, zone: null, topics: null }],
    ["first monday", { rhythm: ordinal(1, 1), time: null, zone: null, topics: null }],
    ["the last friday of the month 16:00", { rhythm: ordinal("last", 5), time: "16:00", zone: null, topics: null }],
    ["every second friday of every month", { rhythm: ordinal(2, 5), time: null, zone: null, topics: null }],
    ["the 15th", { rhythm: monthly(15), time: null, zone: null, topics: null }],
    ["every month on the 15th", { rhythm: monthly(15), time: null, zone: null, topics: null }],
    ["the 15 of each month at 9", { rhythm: monthly(15), time: "09:00", zone: null, topics: null }],
    ["*weekly* on _mondays_ at `9:00`", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["\u2060weekly\u200B “monday”", { rhythm: weekly(1), time: null, zone: null, topics: null }],
    ["по понедельникам в 9", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["каждую пятницу в 9 вечера", { rhythm: weekly(5), time: "21:00", zone: null, topics: null }],
    ["с понедельника по пятницу в 8", { rhythm: weekdays(1, 2, 3, 4, 5), time: "08:00", zone: null, topics: null }],
    ["по понедельникам, по пятницам", { rhythm: weekdays(1, 5), time: null, zone: null, topics: null }],
    ["раз в две недели по средам", { rhythm: fortnightly(3), time: null, zone: null, topics: null }],
    ["в последнюю пятницу каждого месяца", { rhythm: ordinal("last", 5), time: null, zone: null, topics: null }],
    ["15 числа каждого месяца", { rhythm: monthly(15), time: null, zone: null, topics: null }],
    ["дүйшөмбү саат 9да", { rhythm: weekly(1), time: "09:00", zone: null, topics: null }],
    ["ай сайын", { rhythm: monthly(1), time: null, zone: null, topics: null }],
    ["жума күнү саат 10:30да", { rhythm: weekly(5), time: "10:30", zone: null, topics: null }],
    ["эки жумада бир", { rhythm: fortnightly(1), time: null, zone: null, topics: null }],
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
    ["mondays about unicorns", ["about unicorns"]],
    ["of unicorns", ["of unicorns"]],
    ["trade instead", ["instead"]],
    ["mondays 9-17", ["9-17"]],
    ["drugs, a xyzzy", ["a xyzzy"]],
    ["on the xyzzy at 9", ["on the xyzzy"]],
    ["every evening at 9 am", ["every evening"]],
    ["in the morning at 21:00", ["in the morning"]],
    ["mornings and evenings", ["evenings"]],
    ["every night", ["every", "night"]],
    ["at the end of the quarter", ["the end of the quarter"]],
    ["heroin in 2021", ["2021"]],
    ["Asia/Bishkek Europe/Paris", ["Europe/Paris"]],
    ["mondays for 6 weeks", ["for 6 weeks"]],
    ["weekly until 1 december", ["until 1 december"]],
    ["all except drugs and trade", ["except drugs and trade"]],
    ["daily, not on mondays", ["not on mondays"]],
    ["weekly 1", ["1"]],
    ["monday 9", ["9"]],
    ["9", ["9"]],
    ["3 of the topics", ["3 of the topics"]],
    ["daily at 9 and 17", ["17"]],
    ["every 3 weeks", ["every 3 weeks"]],
    ["every other day", ["every other day"]],
    ["every third friday", ["every third friday"]],
    ["every other week, mondays and fridays", ["fridays"]],
    ["biweekly", ["biweekly"]],
    ["0 9 * * 1 drugs", ["0 9 * * 1"]],
    ["*/5 * * * MON-FRI", ["*/5 * * * MON-FRI"]],
    ["on the 1st and 15th", ["15th"]],
    ["last working day of the month", ["last working day"]],
    ["drugs and everything", ["everything"]],
    ["monday or tuesday", ["or"]],
    ["from monday", ["from monday"]],
    ["каждые 3 недели", ["каждые 3 недели"]],
    ["кроме наркотиков по средам", ["кроме наркотиков"]],
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

  it("are each used, known to say nothing, or named, whatever stands beside what", () => {
    const { at, every, other, range, until, except } = LISTED;
    const known = fc.constantFrom(...Object.values(LISTED).flat());
    const small = fc.constantFrom(...IDLE, ...at, ...every, ...other, ...range, ...until, ...except);
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 40 }).map(String),
      fc.constantFrom("15th", "9:00", "9am", "1.12", "01/02"),
    );
    const topic = fc.constantFrom(...nameable.topics.all.map(({ slug }) => slug));
    const noise = fc.oneof(
      fc.stringMatching(/^[qxz]{3,8}$/),
      fc.string({ maxLength: 8 }),
      fc.constantFrom("*", "-", "\u200B", "“", "%"),
    );
    const texts = fc
      .array(fc.oneof(known, small, numbers, topic, noise), { maxLength: 12 })
      .map((parts) => parts.join(" "));
    const listed = new Set([...IDLE, ...at, ...LISTED.all]);
    fc.assert(
      fc.property(texts, (text) => {
        const { spans, unread } = readOrder(text, nameable);
        const uncovered = [...text.matchAll(/[^\s,;]+/gu)].filter(
          ({ index, 0: word }) => !spans.some(({ start, end }) => start <= index && index + word.length <= end),
        );
        expect(uncovered).toEqual([]);
        expect(unread).toHaveLength(spans.filter((span) => span.is === "unread").length);
        const idle = spans.filter((span) => span.is === "filler").map(({ start, end }) => text.slice(start, end));
        expect(idle.filter((words) => /[\p{L}\p{N}]/u.test(words) && !isListed(words, listed))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("mean the same when what was used is typed alone", () => {
    const parts = fc.constantFrom(
      "every other friday",
      "9:00",
      "drugs",
      "for 6 weeks",
      "7",
      "xyzzy",
      "the",
      "mondays",
      "not trade",
    );
    fc.assert(
      fc.property(fc.uniqueArray(parts, { minLength: 1, maxLength: 6 }), (words) => {
        const text = words.join(" ");
        const { spans, unread: _, ...whole } = readOrder(text, nameable);
        const used = spans.filter((span) => span.is === "used").map(({ start, end }) => text.slice(start, end));
        const { spans: __, ...alone } = readOrder(used.join(" "), nameable);
        expect(alone).toEqual({ ...whole, unread: [] });
      }),
      { numRuns: 300 },
    );
  });

  it("mean the same without a word that says nothing, which stands only where it does say nothing", () => {
    // Of a topic's name that is cut in two, each half may be one.
    const orders = [...readFileSync("docs/orders.md", "utf8").matchAll(/^\| `subscribe (.+)` \| (?!\*\*)/gmu)].map(
      ([, words = ""]) => words.replace("state-embedded actors", "state-embedded-actors").split(" "),
    );
    expect(orders.length).toBeGreaterThan(50);
    // Between two days `to` makes a range of them.
    const idle = fc.constantFrom(...IDLE.filter((word) => !LISTED.range.includes(word)));
    fc.assert(
      fc.property(fc.constantFrom(...orders), fc.tuple(idle, fc.nat(12)), (words, [word, place]) => {
        const at = place % (words.length + 1);
        const [before, behind] = [words.slice(0, at), words.slice(at)];
        // `of` before `each month` says of a number that it is a day: there it is a word of that phrase.
        fc.pre(!LISTED["of-month"].includes([word, ...behind.slice(0, 2)].join(" ")));
        const { unread, ...longer } = read([...before, word, ...behind].join(" "));
        const { unread: _, ...shorter } = read(words.join(" "));
        if (unread.length === 0) expect({ at, word, ...longer }).toEqual({ at, word, ...shorter });
        if (!mayStand(word, before, behind)) expect({ word, at, unread }).not.toEqual({ word, at, unread: [] });
      }),
      { numRuns: 3000 },
    );
  });

  it("make no hour and no day of a number that counts something", () => {
    const nouns = ["topics", "topic", "digests", "of the topics", "times", "тем", "темы", "дайджеста", "тема"];
    const before = ["at", "monthly", "every month", "mondays at", "в", "ежемесячно", "саат", "monthly on", "daily at"];
    const numbers = ["3", "three", "15", "3rd", "first", "три", "2"];
    const between = fc.array(fc.constantFrom(...LISTED.articles), { maxLength: 2 });
    const anyOf = (words: readonly string[]) => fc.constantFrom(...words);
    fc.assert(
      fc.property(fc.tuple(anyOf(before), anyOf(numbers)), between, anyOf(nouns), (start, small, noun) => {
        expect(read([...start, ...small, noun].join(" ")).unread).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("are no every week where they say when digests begin, end, or come once", () => {
    const days = ["monday", "the 15th", "понедельника", "пятницу", "вторника", "дүйшөмбү", "december"];
    const bounds = [
      "from",
      "since",
      "starting",
      "starting from",
      "by",
      "before",
      "after",
      "until",
      "next",
      "this",
      "до",
    ];
    const others = ["с", "со", "начиная с", "к", "от", "после", "следующую", "эту", "ушул", "кийинки", "эмки"];
    fc.assert(
      fc.property(fc.constantFrom(...bounds, ...others), fc.constantFrom(...days), (bound, day) => {
        expect(read(`drugs ${bound} ${day}`).unread).not.toEqual([]);
      }),
    );
  });

  it("are two orders where each topic has days or a time of its own, and are then named", () => {
    const whens = ["mondays", "at 9", "the 15th", "weekly", "first friday", "weekdays", "17:30"];
    const topics = ["drugs", "trade", "heroin", "everything"];
    const clause = fc.tuple(fc.constantFrom(...topics), fc.constantFrom(...whens), fc.boolean());
    fc.assert(
      fc.property(clause, clause, fc.constantFrom(", ", " and ", " ", "; "), (one, other, between) => {
        const said = [one, other].map(([topic, when, isFirst]) => (isFirst ? `${topic} ${when}` : `${when} ${topic}`));
        if (one[2] === other[2]) expect(read(said.join(between)).unread).not.toEqual([]);
      }),
    );
  });

  it("have no zone in them for a place that nothing says to be one, wherever it stands", () => {
    const places = ZONES.search("a", { instant: 0, count: 400 }).map(({ name }) =>
      name.slice(name.lastIndexOf("/") + 1),
    );
    const cities = [...places.map((each) => each.replaceAll("_", " ")), "Cuba", "Iran", "Japan", "Turkey", "GB", "NZ"];
    const place = fc.constantFrom(...cities.filter((city) => nameable.zones.find(city) !== undefined));
    const ahead = ["", "about ", "on ", "drugs, ", "drugs ", "drugs and ", "weekly in ", "mondays ", "the "];
    const behind = ["", " drugs", ", trade", " weekly", " please", " and drugs"];
    fc.assert(
      fc.property(fc.constantFrom(...ahead), place, fc.constantFrom(...behind), (before, city, after) => {
        const { zone, unread } = read(`${before}${city}${after}`);
        expect({ city, zone }).toEqual({ city, zone: null });
        expect(unread.join(" ").toLowerCase()).toContain(city.toLowerCase());
      }),
      { numRuns: 500 },
    );
  });

  it("have one where a place stands beside a time, is called a zone, or is a zone's name", () => {
    const beside = [
      "at 9 in X",
      "9:00 X",
      "mondays 9:00 X drugs",
      "9:00 tuesday X",
      "mondays in X at 9",
      "mon 9 X",
      "daily 9 X",
    ];
    const called = ["zone X", "drugs time zone X", "X time", "drugs in X time", "weekly X time zone"];
    fc.assert(
      fc.property(
        fc.constantFrom(...beside, ...called),
        fc.constantFrom("Bishkek", "new york", "cuba"),
        (text, place) => {
          const { zone, unread } = read(text.replace("X", place));
          expect({ text, zone, unread }).toEqual({ text, zone: nameable.zones.find(place), unread: [] });
        },
      ),
    );
    for (const name of ["Asia/Bishkek", "asia/calcutta", "UTC", "est5edt", "Etc/GMT+5"])
      expect(read(`drugs, ${name}`)).toMatchObject({ topics: ["drugs"], zone: nameable.zones.find(name), unread: [] });
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
