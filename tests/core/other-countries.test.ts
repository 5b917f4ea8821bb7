import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords } from "#core/briefings/findings.ts";
import type { Bot } from "#core/ports.ts";
import type { Incoming } from "#core/request.ts";
import type { Reply } from "#core/reply.ts";
import { plainText } from "#core/document/plain-text.ts";
import { openContext } from "#core/briefings/context.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { createTopics } from "#core/profile/topics.ts";
import { createCountryNames } from "#figures/country-names.ts";
import { withSharedPlaces } from "#core/profile/shared-places.ts";
import { readWorkbook } from "#figures/import.ts";
import { readCountry, writeCountry } from "#figures/stored-country.ts";
import { inventedSheets, writeWorkbook } from "#tests/fixtures/workbook.ts";
import { createAnswers } from "#search/answers.ts";
import { createRunFrames } from "#app/memory/conversations.ts";
import { renderSlack } from "#slack/drawing/render.ts";
import { drawSvg } from "#charts/svg.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { readOrder } from "#core/subscriptions/parse-order.ts";
import { readVerb } from "#core/subscriptions/read-verb.ts";
import { composeOfFigures } from "#core/subscriptions/unsure/unread.ts";
import { CLOCK, contentOf, createTestBot, indexesOf, library } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { anImportedCountry, worldOf } from "#tests/fixtures/world.ts";

const WORLD = worldOf();
const botOf = (world = WORLD): Bot => {
  const answers = createAnswers({ library, indexes: indexesOf(), world, clock: { now: () => CLOCK } });
  const handlers = { ask: (turn: Parameters<typeof answers.ask>[0], question: string) => answers.ask(turn, question) };
  return createTestBot({ world, handlers, frames: createRunFrames() });
};
const shared = botOf();
let threads = 0;

/** The turns of one thread; the last reply. */
async function say(turns: readonly string[], bot = shared, platform: "slack" | "teams" = "slack"): Promise<Reply> {
  const thread = `${++threads}`;
  let reply: Reply | undefined;
  for (const [at, text] of turns.entries()) {
    const request: Incoming = {
      ...bot.parseMention(text),
      conversation: { platform, tenant: "t", channel: "c", thread, kind: "channel" },
      asker: { id: "u", name: "Asel", zone: null },
      ...{ key: null, at: CLOCK + at, typed: true, audience: "everyone" },
    };
    reply = await bot.handle(request);
  }
  return reply!;
}
const numbersOf = (reply: Reply) =>
  reply.kind === "figures"
    ? reply.figures.map(({ country, subject, edition, value }) => [country, subject, edition, value])
    : [];
const textOf = async (text: string, bot = shared): Promise<string> => plainText((await say([text], bot)).briefing);

const REGION = library.packs[0]!.figures.countries;

function scoredBy(slug: string): Readonly<Record<string, number>> {
  return REGION.find((country) => country.slug === slug)!.editions.find(({ edition }) => edition === 2021)!.indicators;
}

type Indicator = (typeof library.taxonomy.indicators)[number];

function of(slug: string): (indicator: Indicator) => boolean {
  return ({ section, pillar }) => section === slug || pillar === slug;
}

