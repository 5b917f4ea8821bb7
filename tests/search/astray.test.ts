/** Words that once led to a wrong topic, because they begin like another word, or mean more than what was listed. */
import { beforeAll, describe, expect, it } from "vitest";
import { parseText } from "#core/parse.ts";
import type { Answers } from "#search/answers.ts";
import { grammarOf } from "#tests/fixtures/bot.ts";
import { openAnswers } from "#tests/evaluation/subject.ts";
import { shippedPack } from "#tests/fixtures/library.ts";

const grammar = grammarOf();

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

/** The ids of the findings that a question is answered with, or the reason why it is not. */
function told(question: string): readonly string[] {
  const reply = answers.askSync("kyrgyzstan", question, null);
  if (reply.kind === "abstention") return [reply.reason];
  return reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [];
}

describe("A word that begins like another", () => {
  it.each([
    ["есть ли план", "cannabis-trade"],
    ["какой баланс", "human-trafficking"],
    ["Курманбек кылмыш", "victim-and-witness-support"],
    ["малдан", "cocaine-trade"],
    ["мал уурдоо", "arms-trafficking"],
    ["наркотик катары эмне бар", "human-trafficking"],
  ])("leads nowhere near it: %s is not about %s", (question, astray) => {
    expect(told(question).filter((id) => id.startsWith(`${astray}.`))).toEqual([]);
  });

  it.each([
    ["героин гана барбы", /^heroin-trade/],
    ["есть ли план действий против торговли людьми", /action-plan/],
    ["байланыш", /links|intertwined|connections/],
    ["рынок кылмыштары", /^territorial-integrity\.trading-locations$/],
    ["бай адамдар кокаин", /^cocaine-trade\.use-among-the-wealthy$/],
    ["баланы мажбурлап иштетүү", /^human-trafficking\.children/],
    ["кокаина мало?", /^cocaine-trade\.smallest/],
    ["курят план?", /^cannabis-trade/],
  ])("is read as what it is: %s", (question, finding) => {
    expect(told(question)[0]).toMatch(finding);
  });

  it("is no country beside the one that is compared: в каких индикаторах хуже Казахстан", () => {
    const reply = answers.askSync("kyrgyzstan", "в каких индикаторах хуже Казахстан", null);
    expect(reply).toMatchObject({ kind: "figures", question: { kind: "compare", countries: ["kazakhstan"] } });
  });

  it.each(["каких индикаторов больше всего", "индивидуальные защитные меры", "коренное население и контрабанда"])(
    "is no country that its first letters are those of: %s",
    (question) => {
      expect(told(question)).not.toEqual(["another-country"]);
    },
  );

  it.each([
    "в Катаре",
    "полиция в Катаре коррумпирована?",
    "из Ганы",
    "тюрьмы в Индии",
    "тюрьмы в Корее",
    "наркотики в Китае",
  ])("is still the country where it is meant: %s", (question) => {
    expect(told(question)).toEqual(["another-country"]);
  });
});

describe("A word typed alone", () => {
  it.each([
    ["стволы", "arms-trafficking"],
    ["пушки", "arms-trafficking"],
    ["колония", "judicial-system-and-detention"],
    ["депутат", "political-leadership-and-governance"],
    ["президент", "political-leadership-and-governance"],
    ["милийса", "law-enforcement"],
    ["тергөө", "law-enforcement"],
    ["ак дары", "heroin-trade"],
    ["общак", "mafia-style-groups"],
    ["мыйзамдагы уурулар", "mafia-style-groups"],
  ])("opens what it names: %s", (word, slug) => {
    expect(parseText(word, grammar)).toMatchObject({ kind: "topic", slug });
  });

  it.each(["officials", "чиновники", "foreigners", "иностранцы", "opioids"])("accuses nobody: %s", (word) => {
    expect(parseText(word, grammar).kind).toBe("choose");
  });
});

describe("A word that was missing", () => {
  it.each([
    ["откуда пушки", /^arms-trafficking/],
    ["милийса пара алабы", /^law-enforcement\.bribes-and-links$/],
    ["ак дары кайдан келет", /^heroin-trade/],
    ["тергөө кандай", /^law-enforcement/],
    ["нашаа", /^cannabis-trade/],
    ["что с общаком", /^mafia-style-groups/],
    ["силовики", /^law-enforcement/],
    ["сойкулар", /^human-trafficking/],
    ["ууру", /criminal|crime/],
  ])("is understood: %s", (question, finding) => {
    expect(told(question)[0]).toMatch(finding);
  });
});

describe("What the profile has nothing of", () => {
  it.each(["sex work", "rape", "насвай", "насвай сатышабы"])("is answered with nothing else: %s", (question) => {
    expect(answers.askSync("kyrgyzstan", question, null).kind).toBe("abstention");
  });
});

describe("A topic that came after the profile", () => {
  it.each([
    ["racketeering", "Chinese goods"],
    ["рэкет", "Chinese goods"],
    ["extortion", "arbitrary arrests"],
    ["embezzlement", "embezzlement of state assets"],
    ["tax evasion", "shadow economy"],
  ])("does not hide what the profile says nearby: %s", (word, said) => {
    const command = parseText(word, grammar);
    const slug = command.kind === "topic" ? command.slug : "";
    const nearby = shippedPack().findings.filter(({ indicator, also }) => indicator === slug || also.includes(slug));
    expect(nearby.map(({ text }) => text).join("\n")).toContain(said);
  });
});
