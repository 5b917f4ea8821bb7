import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandFor } from "#core/briefings/figures/commands.ts";
import { parseText } from "#core/parse.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { MEASURES, type Measure } from "#core/profile/profile.ts";
import type { Command } from "#core/request.ts";
import { grammarOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const loaded = loadTestLibrary();
const { taxonomy, packs } = loaded;
const grammar = grammarOf();
const parse = (text: string): Command => parseText(text, grammar);

const indicator = (slug: string): FigureSubject => ({ kind: "indicator", slug });
const headline = (measure: Measure | null): FigureSubject => ({ kind: "headline", measure });
const HEROIN = indicator("heroin-trade");
const WHOLE = headline(null);
const figures = (question: FigureQuestion, leans = false): Command => ({ kind: "figures", question, leans });
const score = (subject: FigureSubject, edition: number | null = null) => figures({ kind: "score", subject, edition });
const every = (edition: number | null = null) => figures({ kind: "score", subject: WHOLE, edition, detail: "full" });
const rank = (subject: FigureSubject, edition: number | null = null) =>
  figures({ kind: "rank", subject, edition }, subject === WHOLE);
const trend = (subject: FigureSubject, range: { from?: number; to?: number } = {}) =>
  figures({ kind: "trend", subject, ...range }, subject === WHOLE);
const compare = (countries: readonly string[], subject: FigureSubject, edition: number | null = null) =>
  figures({ kind: "compare", countries, subject, edition }, subject === WHOLE);

const neighbours = packs[0]?.figures.countries.slice(1).map(({ slug }) => slug) ?? [];

describe("A command about figures", () => {
  it("is read before small talk and needs where a topic's own name is all that it says", () => {
    const nobody = (): never => {
      throw new Error("The patterns of small talk are read");
    };
    const unread = { ...grammar, asides: { read: nobody, hintedAt: nobody, pleads: nobody } };
    const commands = [
      "scores",
      "scores 2025",
      "trend",
      "rank heroin",
      "rank heroin 2023",
      "trend drugs",
      "score flora-crimes",
    ];
    for (const command of commands) expect(parseText(command, unread), command).toEqual(parse(`${command} .`));
    for (const said of ["rank heroin please", "score meaning", "scores?"])
      expect(() => parseText(said, unread)).toThrow("patterns of small talk");
  });

  it.each([
    ["compare tajikistan heroin 2025", compare(["tajikistan"], HEROIN, 2025)],
    ["compare tajikistan 2025", compare(["tajikistan"], WHOLE, 2025)],
    ["compare heroin tajikistan", compare(["tajikistan"], HEROIN)],
    ["compare it with Tajikistan", compare(["tajikistan"], WHOLE)],
    ["compare with kazakhstan", compare(["kazakhstan"], WHOLE)],
    ["compare tajikistan cyber", compare(["tajikistan"], indicator("cyber-dependent-crimes"))],
    // They are shown over the editions anyway.
    ["compare tajikistan heroin trend", compare(["tajikistan"], HEROIN)],
    ["compare tajikistan trend", compare(["tajikistan"], WHOLE)],
    [
      "compare georgia and armenia on trafficking in persons",
      compare(["georgia", "armenia"], indicator("human-trafficking")),
    ],
    ["compare neighbours heroin", compare(neighbours, HEROIN)],
    ["compare heroin 2021 2025", trend(HEROIN, { from: 2021, to: 2025 })],
    ["compare tajikistan heroin 2021 2025", compare(["tajikistan"], HEROIN)],
    ["scores tajikistan", compare(["tajikistan"], WHOLE)],
    ["trend heroin tajikistan", compare(["tajikistan"], HEROIN)],
    ["trend heroin since 2021", trend(HEROIN, { from: 2021 })],
    ["trend heroin 2023", trend(HEROIN, { from: 2023 })],
    ["scores heroin", score(HEROIN)],
    ["scores heroin 2023", score(HEROIN, 2023)],
    ["score heroin 2023", score(HEROIN, 2023)],
    ["scores heroin latest", score(HEROIN, 2025)],
    ["scores newest", score(WHOLE, 2025)],
    ["scores kyrgyzstan", score(WHOLE)],
    ["scores 2025 on the 2021 basis", trend(WHOLE)],
    ["scores all", every()],
    ["scores full 2023", every(2023)],
    ["all scores 2025", every(2025)],
    ["баллы все", every()],
    ["scores heroin all", score(HEROIN)],
    ["trend on the 2021 basis", trend(WHOLE)],
    ["trend criminality", trend(headline("criminality"))],
    ["rank", rank(WHOLE)],
    ["rank heroin", rank(HEROIN)],
    ["rank heroin 2025", rank(HEROIN, 2025)],
    ["rank the countries by heroin", rank(HEROIN)],
    ["сравни казахстан героин", compare(["kazakhstan"], HEROIN)],
    ["салыштыр казакстан", compare(["kazakhstan"], WHOLE)],
    ["баллы героин 2023", score(HEROIN, 2023)],
    ["рейтинг героин", rank(HEROIN)],
  ])("hears all of %j", (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it("leans on the conversation where no topic is named, save for all scores", () => {
    for (const text of ["score", "trend", "compare", "compare tajikistan", "scores tajikistan", "rank", "rank 2025"])
      expect(parse(text), text).toMatchObject({ leans: true });
    for (const text of ["scores", "scores 2023", "compare tajikistan overall", "rank heroin"])
      expect(parse(text), text).toMatchObject({ leans: false });
  });

  it.each([
    ["compare tajikistan heroin unicorns", "unicorns"],
    ["scores unicorns", "unicorns"],
    ["scores heroin unicorns", "unicorns"],
    ["rank unicorns", "unicorns"],
  ])("names what it cannot read: %j", (text, asked) => {
    expect(parse(text)).toMatchObject({ kind: "unknown", asked });
  });

  it.each([
    ["rank heroin 2021 2025", "edition", ["rank heroin-trade 2021", "rank heroin-trade 2025"]],
    [
      "compare drugs tajikistan 2021 2025",
      "edition",
      ["compare tajikistan drugs 2021", "compare tajikistan drugs 2025"],
    ],
    [
      "compare smuggling tajikistan 2023",
      "topic",
      ["human-smuggling", "criminal-networks", "heroin-trade", "territorial-integrity"].map(
        (slug) => `compare tajikistan ${slug} 2023`,
      ),
    ],
    ["score heroin cannabis", "topic", ["scores heroin-trade", "scores cannabis-trade"]],
  ])("asks back which is meant, and keeps all else: %s", (text, by, commands) => {
    const command = parse(text);
    const questions = command.kind === "choose-figures" ? command.questions : [];
    expect(command).toMatchObject({ kind: "choose-figures", by });
    expect(questions.map(commandFor)).toEqual(commands);
    for (const [at, asked] of commands.entries()) expect(parse(asked)).toMatchObject({ question: questions[at] });
  });

  it.each([
    ["best", ["lowest", "lowest", "highest"]],
    ["what was the best score", ["lowest", "lowest", "highest"]],
    ["which is the least bad", ["lowest", "lowest", "highest"]],
    ["самое лучшее", ["lowest", "lowest", "highest"]],
  ])("asks back which pillar is meant: %s", (text, ends) => {
    const command = parse(text);
    expect(command).toMatchObject({ kind: "choose-figures", by: "pillar" });
    expect(command.kind === "choose-figures" ? command.questions.map((each) => "end" in each && each.end) : []).toEqual(
      ends,
    );
  });

  it.each([
    ["canabis scor 2023", score(indicator("cannabis-trade"), 2023)],
    ["heroin rank 2023", rank(HEROIN, 2023)],
    ["socre heroin", score(HEROIN)],
  ])("is read with a slip, and with the verb behind: %s", (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each(["store heroin", "what is the best way to testify", "who ranks highest in the mafia", "trendy heroin bars"])(
    "is not %j",
    (text) => {
      expect(parse(text).kind).not.toMatch(/figures/u);
    },
  );

  it("compares topics by the scores of the section that holds them, and asks which where none does", () => {
    const section = { kind: "section", slug: "drugs" };
    const question = { kind: "score", subject: section, edition: 2025 };
    expect(parse("compare synthetic drugs and cannabis, 2025")).toMatchObject({ kind: "figures", question });
    expect(parse("compare heroin and law enforcement")).toMatchObject({
      kind: "choose-figures",
      questions: [{ subject: { slug: "heroin-trade" } }, { subject: { slug: "law-enforcement" } }],
    });
  });

  it("keeps an edition that there is not, to be told so", () => {
    expect(parse("trend heroin 2019")).toEqual(score(HEROIN, 2019));
    expect(parse("compare tajikistan heroin 2022")).toEqual(compare(["tajikistan"], HEROIN, 2022));
  });

  it("leaves what is rather a question to the reading in plain words", () => {
    for (const text of ["score out of ten", "rank in the world"])
      expect(parse(text), text).toEqual({ kind: "ask", question: text });
  });
});

const subjects = fc.constantFrom<FigureSubject>(
  ...taxonomy.indicators.map(({ slug }) => indicator(slug)),
  ...taxonomy.sections.map(({ slug }): FigureSubject => ({ kind: "section", slug })),
  ...MEASURES.map(headline),
  WHOLE,
);
const editions = fc.constantFrom(null, 2021, 2023, 2025, 1999);
const countries = fc.subarray([...neighbours], { minLength: 1, maxLength: 3 });
const questions = fc.oneof<fc.Arbitrary<FigureQuestion>[]>(
  fc.record({ kind: fc.constant("score" as const), subject: subjects, edition: editions }),
  fc.record({ kind: fc.constant("rank" as const), subject: subjects, edition: editions }),
  fc.record({ kind: fc.constant("trend" as const), subject: subjects }),
  fc.record({ kind: fc.constant("compare" as const), subject: subjects, countries, edition: editions }),
);

describe("The command that is offered for a question about figures", () => {
  it("asks that question", () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(parse(commandFor(question) ?? "")).toMatchObject({ kind: "figures", question });
      }),
    );
  });

  it("means the same in any order of country, topic and edition", () => {
    const parts = fc
      .tuple(
        fc.constantFrom(...neighbours),
        subjects.filter(({ kind }) => kind === "indicator"),
        editions,
      )
      .chain(([country, subject, edition]) => {
        const words = [country, subject.kind === "indicator" ? subject.slug : "", edition ?? ""];
        const expected = { kind: "compare", countries: [country], subject, edition };
        return fc.tuple(fc.shuffledSubarray(words, { minLength: 3, maxLength: 3 }), fc.constant(expected));
      });
    fc.assert(
      fc.property(parts, ([words, question]) => {
        expect(parse(`compare ${words.join(" ")}`)).toMatchObject({ kind: "figures", question });
      }),
    );
  });
});
