import { describe, expect, it } from "vitest";
import { checkContent } from "#content/checks/check-folder.ts";
import { fold } from "#core/profile/fold.ts";
import type { Finding, Measure } from "#core/profile/profile.ts";
import { CONTENT, loadTestLibrary, loadTwoPacks, shippedPack } from "#tests/fixtures/library.ts";

const { taxonomy } = loadTestLibrary();
const pack = shippedPack();
const findingsOf = (indicator: string): readonly Finding[] =>
  pack.findings.filter((finding) => finding.indicator === indicator);
/** The ids of the findings that something is wrong with. */
const idsOf = (wrong: (finding: Finding) => boolean): readonly string[] =>
  pack.findings.filter(wrong).map(({ id }) => id);

describe("the shipped content", () => {
  it("passes its check", () => {
    expect(checkContent(CONTENT)).toMatchObject({ ok: true });
  });

  it("says in its summary what there is", () => {
    const checked = checkContent(CONTENT);
    expect(checked.ok && checked.summary).toContain(`${pack.slug}: edition 2021, 9 sections, 26 indicators`);
  });

  it("has the nine sections, each with a key finding", () => {
    expect(Object.keys(pack.keyFindings).toSorted()).toEqual(taxonomy.sections.map(({ slug }) => slug).toSorted());
    expect(taxonomy.sections).toHaveLength(9);
  });

  it("has findings on all 26 indicators of the edition and on no later one", () => {
    const scored = taxonomy.indicators.filter(({ since }) => since <= pack.edition).map(({ slug }) => slug);
    expect(scored).toHaveLength(26);
    expect(new Set(pack.findings.map(({ indicator }) => indicator))).toEqual(new Set(scored));
    expect(taxonomy.indicators).toHaveLength(32);
  });

  it("has 130 to 180 findings, two or more on every indicator", () => {
    expect(pack.findings.length).toBeGreaterThanOrEqual(130);
    expect(pack.findings.length).toBeLessThanOrEqual(180);
    const scarce = taxonomy.indicators.filter(({ slug, section }) => section !== null && findingsOf(slug).length < 2);
    expect(scarce).toEqual([]);
  });

  it("has findings that are one sentence, of a length to be read on a phone", () => {
    expect(idsOf(({ text }) => !/^[A-Z0-9].*\.$/s.test(text) || /[.!?] [A-Z]/.test(text))).toEqual([]);
    expect(idsOf(({ text }) => text.length > 240)).toEqual([]);
  });

  it("tags the four group leaders as people and nobody else", () => {
    const naming = pack.findings.filter(({ people }) => people.length > 0);
    expect(naming.map(({ id }) => id)).toEqual(["mafia-style-groups.named-leaders"]);
    for (const leader of ["Kamchy Kolbayev", "Aziz Batukayev", "Almaz Bokushev", "Maksat Abakirov"]) {
      expect(naming[0]?.people).toContain(leader);
      const surname = leader.split(" ")[1] ?? "";
      expect(pack.findings.filter(({ text }) => text.includes(surname)).map(({ id }) => id)).toEqual([naming[0]?.id]);
    }
  });

  it("keeps the hedge in the words of what is reported, likely or possible", () => {
    const hedge = /\b(reported|reportedly|reports|probably|unlikely|appeared|may|inferred|suggest(ed|ing)?)\b/;
    expect(idsOf(({ certainty, text }) => certainty !== "stated" && !hedge.test(text))).toEqual([]);
  });

  it("says flatly what the profile says flatly: that it is an assessment stands in the source line", () => {
    const headlines = Object.entries({ ...pack.keyFindings, ...pack.pillarFindings });
    const hedged = /\b(assessed|judged|described|regarded|considered|deemed)\b/;
    expect(headlines.filter(([, text]) => hedged.test(text)).map(([slug]) => slug)).toEqual([]);
    expect(idsOf(({ certainty, text }) => certainty === "stated" && hedged.test(text))).toEqual([]);
  });

  it("says of each of those that its sentence has the hedge already", () => {
    expect(idsOf(({ certainty, said }) => (certainty !== "stated") !== said)).toEqual([]);
  });

  it("keeps together what misleads apart, whichever of the two names the other", () => {
    for (const [one, other] of [
      ["national-policies-and-laws.framework", "national-policies-and-laws.ineffective"],
      ["cannabis-trade.cannabis-seizures-rising", "cannabis-trade.hashish-and-marijuana-seizures-dropped"],
      ["victim-and-witness-support.action-plan-2017-2020", "victim-and-witness-support.below-international-standards"],
      ["fauna-crimes.no-effort-to-hinder", "prevention.flora-and-fauna"],
    ] as const) {
      expect(pack.findings.find(({ id }) => id === one)?.with).toContain(other);
      expect(pack.findings.find(({ id }) => id === other)?.with).toContain(one);
    }
  });

  it.each([
    ["prevention.flora-and-fauna", "inefficient"],
    ["arms-trafficking.production-suggests-trade", "suggested"],
    ["flora-crimes.poor-management", "rather limited"],
    ["cocaine-trade.use-among-the-wealthy", "trade"],
  ])("says in the sentence of %s what the profile limits it by: %s", (id, limit) => {
    const finding = pack.findings.find((each) => each.id === id);
    expect(finding?.text).toContain(limit);
    // In a list it may stand behind the finding that says it.
    const above = pack.findings.find((each) => each.id === finding?.behind);
    expect(`${above?.textInList ?? ""} ${finding?.textInList}`).toContain(limit);
  });

  it("never praises civil society without what held it back", () => {
    const praising = pack.findings.filter(({ text }) => /active and effective/u.test(text));
    expect(praising).toHaveLength(1);
    expect(praising[0]?.text).toMatch(
      /, but largely hindered by inter-ethnic conflict and legal limits on assembly and association\.$/u,
    );
  });

  it("files what is said of all drugs under each of their markets", () => {
    const markets = taxonomy.indicators.filter(({ section }) => section === "drugs").map(({ slug }) => slug);
    for (const id of ["heroin-trade.foreign-control", "heroin-trade.trafficking-and-low-consumption"]) {
      const finding = pack.findings.find((each) => each.id === id);
      expect(new Set([finding?.indicator, ...(finding?.covers ?? [])])).toEqual(new Set(markets));
      expect(finding?.also).toEqual(expect.arrayContaining([...(finding?.covers ?? [])]));
    }
  });

  it("has no emoji anywhere, least of all about victims", () => {
    expect(idsOf(({ text }) => /\p{Extended_Pictographic}/u.test(text))).toEqual([]);
  });

  it("never speaks of the present", () => {
    expect(idsOf(({ text }) => /\b(today|now|currently|this year|is|are|has|(?<!may )have)\b/.test(text))).toEqual([]);
  });
});

