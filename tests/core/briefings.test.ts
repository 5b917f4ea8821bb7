import { describe, expect, it } from "vitest";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import { createAnswers } from "#search/answers.ts";
import { ask, briefingFor, CLOCK, createTestBot, everyTopic, library, requestFor } from "#tests/fixtures/bot.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";

const pack = shippedPack();
const blocks = <K extends Block["kind"]>(briefing: Briefing, kind: K) =>
  briefing.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const labels = (briefing: Briefing) =>
  blocks(briefing, "actions").flatMap(({ items }) => items.map(({ label }) => label));

describe("Every briefing", () => {
  it("ends with its stamp: edition, year described, age, newest page and credit", async () => {
    for (const text of ["", "help", "about", "privacy", "scores", "trend", "smuggling", "qwertz", ...everyTopic]) {
      const { blocks: all } = await briefingFor(text);
      expect(all.at(-1)?.kind, text).toBe("stamp");
      const words = plainText(await briefingFor(text));
      expect(words).toContain("Global Organized Crime Index 2021, describing 2020: 6 years old");
      expect(words).toContain(pack.newestUrl);
      expect(words).toContain(pack.profileUrl);
      expect(words).toContain("Global Initiative Against Transnational Organized Crime");
    }
  });

  it("grows older with the clock", async () => {
    const reply = await ask("drugs", Date.parse("2021-12-31T23:59:59Z"));
    expect(plainText(reply.briefing)).toContain("describing 2020: 1 year old");
  });

  it("is the same for the same request", async () => {
    for (const text of ["", ...everyTopic]) expect(await ask(text, CLOCK)).toEqual(await ask(text, CLOCK));
  });

  it("leaves no placeholder unfilled and no score missing", async () => {
    for (const text of ["", "all", "help", "about", "scores 2025", "trend drugs", "compare georgia", ...everyTopic]) {
      expect(plainText(await briefingFor(text)), text).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    }
  });

  it("only offers buttons that lead somewhere", async () => {
    const bot = createTestBot();
    for (const text of ["", "help", "smuggling", "scores", "trend heroin", ...everyTopic]) {
      for (const { items } of blocks(await briefingFor(text), "actions")) {
        for (const item of items) {
          if (item.kind !== "show" && item.kind !== "share") continue;
          expect(bot.parsePress(item.text), `${text} -> ${item.text}`).not.toBeNull();
          const { briefing } = await bot.handle(requestFor(bot, item.text));
          expect(briefing.title, `${text} -> ${item.text}`).not.toBe("No topic by that name");
        }
      }
    }
  });
});

describe("The overview", () => {
  it("shows the headline scores with rank and distance to the line, a key finding per pillar, a way to each section", async () => {
    const briefing = await briefingFor("");
    const words = plainText(briefing);
    expect(words).toContain(
      "Criminality: 5.33 of 10, 0.17 below the 5.50 line (higher is worse); 72 of 193 in the world",
    );
    expect(words).toContain("Resilience: 4.17 of 10, 1.33 below the 5.50 line (higher is better)");
    for (const finding of Object.values(pack.pillarFindings)) expect(words).toContain(finding);
    expect(labels(briefing)).toEqual([
      ...library.taxonomy.sections.map(({ name }) => name),
      "Show all",
      "Share in channel",
    ]);
  });

  it("shows the key finding of every section when all is asked for", async () => {
    const words = plainText(await briefingFor("all"));
    for (const finding of Object.values(pack.keyFindings)) expect(words).toContain(finding);
  });
});

describe("A section", () => {
  it("shows its key finding, and each indicator's score and first finding", async () => {
    for (const section of library.taxonomy.sections) {
      const briefing = await briefingFor(section.slug);
      const words = plainText(briefing);
      expect(words).toContain(pack.keyFindings[section.slug]);
      for (const indicator of library.taxonomy.indicators.filter((candidate) => candidate.section === section.slug)) {
        expect(words).toContain(`${indicator.name}: `);
        expect(words).toContain(pack.findings.find((finding) => finding.indicator === indicator.slug)?.text);
        expect(labels(briefing)).toContain(indicator.name);
      }
    }
  });

  it("shows all of its findings when all is asked for", async () => {
    const words = plainText(await briefingFor("drugs all"));
    const drugs = new Set(["heroin-trade", "cocaine-trade", "cannabis-trade", "synthetic-drug-trade"]);
    for (const finding of pack.findings.filter(({ indicator }) => drugs.has(indicator)))
      expect(words).toContain(finding.text);
  });
});

