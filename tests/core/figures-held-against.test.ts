/** Figures held against a number, against each other and against what somebody says of them: told by the numbers themselves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresOf, firstBasis, regionScores } from "#core/profile/figures.ts";
import { createAnswers } from "#search/answers.ts";
import { briefingFor, CLOCK, indexesOf, library } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";

const { taxonomy, packs } = library;
const pack = packs[0]!;
const { countries } = pack.figures;
const answers = createAnswers({ library, indexes: indexesOf(), clock: { now: () => CLOCK } });
const line = async (text: string): Promise<string> => (await briefingFor(text)).summary;
const figuresIn = (slug: string, edition: number) =>
  figuresOf(
    countries.find((country) => country.slug === slug)!,
    edition,
  )!;
const scored = (slug: string, edition = 2021, of = "kyrgyzstan"): number => figuresIn(of, edition).indicators[slug]!;
const order = (slug: string, edition = 2021) => regionScores(pack.figures, edition, (each) => each?.indicators[slug]);
const pillarScores = (pillar: string, edition: number, of = "kyrgyzstan") =>
  taxonomy.indicators.flatMap((each) => {
    const score = figuresIn(of, edition).indicators[each.slug];
    return each.pillar === pillar && score !== undefined ? [{ ...each, score }] : [];
  });
const HALVES = Array.from({ length: 17 }, (_, at) => 1 + at / 2);

describe("Countries held against a number", () => {
  const SIDES = [
    ["above", (score: number, value: number) => score > value],
    ["below", (score: number, value: number) => score < value],
    ["at least", (score: number, value: number) => score >= value],
    ["at most", (score: number, value: number) => score <= value],
    ["exactly", (score: number, value: number) => score === value],
  ] as const;

  it("are counted and named, for any indicator, edition, number and side", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...taxonomy.indicators),
        fc.constantFrom(2021, 2023, 2025),
        fc.tuple(fc.constantFrom(...HALVES), fc.constantFrom(...SIDES)),
        async ({ slug, since }, edition, [value, [side, isThere]]) => {
          fc.pre(since <= edition);
          const there = order(slug, edition).filter(({ score }) => isThere(score, value));
          const told = await line(`how many countries score ${side} ${value} for ${slug} in ${edition}?`);
          const count = there.length === 0 ? "None" : there.length === 1 ? "One" : String(there.length);
          expect(told).toMatch(new RegExp(`^${count} of 8 countries in Central Asia and the Caucasus scored `, "u"));
          expect(told).toContain(` ${side} ${value.toFixed(1)} for `);
          for (const { name } of there) expect(told).toContain(name);
        },
      ),
    );
  });

  it.each([
    [
      "which countries are above 5.5",
      "One of 8 countries in Central Asia and the Caucasus scored above 5.50 for criminality",
    ],
    ["how many countries have resilience below 4?", "3 of 8 "],
    ["какие страны выше 5.5", "One of 8 "],
    ["сколько стран выше 6 по героину", "5 of 8 "],
    ["канча өлкө 6дан жогору героин боюнча", "5 of 8 "],
    ["how many of the eight are above the 5.50 line for heroin in 2025", "6 of 8 "],
    ["who scores 8.5 on heroin?", "One of 8 countries in Central Asia and the Caucasus scored exactly 8.5 "],
    [
      "how many countries scored 6.5 for heroin",
      "3 of 8 countries in Central Asia and the Caucasus scored exactly 6.5 ",
    ],
    ["do all countries score above 3 for heroin?", "Yes. 8 of 8 "],
    ["do all countries score above 4 for heroin?", "No. 6 of 8 "],
    ["does any country score above 9 for heroin?", "No. None of 8 "],
  ])("are told first: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });

  it("are told with which of them are otherwise, where it was said of all", async () => {
    expect(await line("do all countries score above 4 for heroin?")).toContain(
      "Otherwise: Armenia (4.0); Georgia (3.5).",
    );
  });

  it("stand in the order that was asked for, as many as were", async () => {
    const told = await line("top 3 countries for human trafficking");
    const [first, second, third] = order("human-trafficking");
    expect(told).toMatch(
      /^The 3 highest of 8 countries .* for human trafficking in 2021, and what is level with them: /u,
    );
    for (const { name, score } of [first!, second!, third!]) {
      expect(told).toContain(name);
      expect(told).toContain(score.toFixed(1));
    }
    expect(await line("3 worst countries for AML")).toContain("The 3 lowest of 8 ");
  });
});

describe("Countries held against one of them", () => {
  it.each([
    ["which countries have lower criminality than kyrgyzstan", "6 of the 7 other countries "],
    ["how many countries have higher resilience than us", "3 of the 7 other countries "],
    ["who beats kyrgyzstan on resilience", "3 of the 7 other countries "],
    ["самая безопасная страна региона", "In 2021 Georgia had the lowest score for "],
    ["order of the region for cybercrime", "In 2025 Kyrgyzstan had the joint 4th-highest score for "],
    ["heroin scores in all countries", "In 2021 Kyrgyzstan had the 2nd-highest score for "],
    [
      "tajikistan and uzbekistan heroin",
      "In the 2021 edition, the heroin trade scored, from worst to best: Tajikistan (8.5)",
    ],
  ])("are counted and named, or stand in their order: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });
});

describe("Scores held against a number", () => {
  it.each([
    ["is any market above 8", "No. None of the 10 scores for criminal markets "],
    ["anything above 8?", "Yes. One of the 14 scores for criminality "],
    ["are all markets below 7", "No. 9 of the 10 scores for criminal markets "],
    ["все рынки ниже 7?", "No. 9 of the 10 scores for criminal markets "],
    ["есть ли рынок выше 8?", "No. None of the 10 scores for criminal markets "],
    ["which markets are high?", "2 of the 10 scores for criminal markets in Kyrgyzstan in 2021 are above 5.5: "],
    ["percent of markets above 5.5", "2 of the 10 scores for criminal markets "],
    ["heroin 8?", "No. The heroin trade "],
    ["heroin is 7.5, right?", "Exactly 7.5 only in 2023. "],
    ["resilience 3.79 in 2025, right?", "Yes. "],
    ["which markets score exactly 5.5", "2 of the 10 scores "],
    ["сколько рынков выше 6", "2 of the 10 scores for criminal markets "],
    ["канча рынок 6дан жогору", "2 of the 10 scores for criminal markets "],
    ["how many indicators are above the line?", "4 of the 14 scores "],
    ["how many markets in tajikistan are above 6?", "3 of the 10 scores for criminal markets in Tajikistan in 2021 "],
    ["is tajikistan above 6 for heroin?", "Yes. The heroin trade in Tajikistan scored high: 8.5 of 10 "],
  ])("are counted, for whichever country is named: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });

  it("are never all below a number that one of them has", async () => {
    expect(await line("are all markets below 7")).toContain("Otherwise: the heroin trade (7.0).");
  });

  it("are nearest to it, or furthest from it, with all that are equally far", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("markets", "actors", "resilience"),
        fc.constantFrom(2021, 2023, 2025),
        fc.tuple(fc.constantFrom(...HALVES), fc.boolean()),
        async (pillar, edition, [value, isNear]) => {
          const scores = pillarScores(pillar, edition);
          const distances = scores.map(({ score }) => Math.abs(score - value));
          const end = isNear ? Math.min(...distances) : Math.max(...distances);
          const told = await line(
            `which ${pillar} are ${isNear ? "closest to" : "furthest from"} ${value} in ${edition}?`,
          );
          for (const { phrase, score } of scores)
            expect(told.includes(phrase), `${phrase}: ${told}`).toBe(Math.abs(score - value) === end);
        },
      ),
    );
  });

  it.each([
    [
      "which indicator is closest to 5.5",
      "nearest to 5.5: non-renewable resource crimes, the cannabis trade and mafia-style groups (5.5, exactly that)",
    ],
    ["which country is closest to the line", "nearest to 5.50 for criminality in 2021: Tajikistan (5.61, 0.11 above)"],
    ["how far is criminality from the line", "Criminality in Kyrgyzstan was 0.17 below 5.50 in 2021: 5.33."],
    ["насколько преступность ниже 5.5", "Criminality in Kyrgyzstan was 0.17 below 5.50 in 2021: 5.33."],
    ["какой показатель ближе всего к 5.5", "nearest to 5.5: non-renewable resource crimes, "],
    ["how far above 5.5 is heroin", "The heroin trade in Kyrgyzstan was 1.5 above 5.5 in 2021: 7.0."],
  ])("are told with how far they are: %s", async (text, words) => {
    expect(await line(text)).toContain(words);
  });
});

describe("What became of a score", () => {
  it.each([
    ["how much did heroin change", "rose from 7.0 (2021) to 7.5 (2023) and fell back to 7.0 (2025)"],
    ["by how much did resilience fall", "fell from 4.17 (2021) to 3.79 (2025). That is 0.38 lower."],
    ["на сколько упала устойчивость", "That is 0.38 lower."],
    ["туруктуулук канчага төмөндү", "That is 0.38 lower."],
    ["what was the change in cannabis", "rose from 5.5 (2021) to 6.0 (2025). That is 0.5 higher."],
    ["how many points did criminality drop", "As published that is 0.08 lower; like for like, 0.15 higher."],
    [
      "how much did uzbekistan change on AML",
      "The score for anti-money laundering in Uzbekistan rose from 3.5 (2021) to 4.0 (2025). That is 0.5 higher.",
    ],
  ])("is told with its size: %s", async (text, words) => {
    expect(await line(text)).toContain(words);
  });

  it.each([
    ["did heroin go up between 2021 and 2023", "Yes. "],
    ["did resilience improve since 2021?", "No. "],
    ["was heroin higher in 2023 than in 2021?", "Yes. "],
    ["is resilience lower in 2025 than 2021?", "Yes. "],
    ["устойчивость снизилась с 2021?", "Yes. "],
    ["туруктуулук төмөндүбү", "Yes. "],
    // The published score and the one like for like went two ways.
    ["has criminality risen?", "It depends how you count. As published, "],
    ["does anyone score the same as kyrgyzstan on cannabis in 2023?", "Kyrgyzstan shared its place "],
  ])("is affirmed or denied, unless the editions tell it two ways: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });
});

describe("What became of several scores", () => {
  it.each([
    ["did anything improve", "Yes. 2 of 26 indicators improved from 2021 to 2025: "],
    ["что-нибудь улучшилось?", "Yes. 2 of 26 indicators improved "],
    ["did any market fall?", "No. None of 10 scores for criminal markets fell "],
    ["did nothing change?", "No. 16 of 26 indicators changed "],
    ["did everything get worse?", "No. 14 of 26 indicators worsened "],
    ["what changed in drugs", "2 of 4 scores for drugs changed from 2021 to 2025: "],
    ["what changed in resilience between 2021 and 2023", "7 of 12 scores for resilience changed from 2021 to 2023; "],
    ["what changed in georgia", "18 of 26 indicators in Georgia changed "],
    [
      "biggest drop in the region",
      "Of 8 countries in Central Asia and the Caucasus by criminality, Armenia fell most ",
    ],
  ])("is told first: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });

  it("names those that are few, each with both scores", async () => {
    const drugs = taxonomy.indicators.filter(({ section, since }) => section === "drugs" && since === 2021);
    const told = await line("what changed in drugs");
    for (const { slug, phrase } of drugs) {
      const [from, to] = [scored(slug), scored(slug, 2025)];
      expect(told.includes(`${phrase} (${from.toFixed(1)} to ${to.toFixed(1)})`), slug).toBe(from !== to);
    }
  });
});

describe("An indicator that is said to stand at an end", () => {
  it.each([
    ["is cocaine the lowest?", "Yes. Of the 10 scores for criminal markets "],
    ["кокаин самый низкий?", "Yes. Of the 10 scores for criminal markets "],
    ["кокаин эң төмөнбү?", "Yes. Of the 10 scores for criminal markets "],
    ["героин самый высокий?", "Yes. Of the 10 scores for criminal markets "],
    ["is arms trafficking the highest?", "No. Of the 10 scores for criminal markets "],
    ["is kyrgyzstan the highest for heroin?", "No. In 2021 Tajikistan had the highest score for "],
  ])("is among those of its pillar, and a country among the others: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });

  it.each([
    ["is cannabis in the top 3?", "Yes. The 3 highest of the 10 scores "],
    ["is arms in the top 3 markets?", "No. The 3 highest of the 10 scores "],
    ["is kyrgyzstan in the top 3 for heroin?", "Yes. The 3 highest of 8 countries "],
    ["is georgia in the top 3 for heroin?", "No. The 3 highest of 8 countries "],
  ])("is among so many from that end or not: %s", async (text, words) => {
    const told = await line(text);
    expect(told.startsWith(words), told).toBe(true);
    expect(told).not.toContain("arms trafficking (3.0)");
  });

  it("is within the country that is named", async () => {
    const [first] = pillarScores("markets", 2021, "tajikistan").toSorted((one, other) => other.score - one.score);
    expect(await line("highest market in tajikistan")).toContain(
      `in Tajikistan in 2021, ${first!.phrase} had the highest: ${first!.score.toFixed(1)}`,
    );
  });
});

describe("Two scores against each other", () => {
  const pairs = taxonomy.indicators.filter(({ since, pillar }) => since === 2021 && pillar === "markets");

  it("are affirmed or denied in the edition that is named, for any two of a pillar", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pairs),
        fc.constantFrom(...pairs),
        fc.constantFrom(2021, 2023, 2025),
        async (one, other, edition) => {
          fc.pre(one.slug !== other.slug);
          const [first, second] = [scored(one.slug, edition), scored(other.slug, edition)];
          const told = await line(`is ${one.slug} higher than ${other.slug} in ${edition}?`);
          expect(told.startsWith(first > second ? "Yes. " : "No. "), told).toBe(true);
          expect(told).toContain(
            first === second ? "scored the same" : `: ${Math.max(first, second).toFixed(1)} against `,
          );
        },
      ),
    );
  });

  it.each(["is heroin higher than cannabis", "героин выше каннабиса?"])("are told first: %s", async (text) => {
    expect(await line(text)).toBe(
      "Yes. The heroin trade scored higher than the cannabis trade in 2021: 7.0 against 5.5 of 10.",
    );
  });

  it.each([
    "difference between kyrgyzstan and tajikistan on heroin",
    "heroin gap with tajikistan",
    "разница с таджикистаном по героину",
  ])("of two countries are told with what is between them, in every edition: %s", async (text) => {
    expect(await line(text)).toContain("The difference was 1.5 in 2021, 1.0 in 2023 and 1.5 in 2025.");
  });

  it.each([
    ["is AML better in kazakhstan than here", "Yes. "],
    ["is heroin higher in turkmenistan than in kyrgyzstan in 2025?", "No. "],
    ["is georgia safer than kyrgyzstan", "Yes. "],
    ["is tajikistan safer than kyrgyzstan in 2025?", "No. "],
  ])("of two countries are affirmed or denied: %s", (text, words) => {
    expect(answers.askSync(SHIPPED, text, null).briefing.summary).toMatch(new RegExp(`^${words}`, "u"));
  });

  it.each([
    ["is kyrgyzstan level with tajikistan on human trafficking", "Yes. Kyrgyzstan shared its place "],
    ["is kyrgyzstan level with georgia on human trafficking", "No. Kyrgyzstan shared its place "],
    [
      "which countries are tied for heroin?",
      "Level with each other: Kazakhstan, Turkmenistan and Uzbekistan (6.5 each).",
    ],
  ])("are level or not: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });
});

describe("An average", () => {
  it.each([
    ["is kyrgyzstan above average on heroin", "Yes. The heroin trade averaged 6.06 "],
    ["is georgia above the average for heroin?", "No. The heroin trade averaged 6.06 "],
    ["Кыргызстан выше среднего по героину?", "Yes. "],
    [
      "what is the median heroin score",
      "The median score for the heroin trade across 8 countries in Central Asia and the Caucasus in 2021 was 6.50 ",
    ],
    ["mean score of the drug indicators", "The 4 scores for drugs in Kyrgyzstan averaged 4.75 in 2021; "],
  ])("is affirmed or denied, or told: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });
});

describe("What is calculated", () => {
  it("is that of the edition that is named", async () => {
    const ours = firstBasis(taxonomy, figuresIn("kyrgyzstan", 2023), 2021).markets;
    expect(await line("markets like for like 2023")).toContain(`2023: ${ours.toFixed(2)} on the indicators of 2021`);
    expect(await line("criminality 2025 on the same indicators as 2021")).toContain("5.48 on the indicators of 2021");
    expect(await line("how is like for like calculated")).toContain("on the indicators of 2021");
  });
});

describe("A country that is called for short", () => {
  it.each([
    ["scores drc", "the Democratic Republic of the Congo"],
    ["compare with the DRC", "the Democratic Republic of the Congo"],
    ["rank usa", "the United States"],
    ["scores congo", "the Democratic Republic of the Congo and the Republic of the Congo"],
  ])("is named, with how its figures come here: %s", async (text, country) => {
    expect(await line(text)).toContain(
      `There are no figures for ${country} here; whoever runs this bot can import them from the Index's workbook.`,
    );
  });
});

describe("A question with slips", () => {
  it.each([
    ["worst contry for herion", "In 2021 Tajikistan had the highest score for "],
    ["hihgest market", "Of the 10 scores for criminal markets"],
    ["в какой стране больше всего торговли людьми", "In 2021 Turkmenistan had the highest score for "],
    ["топ 3 рынка", "The 3 highest of the 10 scores for criminal markets"],
  ])("is read as it was meant: %s", async (text, words) => {
    expect((await line(text)).startsWith(words), await line(text)).toBe(true);
  });

  it("takes no word for another that is spelt alike", () => {
    const { summary } = answers.askSync(SHIPPED, "heroin price?", null).briefing;
    expect(summary).not.toContain("of 8 countries");
  });
});
