/** Figures as shares of several, against another time, and in parts of the world that there is no list of. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockLines, plainLine } from "#core/document/plain-text.ts";
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import { createAnswers } from "#search/answers.ts";
import { briefingFor, CLOCK, indexesOf, library } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";

const { taxonomy, packs } = library;
const pack = packs[0]!;
const { countries } = pack.figures;
const line = async (text: string): Promise<string> => (await briefingFor(text)).summary;
const words = async (text: string): Promise<string> =>
  (await briefingFor(text)).blocks.flatMap(blockLines).map(plainLine).join("\n");
const scoresOf = (pillar: string, edition: number): readonly number[] =>
  taxonomy.indicators.flatMap((each) => {
    const score = figuresOf(
      countries.find(({ slug }) => slug === "kyrgyzstan")!,
      edition,
    )?.indicators[each.slug];
    return each.pillar === pillar && score !== undefined ? [score] : [];
  });

const PILLARS = ["markets", "actors", "resilience"] as const;
const some = fc.record({
  pillar: fc.constantFrom(...PILLARS),
  edition: fc.constantFrom(2021, 2023, 2025),
  value: fc.integer({ min: 2, max: 18 }).map((halves) => halves / 2),
});

describe("A share of several scores", () => {
  it("is told in per cent, whichever pillar, number and edition", async () => {
    await fc.assert(
      fc.asyncProperty(some, async ({ pillar, edition, value }) => {
        const scores = scoresOf(pillar, edition);
        const count = scores.filter((score) => score > value).length;
        const told = await line(`what percentage of ${pillar} are above ${value} in ${edition}`);
        expect(told).toContain(`That is ${Math.round((100 * count) / scores.length)}%.`);
      }),
      { numRuns: 40 },
    );
  });

  it("of half of them at least, or of most, is affirmed or denied by how many there are, never by their mean", async () => {
    await fc.assert(
      fc.asyncProperty(some, async ({ pillar, edition, value }) => {
        const scores = scoresOf(pillar, edition);
        const count = scores.filter((score) => score > value).length;
        const isSo = { half: 2 * count >= scores.length, most: 2 * count > scores.length };
        for (const [said, holds] of [
          [`do half the ${pillar} score above ${value} in ${edition}?`, isSo.half],
          [`do most ${pillar} score above ${value} in ${edition}?`, isSo.most],
          [`do more than half of the ${pillar} score above ${value} in ${edition}?`, isSo.most],
        ] as const)
          expect(await line(said), said).toMatch(holds ? /^Yes\. / : /^No\. /);
      }),
      { numRuns: 25 },
    );
  });

  it("of which something is called high, or low, is told by the line between them", async () => {
    await fc.assert(
      fc.asyncProperty(some, async ({ pillar, edition }) => {
        const scores = scoresOf(pillar, edition);
        const high = scores.filter((score) => score > taxonomy.scale.line).length;
        for (const [said, holds] of [
          [`are more than half of the ${pillar} scores high in ${edition}?`, 2 * high > scores.length],
          [`are most ${pillar} scores low in ${edition}?`, 2 * (scores.length - high) > scores.length],
          [`is any ${pillar} score high in ${edition}?`, high > 0],
          [`are all ${pillar} scores low in ${edition}?`, high === 0],
        ] as const)
          expect(await line(said), said).toMatch(holds ? /^Yes\. / : /^No\. /);
      }),
      { numRuns: 9 },
    );
    expect(await line("are more than half of the markets high?")).toMatch(/^No\. 2 of the 10 scores/);
  });

  it.each([
    ["what percentage of indicators rose since 2021", /^9 of 26 indicators rose .* That is 35%\.$/u],
    ["what share of the countries scored above 6 for heroin", /^5 of 8 countries .* That is 63%\.$/u],
    ["сколько процентов рынков выше 5?", /^4 of the 10 scores .* That is 40%\.$/u],
    ["did most indicators get worse", /^Yes\. 14 of 26 indicators worsened/u],
    ["which indicator rose most", /rose most/u],
  ])("%s", async (text, told) => {
    expect(await line(text)).toMatch(told);
  });
});

const answers = createAnswers({ library, indexes: indexesOf(), clock: { now: () => CLOCK } });
const answered = (text: string): string => answers.askSync(SHIPPED, text, null).briefing.summary;

describe("Half of an order", () => {
  it("is as many countries as half of them, with those that are level with the last, for any indicator", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...taxonomy.indicators), async ({ slug, since }) => {
        fc.pre(since <= 2021);
        const scores = regionScores(pack.figures, 2021, (each) => each?.indicators[slug]);
        const least = scores[3]!.score;
        const isThere = scores.some(({ name, score }) => name === "Kyrgyzstan" && score >= least);
        expect(await line(`is kyrgyzstan in the top half for ${slug}?`)).toMatch(isThere ? /^Yes\. / : /^No\. /);
      }),
    );
  });

  it.each([
    ["which countries are in the bottom half for arms trafficking", /^The 4 lowest of 8 countries/u],
    [
      "is kyrgyzstan in the bottom half of the region",
      /^No\. The 4 lowest of 8 countries .* Kyrgyzstan scored 5\.33\.$/u,
    ],
    ["which markets are in the bottom half", /^The 5 lowest of the 10 scores for criminal markets/u],
    ["is cocaine in the top half of the markets", /^No\. The 5 highest of the 10 .* The cocaine trade had the/u],
  ])("%s", async (text, told) => {
    expect(await line(text)).toMatch(told);
  });
});

describe("A sign before a number", () => {
  const SIGNS = [
    [">", "above"],
    ["<", "below"],
    [">=", "at least"],
    ["≤", "at most"],
  ] as const;

  it("is read as its word is, whatever is scored", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...taxonomy.indicators),
        fc.constantFrom(...SIGNS),
        some,
        async ({ slug }, [sign, word], { pillar, value }) => {
          expect(await line(`is ${slug} ${sign} ${value}?`)).toBe(await line(`is ${slug} ${word} ${value}?`));
          expect(await line(`${pillar} ${sign}${value}`)).toBe(await line(`which ${pillar} are ${word} ${value}`));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not affirm what is not so", async () => {
    expect(await line("heroin >5.5?")).toMatch(/^Yes\. /u);
    expect(await line("heroin > 8?")).toMatch(/^No\. /u);
  });
});

describe("Than at another time", () => {
  it.each([
    ["is it safer than it was in 2021", "did it get safer since 2021"],
    ["is kyrgyzstan better than in 2021", "trend since 2021"],
    ["is kyrgyzstan less safe than it was in 2021?", "trend since 2021"],
    ["хуже чем в 2021?", "trend since 2021"],
  ])("is what became of it since: %s", async (text) => {
    expect(await line(text)).toMatch(
      /^As published, criminality in Kyrgyzstan barely changed from 5\.33 \(2021\) to 5\.25 \(2025\)/u,
    );
  });

  it("is affirmed or denied of one score, for any indicator and edition", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...taxonomy.indicators),
        fc.constantFrom(2021, 2023),
        async ({ slug, since }, edition) => {
          fc.pre(since <= edition);
          const scores = [edition, 2025].map((each) => figuresOf(countries[0]!, each)!.indicators[slug]!);
          const rose = scores[1]! > scores[0]!;
          expect(await line(`is ${slug} higher than it was in ${edition}?`)).toMatch(rose ? /^Yes\. / : /^No\. /);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is none of another country", () => {
    expect(answered("is heroin worse than in tajikistan")).toMatch(/Tajikistan \(8\.5 of 10\)/u);
  });
});

describe("A part of the world that there is no list of", () => {
  const NONE = "This bot has no list of the countries there: places are counted in Central Asia and the Caucasus.";

  it.each([
    "rank heroin in asia",
    "rank heroin europe",
    "rank in asia for resilience",
    "where does kyrgyzstan rank in asia",
    "is kyrgyzstan the worst in asia for heroin",
    "which country is worst in africa",
    "is kyrgyzstan above the average for europe",
    "кто худший в Азии?",
  ])("is said to be so, with the order that there is: %s", async (text) => {
    expect(await words(text)).toContain(NONE);
  });

  it.each(["rank heroin in central asia", "rank heroin", "who is worst in the region?"])(
    "is not the region: %s",
    async (text) => {
      expect(await words(text)).not.toContain(NONE);
    },
  );
});

describe("In Russian a question about a neighbour", () => {
  it.each([
    ["в Таджикистане хуже?", /^Yes\. /u],
    ["хуже ли в Таджикистане?", /^Yes\. /u],
    ["а в Таджикистане героин хуже?", /^Yes\. /u],
    ["в Узбекистане хуже с героином?", /^No\. /u],
    ["в Казахстане хуже чем в Кыргызстане?", /^No\. /u],
    ["хуже ли у нас чем в Таджикистане?", /^No\. /u],
    ["в Узбекистане хуже?", /^In the 2021 edition/u],
  ])("is affirmed or denied, where both ends agree: %s", (text, told) => {
    expect(answered(text)).toMatch(told);
  });
});
