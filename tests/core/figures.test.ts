import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openContext } from "#core/briefings/context.ts";
import { placeWords } from "#core/briefings/figures/places.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis, regionScores, standing } from "#core/profile/figures.ts";
import { MEASURES } from "#core/profile/profile.ts";
import { createTopics } from "#core/profile/topics.ts";
import { briefingFor, CLOCK, library } from "#tests/fixtures/bot.ts";

const { taxonomy, packs } = library;
const pack = packs[0]!;
const context = openContext({ library, topics: createTopics(taxonomy) }, pack.slug, { now: CLOCK });
const words = async (command: string): Promise<string> => plainText(await briefingFor(command));
const answered = (question: FigureQuestion): string => plainText(composeFigures(context, question).briefing);

describe("The first edition's basis", () => {
  it("gives the published scores where it is the edition's own, in every country and edition", () => {
    for (const country of pack.figures.countries)
      for (const figures of country.editions)
        expect(firstBasis(taxonomy, figures, figures.edition), country.name).toEqual(figures.headline);
  });

  it("rounds half up: criminality of 2025 is 5.475, so 5.48", () => {
    const figures = figuresOf(context.country, 2025)!;
    expect(firstBasis(taxonomy, figures, 2021)).toMatchObject({ markets: 4.95, actors: 6, criminality: 5.48 });
  });

  it("is exact to the hundredth for any scores that the Index could give", () => {
    const scores = fc.array(fc.integer({ min: 2, max: 20 }), { minLength: 40, maxLength: 40 });
    const mean = (halves: readonly number[]): bigint => BigInt(halves.reduce((sum, half) => sum + half, 0));
    fc.assert(
      fc.property(scores, (halves) => {
        const indicators = Object.fromEntries(taxonomy.indicators.map(({ slug }, at) => [slug, (halves[at] ?? 2) / 2]));
        const of = (pillar: string) =>
          taxonomy.indicators.flatMap((each, at) =>
            each.pillar === pillar && each.since <= 2021 ? [halves[at] ?? 2] : [],
          );
        const [markets, actors] = [of("markets"), of("actors")];
        // Halves over 2 x 10 and 2 x 4, their mean in hundredths, half up.
        const over = BigInt(4 * markets.length * actors.length);
        const sum = mean(markets) * BigInt(actors.length) + mean(actors) * BigInt(markets.length);
        const hundredths = (200n * sum + over) / (2n * over);
        const { criminality } = firstBasis(taxonomy, { ...context.figures, indicators }, 2021);
        expect(criminality).toBe(Number(hundredths) / 100);
      }),
    );
  });
});

/** Counted one by one, by what the scores themselves say. */
function countedIn(edition: number, measure: string): number {
  const pillars = measure === "criminality" ? ["markets", "actors"] : [measure];
  const { indicators } = figuresOf(context.country, edition)!;
  const isOf = (slug: string): boolean =>
    pillars.some((pillar) => taxonomy.indicators.find((each) => each.slug === slug)?.pillar === pillar);
  return Object.keys(indicators).filter(isOf).length;
}

