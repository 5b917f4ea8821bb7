/** What the findings are near to and do not tell: it is not answered with them, and the nearest shows beside the refusal. */
import { beforeAll, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";
import { firstOf } from "#tests/fixtures/asked.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);
const leadingTo = (question: string): string => firstOf(ask(question));
const textOf = (question: string): string => plainText(ask(question).briefing);

describe("A question is not answered that asks", () => {
  it.each([
    ["how a thing is called", "what is the ammunition plant in bishkek called"],
    ["how a thing is called", "name of the ammo plant in bishkek"],
    ["how a thing is called", "Как называется шахта, где незаконно добывают уголь?"],
    ["after a group by a name that none has", "hey is there a gang called the Black Wolves in Osh?"],
    ["which of its kind", "Which Kyrgyz banks were fined for AML breaches?"],
    ["which of its kind", "which journalists were harassed"],
    ["which of its kind", "какие тюрьмы контролируют банды"],
    ["which of its kind", "From which army base were the state weapons looted?"],
    ["which countries", "which countries does kyrgyzstan have extradition treaties with"],
    ["which body", "which ministry sells the fake id cards"],
    ["who owns it", "who owns the ammunition factory"],
    ["for a sum", "how much do judges pay for their posts"],
    ["for a sum", "how much money is laundered in kyrgyzstan annually"],
    ["for a price", "what does a fake kyrgyz passport cost"],
    ["for a sum", "amount of bribes for judicial posts"],
    ["for a number", "number of identified trafficking victims 2018"],
    ["for a weight in bare words", "gold tonnes mined illegally"],
    ["for a weight in bare words", "coal kilos illegal mining south"],
    ["which of its kind", "which entrepreneur runs the illegal gold mines"],
    ["for a number of people", "how many guys are in those four big mafia groups, roughly?"],
    ["for a year that is not given", "In what year did Kyrgyzstan ratify the Palermo convention?"],
    ["for a year that is not given", "when was the endangered species bill rejected"],
    ["after an animal that is in no finding", "snow leopard pelts"],
    ["after a drug that is in no finding", "What does the profile say about the fentanyl labs in Naryn?"],
    ["what was done in a year of which nothing is told", "Why was the Osh cartel broken up after the 2012 trial?"],
    ["what was done in a year of which nothing is told", "Why were the 300 trafficking victims of 2018 deported?"],
    ["how a gang calls itself", "What does the biggest gang in Osh call itself?"],
    ["who gave a score", "How many experts voted on the fauna score?"],
    ["who controls it in another country", "Who controls the heroin routes through Tajikistan?"],
    ["what is done in another country", "How does the opium harvest get taxed in Afghanistan?"],
    ["after gangs in a town abroad", "Расскажи про чеченские ОПГ в Москве"],
    ["for the score of a part of the country", "What score did Osh province get in 2021?"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention" });
  });

  it("after somebody by what he is called: Что известно о воре в законе Япончике?", () => {
    expect(ask("Что известно о воре в законе Япончике?")).toMatchObject({ reason: "about-a-person" });
  });

  it("and shows the nearest that there is", () => {
    expect(textOf("name of the ammo plant in bishkek")).toContain("apart from an ammunition plant in Bishkek");
  });
});

describe("A question is answered still that asks", () => {
  it.each([
    [
      "which of its kind where one is named",
      "which committee is responsible for fighting organized crime",
      "political-leadership-and-governance.national-security-committee",
    ],
    ["what the leaders are called", "what are the four mafia bosses called", "mafia-style-groups.named-leaders"],
    [
      "in which year what never was",
      "when did Kyrgyzstan ratify the Arms Trade Treaty",
      "international-cooperation.treaties-ratified",
    ],
    [
      "which countries where some are told",
      "which countries do smuggled migrants want to reach",
      "human-smuggling.destinations",
    ],
    [
      "which body",
      "Which state body is tasked with tackling organised crime and graft?",
      "political-leadership-and-governance.national-security-committee",
    ],
    [
      "what was done in a year that is told",
      "what was the 2018 action plan for?",
      "victim-and-witness-support.action-plan",
    ],
    [
      "what was done since a year that is told",
      "what did the state do about crime after 2010",
      "political-leadership-and-governance.",
    ],
    ["after gangs of another people here", "Расскажи про чеченские ОПГ в Кыргызстане", "foreign-actors.ethnic-gangs"],
    [
      "who controls what comes from elsewhere",
      "who controls the heroin that comes from Afghanistan?",
      "heroin-trade|foreign-actors",
    ],
    ["for a number that is told", "how many mafia-style groups are there", "mafia-style-groups.four-groups"],
    [
      "after several things, of which one is told",
      "which ores and fuels does the country hold",
      "non-renewable-resource-crimes.",
    ],
  ])("%s: %s", (_, question, first) => {
    expect(leadingTo(question)).toMatch(new RegExp(`^${first}`));
  });

  it("who is behind it, where another that is near tells it", () => {
    expect(ask("кто крышует наркобизнес")).toMatchObject({ kind: "answer" });
  });
});