describe("the words of the index", () => {
  it("know each country that people call by other names than its own by the one slug", () => {
    const { countries, nations } = loadTestLibrary();
    const unknown = Object.values(countries).filter(({ slug, names }) =>
      [...names, slug.replaceAll("-", " ")].some((name) => nations.named(fold(name)) !== slug),
    );
    expect(unknown).toEqual([]);
  });

  const places = new Map(
    [...taxonomy.pillars, ...taxonomy.sections, ...taxonomy.indicators].flatMap(({ slug, name, aliases }) =>
      [slug, name.toLowerCase(), ...aliases].map((word) => [word, slug] as const),
    ),
  );

  it.each([
    ["markets", "markets"],
    ["resilience", "resilience"],
    ["drugs", "drugs"],
    ["наркотики", "drugs"],
    ["баңгизат", "drugs"],
    ["heroin", "heroin-trade"],
    ["героин", "heroin-trade"],
    ["hashish", "cannabis-trade"],
    ["weed", "cannabis-trade"],
    ["meth", "synthetic-drug-trade"],
    ["ecstasy", "synthetic-drug-trade"],
    ["borders", "territorial-integrity"],
    ["чек ара", "territorial-integrity"],
    ["границы", "territorial-integrity"],
    ["mafia", "mafia-style-groups"],
    ["опг", "mafia-style-groups"],
    ["gangs", "criminal-networks"],
    ["police", "law-enforcement"],
    ["полиция", "law-enforcement"],
    ["courts", "judicial-system-and-detention"],
    ["prisons", "judicial-system-and-detention"],
    ["сот", "judicial-system-and-detention"],
    ["falcons", "fauna-crimes"],
    ["gold", "non-renewable-resource-crimes"],
    ["guns", "arms-trafficking"],
    ["sex trafficking", "human-trafficking"],
    ["адам сатуу", "human-trafficking"],
    ["ngos", "non-state-actors"],
    ["journalists", "non-state-actors"],
    ["aml", "anti-money-laundering"],
    ["отмывание денег", "anti-money-laundering"],
    ["economy", "economic-and-financial-environment"],
    ["justice", "criminal-justice-and-security"],
    ["governance", "leadership-and-governance"],
    ["civil society", "civil-society-and-social-protection"],
    ["victims", "victim-and-witness-support"],
    ["hacking", "cyber-dependent-crimes"],
  ])("%s means %s", (word, slug) => {
    expect(places.get(word)).toBe(slug);
  });

  it.each(["corruption", "trafficking", "smuggling", "government", "коррупция"])("%s fits several topics", (word) => {
    expect(taxonomy.ambiguous.find((entry) => entry.word === word)?.slugs.length).toBeGreaterThan(1);
    expect(places.has(word)).toBe(false);
  });
});