describe("A picture that stands alone", () => {
  const chartOf = async (words: string) =>
    (await briefingFor(words)).blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []))[0]!;

  it.each(["markets", "actors", "resilience"])(
    "says how many of its bars are high, and the worst: %s",
    async (measure) => {
      for (const edition of [2021, 2023, 2025]) {
        const { title, series, scale } = await chartOf(`scores ${measure} ${edition}`);
        const values = series.map(({ values: [value] }) => value ?? Number.NaN);
        const high = values.filter((value) => value > scale.line).length;
        const isResilience = measure === "resilience";
        // Where high is good, that none is high is no good news.
        const none = isResilience ? `All ${values.length} scores` : `None of the ${values.length} scores`;
        expect(title.startsWith(high === 0 ? none : `${high} of the ${values.length} scores`), title).toBe(true);
        const worst = isResilience ? Math.min(...values) : Math.max(...values);
        expect(title).toContain(isResilience ? `Weakest, at ${worst.toFixed(1)}: ` : `highest ${worst.toFixed(1)} (`);
        const weakest = series.filter(({ values: [value] }) => value === worst);
        if (isResilience)
          for (const { name } of weakest) expect(title.toLowerCase(), title).toContain(name.toLowerCase());
        expect(values[0], "what the list is read for stands first").toBe(worst);
      }
    },
  );

  it("says of a trend what became of each line, the largest change first", async () => {
    expect((await chartOf("trend")).title).toBe(
      "Kyrgyzstan, 2021 to 2025: resilience fell from 4.17 to 3.79; criminality barely changed as published (5.33 to 5.25) and rose like for like (to 5.48, after 5.64 in 2023).",
    );
    expect((await chartOf("trend drugs")).title).toBe(
      "Drugs: the score for the synthetic drug trade rose most, from 4.5 (2021) to 5.5 (2025). Highest in 2025: the heroin trade (7.0).",
    );
  });

  it("says of two countries which is worse, where it is so of both ends", async () => {
    expect((await chartOf("compare tajikistan")).title).toBe(
      "Tajikistan scored worse than Kyrgyzstan on criminality and resilience in 2021, but not on criminal actors.",
    );
  });

  it("has pairs of indicators the highest first", async () => {
    const { series } = await chartOf("compare tajikistan drugs");
    const tops = series.map(({ values }) => Math.max(...values.map((value) => value ?? 0)));
    expect(tops).toEqual(tops.toSorted((one, other) => other - one));
  });
});

describe("How many indicators", () => {
  it("an edition has is known: 10 markets, 4 actors and 12 of resilience in 2021, then 15, 5 and 12", () => {
    const counts = [2021, 2023, 2025].map((edition) =>
      ["markets", "actors", "criminality", "resilience"].map((measure) => countedIn(edition, measure)),
    );
    expect(counts).toEqual([
      [10, 4, 14, 12],
      [15, 5, 20, 12],
      [15, 5, 20, 12],
    ]);
  });

  it.each([
    ["trend", "criminality"],
    ["trend criminality", "criminality"],
    ["trend markets", "markets"],
    ["trend actors", "actors"],
  ])(
    "are counted like for like stands in `%s` as counted, and not those of another measure",
    async (command, measure) => {
      const briefing = await briefingFor(command);
      expect(plainText(briefing)).toContain(`on the same ${countedIn(2021, measure)} indicators, it `);
      const chart = briefing.blocks.find((block) => block.kind === "chart")!.chart;
      expect(chart.columns.map(({ name, note }) => [name, Number.parseInt(note, 10)])).toEqual(
        [2021, 2023, 2025].map((edition) => [String(edition), countedIn(edition, measure)]),
      );
      // What is calculated is of the first edition's indicators throughout, and resilience has the same in all.
      expect(chart.series.filter(({ mixed }) => mixed).map(({ name }) => name)).toEqual([
        context.taxonomy.pillars.find(({ slug }) => slug === measure)?.name ?? "Criminality",
      ]);
    },
  );

  it("a sentence speaks of are as many as there are, in every edition", async () => {
    const names = { "criminal markets": "markets", "criminal actors": "actors", resilience: "resilience" };
    for (const edition of [2021, 2023, 2025])
      for (const [name, measure] of Object.entries(names)) {
        const { blocks } = await briefingFor(`scores ${measure} ${edition}`);
        const titles = blocks.flatMap((block) => (block.kind === "chart" ? [block.chart.title] : []));
        const count = countedIn(edition, measure);
        expect(titles.join()).toMatch(
          new RegExp(
            `(?:the|All) ${count} scores for ${name} in Kyrgyzstan (?:was|were) (?:high|5.50 or lower) in ${edition}`,
            "u",
          ),
        );
      }
    for (const { slug, pillar } of taxonomy.indicators.filter(({ since }) => since === 2021))
      expect(await words(slug)).toMatch(
        new RegExp(`Kyrgyzstan's ${countedIn(2021, pillar)} (?:criminal-market|criminal-actor|resilience) scores`, "u"),
      );
    for (const measure of ["markets", "actors"])
      expect(await words(`calculation ${measure}`)).toContain(`) / ${countedIn(2021, measure)} |`);
  });
});

