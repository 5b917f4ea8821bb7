/** Questions about figures as people ask them: the first line names what was asked, by the numbers themselves. */
import { describe, expect, it } from "vitest";
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import { createAnswers } from "#search/answers.ts";
import { briefingFor, CLOCK, indexesOf, library } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";

const [pack] = library.packs;
const answers = createAnswers({ library, indexes: indexesOf(), clock: { now: () => CLOCK } });
const asked = (question: string): string => answers.askSync(SHIPPED, question, null).briefing.summary;
const commanded = async (command: string): Promise<string> => (await briefingFor(command)).summary;
const scores = (edition: number, slug: string) =>
  regionScores(pack!.figures, edition, (figures) => figures?.indicators[slug]);
const headlineOf = (slug: string, edition: number) =>
  figuresOf(
    pack!.figures.countries.find((country) => country.slug === slug)!,
    edition,
  )!.headline;

describe("Which country stands at an end", () => {
  it.each([
    {
      question: "which country has the worst score for arms?",
      edition: 2021,
      slug: "arms-trafficking",
      end: "highest",
    },
    { question: "кайсы өлкөдө героин эң начар?", edition: 2021, slug: "heroin-trade", end: "highest" },
    {
      question: "which country is best at anti-money laundering?",
      edition: 2021,
      slug: "anti-money-laundering",
      end: "highest",
    },
    {
      question: "which country has the best score for arms in 2023?",
      edition: 2023,
      slug: "arms-trafficking",
      end: "lowest",
    },
    {
      question: "which country has the lowest AML score in 2025?",
      edition: 2025,
      slug: "anti-money-laundering",
      end: "lowest",
    },
    {
      question: "who is worst for corruption",
      edition: 2021,
      slug: "government-transparency-and-accountability",
      end: "lowest",
    },
  ] as const)("is named first, and then where the own one stands: $question", ({ question, edition, slug, end }) => {
    const order = scores(edition, slug);
    const first = (end === "highest" ? order[0] : order.at(-1))!;
    const line = asked(question);
    for (const { name, score } of order)
      if (score === first.score) expect(line.slice(0, line.indexOf(" had the "))).toContain(name);
    expect(line).toContain(` had the ${end} score for `);
    expect(line).toContain(`In ${edition} `);
    expect(line).toContain(" among the 8 countries ");
    expect(line).toContain(`: ${first.score.toFixed(1)} of 10.`);
    expect(line).toMatch(/ Kyrgyzstan had the /);
  });
});

describe("The place of a country", () => {
  it("is that of the country that is named", async () => {
    expect(await commanded("rank uzbekistan heroin 2025")).toMatch(
      /^In \d{4} Uzbekistan had the joint 5th-highest score .* among the 8 /,
    );
    expect(asked("Tajikistan's place for AML 2025")).toMatch(
      /^In 2025 Tajikistan had the joint lowest score .* among the 8 /,
    );
  });

  it("is the published one where the world's was asked for", () => {
    const { resilience } = headlineOf("georgia", 2025);
    const line = asked("what's Georgia's rank for resilience in the world in 2025?");
    expect(line).toBe(
      `In 2025 Georgia had the joint 87th-highest score for resilience among the 193 countries in the world: ${resilience.toFixed(2)} of 10.`,
    );
  });

  it("is never counted among those only that stand beside each other", async () => {
    const { blocks } = await briefingFor("compare tajikistan resilience 2023");
    expect(JSON.stringify(blocks)).toContain('"6th"');
    expect(JSON.stringify(blocks)).not.toContain('"1st"');
  });
});

describe("A range of editions", () => {
  it.each([
    ["cannabis since 2023", "stayed at 6.0 of 10 from 2023 to 2025"],
    ["what changed between 2023 and 2025 for arms?", "stayed at 3.5 of 10 from 2023 to 2025"],
    ["arms between 2021 and 2023", "rose from 3.0 (2021) to 3.5 (2023)"],
    ["how did criminality change since 2023?", "barely changed from 5.32 (2023) to 5.25 (2025)."],
    ["heroin fell between 2021 and 2023, right?", "rose from 7.0 (2021) to 7.5 (2023)"],
    ["did crime get worse since 2021?", "like for like, on the same 14 indicators, it rose to 5.48"],
    ["is resilience going down", "fell from 4.17 (2021) to 3.79 (2025)"],
    ["how much did resilience fall?", "fell from 4.17 (2021) to 3.79 (2025)"],
  ])("is what the verdict runs over: %s", (question, words) => {
    expect(asked(question)).toContain(words);
  });

  it("is what the picture and the numbers are of, too", async () => {
    const said = JSON.stringify((await briefingFor("trend markets 2023 2025")).blocks);
    expect(said).toContain("4.63");
    expect(said).not.toContain("4.95");
    expect(said).not.toContain('"2021"');
  });
});

describe("Best and worst", () => {
  it.each([
    ["best actor 2023", "foreign actors and private sector actors had the lowest: 4.5"],
    ["which market is the best?", "had the lowest: 2.0"],
    ["which market is best in 2025?", "the cocaine trade had the lowest: 2.0"],
    ["latest worst market", "human trafficking and the heroin trade had the highest: 7.0"],
    ["worst resilience latest", "government transparency and accountability had the lowest: 2.0"],
  ])("mean the good and the bad end, whichever way is worse: %s", (question, words) => {
    expect(asked(question)).toContain(words);
  });
});

describe("Countries beside each other", () => {
  it("are told as level where they are", async () => {
    const line = await commanded("compare kazakhstan uzbekistan turkmenistan heroin");
    expect(line).toContain("Kyrgyzstan (7.0), and Kazakhstan, Turkmenistan and Uzbekistan (6.5 each).");
  });

  it("are told anew where the newest edition has turned them round", async () => {
    const line = await commanded("compare tajikistan aml");
    expect(line).toContain("In the 2021 edition, anti-money laundering scored better in Tajikistan (3.5 of 10)");
    expect(line).toContain("In the 2025 edition, anti-money laundering scored better in Kyrgyzstan (3.5 of 10)");
  });

  it("are set against each other by the pillar, with what later editions added to it", async () => {
    expect(await commanded("compare criminal actors tajikistan 2023")).toContain("(6.10 of 10)");
    expect(await commanded("criminal actors score 2025")).toContain("5.60 of 10 in 2025");
  });

  it("are shown over the editions where a trend is asked for", async () => {
    const said = JSON.stringify((await briefingFor("trend tajikistan")).blocks);
    for (const edition of [2021, 2023, 2025])
      for (const measure of ["criminality", "resilience"] as const)
        expect(said).toContain(String(headlineOf("tajikistan", edition)[measure]));
  });

  it("are no question of how to commit a crime", () => {
    expect(asked("by how much is Tajikistan worse on heroin?")).toContain("worse in Tajikistan (8.5 of 10)");
  });
});
