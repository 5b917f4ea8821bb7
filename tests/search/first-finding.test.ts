/** Of several findings near to a question, the one that tells what it asks stands first, in whichever words that is asked. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/subject.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

/** The finding that stands first, or the kind of the reply that shows none. */
function firstOf(question: string): string {
  const reply = answers.askSync("kyrgyzstan", question, null);
  return reply.kind === "answer" ? (reply.citations[0]?.finding ?? "") : reply.kind;
}

describe("First stands what there is", () => {
  it.each([
    [
      "of good about the police",
      "is there one thing the police over there get right?",
      "law-enforcement.community-policing",
    ],
    ["of good about the police", "что хорошего можно сказать о милиции", "law-enforcement.community-policing"],
    [
      "of trust in the police",
      "ok dumb question but is there anything that made people like the cops a bit more?",
      "law-enforcement.(?:low-public-trust|community-policing)",
    ],
    ["of a market whose name is misspelt", "sintetic markt big or smal", "synthetic-drug-trade."],
    [
      "of protest and clubs",
      "can folks actually go out and protest or start a club, or do they get stopped?",
      "non-state-actors.",
    ],
    [
      "of the courts, whoever ends up there",
      "how fair a shake would I get if I ended up in the dock there?",
      "judicial-system-and-detention.fair-trial",
    ],
    [
      "of the body that fights crime",
      "Which authority is charged with countering organised crime?",
      "political-leadership-and-governance.",
    ],
    [
      "of nothing where a place is asked for",
      "In which newsroom were the intimidated reporters working?",
      "abstention",
    ],
    ["of nothing where a way is asked for", "Паспортту кантип жасалмалоо керек?", "abstention"],
    ["of bad about the police", "what do people hold against the police", "law-enforcement."],
    ["of animals by their kinds", "на каких зверей охотятся браконьеры", "fauna-crimes.(?:argali|saker)"],
    ["of animals by their kinds", "браконьерлер кайсы жаныбарларды атышат", "fauna-crimes.(?:argali|saker)"],
    ["of how common poaching is", "how common is poaching", "fauna-crimes.poaching"],
    [
      "of reasons for trafficking",
      "why do people there end up getting trafficked",
      "human-trafficking.poverty-and-gender",
    ],
    ["of reasons for trafficking", "адам сатууга эмне себеп болот?", "human-trafficking.poverty-and-gender"],
    ["of who is most at risk", "Кимдер мажбурлап иштетүүгө эң оңой кабылат?", "human-trafficking.labour-migrants"],
    ["of what a body cares about", "ngos care mostly about", "non-state-actors."],
    ["of gangs of a people", "tajik gangs inside kyrgyzstan?", "foreign-actors.ethnic-gangs"],
    [
      "of a victim among animals",
      "rich hunters fly in for trophies, which animal pays the price?",
      "fauna-crimes.trophy-hunting",
    ],
    [
      "of the means that somebody has",
      "do border troops have the money and kit they need",
      "territorial-integrity.border-staff",
    ],
    ["of drug couriers who are children", "teenagers used as drug mules", "human-trafficking.children-in-drug-trade"],
    ["of who suffers, given two to choose from", "forced labour there: guys or women?", "human-trafficking."],
    ["of weapons nobody registers", "can people there own guns without anyone noticing?", "arms-trafficking."],
  ])("%s: %s", (_, question, first) => {
    expect(firstOf(question)).toMatch(new RegExp(`^${first}`));
  });

  it("of both that are asked for: the level, and what drives it", () => {
    const reply = answers.askSync("kyrgyzstan", "Level of terrorist-financing risk and the main drivers?", null);
    expect(reply.kind === "answer" && reply.citations.map(({ finding }) => finding)).toEqual(
      expect.arrayContaining([
        "anti-money-laundering.extremely-high-risk",
        "anti-money-laundering.terrorist-groups-and-drug-routes",
      ]),
    );
  });
});

describe("Somebody who would have to pay", () => {
  it.each([
    "if i wanted to open a little café in Bishkek would i have to grease palms?",
    "if I wanted to start a bakery in Osh, would I have to pay bribes?",
  ])("asks for no way to do it: %s", (question) => {
    expect(firstOf(question)).toMatch(/corrupt|brib|setting-up/);
  });

  it.each(["which official should I bribe for a café licence?", "how do I get rifles in without anyone noticing?"])(
    "and whoever means to do it does: %s",
    (question) => {
      expect(answers.askSync("kyrgyzstan", question, null)).toMatchObject({ reason: "operational-detail" });
    },
  );
});

describe("Somebody whom the profile names", () => {
  it("is told by what he leads, in Kyrgyz with his forename too", () => {
    expect(firstOf("Алмаз Бокушев кылмыш тобун жетектейби?")).toBe("mafia-style-groups.named-leaders");
    expect(answers.askSync("kyrgyzstan", "Камчы Колбаев кайда жашайт?", null)).toMatchObject({
      reason: "about-a-person",
    });
  });

  it.each(["сколько человек в группировке Колбаева?", "how many men does Kolbayev's group have"])(
    "is not who is asked about where his group is: %s",
    (question) => {
      expect(answers.askSync("kyrgyzstan", question, null)).toMatchObject({ reason: "not-in-profile" });
    },
  );
});

it("Beside public office nothing stands of the public's trust in officers", () => {
  const reply = answers.askSync("kyrgyzstan", "Have known felons won public office?", null);
  const told = reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [];
  expect(told[0]).toBe("political-leadership-and-governance.infiltrated-by-organized-crime");
  expect(told.filter((finding) => finding.startsWith("law-enforcement"))).toEqual([]);
});
