import { describe, expect, it } from "vitest";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import { lowered } from "#core/briefings/context.ts";
import { composeAbstention } from "#core/briefings/abstention.ts";
import { composeAnswer } from "#core/briefings/answer.ts";
import { idsOf } from "#core/briefings/citation.ts";
import { saidOnce, textBehind, together } from "#core/briefings/findings.ts";
import { ABSTENTION_REASONS } from "#core/reply.ts";
import { createAnswers } from "#search/answers.ts";
import {
  ask,
  briefingFor,
  CLOCK,
  createTestBot,
  everyTopic,
  indexesOf,
  library,
  requestFor,
} from "#tests/fixtures/bot.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";
import { contextAt, VENUES } from "#tests/fixtures/messages.ts";

const pack = shippedPack();
const blocks = <K extends Block["kind"]>(briefing: Briefing, kind: K) =>
  briefing.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const labels = (briefing: Briefing) =>
  blocks(briefing, "actions").flatMap(({ items }) => items.map(({ label }) => label));
const inMenu = (briefing: Briefing) =>
  blocks(briefing, "actions").flatMap(({ more }) => more.map(({ label }) => label));
const countFindings = (briefing: Briefing) =>
  new Set(blocks(briefing, "findings").flatMap(({ items }) => items.map(({ id }) => id))).size;
const first = (briefing: Briefing) => plainText({ ...briefing, blocks: briefing.blocks.slice(0, 1) });
const last = (briefing: Briefing) => plainText({ ...briefing, blocks: briefing.blocks.slice(-1) });
/** Linked to the page that the text is from. */
const SOURCE = `(${pack.profileUrl})`;
const PAGE = `newest page on ${pack.country} (${pack.newestUrl})`;

