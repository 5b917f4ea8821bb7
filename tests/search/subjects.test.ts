/** What an answer and an abstention keep to: the subject that was asked about, and what was asked of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);
const citedBy = (question: string): readonly string[] => {
  const reply = ask(question);
  return reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [reply.kind];
};

describe("An answer", () => {
  it("takes a tough task for no tough gang", () => {
    expect(citedBy("why is it so tough to guard those borders?")).toContain("territorial-integrity.mountain-borders");
  });

  it.each([
    ["are children begging on the streets of Bishkek", ["human-trafficking.children-servitude-and-begging"]],
    ["can nationals work in Kazakhstan without a visa", ["human-smuggling.smugglers-as-protection"]],
    ["would they surrender a wanted man to another country", ["international-cooperation.extradition"]],
  ])("has no further finding for a word beside its subject: %s", (question, cited) => {
    expect(citedBy(question)).toEqual(cited);
  });

  it.each([
    ["why are there more cannabis seizures", "cannabis-trade.demand-in-neighbouring-countries"],
    ["из какой страны везут кокаин", "cocaine-trade.from-russia"],
    ["откуда кокаин", "cocaine-trade.from-russia"],
    ["Why is it that only women fall victim to human traffickers there?", "human-trafficking.who-is-victimized"],
    ["Which aspects of doing business there have got better lately?", "economic-regulatory-capacity.improvements"],
    ["Мафия топторун кимдер башкарат?", "mafia-style-groups.named-leaders"],
  ])("is led by what the question word asks for: %s", (question, first) => {
    expect(citedBy(question)[0]).toBe(first);
  });

  it.each([
    ["whos controling the herion trafiking", "heroin-trade."],
    ["do polise oficers take bribs", "law-enforcement."],
    ["do polise arest pepole just to get mony of them", "law-enforcement.arrests-and-extortion"],
    ["sinthetic drogs produsced localy", "synthetic-drug-trade.locally-produced-drugs"],
  ])("hears a word as it sounds: %s", (question, first) => {
    expect(citedBy(question)[0]).toMatch(first);
  });
});

describe("What no finding tells", () => {
  it.each([
    ["why did the government legalise heroin", "not-in-profile"],
    ["organ harvesting", "not-in-profile"],
    ["сколько заключённых в колониях", "not-in-profile"],
    ["is the Uzbek police corrupt", "another-country"],
  ])("is not answered with what has half of its words: %s", (question, reason) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason });
  });

  it.each([
    ["what's the prison population", /prison/iu],
    ["how many kilos of gold are mined", /gold/iu],
    ["salary of a judge", /judge|judici|court/iu],
  ])("is shown beside something of its subject: %s", (question, subject) => {
    const reply = ask(question);
    expect(reply.kind).toBe("abstention");
    expect(plainText(reply.briefing)).toMatch(/^nearest findings?:/imu);
    expect(plainText(reply.briefing)).toMatch(subject);
  });
});