describe("A headline like for like", () => {
  it("that has not changed is said to be the same again", () => {
    const editions = context.country.editions.map((figures) => ({
      ...figures,
      indicators: { ...figures.indicators, ...context.figures.indicators },
    }));
    const level = { ...context, country: { ...context.country, editions } };
    const { briefing } = composeFigures(level, {
      kind: "trend",
      subject: { kind: "headline", measure: "criminality" },
    });
    expect(briefing.summary).toBe(
      "As published, criminality in Kyrgyzstan barely changed from 5.33 (2021) to 5.25 (2025); like for like, on the same 14 indicators, the score was 5.33 again (the bot's calculation).",
    );
  });

  it("is one press from how it comes about, in a word that could be typed", async () => {
    for (const [command, measure] of [
      ["trend", "criminality"],
      ["trend markets", "markets"],
    ] as const) {
      const ways = (await briefingFor(command)).blocks.flatMap((block) =>
        block.kind === "actions" ? block.items : [],
      );
      expect(ways).toContainEqual({
        kind: "show",
        label: "How calculated",
        pack: pack.slug,
        text: `calculation ${measure}`,
      });
    }
    const ways = (await briefingFor("trend resilience")).blocks.flatMap((block) =>
      block.kind === "actions" ? block.items : [],
    );
    expect(ways.map(({ label }) => label)).not.toContain("How calculated");
  });

  it("comes about by the formula with the country's own numbers, and says which scores it leaves out", async () => {
    const text = await words("calculation criminality");
    expect(text).toMatch(
      /^Criminality, 2025: 5\.48 on the indicators of 2021, calculated by the bot; 5\.25 as published\.\n/u,
    );
    expect(text).toContain("Criminality | (markets\u00A04.95 + actors\u00A06.00) / 2 | 5.48");
    expect(text).toContain("2021 did not score them: cyber-dependent crimes, ");
    expect(text).toContain(" and private sector actors.");
    for (const [, terms = "", count, mean] of text.matchAll(/\| \(([^()]+)\) \/ (\d+) \| (\d\.\d\d)/gu)) {
      const scores = terms.split(" + ").map((term) => Number(term.split("\u00A0").at(-1)));
      expect(scores).toHaveLength(Number(count));
      expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeCloseTo(Number(mean), 1);
    }
    expect(await words("How calculated")).toBe(text);
    expect(await words("calculation resilience 2023")).toMatch(/^Resilience, 2023: 3\.83 as published\./u);
  });
});