describe("Every briefing", () => {
  it("begins with what it comes to, and has no heading over it", async () => {
    for (const text of ["", "help", "about", "privacy", "scores", "trend", "smuggling", "qwertz", ...everyTopic])
      expect((await briefingFor(text)).blocks[0]?.kind, text).toBe("lead");
  });

  it("ends with its source line: edition, year described, age and the page on the country", async () => {
    const sections = [...library.taxonomy.pillars, ...library.taxonomy.sections].map(({ slug }) => slug);
    for (const text of ["", "all", ...sections]) {
      const briefing = await briefingFor(text);
      expect(briefing.blocks.at(-1)?.kind, text).toBe("stamp");
      const line = last(briefing).split("\n").at(-1);
      expect(
        line?.startsWith(
          `Organized Crime Index 2021 ${SOURCE} (describes 2020, 6 years ago), 2025 (https://ocindex.net)`,
        ),
        `${text}: ${line}`,
      ).toBe(true);
      expect(last(briefing), text).toContain(PAGE);
    }
  });

  it("names the editions whose figures it shows, and which year the profile's own describes where it is among them", async () => {
    const own = " (describes 2020, 6 years ago), 2023, 2025 (https://ocindex.net)";
    for (const [text, editions] of [
      ["heroin", `2021 ${SOURCE}${own}`],
      ["financial-crimes", `2021 ${SOURCE}${own}`],
      ["trend", `2021 ${SOURCE}${own}`],
      ["compare tajikistan heroin", `2021 ${SOURCE}${own}`],
      ["scores heroin", `2021 ${SOURCE}${own}`],
      ["rank heroin", `2021 ${SOURCE} · describes 2020 (6 years ago)`],
      ["scores 2023", "2023 (https://ocindex.net)"],
      ["rank heroin 2025", "2025 (https://ocindex.net)"],
    ] as const) {
      const stamps = blocks(await briefingFor(text), "stamp");
      expect(stamps, text).toHaveLength(1);
      const [line] = stamps.map((block) => plainText({ title: "", summary: "", blocks: [block] }));
      expect(line, text).toMatch(/^Scores: [^\n]*higher [^\n]*\n/u);
      expect(
        line?.split("\n")[1]?.startsWith(`Organized Crime Index ${editions}\u00A0· ${PAGE}`),
        `${text}: ${line}`,
      ).toBe(true);
    }
  });

  it("with places says once whose count they are", async () => {
    const counted = /ranked by the bot/giu;
    for (const text of [
      "",
      "all",
      "heroin",
      "heroin all",
      "scores heroin",
      "scores",
      "scores resilience",
      "rank drugs",
      "trend",
    ])
      expect(plainText(await briefingFor(text)).match(counted), text).toHaveLength(1);
    for (const text of ["drugs", "resilience", "trend heroin", "financial-crimes", "compare tajikistan heroin"])
      expect(plainText(await briefingFor(text)).match(counted), text).toBeNull();
  });

  it("names the country in the line that a notification shows", async () => {
    const figures = ["trend", "trend heroin", "rank", "compare tajikistan", "scores drugs", "scores 2025"];
    for (const text of ["", "all", ...figures, ...everyTopic]) {
      const { title, summary } = await briefingFor(text);
      expect(`${title}: ${summary}`, text).toContain("Kyrgyzstan");
    }
  });

  it("offers to share it by its last button, behind the ways on", async () => {
    for (const text of [
      "",
      "all",
      "scores",
      "scores 2023",
      "trend",
      "rank drugs",
      "compare tajikistan heroin",
      ...everyTopic,
    ]) {
      const briefing = await briefingFor(text);
      expect(labels(briefing).at(-1), text).toBe("Share");
      expect(inMenu(briefing), text).not.toContain("Share");
    }
  });

  it("of the bot itself has no source line; the credit is under `about`", async () => {
    for (const text of ["help", "about", "privacy", "smuggling", "qwertz", "scores 1999", "compare heroin"])
      expect(blocks(await briefingFor(text), "stamp"), text).toEqual([]);
    const about = plainText(await briefingFor("about"));
    expect(about).toContain(pack.profileUrl);
    expect(about).toContain("Source: Global Initiative Against Transnational Organized Crime");
  });

  it("says once which way is worse", async () => {
    for (const text of ["", "scores", "trend", "rank heroin", ...everyTopic]) {
      const words = plainText(await briefingFor(text));
      expect(words.match(/higher (?:criminality )?is worse/giu)?.length ?? 0, text).toBeLessThanOrEqual(1);
      expect(words, text).toMatch(/higher (?:\w+ )?is (?:worse|better)/iu);
    }
  });

  it("has five buttons at most; the rest is in the menu", async () => {
    for (const text of ["", "all", "scores", "rank drugs", ...everyTopic])
      expect(labels(await briefingFor(text)).length, text).toBeLessThanOrEqual(5);
  });

  it("grows older with the clock", async () => {
    const reply = await ask("drugs", Date.parse("2021-12-31T23:59:59Z"));
    expect(plainText(reply.briefing)).toContain("(describes 2020, 1 year ago)");
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
      for (const { items, more } of blocks(await briefingFor(text), "actions")) {
        for (const item of [...items, ...more]) {
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
  it("begins with the headline scores, and has them with their ranks, a key finding per pillar and a way to each", async () => {
    const briefing = await briefingFor("");
    const words = plainText(briefing);
    expect(first(briefing)).toBe(
      "In 2021 Kyrgyzstan scored 5.33 of 10 for criminality, just under the 5.50 line, and a low 4.17 for resilience. In 2025: 5.25 (5.48 like for like) and 3.79.",
    );
    // The places of both would not fit on a phone.
    expect(words).toContain(
      "Measure | 2021 | 2025\nCrime indicators counted | 14 | 20\nHigher is worse |  | \nCriminality | 5.33 | 5.25\nCriminality, like for like (calculated) | 5.33 | 5.48\n",
    );
    expect(words).toContain(
      "\nCriminal actors | high 6.25 | high 5.60\nHigher is better |  | \nResilience | 4.17 | 3.79\n",
    );
    expect(words).toContain(
      "Criminality in 2021: joint 72nd-highest of 193 countries, 2nd-highest of 8 in Central Asia and the Caucasus; resilience: 125th-highest, 4th-highest.",
    );
    for (const { slug } of library.taxonomy.pillars) expect(words).toContain(`: ${pack.headlinesInList[slug]}`);
    const pillars = library.taxonomy.pillars.map(({ name }) => name);
    expect(labels(briefing)).toEqual(["All 9 sections", ...pillars, "Share"]);
    expect(inMenu(briefing)).toEqual([]);
  });

  it("leads to each section when all is asked for", async () => {
    const briefing = await briefingFor("all");
    const sections = library.taxonomy.sections.map(({ name }) => name);
    expect(labels(briefing)).toEqual([...sections.slice(0, 4), "Share"]);
    expect(inMenu(briefing)).toEqual(sections.slice(4));
  });

  it("shows the key finding of every section when all is asked for", async () => {
    const words = plainText(await briefingFor("all"));
    for (const { slug } of library.taxonomy.sections) expect(words).toContain(`: ${pack.headlinesInList[slug]}`);
  });
});

describe("A pillar", () => {
  it.each(library.taxonomy.pillars)(
    "$slug says what it comes to once, with its score, those behind it, the worst first, and beside them the newest",
    async ({ slug, high }) => {
      const briefing = await briefingFor(slug);
      const words = plainText(briefing);
      expect(words).toContain(`\n\n${pack.headlinesInList[slug]}\n\n`);
      for (const section of library.taxonomy.sections) expect(words).not.toContain(pack.headlinesInList[section.slug]);
      const [whole, ...parts] = blocks(briefing, "table").flatMap(({ rows }) => rows);
      expect(whole?.[1]?.replace(/^high /u, "")).toBe({ markets: "4.40", actors: "6.25", resilience: "4.17" }[slug]);
      const scores = parts.map((row) => Number(row[1]?.replace(/^high /u, "")));
      expect(scores).toEqual(scores.toSorted((one, other) => (high === "worse" ? other - one : one - other)));
      expect(blocks(briefing, "table")[0]?.columns.map(({ name }) => name)).toEqual([
        ...["Measure", "2021", "2025", "Change"],
      ]);
      expect(whole?.[3], "of other indicators").toBe(slug === "resilience" ? "−0.38" : "–");
      for (const [name, ...cells] of parts) {
        const [first = Number.NaN, last = Number.NaN, change] = cells.map(
          (cell) => Number(/[\d.]+$/u.exec(cell)?.[0]) * (cell.startsWith("−") ? -1 : 1),
        );
        if (!Number.isNaN(last)) expect(change, name).toBeCloseTo(last - first);
      }
    },
  );

  it("has the key findings of its sections one press on, or all findings where it is one section", async () => {
    expect(inMenu(await briefingFor("markets"))).toContain("All 4 sections");
    const whole = plainText(await briefingFor("markets all"));
    for (const { slug, pillar } of library.taxonomy.sections)
      if (pillar === "markets") expect(whole).toContain(`: ${pack.headlinesInList[slug]}`);
    expect(whole).not.toContain(pack.headlinesInList["markets"]);
    expect(inMenu(await briefingFor("actors"))).toContain(
      `All ${countFindings(await briefingFor("actors all"))} findings`,
    );
  });
});

describe("A section", () => {
  it("begins with its key finding, and has each indicator's score and a way to it", async () => {
    for (const section of library.taxonomy.sections) {
      const briefing = await briefingFor(section.slug);
      const words = plainText(briefing);
      const [, bold, rest] = /^(.*?\.) (\p{Lu}.*)$/u.exec(pack.keyFindings[section.slug] ?? "") ?? [];
      expect(words.startsWith(`${bold}\n\n${rest}\n\n`), section.slug).toBe(true);
      expect(last(briefing)).toContain(` · section: ${section.name}\u00A0· `);
      for (const indicator of library.taxonomy.indicators.filter((candidate) => candidate.section === section.slug)) {
        expect(words).toMatch(new RegExp(`${indicator.name} \\| (?:high |on the line )?\\d\\.\\d`, "u"));
        expect([...labels(briefing), ...inMenu(briefing)]).toContain(indicator.name);
      }
    }
  });

  it("says on the button how many findings there are when all is asked for", async () => {
    for (const { slug } of library.taxonomy.sections) {
      const count = countFindings(await briefingFor(`${slug} all`));
      expect(labels(await briefingFor(slug))[0], slug).toBe(`All ${count} findings`);
    }
  });

  it("shows all of its findings when all is asked for", async () => {
    const words = plainText(await briefingFor("drugs all"));
    const drugs = new Set(["heroin-trade", "cocaine-trade", "cannabis-trade", "synthetic-drug-trade"]);
    for (const finding of pack.findings.filter(({ indicator }) => drugs.has(indicator)))
      expect(words.split("\n")).toContain(`- ${printed(finding, pack.findings)}`);
  });
});

const context = contextAt(VENUES["a Slack channel"]);

/** Below the name of the country, with its hedge, where it does not say it itself. */
function printed(finding: (typeof pack.findings)[number], above: typeof pack.findings): string {
  const { certainty, said } = finding;
  const text = textBehind(finding, above);
  return said || certainty === "stated" ? text : `${text} (${certainty})`;
}

describe("An indicator", () => {
  const withText = library.taxonomy.indicators.filter(({ section }) => section !== null);
  it("shows every finding of the profile about it when all is asked for, with what is elsewhere, and what it is", async () => {
    for (const { slug, definition } of withText) {
      const words = plainText(await briefingFor(`${slug} all`));
      expect(words).toContain(`This score covers ${definition.charAt(0).toLowerCase()}${definition.slice(1)}`);
      const about = pack.findings.filter(({ indicator, also }) => indicator === slug || also.includes(slug));
      // What says no more than another of them is left out.
      const findings = saidOnce(about);
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) expect(words.split("\n")).toContain(`- ${printed(finding, findings)}`);
    }
  });

  it("shows the first of them whole, and how many there are in all on the button", async () => {
    for (const { slug } of withText) {
      const briefing = await briefingFor(slug);
      const own = pack.findings.filter(({ indicator }) => indicator === slug);
      const covering = pack.findings.filter(({ covers }) => covers.includes(slug));
      const findings = together(context, [...own, ...covering]);
      const also = pack.findings.filter((each) => each.also.includes(slug));
      const elsewhere = saidOnce([...findings, ...together(context, also)]).filter((each) => !findings.includes(each));
      const shown = blocks(briefing, "findings").flatMap(({ items }) => items.map(({ id }) => id));
      expect(shown.length).toBeGreaterThan(0);
      expect(shown).toEqual(idsOf(findings).slice(0, shown.length));
      const whole = `All ${findings.length + elsewhere.length} findings`;
      expect(labels(briefing)).toContain(whole);
    }
  });

  it("has all of it on one page, and nothing there without what belongs to it, whatever section that is from", async () => {
    for (const { slug } of withText) {
      const shown = blocks(await briefingFor(`${slug} all`), "findings").flatMap(({ items }) =>
        items.map(({ id }) => id),
      );
      const apart = pack.findings
        .filter(({ also, covers, indicator }) => [indicator, ...also, ...covers].includes(slug))
        .flatMap((finding) =>
          finding.with.filter((id) => !shown.includes(id)).map((id) => `${finding.id} without ${id}`),
        );
      expect(apart, slug).toEqual([]);
      expect(new Set(shown).size, slug).toBe(shown.length);
    }
  });

  it("says how sure a finding is where that is not plain, and once; never its id", async () => {
    for (const { slug } of withText) {
      const words = plainText(await briefingFor(`${slug} all`));
      expect(words).not.toContain("(stated");
      for (const { id } of pack.findings) expect(words).not.toContain(id);
    }
    const hedged = pack.findings.filter(({ certainty }) => certainty !== "stated");
    expect(hedged.length).toBeGreaterThan(0);
    for (const finding of hedged) {
      const words = plainText(await briefingFor(`${finding.indicator} all`));
      expect(words.split(printed(finding, pack.findings))).toHaveLength(2);
    }
  });

  it("begins with its score in every edition, then has its place among the country's other scores and in the region", async () => {
    const briefing = await briefingFor("heroin");
    expect(first(briefing)).toBe(
      "The heroin trade in Kyrgyzstan scored high: 7.0 of 10 in 2021, rising to 7.5 in 2023 and falling back to 7.0 in 2025.",
    );
    expect(plainText(briefing)).toContain(
      "The 2021 score was the highest of Kyrgyzstan's 10 criminal-market scores and the 2nd-highest of 8 countries in Central Asia and the Caucasus.",
    );
    expect(last(briefing)).toContain("Scores: above 5.50 is high · higher is worse · ranked by the bot\n");
  });

  it("whose name the Index coined says at once what it measures; others say it in full only", async () => {
    for (const { slug, definition, coined, since } of library.taxonomy.indicators.filter(
      ({ since }) => since === 2021,
    )) {
      const brief = plainText(await briefingFor(slug)).toLowerCase();
      const full = plainText(await briefingFor(`${slug} all`)).toLowerCase();
      const meaning = definition.toLowerCase();
      expect([slug, since, brief.includes(meaning)]).toEqual([slug, since, coined]);
      expect(full.split(meaning).length).toBe(2);
    }
  });

  it("of a later edition says that this one does not use its name, straight above what it says under others", async () => {
    for (const slug of ["financial-crimes", "extortion-and-protection-racketeering"]) {
      const { definition } = library.taxonomy.indicators.find((each) => each.slug === slug)!;
      for (const command of [slug, `${slug} all`]) {
        const words = plainText(await briefingFor(command));
        expect(words.split("\n\n").slice(1, 3)).toEqual([
          `This score covers ${lowered(definition)}`,
          "First scored in 2023. The 2021 profile does not use that name, but says:",
        ]);
        expect(words.split("\n\n")[3]).toMatch(/^- Gangs in Bishkek/u);
        expect(words.split(lowered(definition))).toHaveLength(2);
      }
    }
  });

  it("of a later edition says that this one has nothing, where it has not", async () => {
    const named = { topic: "cyber-dependent-crimes", nearest: [], nearby: [] };
    const { briefing } = composeAbstention(context, { reason: "not-in-profile", ...named });
    expect(plainText(briefing)).toMatch(
      /^Cyber-dependent crimes in Kyrgyzstan scored 2\.0 .*\n\nThe 2021 edition did not score this, .*\n\n.*\n?Organized Crime Index 2023, 2025 /u,
    );
    for (const slug of ["cyber-dependent-crimes", "private-sector-actors"]) {
      const words = plainText(await briefingFor(slug));
      expect(words).toContain("\n\nFirst scored in 2023. The 2021 profile says nothing about it.\n");
    }
  });

  it("of a later edition begins with the scores that it has", async () => {
    const page = await briefingFor("financial-crimes");
    expect(first(page)).toBe("Financial crimes in Kyrgyzstan scored high: 6.0 of 10 in 2023, rising to 6.5 in 2025.");
    const scores = plainText(await briefingFor("scores financial-crimes"));
    expect(scores).toContain("Financial crimes in Kyrgyzstan scored high: 6.5 of 10 in 2025, after 6.0 in 2023.");
  });
});

describe("An abstention", () => {
  it("leads on first to the topic of what it shows, then to what else was near", () => {
    const nearby = context.pack.findings.filter(({ id }) => id === "judicial-system-and-detention.fair-trial");
    const nearest = ["people", "judicial-system-and-detention"];
    const { briefing } = composeAbstention(context, { reason: "not-in-profile", topic: null, nearest, nearby });
    const labels = blocks(briefing, "actions")[0]?.items.map(({ label }) => label);
    expect(labels).toEqual(["Judicial system and detention", "People", "What can I ask?"]);
  });

  it.each([
    [
      "how many people were convicted of trafficking in 2019?",
      "The 2021 profile of Kyrgyzstan gives no number for that.",
    ],
    ["сколько килограммов героина изъяли?", "The 2021 profile of Kyrgyzstan gives no number for that."],
    [
      "which hotels in Osh do smugglers use, what are their names?",
      "On human smuggling, the 2021 profile of Kyrgyzstan does not give that name.",
    ],
    ["who is the richest criminal in Osh?", "The 2021 profile of Kyrgyzstan does not answer that."],
  ])("says what is missing by the word that asks for it, and none of the asker's: %s", (question, words) => {
    const answers = createAnswers({ library, clock: { now: () => CLOCK } });
    const reply = answers.askSync(SHIPPED, question, null);
    expect(reply.kind).toBe("abstention");
    expect(first(reply.briefing)).toBe(words);
  });

  it("from what came later has the later scores, where they have room", () => {
    const answers = createAnswers({ library, clock: { now: () => CLOCK } });
    const text = (question: string) => plainText(answers.askSync(SHIPPED, question, null).briefing);
    expect(text("what happened in 2023?")).toContain(
      "Criminality was 5.32 in 2023 and 5.25 in 2025, resilience 3.83 in 2023 and 3.79 in 2025.",
    );
    expect(text("heroin seizures in 2023")).toMatch(/had declined in .*\n\nThe heroin trade .* 7\.5 in 2023 /u);
  });

  it("from what came later first says that the profile cannot say, then the nearest it has, and leads to the newest page", () => {
    const [finding] = pack.findings;
    const parts = { reason: "after-edition", topic: null, nearest: ["drugs"] } as const;
    const { briefing } = composeAbstention(context, { ...parts, nearby: [finding!] });
    expect(first(briefing)).toBe("Kyrgyzstan's 2021 profile cannot say: it describes 2020. Scores reach 2025.");
    expect(plainText(briefing)).toContain(`\n\nNearest finding:\n\n- ${finding!.textInList}`);
    expect(blocks(briefing, "actions")[0]?.items.map(({ label }) => label)).toEqual([
      "Newest page on Kyrgyzstan",
      "Score trend",
      "Victim and witness support",
      "Drugs",
      "What can I ask?",
    ]);
    expect(blocks(briefing, "actions")[0]?.items[0]).toMatchObject({ kind: "link", url: pack.newestUrl });
  });

  it("for another reason has no way out of the profile", () => {
    for (const reason of ABSTENTION_REASONS.filter((each) => each !== "after-edition")) {
      const { briefing } = composeAbstention(context, { reason, topic: null, nearest: ["drugs"], nearby: [] });
      expect(
        blocks(briefing, "actions").flatMap(({ items }) => items.map(({ kind }) => kind)),
        reason,
      ).not.toContain("link");
    }
  });

  it("leads where its words point: to the markets from how a crime is done, to the neighbours' scores from a neighbour", () => {
    const nearest = ["law-enforcement", "heroin-trade", "drugs"];
    const offers = (reason: "operational-detail" | "another-country") =>
      blocks(composeAbstention(context, { reason, topic: null, nearest, nearby: [] }).briefing, "actions")[0]?.items;
    expect(offers("operational-detail")?.map(({ label }) => label)).toEqual([
      "Heroin trade",
      "Criminal markets",
      "What can I ask?",
    ]);
    expect(offers("another-country")?.[0]).toMatchObject({ kind: "show", text: "rank law-enforcement" });
  });

  it("says of the nearest that there is how sure it is, and that names are as the profile gave them", () => {
    for (const finding of pack.findings) {
      const nearby = [finding];
      const reply = composeAbstention(context, { reason: "not-in-profile", topic: null, nearest: [], nearby });
      const words = plainText(reply.briefing);
      const lines = together(context, nearby).map((each, at, all) => `- ${printed(each, all.slice(0, at))}`);
      expect(words).toContain([lines.length > 1 ? "Nearest findings:\n" : "Nearest finding:\n", ...lines].join("\n"));
      expect(words.includes("nothing about these people has been checked since"), finding.id).toBe(
        together(context, nearby).some(({ people }) => people.length > 0),
      );
    }
  });
});

describe("Where the profile contradicts itself", () => {
  const BOTH = "The profile contradicts itself on this.";
  const contradicting = pack.findings.filter(({ contradicts }) => contradicts.length > 0);
  const parts = { aspect: null, gravity: false, otherwise: false };

  it.each(contradicting.map((finding) => [finding.id, finding] as const))(
    "an answer from %s shows the contrary as well, and says once that the profile said both",
    (_, finding) => {
      const { indicator: topic } = finding;
      const reply = composeAnswer(context, { ...parts, topic, about: [topic], findings: [finding] });
      const words = plainText(reply.briefing);
      expect(words).toContain(finding.text);
      for (const { id, textInList } of pack.findings)
        if (finding.contradicts.includes(id)) expect(words).toContain(textInList);
      expect(words.split(BOTH)).toHaveLength(2);
      const nearby = [finding];
      const abstention = composeAbstention(context, { reason: "not-in-profile", topic: null, nearest: [], nearby });
      expect(plainText(abstention.briefing).split(BOTH)).toHaveLength(2);
    },
  );

  it("is shipped as three findings, and nothing else says so", async () => {
    expect(contradicting.map(({ id }) => id)).toHaveLength(3);
    expect(plainText(await briefingFor("heroin all"))).not.toContain(BOTH);
  });
});

describe("Persons", () => {
  it("are never named without saying that nothing about them was checked since", async () => {
    const named = pack.findings.filter(({ people }) => people.length > 0);
    expect(named.length).toBeGreaterThan(0);
    for (const text of ["", "all", ...everyTopic, ...everyTopic.map((topic) => `${topic} all`)]) {
      const words = plainText(await briefingFor(text));
      const isNamed = named.some((finding) => finding.people.some((person) => words.includes(person)));
      expect(words.includes("nothing about these people has been checked since"), text).toBe(isNamed);
    }
  });
});

describe("Figures", () => {
  it("are published ones, and ours on the first edition's basis are labelled as calculated", async () => {
    const words = plainText(await briefingFor("trend"));
    expect(words).toContain("Criminality | 5.33 | 5.32 | 5.25");
    expect(words).toContain("Place in the world: criminality joint 72nd-highest, then joint 85th-highest of 193");
    expect(words).toContain("Criminality, like for like (calculated) | 5.33 | high 5.64 | 5.48");
    expect(plainText(await briefingFor("trend markets"))).toContain(
      "Criminal markets, like for like (calculated) | 4.40 | 4.90 | 4.95",
    );
  });

  it.each([
    ["trend", "like for like, on the same 14 indicators, it rose to 5.48"],
    ["trend criminality", "like for like, on the same 14 indicators, it rose to 5.48"],
    ["trend actors", "like for like, on the same 4 indicators, it fell to"],
    [
      "compare tajikistan markets",
      "Editions are not like for like: criminal markets had 10 indicators in 2021 and 15 in 2025.",
    ],
  ])(
    "of several editions that count other indicators are not like for like, as `%s` says once",
    async (text, words) => {
      const told = plainText(await briefingFor(text));
      expect(told).toContain(words);
      expect(told.match(/like for like\b(?! \(calculated\))/gu)).toHaveLength(1);
    },
  );

  it.each(["trend resilience", "trend heroin", "trend drugs", "compare tajikistan heroin", "compare tajikistan"])(
    "of one edition, or of the same indicators, need no such caution, as in `%s`",
    async (text) => {
      expect(plainText(await briefingFor(text))).not.toContain("like for like");
    },
  );

  it("answer a command and the same question in plain words alike", async () => {
    const answers = createAnswers({ library, indexes: indexesOf(), clock: { now: () => CLOCK } });
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
    ] as const)
      expect(answers.askSync(SHIPPED, question, null).briefing, question).toEqual(await briefingFor(command));
  });

  it("name the editions and countries at hand when asked for others", async () => {
    expect(plainText(await briefingFor("scores 1999"))).toContain("only for 2021, 2023 and 2025.");
    expect(await ask("heroin score 2027")).toMatchObject({ kind: "abstention", reason: "after-edition" });
    expect(plainText(await briefingFor("compare atlantis"))).toMatch(/no figures here for “atlantis”.*Tajikistan/);
    const asked = await briefingFor("compare heroin");
    expect(plainText(asked)).toMatch(/With which country\?.*Tajikistan/);
    expect(labels(asked)).toContain("Tajikistan");
  });

  it("compare a topic with a neighbour's", async () => {
    const briefing = await briefingFor("compare tajikistan heroin");
    expect(first(briefing)).toBe(
      "In 2021, 2023 and 2025 alike, the heroin trade scored worse in Tajikistan (8.5 of 10) than in Kyrgyzstan (7.0, 7.5 and 7.0).",
    );
    const words = plainText(briefing);
    expect(words).toContain("Kyrgyzstan | high 7.0 | high 7.5 | high 7.0\nTajikistan | high 8.5 | high 8.5 | high 8.5");
  });
});

describe("A word that is no topic", () => {
  it("is quoted back short, however long it is", async () => {
    const words = plainText(await briefingFor("x".repeat(5000)));
    expect(words).toContain(`No topic here is called “${"x".repeat(60)}…”`);
  });
});
