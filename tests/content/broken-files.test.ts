import { describe, expect, it } from "vitest";
import { type Edit, lineWith, problemsAfter } from "./broken.ts";

const drugs = "kyrgyzstan/sections/drugs.yaml";
const trade = "kyrgyzstan/sections/trade.yaml";
const figures = "kyrgyzstan/figures.yaml";
const profile = "kyrgyzstan/profile.yaml";
const indicators = "index/indicators.yaml";
const briefings = "wording/briefings.yaml";

/** Without the listed questions that a finding leaves behind when it goes, which are told as well. */
const problemsOf = (edit: Edit): readonly string[] =>
  problemsAfter(edit).filter((problem) => !problem.startsWith("kyrgyzstan/questions/"));

describe("a broken content file", () => {
  it("names the line of a mistake in the YAML", () => {
    const line = lineWith(drugs, "id: heroin-trade.transit-share");
    const problems = problemsAfter({
      file: drugs,
      from: "- id: heroin-trade.transit-share",
      to: "- id: [heroin-trade",
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${drugs}:${line + 1}: the whole file: expected YAML, found a mistake`));
  });

  it("names a field that is missing, at the line of what it is missing from", () => {
    const line = lineWith(trade, "id: arms-trafficking.negligible");
    expect(problemsAfter({ file: trade, from: "      certainty: stated\n", to: "" })).toEqual([
      `${trade}:${line}: findings.arms-trafficking.0.certainty: expected one of stated, reported, likely, possible, found nothing`,
    ]);
  });

  it("names a value of the wrong type", () => {
    const line = lineWith(profile, "edition: 2021");
    expect(problemsAfter({ file: profile, from: "edition: 2021", to: "edition: the newest" })).toEqual([
      `${profile}:${line}: edition: expected a number, found "the newest"`,
    ]);
  });

  it("names a field that it does not know, such as a misspelt one", () => {
    const line = lineWith(trade, "certainty: stated");
    const problems = problemsAfter({ file: trade, from: "certainty: stated", to: "certainly: stated" });
    expect(problems).toContain(
      `${trade}:${line}: findings.arms-trafficking.0.certainly: expected a field that the bot knows, found certainly`,
    );
  });

  it("names a text whose two readings are not parted as they should be, and one that is then no sentence", () => {
    const text = "text: The arms-trafficking market< in Kyrgyzstan> was negligible.";
    const at = `${trade}:${lineWith(trade, text)}: findings.arms-trafficking.0.text: expected`;
    const after = (words: string) => problemsAfter({ file: trade, from: text, to: `text: ${words}` });
    expect(after("The arms-trafficking market< in Kyrgyzstan was negligible.")).toEqual([
      `${at} text with each <alone|in a list> closed, and no <, | or > elsewhere, found "The arms-trafficking market< in Kyrgyzstan was negligible."`,
    ]);
    expect(after("The arms-trafficking market <in Kyrgyzstan> was negligible.")).toEqual([
      `${at} a sentence alone and in a list, found "The arms-trafficking market  was negligible."`,
    ]);
  });

  it("names a score outside the scale", () => {
    const line = lineWith(figures, "heroin-trade: 7");
    const problems = problemsAfter({ file: figures, from: /heroin-trade: 7.*/, to: "heroin-trade: 70 | 7 | 7" });
    expect(problems).toEqual([
      `${figures}:${line}: countries.0.indicators.heroin-trade: expected scores from 1 to 10, found "70 | 7 | 7"`,
    ]);
  });

  it("lists every problem of every file at once", () => {
    const problems = problemsAfter(
      { file: trade, from: "certainty: stated", to: "certainty: sure" },
      { file: profile, from: "slug: kyrgyzstan", to: "slug: Kyrgyzstan!" },
    );
    expect(new Set(problems.map((problem) => problem.split(":")[0]))).toEqual(new Set([profile, trade]));
  });

  it("is a problem when it is not there", () => {
    expect(problemsAfter({ file: profile, from: /[^]*/, to: "" })[0]).toMatch(
      /profile\.yaml:1: the whole file: expected/,
    );
  });
});

describe("listed questions", () => {
  const questions = "kyrgyzstan/questions/drugs.yaml";
  const first = "heroin-trade.transit-share: |\n";

  it("stand under a finding that there is, or under a reason", () => {
    const line = lineWith(questions, "heroin-trade.transit-share:");
    expect(problemsAfter({ file: questions, from: first, to: "heroin-trade.transit-shares: |\n" })).toEqual([
      `${questions}:${line}: heroin-trade.transit-shares: expected the id of a finding, figures, or a reason not to answer, found heroin-trade.transit-shares`,
    ]);
  });

  it("deserve one thing only", () => {
    const problems = problemsAfter(
      { file: questions, from: first, to: `${first}  Where do falcons sleep?\n` },
      {
        file: "kyrgyzstan/questions/unanswered.yaml",
        from: "off-topic: |\n",
        to: "off-topic: |\n  where do falcons sleep?\n",
      },
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("where do falcons sleep?, which is listed under heroin-trade.transit-share");
  });

  it("of one finding stand in one list", () => {
    const problems = problemsAfter({
      file: "kyrgyzstan/questions/people.yaml",
      from: /^/,
      to: "heroin-trade.transit-share: how much of it\n",
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("expected a list of its own, found heroin-trade.transit-share");
  });
});

describe("content that does not fit together", () => {
  it("names an `also` that leads nowhere", () => {
    const line = lineWith(trade, "also: [foreign-actors]");
    expect(problemsAfter({ file: trade, from: "also: [foreign-actors]", to: "also: [foreign-players]" })).toEqual([
      `${trade}:${line}: findings.arms-trafficking.2.also.0: expected the slug of another indicator, once, found foreign-players`,
    ]);
  });

  it("names what a finding covers that is no indicator, or is named already", () => {
    const from = "covers: [cannabis-trade, synthetic-drug-trade, cocaine-trade]";
    const line = lineWith(drugs, from);
    const field = "findings.heroin-trade.3.covers";
    expect(problemsAfter({ file: drugs, from, to: "covers: [drugs]" })).toEqual([
      `${drugs}:${line}: ${field}.0: expected the slug of another indicator, once, found drugs`,
    ]);
    expect(problemsAfter({ file: drugs, from, to: "covers: [cocaine-trade, heroin-trade, cocaine-trade]" })).toEqual([
      `${drugs}:${line}: ${field}.1: expected the slug of another indicator, once, found heroin-trade`,
      `${drugs}:${line}: ${field}.2: expected the slug of another indicator, once, found cocaine-trade`,
    ]);
  });

  it("names findings that go with one that is not there, or with themselves", () => {
    const from = "with: [cannabis-trade.hashish-and-marijuana-seizures-dropped]";
    const line = lineWith(drugs, from);
    const field = "findings.cannabis-trade.3.with.0";
    for (const found of ["cannabis-trade.hashish", "cannabis-trade.demand-in-neighbouring-countries"])
      expect(problemsAfter({ file: drugs, from, to: `with: [${found}]` })).toEqual([
        `${drugs}:${line}: ${field}: expected the id of another finding, once, found ${found}`,
      ]);
  });

  it("names a finding that contradicts one that it goes with anyhow, or that is not there", () => {
    const from = "with: [cannabis-trade.hashish-and-marijuana-seizures-dropped]";
    const line = lineWith(drugs, from);
    for (const found of ["cannabis-trade.hashish", "cannabis-trade.hashish-and-marijuana-seizures-dropped"])
      expect(problemsAfter({ file: drugs, from, to: `${from}\n      contradicts: [${found}]` })).toEqual([
        `${drugs}:${line + 1}: findings.cannabis-trade.3.contradicts.0: expected the id of another finding, once, found ${found}`,
      ]);
  });

  it("names a finding that repeats itself, or one that is not there", () => {
    const from = "with: [cannabis-trade.hashish-and-marijuana-seizures-dropped]";
    const line = lineWith(drugs, from);
    for (const found of ["cannabis-trade.hashish", "cannabis-trade.demand-in-neighbouring-countries"])
      expect(problemsAfter({ file: drugs, from, to: `${from}\n      repeats: [${found}]` })).toEqual([
        `${drugs}:${line + 1}: findings.cannabis-trade.3.repeats.0: expected the id of another finding, once, found ${found}`,
      ]);
  });

  it("names a finding that points back at one that does not stand above it", () => {
    const from = "behind: cannabis-trade.cannabis-seizures-rising";
    const line = lineWith(drugs, from);
    for (const found of ["cannabis-trade.hashish-and-marijuana-seizures-dropped", "heroin-trade.transit-share"])
      expect(problemsAfter({ file: drugs, from, to: `behind: ${found}` })).toEqual([
        `${drugs}:${line}: findings.cannabis-trade.3.behind: expected the id of a finding above it, found ${found}`,
      ]);
  });

  it("names a finding that says how sure it is, and is sure", () => {
    const line = lineWith(trade, "certainty: stated");
    const to = "certainty: stated\n      said: true";
    expect(problemsAfter({ file: trade, from: "certainty: stated", to })).toEqual([
      `${trade}:${line + 1}: findings.arms-trafficking.0.said: expected no \`said\` where the certainty is stated, found true`,
    ]);
  });

  it("names a striking finding that is true only beside another, or is about a person", () => {
    const trust = "kyrgyzstan/sections/criminal-justice-and-security.yaml";
    const groups = "kyrgyzstan/sections/criminal-actors.yaml";
    const problem = "expected no `striking` where persons are named or another finding belongs with it, found true";
    const marked = (file: string, from: string): readonly string[] =>
      problemsAfter({ file, from, to: `${from}\n      striking: true` });
    expect(marked(trust, "id: law-enforcement.community-policing")).toEqual([
      `${trust}:${lineWith(trust, "id: law-enforcement.community-policing") + 1}: findings.law-enforcement.6.striking: ${problem}`,
    ]);
    expect(marked(groups, "id: mafia-style-groups.named-leaders")).toEqual([
      `${groups}:${lineWith(groups, "id: mafia-style-groups.named-leaders") + 1}: findings.mafia-style-groups.4.striking: ${problem}`,
    ]);
  });

  it("names an aspect that nobody lists, and a finding without any", () => {
    const line = lineWith(trade, "aspects: [how-much]");
    const from = "aspects: [how-much]";
    expect(problemsAfter({ file: trade, from, to: "aspects: [how-many]" })).toEqual([
      `${trade}:${line}: findings.arms-trafficking.0.aspects.0: expected the slug of an aspect, once, found how-many`,
    ]);
    expect(problemsAfter({ file: trade, from, to: "aspects: []" })).toEqual([
      `${trade}:${line}: findings.arms-trafficking.0.aspects: expected at least 1 of them, found an empty list`,
    ]);
  });

  it("names an id that two findings have", () => {
    const line = lineWith(trade, "id: arms-trafficking.foreign-control");
    expect(
      problemsOf({
        file: trade,
        from: "id: arms-trafficking.foreign-control",
        to: "id: arms-trafficking.negligible",
      }),
    ).toEqual([
      `${trade}:${line}: findings.arms-trafficking.2.id: expected an id of its own, found arms-trafficking.negligible, which ${trade} has`,
    ]);
  });

  it("names an id of another indicator", () => {
    const line = lineWith(trade, "id: arms-trafficking.negligible");
    expect(
      problemsOf({ file: trade, from: "id: arms-trafficking.negligible", to: "id: heroin-trade.negligible" }),
    ).toEqual([
      `${trade}:${line}: findings.arms-trafficking.0.id: expected an id that begins with arms-trafficking., found heroin-trade.negligible`,
    ]);
  });

  it("names an alias that points at two places", () => {
    const line = lineWith("index/sections.yaml", "aliases: [goods");
    const holder = lineWith(indicators, "slug: arms-trafficking");
    const problems = problemsAfter({
      file: "index/sections.yaml",
      from: "aliases: [goods",
      to: "aliases: [guns, goods",
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^index\/indicators\.yaml:\d+: indicators\.2\.aliases\.\d+: expected a word that points at one place, found guns, which trade has$/,
    );
    expect(Number(problems[0]?.split(":")[1])).toBeGreaterThan(holder);
    expect(line).toBeGreaterThan(1);
  });

  it("names an alias that is another topic's slug", () => {
    const problems = problemsAfter({
      file: "index/sections.yaml",
      from: "aliases: [goods",
      to: "aliases: [prevention, goods",
    });
    expect(problems[0]).toMatch(/expected a word that points at one place, found prevention, which prevention has$/);
  });

  it("names a word that is another topic's and means this one, too", () => {
    const problems = problemsAfter({
      file: "index/indicators.yaml",
      from: "meant: [trade in heroin",
      to: "meant: [guns, trade in heroin",
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /indicators\.6\.meant\.0: expected a word that means one thing, found guns, which arms-trafficking has$/,
    );
  });

  it("names an ambiguous word that fits a topic which is not there", () => {
    const line = lineWith("index/ambiguous.yaml", "money: [");
    expect(problemsAfter({ file: "index/ambiguous.yaml", from: "money: [", to: "money: [riches, " })).toEqual([
      `index/ambiguous.yaml:${line}: money.0: expected the slug of a topic, once, found riches`,
    ]);
  });

  it("names an indicator whose section is not there", () => {
    const line = lineWith(indicators, "section: trade");
    expect(problemsAfter({ file: indicators, from: "section: trade", to: "section: commerce" })).toEqual([
      `${indicators}:${line}: indicators.2.section: expected the slug of a section, found commerce`,
    ]);
  });

  it("names an indicator without a finding", () => {
    const line = lineWith(drugs, "findings:");
    expect(problemsOf({ file: drugs, from: /  cocaine-trade:[^]*/, to: "" })).toEqual([
      `${drugs}:${line}: findings: expected a finding for cocaine-trade, found none`,
    ]);
  });

  it("names an indicator without a score in one of the editions", () => {
    const line = lineWith(figures, "heroin-trade: 7");
    const problems = problemsAfter({ file: figures, from: /heroin-trade: [\d.]+ /, to: "heroin-trade: n/a " });
    expect(problems).toEqual([
      `${figures}:${line}: countries.0.indicators.heroin-trade: expected a score for heroin-trade in 2021, found none`,
    ]);
  });

  it("names a score of an indicator that the edition did not have", () => {
    const line = lineWith(figures, "financial-crimes: n/a");
    const problems = problemsAfter({ file: figures, from: "financial-crimes: n/a", to: "financial-crimes: 5" });
    expect(problems).toEqual([
      `${figures}:${line}: countries.0.indicators.financial-crimes: expected n/a in 2021, which did not score it, found 5`,
    ]);
  });

  it("names a row with a column too few", () => {
    const line = lineWith(figures, "heroin-trade: 7");
    const problems = problemsAfter({ file: figures, from: /heroin-trade: 7 \| /, to: "heroin-trade: " });
    expect(problems[0]).toBe(
      `${figures}:${line}: countries.0.indicators.heroin-trade: expected 3 columns, one an edition, found 2`,
    );
  });

  it("names a rank that is larger than the number ranked", () => {
    const line = lineWith(figures, "world: joint 72 of 193");
    expect(problemsAfter({ file: figures, from: "world: joint 72 of 193", to: "world: joint 272 of 193" })[0]).toMatch(
      new RegExp(
        `^${figures}:${line}: countries\\.0\\.ranks\\.criminality\\.world: expected ranks no larger than the number ranked`,
      ),
    );
  });

  it("names a pack whose command would be a topic", () => {
    const problems = problemsAfter(
      { file: profile, from: "slug: kyrgyzstan", to: "slug: drugs" },
      { file: figures, from: "slug: kyrgyzstan", to: "slug: drugs" },
    );
    expect(problems).toEqual([
      `${profile}:${lineWith(profile, "slug: ")}: slug: expected a slug of its own, found drugs, which is a topic`,
    ]);
  });

  it("names a person tagged but not named", () => {
    const problems = problemsAfter({
      file: "kyrgyzstan/sections/criminal-actors.yaml",
      from: "people: [Kamchy Kolbayev",
      to: "people: [John Doe",
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/people\.0: expected a name that the text has, found John Doe$/);
  });
});

describe("the vocabulary that questions are read with", () => {
  it("is part of the check", () => {
    const problems = problemsAfter({ file: "index/vocabulary.yaml", from: /^meanings:/m, to: "meaning:" });
    expect(problems).toContainEqual(
      expect.stringMatching(/^index\/vocabulary\.yaml:\d+: meanings: expected named fields, found nothing$/),
    );
  });

  it("has stars at the end of words only: elsewhere they would never be found", () => {
    const problems = problemsAfter({ file: "index/vocabulary.yaml", from: "кулчулук*", to: "кул*чулук" });
    expect(problems).toEqual([
      expect.stringMatching(/meanings\.trafficking-in-persons: expected words with a star at their end only/),
    ]);
  });

  it("knows the cues, and no others", () => {
    const problems = problemsAfter({ file: "index/vocabulary.yaml", from: /^ {2}wish: /m, to: "  whish: " });
    expect(problems).toContainEqual(expect.stringMatching(/^index\/vocabulary\.yaml:\d+: cues/));
  });

  it("says where a broader meaning is none", () => {
    const problems = problemsAfter({
      file: "index/vocabulary.yaml",
      from: "  heroin: drugs\n",
      to: "  heroin: drogs\n",
    });
    expect(problems).toEqual([
      expect.stringMatching(/^index\/vocabulary\.yaml:\d+: broader\.heroin: expected names of meanings, found drogs$/),
    ]);
  });

  it("has the words for what a finding is about", () => {
    const problems = problemsAfter({ file: drugs, from: "subjects: [heroin", to: "subjects: [hero" });
    expect(problems).toEqual([
      expect.stringMatching(/subjects\.0: expected a meaning or a country of the vocabulary, once, found hero$/),
    ]);
  });
});

describe("wording that the code does not know", () => {
  it("names a sentence that is missing", () => {
    const problems = problemsAfter({ file: briefings, from: /^shared\.by: .*\n/m, to: "" });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/expected a sentence for shared\.by, found none$/);
  });

  it("names a key that nothing says", () => {
    const line = lineWith(briefings, "shared.by:");
    expect(problemsAfter({ file: briefings, from: "shared.by:", to: "shared.with: Nobody\nshared.by:" })).toEqual([
      `${briefings}:${line}: shared.with: expected a key that the bot says, found shared.with`,
    ]);
  });

  it("names a placeholder that is not filled in", () => {
    const line = lineWith(briefings, "shared.by:");
    expect(problemsAfter({ file: briefings, from: "{person}", to: "{someone}" })).toEqual([
      `${briefings}:${line}: shared.by: expected {person}, found {someone}`,
      `${briefings}:${line}: shared.by: expected the placeholder {person}, found a sentence without it`,
    ]);
  });
});

describe("what is said beside questions", () => {
  const asides = "index/asides/en.yaml";
  const about = "index/about.yaml";

  it("has patterns that close their brackets", () => {
    const line = lineWith(asides, "  travel: |");
    const problems = problemsOf({ file: asides, from: "    is travel safe\n", to: "    is (travel safe\n" });
    expect(problems).toEqual([
      `${asides}:${line}: facts.travel: expected words, closed brackets and lists that there are, found is (travel safe`,
    ]);
  });

  it.each([
    ["need.together", "<whoever> & <danger> & <plea>", "<whoever> & <dangers> & <plea>"],
    ["hints.age", "(data|figures|numbers|information|findings", "(data|(figures|numbers|information|findings"],
  ])("has parts of %s that can be read, each by itself", (field, from, to) => {
    const problems = problemsOf({ file: asides, from, to });
    expect(problems).toEqual([expect.stringMatching(/^index\/asides\/en\.yaml:\d+: /u)]);
    expect(problems[0]).toContain(`${field}: expected words, closed brackets and lists that there are, found `);
  });

  it("asks for facts that there are, and each of them in some way", () => {
    const problems = problemsOf({ file: about, from: "\ntravel:\n", to: "\njourney:\n" });
    expect(problems.join("\n")).toMatch(
      /facts\.travel: expected the slug of a fact in about\.yaml, or definition, found travel/u,
    );
    expect(problems.join("\n")).toMatch(/journey: expected questions for it in asides\/, found none/u);
  });

  it("fills in what the bot can fill in", () => {
    const line = lineWith(about, "({age}).");
    expect(problemsOf({ file: about, from: "({age}).", to: "{ages}." })[0]).toMatch(
      new RegExp(`^${about}:${line}: age\\.lines\\.0: expected only the placeholders`, "u"),
    );
  });
});
