/** Short questions about figures, each of whose words is known: read as they stand, and answered by the numbers themselves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "#core/parse.ts";
import { figuresOf, firstBasis, regionScores } from "#core/profile/figures.ts";
import type { Command } from "#core/request.ts";
import { briefingFor, grammarOf, library } from "#tests/fixtures/bot.ts";

const { taxonomy, packs } = library;
const pack = packs[0]!;
const [country] = pack.figures.countries;
const grammar = grammarOf();
const parse = (text: string): Command => parseText(text, grammar);
const line = async (text: string): Promise<string> => (await briefingFor(text)).summary;
const tableOf = async (text: string): Promise<readonly (readonly string[])[]> =>
  (await briefingFor(text)).blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));
const scored = (edition: number, slug: string): number => figuresOf(country!, edition)!.indicators[slug]!;
const order = (edition: number, slug: string) =>
  regionScores(pack.figures, edition, (figures) => figures?.indicators[slug]);

const HEROIN = { kind: "indicator", slug: "heroin-trade" };
const whole = (measure: string | null) => ({ kind: "headline", measure });

describe("A short question", () => {
  it.each([
    [
      "kyrgyzstan is first in the region for heroin, right?",
      { kind: "rank", subject: HEROIN, asked: { claimed: true } },
    ],
    ["does Kyrgyzstan have the worst heroin score?", { asked: { kind: "at", place: 1, end: "worst", claimed: true } }],
    ["best country for AML", { kind: "rank", asked: { kind: "at", place: 1, end: "best" } }],
    [
      "who is last for heroin in 2023?",
      { kind: "rank", edition: 2023, asked: { kind: "at", place: 1, end: "lowest" } },
    ],
    ["second worst country for heroin", { asked: { kind: "at", place: 2, end: "worst" } }],
    ["is tajikistan the highest for heroin?", { kind: "rank", of: "tajikistan", asked: { claimed: true } }],
    ["is kyrgyzstan tied with anyone on heroin?", { kind: "rank", subject: HEROIN, asked: { kind: "tie" } }],
    ["top 5", { kind: "extreme", pillar: null, end: "highest", count: 5 }],
    ["three lowest markets in 2023", { kind: "extreme", pillar: "markets", end: "lowest", count: 3, edition: 2023 }],
    ["second highest market", { kind: "extreme", pillar: "markets", end: "highest", place: 2 }],
    ["which are new in 2023 and how high", { kind: "added", edition: 2023 }],
    ["new indicators", { kind: "added", edition: null }],
    ["how many indicators rose?", { kind: "changes", change: "rose", most: false, among: "indicators" }],
    ["which market fell most since 2023?", { subject: whole("markets"), change: "fell", most: true, from: 2023 }],
    ["is heroin the highest market?", { kind: "extreme", pillar: "markets", end: "highest" }],
    ["is cannabis the worst of drugs?", { kind: "extreme", section: "drugs", end: "worst" }],
    ["which country is worst for mafia groups", { kind: "rank", asked: { end: "worst" } }],
    ["which country improved most", { kind: "changes", change: "improved", among: "countries" }],
    ["how many are above 5.5", { kind: "extreme", pillar: null, end: "highest", bound: { side: "above", value: 5.5 } }],
    [
      "which actors are below 5 in 2023?",
      { kind: "extreme", pillar: "actors", edition: 2023, bound: { side: "below" } },
    ],
    ["what is the worst crime in Kyrgyzstan?", { kind: "extreme", pillar: "markets", end: "worst" }],
    ["what's the most serious crime there?", { kind: "extreme", pillar: "markets", end: "worst" }],
    ["which crime is the worst?", { kind: "extreme", pillar: "markets", end: "worst" }],
    ["какое преступление самое опасное?", { kind: "extreme", pillar: "markets", end: "worst" }],
    ["where is crime worst?", { kind: "rank", subject: whole("criminality"), asked: { end: "worst" } }],
    ["which country has the worst crime?", { kind: "rank", subject: whole("criminality"), asked: { end: "worst" } }],
    ["where is the country weakest?", { kind: "extreme", pillar: "resilience", end: "lowest" }],
    ["what is Kyrgyzstan's worst criminality score?", { kind: "extreme", pillar: null, end: "worst" }],
    ["which country is weakest?", { kind: "rank", subject: whole("resilience"), asked: { end: "lowest" } }],
    ["is that high?", { kind: "score", subject: whole(null), edition: null }],
    ["это много?", { kind: "score", subject: whole(null), edition: null }],
    ["what got worse?", { kind: "changes", subject: whole(null), change: "worsened", most: false, from: null }],
    ["what improved in drugs since 2023", { subject: { kind: "section" }, change: "improved", from: 2023 }],
    ["what stayed the same", { kind: "changes", change: "unchanged" }],
    [
      "which crime got worst since 2021?",
      { kind: "changes", subject: whole("criminality"), change: "worsened", most: true },
    ],
    ["What crimes are growing fastest?", { kind: "changes", change: "rose", most: true }],
    ["какие преступления растут быстрее всего?", { kind: "changes", change: "rose", most: true }],
    ["ask which crime rose most", { kind: "changes", subject: whole("criminality"), change: "rose", most: true }],
    ["the worst change since 2021?", { kind: "changes", change: "worsened", most: true, from: 2021 }],
    ["что стало хуже?", { kind: "changes", change: "worsened" }],
    ["что ухудшилось?", { kind: "changes", change: "worsened" }],
    ["эмне начарлады?", { kind: "changes", change: "worsened" }],
    ["is heroin above 5.5?", { kind: "score", subject: HEROIN, bound: { side: "above", value: 5.5 } }],
    ["is resilience less than 4 in 2025?", { edition: 2025, bound: { side: "below", value: 4 } }],
    ["average heroin score in the region", { kind: "average", subject: HEROIN }],
    ["criminality of uzbekistan in 2025", { kind: "compare", countries: ["uzbekistan"], edition: 2025 }],
    ["is crime in Kyrgyzstan high?", { kind: "score", subject: whole("criminality") }],
    ["markets on the 2021 basis in 2023", { kind: "calculation", subject: whole("markets"), edition: 2023 }],
    ["кто первый по героину", { kind: "rank", subject: HEROIN, asked: { kind: "at", place: 1 } }],
    ["сколько показателей выросло", { kind: "changes", change: "rose" }],
    ["героин боюнча ким биринчи?", { kind: "rank", subject: HEROIN, asked: { kind: "at", place: 1 } }],
  ])("is read by each of its words: %s", (text, question) => {
    expect(parse(text)).toMatchObject({ kind: "figures", question });
  });

  it("is none where any other word stands in it", () => {
    const asked = ["best country for AML", "top 5 markets", "is heroin above 5.5?", "how many indicators rose?"];
    const others = ["unicorn", "arrest", "tomorrow", "prosecutor", "gangsters", "wedding"];
    fc.assert(
      fc.property(fc.constantFrom(...asked), fc.constantFrom(...others), fc.nat(3), (text, other, at) => {
        const words = text.split(" ");
        const command = parse(words.toSpliced(at, 0, other).join(" "));
        expect(command.kind === "figures" && ["rank", "extreme", "changes"].includes(command.question.kind)).toBe(
          false,
        );
      }),
    );
  });

  it("keeps place and edition where it is asked back which pillar is meant", () => {
    const command = parse("second best 2023");
    const questions = command.kind === "choose-figures" ? command.questions : [];
    expect(questions).toHaveLength(3);
    for (const question of questions) expect(question).toMatchObject({ place: 2, edition: 2023 });
  });
});

describe("What is claimed of a place", () => {
  it("is denied with who holds it, and where the country stands", async () => {
    const [first, second] = order(2021, "heroin-trade");
    expect(await line("is kyrgyzstan first in the region for heroin?")).toBe(
      `No. In 2021 ${first!.name} had the highest score for the heroin trade among the 8 countries in Central Asia and the Caucasus: ${first!.score.toFixed(1)} of 10. ${second!.name} had the 2nd-highest: ${second!.score.toFixed(1)}.`,
    );
  });

  it("is affirmed with all who share it", async () => {
    expect(await line("is kyrgyzstan first in the region for mafia-style groups?")).toMatch(
      /^Yes\. In 2021 Kyrgyzstan, Azerbaijan and Tajikistan had the highest score for .* among the 8 /u,
    );
  });

  it("of an indicator among others is affirmed or denied first, in that one's own place", async () => {
    expect(await line("is heroin the highest market?")).toMatch(/^Yes\. Of the 10 scores for criminal markets .*7\.0/u);
    expect(await line("is flora the lowest market?")).toMatch(/^Yes\. .* flora crimes and the cocaine trade /u);
    expect(await line("is human trafficking the second highest market?")).toMatch(/^Yes\. /u);
    const denied = await line("is cocaine the highest market?");
    expect(denied).toMatch(/^No\. .* the heroin trade had the highest: 7\.0 of 10\. The cocaine trade had the joint /u);
    expect(denied).toMatch(new RegExp(`: ${scored(2021, "cocaine-trade").toFixed(1)}\\.$`, "u"));
    // Which it is, is told without a yes.
    expect(await line("highest market")).toMatch(/^Of the 10 scores/u);
  });

  it("counts from the lowest as well", async () => {
    const ordered = order(2021, "heroin-trade").toReversed();
    const told = await line("second lowest country for heroin");
    expect(told).toMatch(
      new RegExp(
        `^In 20\\d\\d ${ordered[1]!.name} had the 2nd-lowest score for .* among the 8 .*: ${ordered[1]!.score.toFixed(1)}`,
        "u",
      ),
    );
  });

  it("says who shares it, and who are level besides", async () => {
    const told = await line("is kyrgyzstan tied with anyone on heroin?");
    expect(told).toContain("with no other country: 2nd-highest of 8");
    expect(told).toContain("Kazakhstan, Turkmenistan and Uzbekistan (6.5 each)");
  });
});

describe("How many are on one side of a number", () => {
  it("is counted and named of whatever was asked, for every number", async () => {
    for (const [text, of] of [
      ["markets", taxonomy.indicators.filter(({ pillar }) => pillar === "markets")],
      ["resilience indicators", taxonomy.indicators.filter(({ pillar }) => pillar === "resilience")],
    ] as const)
      for (const value of [1, 3, 4.5, 5.5, 8, 9.5])
        for (const edition of [2021, 2025]) {
          const figures = figuresOf(country!, edition)!.indicators;
          const having = of.filter(({ slug }) => figures[slug] !== undefined);
          const above = having.filter(({ slug }) => figures[slug]! > value);
          const told = await line(`how many ${text} are above ${value} in ${edition}?`);
          const count = above.length === 0 ? "None" : above.length === 1 ? "One" : String(above.length);
          expect(told).toMatch(new RegExp(`^${count} of the ${having.length} scores for .* in ${edition} `, "u"));
          if (above.length <= 6) for (const { phrase } of above) expect(told).toContain(phrase);
        }
  });

  it("is told of crime and of resilience where neither was named", async () => {
    const briefing = await briefingFor("how many are below 4.5?");
    expect(briefing.summary).toMatch(/^\d+ of the 14 scores for criminality in Kyrgyzstan in 2021 are below 4\.5/u);
    expect(JSON.stringify(briefing.blocks)).toMatch(/For resilience, where higher is better, \w+ of 12 /u);
  });
});

describe("The ends of all scores", () => {
  it.each([
    ["what is the lowest of all", "lowest", "lowest"],
    ["what's the highest of all", "highest", "highest"],
    ["which is worst of all", "highest", "lowest"],
  ])("are told of crime and of resilience: %s", async (text, ofCrime, ofResilience) => {
    const { summary, blocks } = await briefingFor(text);
    expect(summary).toContain(`had the ${ofCrime}:`);
    const beside = blocks.flatMap((block) => (block.kind === "paragraph" ? block.spans : []));
    expect(JSON.stringify(beside)).toContain(`For resilience, where higher is better, the ${ofResilience}`);
  });

  it("are as many as were asked for, and those level with the last", async () => {
    const scores = Object.entries(figuresOf(country!, 2021)!.indicators)
      .filter(([slug]) => taxonomy.indicators.find((each) => each.slug === slug)?.pillar === "markets")
      .map(([, score]) => score)
      .toSorted((one, other) => other - one);
    const told = await line("top 3 markets");
    expect(told).toContain("The 3 highest of the 10 scores for criminal markets");
    expect(told).toContain("and what is level with them");
    for (const score of scores.slice(0, 3)) expect(told).toContain(`(${score.toFixed(1)}`);
  });

  it("are counted from that end by their place", async () => {
    expect(await line("second highest market")).toContain("human trafficking had the 2nd-highest: 6.5 of 10");
  });
});

describe("What became of scores", () => {
  const delta = (slug: string, from: number, to: number): number => scored(to, slug) - scored(from, slug);
  const first = taxonomy.indicators.filter(({ since }) => since === 2021);

  it("is counted among those that both editions have", async () => {
    const rose = first.filter(({ slug }) => delta(slug, 2021, 2025) > 0);
    const fell = first.filter(({ slug }) => delta(slug, 2021, 2025) < 0);
    expect(await line("how many indicators rose?")).toBe(
      `${rose.length} of 26 indicators rose from 2021 to 2025; ${fell.length} fell and ${26 - rose.length - fell.length} stayed the same.`,
    );
    const told = new Set((await tableOf("how many indicators rose?")).map(([name]) => name));
    expect(told).toEqual(new Set(rose.map(({ name }) => name)));
  });

  it("is better or worse by the direction of each", async () => {
    const better = first.filter(({ slug, pillar }) =>
      pillar === "resilience" ? delta(slug, 2021, 2025) > 0 : delta(slug, 2021, 2025) < 0,
    );
    expect(await line("which indicators improved since 2021?")).toContain(`${better.length} of 26 indicators improved`);
  });

  it("names all that changed most", async () => {
    const markets = first.filter(({ pillar }) => pillar === "markets");
    const most = Math.max(...markets.map(({ slug }) => delta(slug, 2021, 2025)));
    const told = await line("which market rose most?");
    for (const { slug, phrase } of markets) expect(told.includes(phrase), slug).toBe(delta(slug, 2021, 2025) === most);
  });

  it("is set on the indicators of the first edition where countries are compared by criminality", async () => {
    const changes = pack.figures.countries.map((each) => {
      const [from, to] = [2021, 2025].map(
        (edition) => firstBasis(taxonomy, figuresOf(each, edition)!, 2021).criminality,
      );
      return { name: each.name, change: to! - from! };
    });
    const best = changes.toSorted((one, other) => one.change - other.change)[0]!;
    const { summary, blocks } = await briefingFor("which country improved most");
    expect(summary).toContain(`${best.name} improved most from 2021 to 2025`);
    expect(JSON.stringify(blocks)).toContain("like for like, on the indicators of 2021 (the bot's calculation)");
  });
});

describe("A score held against a number", () => {
  it.each([
    ["is heroin above 5.5?", /^Yes\. The heroin trade/u],
    ["is heroin below 5.5?", /^No\. The heroin trade/u],
    ["is heroin above 7?", /^Above 7\.0 only in 2023\. /u],
    ["is heroin above 7 in 2025?", /^No\. /u],
    ["is resilience below 4?", /^Below 4\.00 only in 2023 and 2025\. /u],
  ])("is told before the score: %s", async (text, words) => {
    expect(await line(text)).toMatch(words);
  });
});

describe("The average of the region", () => {
  it("is rounded half up to hundredths, and said to be calculated", async () => {
    const scores = order(2021, "heroin-trade").map(({ score }) => Math.round(score * 100));
    const mean = Math.floor(scores.reduce((sum, score) => sum + score, 0) / scores.length + 0.5) / 100;
    expect(await line("average heroin score in the region")).toBe(
      `The heroin trade averaged ${mean.toFixed(2)} across 8 countries in Central Asia and the Caucasus in 2021 (the bot's calculation). Kyrgyzstan scored 7.0, above that.`,
    );
  });
});

describe("An edition that did not score it", () => {
  it.each(["scores cybercrime 2021", "rank cybercrime 2021", "compare tajikistan cyber 2021"])(
    "is said first, before the nearest that did: %s",
    async (text) => {
      expect(await line(text)).toMatch(/^Not scored in 2021\. .*2023/u);
    },
  );

  it("is told which ones it added", async () => {
    const added = taxonomy.indicators.filter(({ since }) => since === 2023);
    const highest = added.toSorted((one, other) => scored(2023, other.slug) - scored(2023, one.slug))[0]!;
    expect(await line("new indicators in 2023")).toBe(
      `${added.length} indicators were added in 2023. Of these, ${highest.phrase} had the highest score in Kyrgyzstan in 2023: ${scored(2023, highest.slug).toFixed(1)} of 10.`,
    );
    expect(await line("new indicators in 2025")).toBe("No indicator was added in 2025; 6 were in 2023.");
  });
});

describe("Countries beside each other", () => {
  it("have all their scores told where all were asked for", async () => {
    const question = { kind: "compare", countries: ["georgia"], detail: "full" };
    expect(parse("compare georgia all")).toMatchObject({ kind: "figures", question });
    const rows = await tableOf("compare georgia all 2025");
    expect(rows).toHaveLength(taxonomy.indicators.length + 4);
    for (const { slug, name, since } of taxonomy.indicators) {
      const [, own] = rows.find(([first]) => first === (since > 2021 ? `${name} (added in ${since})` : name)) ?? [];
      expect(own, slug).toContain(scored(2025, slug).toFixed(1));
    }
  });

  it("are told by who scored highest in a section, where they are three or more", async () => {
    const slugs = taxonomy.indicators.filter(({ section }) => section === "drugs").map(({ slug }) => slug);
    const of = (name: string): Record<string, number> =>
      figuresOf(
        pack.figures.countries.find((each) => each.name === name)!,
        2021,
      )!.indicators;
    const names = ["Kyrgyzstan", "Tajikistan", "Uzbekistan"];
    const told = await line("compare drugs tajikistan uzbekistan");
    for (const name of names) {
      const count = slugs.filter((slug) => names.every((other) => of(name)[slug]! >= of(other)[slug]!)).length;
      if (count > 0) expect(told).toMatch(new RegExp(`${name} (?:had the highest )?in ${count}`, "u"));
      else expect(told).not.toContain(name);
    }
  });

  it("are cited by the editions that scored what is shown", async () => {
    const { blocks } = await briefingFor("compare tajikistan cyber");
    const stamp = blocks.find((block) => block.kind === "stamp");
    expect(JSON.stringify(stamp)).toContain("2023");
    expect(JSON.stringify(stamp)).not.toContain("Index 2021");
  });
});

describe("A country that there are no figures of", () => {
  it.each(["scores russia", "trend russia", "rank russia", "compare russia", "what about Mali heroin?", "heroin mali"])(
    "is named before the own score, and how they come here: %s",
    async (text) => {
      expect(await line(text)).toMatch(
        /^There are no figures for (?:Russia|Mali) here; whoever runs this bot can import them .*Kyrgyzstan/u,
      );
    },
  );

  it("is told from what is no country", async () => {
    expect(await line("compare atlantis")).toContain("There are no figures here for “atlantis”");
  });
});

describe("A headline in a table", () => {
  it("has two decimals, as anywhere", async () => {
    const neighbours = pack.figures.countries.slice(1).map(({ slug }) => slug);
    const rows = await tableOf(`compare ${neighbours.join(" ")} markets`);
    const scores = rows.flatMap(([, ...cells]) => cells);
    expect(scores.length).toBeGreaterThan(neighbours.length);
    for (const cell of scores) expect(cell).toMatch(/^(?:high )?\d+\.\d\d$/u);
  });
});