describe("A country of which only figures are here", () => {
  it.each([
    ["scores chile", "In 2021 Chile scored a low 4.00 of 10 for criminality and a low 4.00 for resilience."],
    ["chile scores 2025", "In 2025 Chile scored a low 5.00 of 10 for criminality and a low 5.00 for resilience."],
    ["scores чили", "In 2021 Chile scored a low 4.00 of 10 for criminality"],
    ["Chile", "In 2021 Chile scored a low 4.00 of 10 for criminality"],
    ["/chile", "In 2021 Chile scored a low 4.00 of 10 for criminality"],
    ["/united-states drugs", "scores for drugs in the United States in 2021, "],
    ["chile heroin", "The heroin trade in Chile scored 4.0 of 10 in 2021, rising to 4.5 in 2023 and 5.0 in 2025."],
    ["trend heroin chile", "The score for the heroin trade in Chile rose from 4.0 (2021) to 5.0 (2025)."],
    ["heroin chile", "The heroin trade in Chile scored 4.0 of 10 in 2021"],
    ["drugs chile 2025", "Of the 4 scores for drugs in Chile in 2025"],
    ["trade in chile", "Arms trafficking in Chile scored 4.0 of 10 in 2021"],
    ["resilience united states", "Resilience in the United States scored low: 4.00 of 10 in 2021"],
    ["chile 2025", "In 2025 Chile scored a low 5.00 of 10 for criminality"],
    ["героин чили", "The heroin trade in Chile scored 4.0 of 10 in 2021"],
    ["scores chle", "“chle”"],
    ["scores jordn", "In 2021 Jordan scored a low 4.00 of 10 for criminality"],
    ["chad heroin", "The heroin trade in Chad scored 4.0 of 10 in 2021"],
    ["scores united states", "In 2021 the United States scored a low 4.00 of 10 for criminality"],
  ])("answers %j for itself", async (text, words) => {
    const said = await textOf(text);
    expect(said).toContain(words);
    if (!words.startsWith("“")) expect(said).toContain("Figures only: the Index's profile of");
  });

  it.each([
    "compare chile heroin",
    "compare heroin Чили",
    "is heroin worse than in Chile?",
    "героин хуже, чем в Чили?",
    "Героин боюнча Чилиден жаманбы?",
  ])("stands beside the pack's own in %j", async (text) => {
    expect(numbersOf(await say([text]))).toEqual(
      expect.arrayContaining([
        [SHIPPED, "heroin-trade", 2021, 7],
        ["chile", "heroin-trade", 2021, 4],
      ]),
    );
  });

  it.each([
    "is it worse than Chile?",
    "is it worse than the United States?",
    "is it worse than Chad?",
    "is it worse than Azerbaijan",
    "хуже чем в Грузии",
    "хуже ли, чем в Чили?",
    "хуже, чем Иордания?",
    "Чилиден жаманбы?",
    "Кошмо Штаттардан жаманбы?",
  ])("is compared as a whole in %j", async (text) => {
    const reply = await say([text]);
    expect(new Set(numbersOf(reply).map(([country]) => country)).size).toBe(2);
    expect(numbersOf(reply).map(([, subject]) => subject)).toContain("criminality");
  });

  it("is gone on with in a thread, and gives way to what is named next", async () => {
    const bot = botOf();
    expect(numbersOf(await say(["scores heroin chile", "Chile", "and its trend?"], bot))[0]).toEqual([
      "chile",
      "heroin-trade",
      2021,
      4,
    ]);
    expect(numbersOf(await say(["compare tajikistan heroin", "Chile"], bot)).map(([country]) => country)).toContain(
      "chile",
    );
    expect(
      numbersOf(await say(["/chile heroin", "is it worse than Kyrgyzstan?"], bot)).map(([country]) => country),
    ).toEqual(expect.arrayContaining(["chile", SHIPPED]));
  });

  it.each([
    ["which country has the most heroin in the world?", "for the heroin trade among the 13 countries in the world"],
    [
      "how many countries are worse on heroin?",
      "1 of the 7 other countries in Central Asia and the Caucasus scored higher than ",
    ],
    ["how does it compare to Chile on heroin", "the heroin trade scored worse in"],
    ["is the police worse than in Chile?", "law enforcement scored"],
  ])("is in figures what is asked in words: %j", async (text, words) => {
    const reply = await say([text]);
    expect(reply.kind).toBe("figures");
    expect(plainText(reply.briefing)).toContain(words);
  });

  it.each([
    ["/chile who controls heroin?", "Only the Index's figures for Chile are here, not its profile."],
    ["/chile help", "Only the Index's figures for Chile are here, not its profile."],
    ["/chile about", "The figures are those of the Global Organized Crime Index"],
    [
      "/chile subscribe weekly",
      "Digests are made from a profile. Only figures for Chile are here, so none can be sent.",
    ],
    ["/chile preview", "Digests are made from a profile."],
    ["what does the profile say about Chile's gangs?", "For Chile there are only scores."],
  ])("says in words what it cannot answer: %j", async (text, words) => {
    for (const platform of ["slack", "teams"] as const) {
      const { briefing } = await say([text], shared, platform);
      const said = plainText(briefing);
      expect(said).toContain(words);
      expect(countWords(said)).toBeLessThan(110);
      const payload = platform === "slack" ? renderSlack(briefing, shared) : renderTeams(briefing, shared);
      expect(JSON.stringify(payload)).toContain(words.slice(0, 20));
    }
  });

  it.each(["the turkey was nice", "jordan peterson", "chad is a name", "mali pomalu", "того"])(
    "is not meant by an ordinary word: %j",
    async (text) => {
      expect((await say([text])).kind).not.toBe("figures");
    },
  );

  it("is offered by the help, and counted where no country is known", async () => {
    expect(await textOf("help")).toContain("5 other countries: /kyrgyzstan scores COUNTRY");
    expect(countWords(await textOf("help"))).toBeLessThan(130);
    expect(await textOf("compare atlantis")).toContain("Uzbekistan, 5 more countries.");
  });

  it("is no longer answered once it is taken away, and was not before it came", async () => {
    let world = worldOf([]).current();
    const bot = botOf({ current: () => world });
    const lost = "This bot no longer has the profile";
    const ask = async (): Promise<string> => {
      const where = { platform: "slack", tenant: "t", channel: "c", thread: null, kind: "channel" } as const;
      const asker = { id: "u", name: "Asel", zone: null };
      const command = bot.parse("scores", "chile");
      const asked = { pack: "chile", command, conversation: where, asker, key: null, at: null };
      return plainText((await bot.handle({ ...asked, typed: true, audience: "asker" })).briefing);
    };
    expect(await ask()).toContain(lost);
    expect(bot.answersOf("chile")).toBe(false);
    world = worldOf([anImportedCountry("chile")]).current();
    expect(await ask()).toContain("In 2021 Chile scored ");
    expect(bot.answersOf("chile")).toBe(true);
    world = worldOf([]).current();
    expect(await ask()).toContain(lost);
  });

  it("has no place in a region of which not all countries are here", async () => {
    expect(await textOf("scores heroin chile")).not.toContain("South America");
    expect(await textOf("rank heroin chile")).toContain(
      "Only 2 of the 12 countries in South America are here; places count those.",
    );
  });
});