describe("An indicator", () => {
  it("shows every finding of the profile about it, each with hedge, section and edition", async () => {
    for (const indicator of library.taxonomy.indicators.filter(({ section }) => section !== null)) {
      const words = plainText(await briefingFor(indicator.slug));
      expect(words).toContain(indicator.definition);
      const findings = pack.findings.filter((finding) => finding.indicator === indicator.slug);
      expect(findings.length).toBeGreaterThan(0);
      for (const { text, certainty } of findings) expect(words).toContain(`${text} (${certainty}; `);
    }
  });

  it("puts its score beside the country's other scores and the region's, and tells of later editions", async () => {
    const words = plainText(await briefingFor("heroin"));
    expect(words).toContain("Heroin trade: 7.0 of 10, 1.50 above the 5.50 line (higher is worse)");
    expect(words).toContain("Heroin trade: 1st of the 10 scores of Kyrgyzstan in criminal markets, counted from");
    expect(words).toContain("Kyrgyzstan is 2nd of the 8 countries of Central Asia and the Caucasus, counted from");
    expect(words).toContain("Later editions scored it 7.5 (2023), 7.0 (2025).");
  });

  it("of a later edition says that this one has no text about it", async () => {
    const words = plainText(await briefingFor("financial-crimes"));
    expect(words).toContain("first scored in the 2023 edition; the 2021 profile has no text about it");
    expect(words).toContain("6.0 (2023), 6.5 (2025)");
  });
});

describe("Persons", () => {
  it("are never named without saying that nothing about them was checked since", async () => {
    const named = pack.findings.filter(({ people }) => people.length > 0);
    expect(named.length).toBeGreaterThan(0);
    for (const text of ["", "all", ...everyTopic, ...everyTopic.map((topic) => `${topic} all`)]) {
      const words = plainText(await briefingFor(text));
      const isNamed = named.some((finding) => finding.people.some((person) => words.includes(person)));
      expect(words.includes("Nothing about these persons has been checked since"), text).toBe(isNamed);
    }
  });
});

describe("Figures", () => {
  it("are published ones, and ours on the first edition's basis are labelled as calculated", async () => {
    const words = plainText(await briefingFor("trend"));
    expect(words).toContain("Criminality | 5.33 | 5.32 | 5.25");
    expect(words).toContain("Criminality, on the 2021 basis (calculated) | 5.33 | 5.64 | 5.48");
    expect(words).toContain("Resilience, on the 2021 basis (calculated) | 4.17 | 3.83 | 3.79");
    expect(words).toContain("The 2021 edition had 26 indicators, later ones have 32.");
  });

  it("answer a command and the same question in plain words alike", async () => {
    const answers = createAnswers({ library, clock: { now: () => CLOCK } });
    for (const [command, question] of [
      ["scores", "what are the scores?"],
      ["scores heroin", "what is the score for heroin?"],
      ["scores heroin 2023", "what was the score for heroin in 2023?"],
      ["trend heroin", "how has the heroin score changed over the editions?"],
      ["trend resilience", "how has the resilience score changed over the editions?"],
      ["compare tajikistan heroin", "compare the score of heroin with Tajikistan"],
      ["compare kazakhstan", "compare with Kazakhstan"],
      ["compare kazakhstan", "сравни с казахстаном"],
      ["compare uzbekistan", "is it worse than Uzbekistan"],
      ["scores heroin latest", "what is the latest score for heroin?"],
      ["trend heroin since 2021", "heroin score since 2021"],
      ["scores on the 2021 basis", "what are the scores on the 2021 basis?"],
      ["rank", "which country is worse?"],
      ["rank heroin", "which country has the worst heroin score?"],
      ["rank heroin 2025", "which country has the highest heroin score in 2025?"],
    ] as const)
      expect(answers.askSync(SHIPPED, question, null).briefing, question).toEqual(await briefingFor(command));
  });

  it("name the editions and countries at hand when asked for others", async () => {
    expect(plainText(await briefingFor("scores 1999"))).toContain("Editions at hand: 2021, 2023, 2025.");
    expect(plainText(await briefingFor("compare atlantis"))).toMatch(/no figures here for “atlantis”.*Tajikistan/);
    const asked = await briefingFor("compare heroin");
    expect(plainText(asked)).toMatch(/With which country\?.*Tajikistan/);
    expect(labels(asked)).toContain("Tajikistan");
  });

  it("compare a topic with a neighbour's", async () => {
    expect(plainText(await briefingFor("compare tajikistan heroin"))).toContain("Heroin trade | 7.0 | 8.5");
  });
});

describe("A word that is no topic", () => {
  it("is quoted back short, however long it is", async () => {
    const words = plainText(await briefingFor("x".repeat(5000)));
    expect(words).toContain(`“${"x".repeat(60)}…” is not a topic`);
  });
});