describe("A place", () => {
  it("is shared by all who have the score, and by nobody else", () => {
    const scored = fc.uniqueArray(fc.record({ name: fc.string(), score: fc.integer({ min: 1, max: 5 }) }), {
      selector: ({ name }) => name,
      minLength: 1,
    });
    fc.assert(
      fc.property(scored, (all) => {
        for (const { name, score } of all) {
          const found = standing(name, all);
          expect(found?.place).toBe(1 + all.filter((other) => other.score > score).length);
          const ties = all.filter((other) => other.score === score && other.name !== name);
          expect(found?.ties).toEqual(ties.map((other) => other.name));
        }
      }),
    );
  });

  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
    [11, "11th"],
    [12, "12th"],
    [13, "13th"],
    [22, "22nd"],
    [101, "101st"],
    [193, "193rd"],
  ])("%i is %s", (place, ordinal) => {
    expect(placeWords(context, { place, ties: [] })).toBe(ordinal);
    expect(placeWords(context, { place, ties: ["Georgia"] })).toBe(`joint ${ordinal}`);
  });

  it("names whose it is, among what, and with whom it is shared, on the page of every indicator", async () => {
    expect(await words("mafia")).toContain(
      "The 2021 score was the 2nd-lowest of Kyrgyzstan's 4 criminal-actor scores and joint highest, with Azerbaijan and Tajikistan, of 8 countries in Central Asia and the Caucasus.",
    );
    for (const { slug, section } of taxonomy.indicators) {
      if (section === null) continue;
      const scores = regionScores(pack.figures, pack.edition, (figures) => figures?.indicators[slug]);
      const { ties } = standing(context.country.name, scores)!;
      const page = await words(slug);
      expect(/joint [^.,]*, with [^.]*, of 8 countries in Central Asia and the Caucasus\./u.test(page), slug).toBe(
        ties.length > 0,
      );
      for (const tie of ties) expect(page).toMatch(new RegExp(`(?: and|It was) joint [^.]*, with [^.]*${tie}`, "u"));
      expect(page).toMatch(
        /\nThe 2021 score was the (?:joint )?(?:\d+\w\w-)?(?:highest|lowest) of Kyrgyzstan's \d+ (?:criminal-market|criminal-actor|resilience) scores(?:, with [^.]*\. It was| and) (?:the|joint) (?:\d+\w\w-)?(?:highest|lowest)(?:, with [^.]*,)? of 8 countries in [^.]*\.\n/u,
      );
    }
  });

  it("among the country's own scores is shared as well", async () => {
    expect(await words("human-smuggling")).toContain(
      "The 2021 score was the joint 5th-highest of Kyrgyzstan's 10 criminal-market scores, with the synthetic drug trade. It was the 4th-highest of 8 countries in",
    );
  });

  it("sets names apart that have an and of their own, in what shares a place and in what scored the same", async () => {
    expect(await words("law-enforcement")).toContain(
      "resilience scores, with political leadership and governance. It was ",
    );
    expect(await words("anti-money-laundering")).toContain(
      "lowest of Kyrgyzstan's 12 resilience scores, with government transparency and accountability and with the judicial system and detention. It was the lowest of 8 countries in",
    );
    expect(await words("prevention")).toContain(
      ", with national policies and laws, and economic regulatory capacity. It was ",
    );
    expect(await words("prevention")).toContain(", with Armenia, Azerbaijan and Uzbekistan, of 8 countries in ");
    const weakest = { kind: "extreme", pillar: "resilience", section: null, end: "lowest", edition: null } as const;
    expect(answered(weakest)).toMatch(
      /^Of the 12 scores for resilience in Kyrgyzstan in 2021, government transparency and accountability, the judicial system and detention, and anti-money laundering had the lowest: 3\.0 of 10\.\n/u,
    );
  });

  it("that is the last is called the lowest, among its own and among countries", async () => {
    expect(await words("foreign-actors")).toContain(
      "The 2021 score was the lowest of Kyrgyzstan's 4 criminal-actor scores and joint 4th-highest, with Turkmenistan, of 8 countries in",
    );
    expect(await words("flora-crimes")).toContain(" It was joint lowest, with ");
  });

  it("in the world and the region names its direction where it stands", async () => {
    const place =
      "The 2025 score was the joint 85th-highest of 193 countries in the world and the 2nd-highest of 8 countries in Central Asia and the Caucasus.";
    expect(await words("scores criminality 2025")).toContain(place);
    expect(await words("scores 2025")).toContain(
      "\nCriminality: joint 85th-highest of 193 countries, 2nd-highest of 8 in Central Asia and the Caucasus; resilience: joint 141st-highest, 6th-highest.\n",
    );
  });
});

describe("How the scores are to be read", () => {
  it.each([
    ["rank", "higher is worse"],
    ["rank resilience", "higher is better"],
    ["scores", "higher criminality is worse, higher resilience is better"],
    ["compare tajikistan", "higher criminality is worse, higher resilience is better"],
  ])("is said of those that are shown, and no others: %s", async (text, reading) => {
    expect(await words(text)).toContain(`\nScores: above 5.50 is high · ${reading}`);
  });
});