describe("The order of all countries", () => {
  it("says where the pack's country stands, which are the highest, and how many are here", async () => {
    const said = await textOf("rank heroin world");
    expect(said).toContain(
      "In 2021 Kyrgyzstan had the 2nd-highest score for the heroin trade among the 13 countries in the world: 7.0 of 10. Highest: Tajikistan (8.5).",
    );
    expect(said).toContain("Only 13 of the 193 countries in the world are here; places count those.");
  });

  it("shows ten of each end and the own country among its neighbours, no tie cut, ranks as they are counted anew", async () => {
    const many = Array.from({ length: 60 }, (_, at) => {
      const letters = `${String.fromCodePoint(97 + Math.floor(at / 26))}${String.fromCodePoint(97 + (at % 26))}`;
      return {
        ...anImportedCountry("chile", 1 + Math.floor(at / 8)),
        slug: `land-${letters}`,
        name: `Land ${letters}`,
      };
    });
    const reply = await say(["rank cocaine 2021 world"], botOf(worldOf(many)));
    const chart = reply.briefing.blocks.find((block) => block.kind === "chart")?.chart;
    const names = chart?.series.map(({ name }) => name) ?? [];
    expect(names.length).toBeLessThanOrEqual(24);
    // Eight share each score of theirs.
    expect(names.filter((name) => /^(?:8|\d+) countries$/u.test(name)).length).toBeGreaterThan(1);
    expect(names).toContain("8 countries");
    expect(names.some((name) => name.startsWith("Land"))).toBe(false);
    const places = chart?.series.map(({ place }) => Number.parseInt(place.replace("joint ", ""), 10)) ?? [];
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(chart?.series.filter(({ own }) => own).map(({ name }) => name)).toEqual(["Kyrgyzstan"]);
    const figures = reply.kind === "figures" ? reply.figures : [];
    expect(figures).toHaveLength(68);
    const scores = figures.map(({ value }) => value);
    for (const { value, rank } of figures)
      expect(rank?.world).toMatchObject({ rank: scores.filter((score) => score > value).length + 1, of: 68 });
  });

  it("is one of whatever is scored, in any words and order", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("heroin", "drugs", "resilience", ""),
        fc.constantFrom("", "2023"),
        (topic, edition) => {
          const words = ["rank", topic, edition, "world"].filter(Boolean).join(" ");
          const command = shared.parse(words);
          expect(command).toMatchObject({ kind: "figures", question: { kind: "rank", scope: "world" } });
        },
      ),
    );
  });

  it.each([
    ["how many countries score higher than Kyrgyzstan on heroin", "1 of the 7 other countries in Central Asia"],
    ["how many countries score higher than Kyrgyzstan?", "higher than Kyrgyzstan (5.33) for criminality in 2021: Taj"],
    ["how many neighbours do worse than Kyrgyzstan on resilience", "4 of the 7 other countries in Central Asia"],
    ["сколько стран выше Кыргызстана по героину в 2025", "for the heroin trade in 2025: Tajikistan."],
    [
      "how many countries in the world score higher than Kyrgyzstan on heroin",
      "1 of the 12 other countries in the world",
    ],
    ["how many countries score lower than Kyrgyzstan on heroin", "6 of the 7 other countries"],
  ])("answers %j with the number", async (question, said) => {
    expect(await textOf(question)).toContain(said);
  });

  it.each([
    { asked: "how many countries have a worse heroin score than Kazakhstan", of: "heroin-trade", than: "kazakhstan" },
    { asked: "сколько стран хуже Таджикистана по героину", of: "heroin-trade", than: "tajikistan" },
    {
      asked: "how many neighbours score higher than Uzbekistan on cannabis?",
      of: "cannabis-trade",
      than: "uzbekistan",
    },
  ])("counts against the country that $asked names", async ({ asked, of: slug, than }) => {
    const scores = REGION.map((country) => [country, scoredBy(country.slug)[slug]!] as const);
    const [named, own] = scores.find(([country]) => country.slug === than)!;
    const others = scores.filter(([, score]) => score > own).length;
    expect(await textOf(asked)).toContain(
      `${others === 0 ? "None" : others} of the 7 other countries in Central Asia and the Caucasus scored higher than ${named.name}`,
    );
  });

  it("counts against a country from elsewhere among all that are here, and says how many that is of", async () => {
    const text = await textOf("how many countries have a worse heroin score than Chile");
    expect(text).toContain(
      "of the 12 other countries in the world scored higher than Chile (4.0) for the heroin trade",
    );
    expect(text).toContain("Only 13 of the 193 countries in the world are here; places count those.");
    const without = await textOf("how many countries have a worse heroin score than Chile", botOf(worldOf([])));
    expect(without).toMatch(
      /^There are no figures for Chile here; .* The heroin trade in Kyrgyzstan scored high: 7\.0/u,
    );
  });

  it.each([
    { asked: "in how many indicators is Kazakhstan worse?", one: "kazakhstan", side: "worse" },
    { asked: "in how many indicators is Kyrgyzstan worse than Tajikistan", other: "tajikistan", side: "worse" },
    { asked: "how many drug markets are worse in Tajikistan?", one: "tajikistan", side: "worse", isOf: of("drugs") },
    {
      asked: "on how many markets does Uzbekistan score higher",
      one: "uzbekistan",
      side: "higher",
      isOf: of("markets"),
    },
    {
      asked: "how many resilience indicators are better in Georgia",
      one: "georgia",
      side: "better",
      isOf: of("resilience"),
    },
    { asked: "в скольких показателях Казахстан хуже Кыргызстана", one: "kazakhstan", side: "worse" },
  ])("counts in $asked one by one", async ({ asked, one = SHIPPED, other = SHIPPED, side, isOf = () => true }) => {
    const [first, second] = [scoredBy(one), scoredBy(other)];
    const above = library.taxonomy.indicators.filter(isOf).flatMap(({ slug, pillar }) => {
      const difference = (first[slug] ?? Number.NaN) - (second[slug] ?? Number.NaN);
      const sign = side === "higher" || (side === "better") === (pillar === "resilience") ? 1 : -1;
      return Number.isNaN(difference) ? [] : [Math.sign(difference) * sign];
    });
    const count = (wanted: number): string => `${above.filter((each) => each === wanted).length || "none"}`;
    const reply = await say([asked]);
    expect(reply.briefing.summary).toMatch(
      new RegExp(
        `on ${count(1)} of ${above.length} indicators.*, \\w+ on ${count(-1)} and the same on ${count(0)}\\.`,
        "u",
      ),
    );
    expect(reply.briefing.summary).toMatch(
      new RegExp(`^In the 2021 edition, ${one} scored ${side} than ${other} on`, "iu"),
    );
    // What was counted stands below, and no command asks the same: so nothing is offered to be shared.
    const tables = reply.briefing.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    const rows = tables.flatMap((table) => table.rows.filter((_, at) => !table.heads?.includes(at)));
    expect(rows).toHaveLength(above.filter((each) => each === 1).length);
    // Where both ways are in it, each stands below which way is worse; the own country comes first.
    for (const { columns, rows: all, heads = [] } of tables) {
      expect(heads.map((at) => all[at]?.[0])).toEqual(
        heads.length === 0 ? [] : ["Higher is worse", "Higher is better"],
      );
      expect(columns[1]?.name.toLowerCase()).toBe(SHIPPED);
    }
    expect(countWords(reply.briefing.summary)).toBeLessThanOrEqual(60);
    expect(numbersOf(reply)).toHaveLength(2 * above.length);
  });

  it("is a question in plain words where nothing was brought in", () => {
    expect(createTestBot().parse("rank heroin world").kind).toBe("ask");
  });
});