describe("the figures", () => {
  const { countries } = pack.figures;
  const figuresOf = (slug: string, edition: number) =>
    countries.find((country) => country.slug === slug)?.editions.find((figures) => figures.edition === edition);

  it("cover the country and its seven neighbours in three editions", () => {
    expect(countries.map(({ slug }) => slug)).toEqual([
      "kyrgyzstan",
      "armenia",
      "azerbaijan",
      "georgia",
      "kazakhstan",
      "tajikistan",
      "turkmenistan",
      "uzbekistan",
    ]);
    for (const { editions } of countries) expect(editions.map(({ edition }) => edition)).toEqual([2021, 2023, 2025]);
  });

  it.each([
    [2021, { criminality: 5.33, markets: 4.4, actors: 6.25, resilience: 4.17 }],
    [2023, { criminality: 5.32, markets: 4.63, actors: 6, resilience: 3.83 }],
    [2025, { criminality: 5.25, markets: 4.9, actors: 5.6, resilience: 3.79 }],
  ])("are the published headline scores of %i", (edition, headline) => {
    expect(figuresOf("kyrgyzstan", edition)?.headline).toEqual(headline);
  });

  it.each<{ edition: number; measure: Measure; world: number; continent: number; region: number }>([
    { edition: 2021, measure: "criminality", world: 72, continent: 23, region: 2 },
    { edition: 2021, measure: "resilience", world: 125, continent: 24, region: 4 },
    { edition: 2023, measure: "actors", world: 53, continent: 16, region: 2 },
    { edition: 2025, measure: "markets", world: 101, continent: 29, region: 1 },
    { edition: 2025, measure: "resilience", world: 141, continent: 32, region: 6 },
  ])("are the published ranks of $edition for $measure", ({ edition, measure, world, continent, region }) => {
    expect(figuresOf("kyrgyzstan", edition)?.ranks[measure]).toMatchObject({
      world: { rank: world, of: 193 },
      continent: { rank: continent, of: 46 },
      region: { rank: region, of: 8 },
    });
  });

  it("are the published scores of single indicators", () => {
    expect(figuresOf("kyrgyzstan", 2023)?.indicators).toMatchObject({
      "heroin-trade": 7.5,
      "state-embedded-actors": 8.5,
      "financial-crimes": 6,
    });
    expect(figuresOf("armenia", 2021)?.indicators).toMatchObject({ "human-trafficking": 3.5, "law-enforcement": 6 });
    expect(figuresOf("kazakhstan", 2021)?.indicators).toMatchObject({ "heroin-trade": 6.5, "arms-trafficking": 2 });
  });

  it("have 26 indicators in 2021 and 32 since", () => {
    for (const { slug } of countries) {
      expect(
        [2021, 2023, 2025].map((edition) => Object.keys(figuresOf(slug, edition)?.indicators ?? {}).length),
      ).toEqual([26, 32, 32]);
    }
  });
});

describe("two packs", () => {
  it("load side by side with one index", () => {
    const library = loadTwoPacks();
    expect(library.packs.map(({ slug }) => slug)).toEqual(["ruritania", pack.slug]);
    expect(library.packs[1]).toEqual(pack);
    expect(library.taxonomy).toEqual(taxonomy);
  });
});
