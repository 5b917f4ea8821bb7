import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingGroups } from "#core/document/evidence.ts";
import type { FileReply } from "#core/reply.ts";
import { ask, CLOCK, createTestBot, everyTopic, library, requestFor } from "#tests/fixtures/bot.ts";
import { shippedPack } from "#tests/fixtures/library.ts";

const pack = shippedPack();
const bot = createTestBot();

async function exported(text: string, now = CLOCK): Promise<FileReply> {
  const reply = await ask(text, now);
  if (reply.kind !== "file") throw new Error(`${text} gives no file but ${reply.briefing.summary}`);
  return reply;
}

describe("The words behind `export`", () => {
  it.each([
    ["export", { kind: "export", topic: null, format: "pdf", leans: true }],
    ["export csv", { kind: "export", topic: null, format: "csv", leans: true }],
    ["export all", { kind: "export", topic: null, format: "pdf", leans: false }],
    ["export drugs", { kind: "export", topic: "drugs", format: "pdf", leans: false }],
    [`export ${pack.country} pdf`, { kind: "export", topic: null, leans: false }],
    ["export drugs as markdown", { kind: "export", topic: "drugs", format: "markdown" }],
    ["export JSON on heroin", { kind: "export", topic: "heroin-trade", format: "json" }],
    ["export наркотики md", { kind: "export", topic: "drugs", format: "markdown" }],
    ["export herion pdf", { kind: "export", topic: "heroin-trade", format: "pdf" }],
    [`export ${library.taxonomy.ambiguous[0]!.word} csv`, { kind: "choose-export", by: "topic", formats: ["csv"] }],
    ["export drugs docx", { kind: "choose-export", by: "format", asked: "docx", topics: ["drugs"] }],
    ["export drugs pdf csv", { kind: "choose-export", by: "format", asked: "pdf, csv" }],
    ["export qwrtzplm", { kind: "choose-export", by: "nothing", asked: "qwrtzplm" }],
    [
      "export who controls the heroin trade? pdf",
      { kind: "export-answer", question: "who controls the heroin trade?" },
    ],
    ["export of gold to China", { kind: "ask", question: "export of gold to China" }],
    ["export routes of heroin?", { kind: "ask" }],
  ])("%j is %j", (text, command) => {
    expect(bot.parse(text)).toMatchObject(command);
  });

  it("name findings as a button does", () => {
    const [one, two] = pack.findings;
    const text = `export ${one!.id} ${two!.id} csv`;
    expect(bot.parsePress(text)).toMatchObject({ kind: "export", findings: [one!.id, two!.id], format: "csv" });
    expect(bot.parsePress("export moonshine-of-atlantis pdf")).toBeNull();
  });

  it("may be any", () => {
    const formats = ["pdf", "markdown", "csv", "json"];
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        const command = bot.parse(`export ${words}`);
        if (command.kind === "export") expect(formats).toContain(command.format);
      }),
    );
  });
});