describe("What figures alone cannot give", () => {
  it.each([
    ["export chile", "Only the Index's figures for Chile are here, not its profile."],
    ["export heroin chile csv", "Only the Index's figures for Chile are here, not its profile."],
    ["export united states markdown", "Only the Index's figures for United States are here, not its profile."],
    ["chile export", "Only the Index's figures for Chile are here, not its profile."],
  ])("%j is refused by name", async (text, words) => {
    expect(await textOf(text)).toContain(words);
  });

  it.each([
    ["subscribe", "chile"],
    ["subscribe", "united states, weekly"],
    ["preview", "чили"],
  ] as const)("%s %j has a refusal of its own, in words", (verb, rest) => {
    const content = { ...contentOf(), world: WORLD };
    const context = openZonedContext(content, SHIPPED, { now: CLOCK });
    const { unread } = verb === "subscribe" ? readOrder(rest, context) : readVerb(verb, rest, context);
    const refused = composeOfFigures({ context, parts: { content } }, unread);
    expect(refused && plainText(refused)).toMatch(/^Digests are made from a profile\. Only figures for \w/mu);
    expect(composeOfFigures({ context, parts: { content } }, ["funday"])).toBeUndefined();
  });
});

describe("A place in the world", () => {
  const scores = [3, 4, 4, 5, 5.5, 5.5, 7];
  const names = createCountryNames(library.countries);
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  const places = letters
    .flatMap((first) => letters.flatMap((second) => english.of(first + second) ?? []))
    .filter((name, at, all) => names(name) !== undefined && all.indexOf(name) === at && !/[&().’-]/u.test(name))
    .slice(0, 193)
    .map((name, at) => ({
      name,
      region: `Region ${at % 9}`,
      continent: "All",
      score: scores[at % 7]! + (at < 60 ? 0 : ((at * 7) % 60) / 100),
    }));

  it("is told as joint exactly where others share it: in scores, trend, rank and for scripts, of all 193", async () => {
    const workbook = writeWorkbook(inventedSheets(places));
    const { taxonomy, countries: spellings } = library;
    const imported = await readWorkbook(workbook, { taxonomy, editions: [2021, 2023, 2025], spellings });
    const world = worldOf(imported);
    // As an import has left them that did not keep who shares a place.
    const stored = imported.map((country) => readCountry(writeCountry(country).replaceAll(/,"joint":\w+/gu, "")));
    expect(stored).not.toEqual(imported);
    expect(withSharedPlaces(stored, [])).toEqual(imported);
    const { countries } = world.current();
    const own = new Set(library.packs.flatMap(({ figures }) => figures.countries.map(({ slug }) => slug)));
    const foreign = countries.filter(({ slug }) => !own.has(slug));
    expect(foreign.length).toBeGreaterThan(180);
    for (const country of foreign) {
      const context = openContext({ library, world, topics: createTopics(taxonomy) }, country.slug, { now: CLOCK });
      const { score } = places.find(({ name }) => name === country.name)!;
      const isJoint = places.filter((each) => each.score === score).length > 1;
      const subject = { kind: "headline", measure: "criminality" } as const;
      const said = (question: FigureQuestion) => composeFigures(context, question);
      const texts = [
        [
          { kind: "score", subject: { kind: "headline", measure: null }, edition: null },
          /^Criminality: (joint )?\S*(?:highest|lowest) of 193 /mu,
        ],
        [
          { kind: "score", subject, edition: null },
          /score was the (joint )?\S*(?:highest|lowest) of 193 countries in the world/imu,
        ],
        [{ kind: "trend", subject }, /^Place in the world: criminality (joint )?(?:\d|highest|lowest)/mu],
      ] as const;
      for (const [question, place] of texts) {
        const words = plainText(said(question).briefing);
        expect([country.name, place.exec(words)?.[1]?.toLowerCase()]).toEqual([
          country.name,
          isJoint ? "joint " : undefined,
        ]);
      }
      const reply = said({ kind: "score", subject, edition: null });
      const number =
        reply.kind === "figures" ? reply.figures.find((each) => each.subject === "criminality") : undefined;
      expect([country.name, number?.rank?.world?.joint]).toEqual([country.name, isJoint]);
    }
  });
});

