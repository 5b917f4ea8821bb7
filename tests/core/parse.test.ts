import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMention, parseText } from "#core/parse.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import { grammarOf } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";

const vocabulary = grammarOf();
const parse = (text: string): Command => parseText(text, vocabulary);
const topic = (slug: string) => ({ kind: "topic", slug, detail: "brief" });

const HEADLINE: FigureSubject = { kind: "headline", measure: null };
const HEROIN: FigureSubject = { kind: "indicator", slug: "heroin-trade" };
const figures = (question: FigureQuestion, leans = false): Command => ({ kind: "figures", question, leans });
const score = (edition: number | null) => figures({ kind: "score", subject: HEADLINE, edition });
const trend = (subject: FigureSubject, leans = false) => figures({ kind: "trend", subject }, leans);
/** Of no topic it leans on the conversation's. */
const compare = (countries: readonly string[], subject: FigureSubject = HEADLINE) =>
  figures({ kind: "compare", subject, countries, edition: null }, subject === HEADLINE);

describe("What a person types", () => {
  it.each([
    ["", { kind: "overview", detail: "brief" }],
    ["   ", { kind: "overview", detail: "brief" }],
    ["all", { kind: "overview", detail: "full" }],
    ["drugs all", { kind: "topic", slug: "drugs", detail: "full" }],
    ["Help!", { kind: "help" }],
    ["hlep", { kind: "help" }],
    ["scores", score(null)],
    ["overview all", { kind: "overview", detail: "full" }],
    ["help me", { kind: "help" }],
    ["ask", { kind: "help" }],
    ["criminality", score(null)],
    ["scores 23", score(23)],
    ["compare", compare([])],
    ["compare heroin", compare([], HEROIN)],
    ["compare with georgia", compare(["georgia"])],
    ["scores 2023", score(2023)],
    ["trend", trend(HEADLINE, true)],
    ["trend heroin", trend(HEROIN)],
    ["trend drugs", trend({ kind: "section", slug: "drugs" })],
    ["trend resilience", trend({ kind: "headline", measure: "resilience" })],
    ["compare Tajikistan", compare(["tajikistan"])],
    ["compare with tajikistn herion", compare(["tajikistan"], HEROIN)],
    ["compare atlantis", compare(["atlantis"])],
    [
      "subscribe mondays at 9am Asia/Bishkek",
      { kind: "subscription", verb: "subscribe", rest: "mondays at 9am Asia/Bishkek" },
    ],
    ["subscirbe", { kind: "subscription", verb: "subscribe", rest: "" }],
    ["cite", { kind: "cite", findings: [] }],
    [
      "cite heroin-trade.transit-share, arms-trafficking.foreign-control heroin-trade.transit-share",
      { kind: "cite", findings: ["heroin-trade.transit-share", "arms-trafficking.foreign-control"] },
    ],
    ["cite heroin", { kind: "cite", findings: ["heroin-trade"] }],
    ["cite the heroin people", { kind: "ask", question: "cite the heroin people" }],
    [
      "show heroin-trade.transit-share .foreign-control",
      { kind: "findings", findings: ["heroin-trade.transit-share", "heroin-trade.foreign-control"], score: false },
    ],
    [
      "show drugs heroin-trade.transit-share score",
      { kind: "findings", findings: ["drugs", "heroin-trade.transit-share"], score: true },
    ],
    ["PAUSE", { kind: "subscription", verb: "pause", rest: "" }],
    ["show me everything on animals", { kind: "topic", slug: "fauna-crimes", detail: "brief" }],
    ["ask who runs the prisons", { kind: "ask", question: "who runs the prisons" }],
    ["are heroin seizures going up?", { kind: "ask", question: "are heroin seizures going up?" }],
    ["who controls heroin", { kind: "ask", question: "who controls heroin" }],
  ])("%j is %j", (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ["heroin", "heroin-trade"],
    ["HEROIN TRADE", "heroin-trade"],
    ["heroin-trade", "heroin-trade"],
    ["herion", "heroin-trade"],
    ["traficking in persons", "human-trafficking"],
    ["наркотики", "drugs"],
    ["borders", "territorial-integrity"],
    ["mafia", "mafia-style-groups"],
    ["markets", "markets"],
    ["criminal actors", "criminal-actors"],
    ["actors", "actors"],
    ["resilience", "resilience"],
    ["police", "law-enforcement"],
    ["falcons", "fauna-crimes"],
    ["leadership and gov", "leadership-and-governance"],
    ["heroin-trade.transit-share", "heroin-trade"],
  ])("%j is the topic %s", (text, slug) => {
    expect(parse(text)).toEqual(topic(slug));
  });

  it("finds every topic by its slug and by its name, whatever the case", () => {
    for (const { slug, name } of vocabulary.topics.all) {
      expect(parse(slug)).toEqual(topic(slug));
      if (slug !== "actors") expect(parse(name.toUpperCase()), name).toEqual(topic(slug));
    }
  });

  it("survives one swapped pair of letters in any longer slug", () => {
    for (const { slug } of vocabulary.topics.all.filter((candidate) => candidate.slug.length > 7)) {
      const slip = slug.slice(0, 3) + slug[4] + slug[3] + slug.slice(5);
      expect(parse(slip), slip).toEqual(topic(slug));
    }
  });

  it("is read as it is seen, wherever in it characters stand that nobody sees", () => {
    const seen = [
      ...[
        "status",
        "heroin",
        "subscribe weekly monday",
        "pause until 1 december",
        "export drugs pdf",
        "thanks",
        "help",
      ],
      ...[
        "compare tajikistan heroin",
        "rank drugs",
        "cite heroin-trade.transit-share",
        "who controls the heroin trade?",
      ],
    ];
    const unseen = fc.constantFrom(
      ...["\u200B", "\u200D", "\u2060", "\u00AD", "\u202E", "\uFEFF"],
      ...["\u034F", "\uFE0F", "\u3164", "\u2064", "\u{E0020}", "\u180E"],
    );
    const stands = fc.tuple(unseen, fc.nat({ max: 40 }));
    fc.assert(
      fc.property(fc.constantFrom(...seen), fc.array(stands, { minLength: 1, maxLength: 4 }), (text, hidden) => {
        const typed = hidden.reduce((words, [one, at]) => words.slice(0, at) + one + words.slice(at), text);
        expect(parse(typed)).toEqual(parse(text));
        expect(parseMention(typed, vocabulary)).toEqual(parseMention(text, vocabulary));
      }),
    );
    // Those that make one emoji of several stay where somebody's own words are kept.
    expect(parse("report wrong 👩‍👩‍👧 ✔️")).toMatchObject({ about: "wrong 👩‍👩‍👧 ✔️" });
  });

  it("offers a short choice for a word that fits several topics", () => {
    const command = parse("smuggling");
    expect(command).toMatchObject({ kind: "choose", asked: "smuggling" });
    if (command.kind === "choose") expect(command.slugs.length).toBeLessThanOrEqual(6);
  });

  it("offers the nearest topics for a word that is none", () => {
    expect(parse("heroinomics")).toMatchObject({ kind: "unknown", nearest: expect.arrayContaining(["heroin-trade"]) });
  });

  it.each(["qwxzj", "qwerty", "asdf", "banana", "weather"])("offers no topic for %j, which is near none", (word) => {
    expect(parse(word)).toEqual({ kind: "unknown", asked: word, nearest: [] });
  });

  it("names a topic of a trend that there is not instead of leaving it out", () => {
    expect(parse("trend unicorns")).toMatchObject({ kind: "unknown", asked: "unicorns" });
  });

  it("gives a command for any text of any length in any script, and never throws", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3000 }),
      fc.string({ unit: "grapheme" }),
      fc.lorem({ maxCount: 400 }),
    );
    const words = fc
      .tuple(fc.constantFrom("scores", "trend", "compare", "ask", "subscribe", "help", "drugs"), anything)
      .map((pair) => pair.join(" "));
    fc.assert(
      fc.property(fc.oneof(anything, words), (text) => {
        const command = parse(text);
        expect(command.kind).toBeTypeOf("string");
        if (command.kind === "topic") expect(vocabulary.topics.get(command.slug)).toBeDefined();
        expect(parse(text)).toEqual(command);
      }),
      { numRuns: 500 },
    );
  });

  it("is quick with a text of a million letters", () => {
    expect(parse("heroin ".repeat(150_000)).kind).toBe("ask");
  });
});

describe("A mention", () => {
  const two = loadTwoPacks();
  const [first] = two.packs.map(({ slug }) => slug);
  const mention = (text: string) => parseMention(text, grammarOf(two));

  it("leaves the pack open when it names none", () => {
    expect(mention("drugs")).toEqual({ pack: null, command: topic("drugs") });
  });

  it.each([`/${first} drugs`, `${first} drugs`, ` ${first?.toUpperCase()}  drugs `])(
    "asks the pack it names: %j",
    (text) => {
      expect(mention(text)).toEqual({ pack: first, command: topic("drugs") });
    },
  );
});