describe("The scores of an edition", () => {
  const rowsOf = (briefing: Briefing) => briefing.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
  const pressesOf = ({ blocks }: Briefing) =>
    blocks.flatMap((block) => (block.kind === "actions" ? [...block.items, ...block.more] : []));

  it("are the headline on one screen, with the worst of each pillar", async () => {
    const briefing = await briefingFor("scores");
    const [chart] = briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
    expect(chart?.title).toBe(
      "In 2021 Kyrgyzstan scored 5.33 of 10 for criminality, just under the 5.50 line, and a low 4.17 for resilience. Only criminal actors scored high (6.25).",
    );
    expect(chart?.readings.map(({ words: reading }) => reading)).toEqual(["higher is worse", "higher is better"]);
    expect(chart?.series.map(({ name, values, high, own }) => [name, values[0], high, own])).toEqual([
      ["Criminality", 5.33, "worse", true],
      ["Criminal markets", 4.4, "worse", false],
      ["Criminal actors", 6.25, "worse", false],
      ["Resilience", 4.17, "better", true],
    ]);
    expect(plainText(briefing)).toContain(
      "- Markets: highest 7.0 (heroin trade)\n" +
        "- Actors: highest 8.5 (state-embedded actors)\n" +
        "- Resilience: lowest 3.0 (transparency, judicial system, anti-laundering)\n",
    );
  });

  it.each(["", " 2023", " 2025"])("are all told one press on, and by `scores all%s`", async (edition) => {
    const scores = pack.figures.countries[0]!.editions.find((each) => String(each.edition) === edition.trim());
    const { indicators } = scores ?? context.figures;
    const count = Object.keys(indicators).length + MEASURES.length;
    const press = pressesOf(await briefingFor(`scores${edition}`)).find(
      ({ label }) => label === `All ${Object.keys(indicators).length} indicators`,
    );
    expect(press).toMatchObject({ kind: "show", text: `scores all${edition}` });
    const whole = await briefingFor(`scores all${edition}`);
    // Which way is worse heads what it is true of.
    expect(rowsOf(whole)).toHaveLength(count + 2);
    for (const score of Object.values(indicators)) {
      const level = score > 5.5 ? "high " : score === 5.5 ? "on the line " : "";
      expect(plainText(whole)).toContain(` | ${level}${score.toFixed(1)}\n`);
    }
    const table = whole.blocks.find((block) => block.kind === "table");
    expect(table?.heads?.map((at) => table.rows[at]?.[0])).toEqual([
      "Higher is worse",
      "Criminality",
      "Criminal markets",
      "Criminal actors",
      "Higher is better",
      "Resilience",
    ]);
    expect(pressesOf(whole)).toContainEqual(expect.objectContaining({ kind: "share", text: `scores all${edition}` }));
  });

  it("of each pillar are a press away, in the same edition", async () => {
    const presses = pressesOf(await briefingFor("scores 2025")).map((press) => ("text" in press ? press.text : ""));
    expect(presses).toEqual(
      expect.arrayContaining(["scores markets 2025", "scores actors 2025", "scores resilience 2025"]),
    );
  });
});

describe("A country beside others", () => {
  it("scored higher than one, and highest of several", async () => {
    expect(await words("compare kazakhstan")).toMatch(
      /^In the 2021 edition, Kyrgyzstan scored worse than Kazakhstan on both counts: criminality 5\.33 of 10 against 4\.26, resilience 4\.17 against 4\.71\.\n/u,
    );
    expect(await words("compare resilience kazakhstan")).toContain("resilience scored better in Kazakhstan (4.71, ");
    const text = await words("compare heroin tajikistan kazakhstan");
    expect(text).toContain("the heroin trade scored, from worst to best: Tajikistan (8.5), Kyrgyzstan (7.0) and ");
  });
});

describe("A score that rose and came back", () => {
  it("has not stayed: what it was in between is said", async () => {
    expect(await words("trend heroin")).toMatch(
      /^The score for the heroin trade in Kyrgyzstan rose from 7\.0 \(2021\) to 7\.5 \(2023\) and fell back to 7\.0 \(2025\)\.\n/u,
    );
  });
});

describe("The worst of all", () => {
  it("is a state-embedded actor's: all 14 criminality indicators are counted, and what is worst of resilience is told beside it", () => {
    const worst = { kind: "extreme", pillar: null, section: null, end: "highest", edition: null } as const;
    const text = answered(worst);
    expect(text).toMatch(
      /^Of the 14 scores for criminality in Kyrgyzstan in 2021, state-embedded actors had the highest: 8\.5 of 10\.\n/u,
    );
    expect(text).toMatch(/\nState-embedded actors \| high 8\.5\nHeroin trade \| high 7\.0/u);
    const lowest = answered({ ...worst, end: "lowest" });
    expect(lowest).toMatch(
      /^Of the 14 scores for criminality in Kyrgyzstan in 2021, flora crimes and the cocaine trade had the lowest: 2\.0 of 10\./u,
    );
    expect(lowest).toMatch(/\nFlora crimes \| 2\.0\nCocaine trade \| 2\.0/u);
  });

  it("stays with a pillar that is named", () => {
    const worst = { kind: "extreme", pillar: "markets", section: null, end: "highest", edition: null } as const;
    expect(answered(worst)).toMatch(
      /^Of the 10 scores for criminal markets in Kyrgyzstan in 2021, the heroin trade had the highest: 7\.0 of 10\.\n\n[^F]/u,
    );
  });
});