describe("A question about a country from elsewhere", () => {
  it.each([
    ["what is the resilience of Chile?", "Resilience in Chile scored"],
    ["criminality of Jordan in 2025", "Criminality in Jordan scored"],
    ["what about Chad heroin?", "The heroin trade in Chad scored"],
  ])("is answered by its own figures: %s", async (text, words) => {
    expect((await textOf(text)).slice(0, words.length)).toBe(words);
  });

  it("calls it as a sentence does where the workbook calls it otherwise", async () => {
    const north = { ...anImportedCountry("north-korea"), name: "Korea, DPR", aliases: ["korea dpr", "north korea"] };
    const bot = botOf(worldOf([north]));
    expect(await textOf("scores Korea, DPR", bot)).toMatch(/^In 2021 North Korea scored /u);
    expect(await textOf("compare Korea, DPR heroin", bot)).toMatch(/ in North Korea /u);
  });
});

describe("The order of the world", () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    ...anImportedCountry(`land-${at}`, 1 + at / 8),
    name: `Land ${at}`,
  }));

  it("says how many it leaves out, where it does", async () => {
    const reply = await say(["rank heroin world"], botOf(worldOf(many)));
    const chart = reply.briefing.blocks.find((block) => block.kind === "chart")!.chart;
    const omitted = chart.series.map(({ before = "0" }) => Number.parseInt(before, 10));
    expect(omitted.filter((count) => count > 0).length).toBeGreaterThan(0);
    const standing = chart.series.map(({ name }) => Number.parseInt(/^(\d+) countries$/u.exec(name)?.[1] ?? "1", 10));
    const shown = standing.reduce((sum, count) => sum + count, 0);
    expect(omitted.reduce((sum, count) => sum + count, shown)).toBe(many.length + REGION.length);
    expect(drawSvg(chart)).toContain("not shown");
  });
});