describe("An evidence pack", () => {
  it.each(everyTopic)(
    "of %s has its findings once, in one numbering, none parted from its main clause",
    async (topic) => {
      const { evidence } = await exported(`export ${topic}`);
      const ids = evidence.findings.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(evidence.findings.map(({ number }) => number)).toEqual(ids.map((_, at) => at + 1));
      const grouped = findingGroups(evidence).flatMap(([, findings]) => findings.map(({ number }) => number));
      expect(grouped).toEqual(ids.map((_, at) => at + 1));
      const own = pack.findings.filter((finding) => {
        const { pillar, section } = library.taxonomy.indicators.find(({ slug }) => slug === finding.indicator)!;
        return [finding.indicator, section, pillar].includes(topic);
      });
      expect(own.length).toBeGreaterThan(0);
      for (const { id, certainty, text } of own)
        expect(evidence.findings).toContainEqual(expect.objectContaining({ id, certainty, text }));
      for (const id of ids) {
        const found = pack.findings.find((finding) => finding.id === id)!;
        for (const partner of found.with) expect(ids, id).toContain(partner);
      }
    },
  );

  it("has the published scores of every edition, and tells ours from them", async () => {
    const { evidence } = await exported("export all");
    const [country] = pack.figures.countries;
    for (const { edition, headline } of country!.editions)
      for (const [subject, value] of Object.entries(headline))
        expect(evidence.scores).toContainEqual(
          expect.objectContaining({ subject, edition, value, basis: "published", shown: value.toFixed(2) }),
        );
    for (const { edition, indicators } of country!.editions)
      for (const [subject, value] of Object.entries(indicators))
        expect(evidence.scores).toContainEqual(
          expect.objectContaining({ subject, edition, value, basis: "published" }),
        );
    const ours = evidence.scores.filter(({ basis }) => basis === "calculated");
    expect(ours.length).toBeGreaterThan(0);
    for (const { name } of ours) expect(name).toContain("(calculated)");
  });

  it("says what it takes to cite it: the day, in each of three styles, the credit and what the bot is not", async () => {
    const { evidence } = await exported("export drugs", Date.parse("2027-01-02T23:59:00Z"));
    expect(evidence.accessed).toBe("2027-01-02");
    expect(evidence.citations.map(({ style }) => style)).toEqual(["apa", "chicago", "plain"]);
    for (const { style, text } of evidence.citations)
      for (const part of [
        style === "plain" ? "2 January 2027" : "January 2, 2027",
        pack.profileUrl,
        "Drugs",
        String(pack.edition),
      ])
        expect(text).toContain(part);
    expect(evidence.sources).toMatchObject({ funding: pack.funding, profileUrl: pack.profileUrl });
  });

  it("says what the profile does not say: years after it, indicators without text, aspects that others have", async () => {
    const missing = async (text: string) => (await exported(text)).evidence.missing.join("\n");
    expect(await missing("export drugs")).toContain(`Nothing after ${pack.dataYear}`);
    expect(await missing("export drugs")).toContain("For 2023 and 2025 there are scores here, but no findings.");
    expect(await missing("export markets")).toContain("Cyber-dependent crimes");
    expect(await missing("export heroin")).toContain("the profile says nothing about: how it is done");
  });

  it("never names a person without saying that nothing was checked since", async () => {
    const { evidence } = await exported("export all");
    const naming = pack.findings.filter(({ people }) => people.length > 0).map(({ id }) => id);
    expect(naming.length).toBeGreaterThan(0);
    for (const id of naming) expect(evidence.findings.map((finding) => finding.id)).toContain(id);
    expect(evidence.notes.join(" ")).toContain("checked since");
  });

  it("says which findings contradict each other", async () => {
    const { evidence } = await exported("export all");
    const pairs = pack.findings.flatMap(({ id, contradicts }) => contradicts.map((other) => [id, other]));
    expect(pairs.length).toBeGreaterThan(0);
    for (const pair of pairs) {
      const numbers = evidence.findings.flatMap(({ id, number }) => (pair.includes(id) ? [number] : []));
      expect(evidence.notes).toContain(
        `Findings ${numbers.join(" and ")} contradict each other. The profile said both.`,
      );
    }
  });

  it("shows no set of figures twice", async () => {
    for (const topic of everyTopic) {
      const shown = (await exported(`export ${topic}`)).evidence.charts.map(({ form, series }) =>
        JSON.stringify([form, series]),
      );
      expect(new Set(shown).size, topic).toBe(shown.length);
    }
  });
});

describe("`export` in a conversation", () => {
  it("is of what was asked before it, and says what of that was asked", async () => {
    let now = CLOCK;
    const talking = createTestBot({ now: () => (now += 1000) });
    await talking.handle(requestFor(talking, "heroin"));
    const reply = await talking.handle(requestFor(talking, "export csv"));
    expect(reply).toMatchObject({ kind: "file", order: { topic: "heroin-trade", format: "csv" } });
    expect(await talking.handle(requestFor(talking, "export all"))).toMatchObject({ order: { topic: null } });
  });

  it("begins with what answers the aspect that was asked, as the frame remembers it", async () => {
    let now = CLOCK;
    const briefing = { title: "T", summary: "S", blocks: [] };
    const asking = createTestBot({
      now: () => (now += 1000),
      handlers: {
        ask: async () => ({
          ...({ kind: "answer", topic: "heroin-trade", about: ["heroin-trade"], aspect: "seizures" } as const),
          ...{ briefing, citations: [] },
        }),
      },
    });
    await asking.handle(requestFor(asking, "are heroin seizures going up?"));
    const reply = await asking.handle(requestFor(asking, "export pdf"));
    if (reply.kind !== "file") throw new Error("no file");
    expect(reply.evidence.asked).toBe("Heroin trade: seizures");
    expect(reply.evidence.findings[0]?.id).toBe("heroin-trade.seizures-declined");
  });

  it("of a question holds the findings that answer it, with the question; an abstention stays one", async () => {
    const { id, section, text } = pack.findings.find(
      ({ indicator, with: partners }) => indicator === "heroin-trade" && partners.length === 0,
    )!;
    const briefing = { title: "T", summary: "S", blocks: [] };
    const answer = { kind: "answer", topic: "heroin-trade", about: [], aspect: null, briefing } as const;
    const found = createTestBot({
      handlers: { ask: async () => ({ ...answer, citations: [{ finding: id, section, edition: pack.edition }] }) },
    });
    const reply = await found.handle(requestFor(found, "export how much of it passes through? json"));
    expect(reply).toMatchObject({
      kind: "file",
      order: { findings: [id] },
      evidence: { keyFinding: text, complete: false },
    });
    expect(reply).toMatchObject({ evidence: { asked: "how much of it passes through?" } });
    const lost = createTestBot();
    const none = await lost.handle(requestFor(lost, "export who was convicted of it? pdf"));
    expect(none.kind).toBe("abstention");
  });
});