describe("A section beside another country's", () => {
  it("says of two that are each higher in as many that they are", async () => {
    expect((await briefingFor("compare kazakhstan environment")).summary).toBe(
      "Environment, 2021 edition: Kyrgyzstan and Kazakhstan each scored worse on 1 of 3 indicators, and the same on 1.",
    );
    expect((await briefingFor("compare tajikistan drugs")).summary).toBe(
      "Drugs, 2021 edition: Tajikistan scored worse than Kyrgyzstan on 3 of 4 indicators, and the same on 1.",
    );
  });
});

describe("The order of the countries", () => {
  it("has every country of the region with its place and score, the highest first, and says where the own one stands", async () => {
    const text = await words("rank heroin");
    expect(text).toMatch(
      /^In 2021 Kyrgyzstan had the 2nd-highest score for the heroin trade among the 8 countries in Central Asia and the Caucasus: 7\.0 of 10\.\n\nCountry/u,
    );
    expect(text).toMatch(
      /Tajikistan \| 1st \| high 8\.5\nKyrgyzstan \| 2nd \| high 7\.0\nKazakhstan \| joint 3rd \| high 6\.5/u,
    );
    expect(text).toContain("ranked by the bot");
    expect(await words("rank")).toMatch(/Tajikistan \| 1st \| high 5\.61\nKyrgyzstan \| 2nd \| 5\.33/u);
    expect(await words("rank heroin 2023")).toMatch(/^In 2023 Kyrgyzstan had .* for the heroin trade among the /u);
  });

  it("of a section has the own place and the highest score by each of its indicators, and a way to each order", async () => {
    const briefing = await briefingFor("rank drugs");
    const text = plainText(briefing);
    expect(text).toMatch(
      /^In the 2021 edition, of 8 countries in Central Asia and the Caucasus, Kyrgyzstan scored 2nd-highest for the heroin trade, joint 3rd-highest for the cocaine trade, .+ and 3rd-highest for the synthetic drug trade\.\n/u,
    );
    expect(text).toContain("Heroin trade | 2nd of 8 | high 7.0 | Tajikistan (8.5)");
    const ways = briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    for (const [name, slug] of [
      ["Heroin trade", "heroin-trade"],
      ["Cocaine trade", "cocaine-trade"],
      ["Cannabis trade", "cannabis-trade"],
      ["Synthetic drug trade", "synthetic-drug-trade"],
    ] as const) {
      expect(text).toMatch(
        new RegExp(`${name} \\| (?:joint )?\\d\\w\\w of 8 \\| (?:high |on the line )?\\d\\.\\d \\| `, "u"),
      );
      expect(ways).toContainEqual({ kind: "show", label: name, pack: pack.slug, text: `rank ${slug}` });
    }
  });
});

describe("What was asked", () => {
  it("comes first: the countries side by side, or the editions", async () => {
    const first = async (command: string) => (await briefingFor(command)).blocks[1];
    for (const command of ["compare tajikistan", "compare tajikistan heroin", "trend", "trend heroin", "trend drugs"])
      expect(await first(command), command).toMatchObject({ kind: "chart" });
  });

  it("has a name of its own where it is the whole headline", async () => {
    expect((await briefingFor("trend")).title).toBe("Headline scores, Kyrgyzstan");
    expect((await briefingFor("compare tajikistan")).title).toBe("Headline scores, Kyrgyzstan");
  });

  it("is of a later edition where the first one had no such score, and says so", async () => {
    const text = await words("compare tajikistan cyber");
    expect(text).toMatch(/^In the 2025 edition, cyber-dependent crimes scored /u);
    expect(text).toContain("First scored in 2023");
  });

  it("names a country without figures even beside one that has them", () => {
    const subject = { kind: "indicator", slug: "heroin-trade" } as const;
    const text = answered({ kind: "compare", subject, countries: ["tajikistan", "russia"], edition: null });
    expect(text).toMatch(/^In 2021, 2023 and 2025 alike, the heroin trade scored worse in Tajikistan /u);
    expect(text).toContain("There are no figures here for “Russia”");
  });
});