describe("A part of several countries' names", () => {
  const two = worldOf(["congo-republic", "congo-democratic-republic", "chile"].map((slug) => anImportedCountry(slug)));

  it.each(["scores congo", "compare congo", "trend congo heroin", "rank heroin congo", "congo", "congo heroin"])(
    "is asked back, and each way asks the same of one of them: %s",
    async (text) => {
      const bot = botOf(two);
      const reply = await say([text], bot);
      expect(reply.kind).toBe("choice");
      expect(reply.briefing.summary).toBe("Which country do you mean by “congo”?");
      const ways = reply.briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
      expect(ways.map(({ label }) => label)).toEqual(["congo-republic", "congo-democratic-republic"]);
      for (const way of ways) {
        expect(way).toMatchObject({ kind: "show", text: text.replace("congo", way.label.replaceAll("-", " ")) });
        const answer = await say([way.kind === "show" ? way.text : ""], bot);
        expect(answer.kind).toBe("figures");
        expect(answer.briefing.summary.toLowerCase()).toContain("congo");
      }
    },
  );

  it("is one where a country is called so, and none where one alone has it or very many", () => {
    const world = two.current();
    expect(world.partly("congo")).toHaveLength(2);
    for (const words of ["chile", "democratic", "congo republic", "", "cong"]) expect(world.partly(words)).toEqual([]);
    const many = worldOf(["a", "b", "c", "d", "e", "f"].map((each) => anImportedCountry(`${each}-land`))).current();
    expect(many.partly("land")).toEqual([]);
  });
});
