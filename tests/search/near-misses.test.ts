/** What stands right beside something that is told: it is declined for its reason, and its neighbour is answered. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Reply } from "#core/reply.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";
import { firstOf } from "#tests/fixtures/asked.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);

describe("A question is declined as not told that asks", () => {
  it.each([
    ["after a syndicate from elsewhere", "triads around?"],
    ["after a syndicate from elsewhere", "есть ли в стране якудза?"],
    ["after what others rate", "FATF mutual evaluation rating?"],
    ["after what others rate", "Has Moneyval assessed the country?"],
    ["for a fate that nobody tells of", "jail breaks"],
    ["for one of a kind", "which lawyer was beaten up"],
    ["for what it measures, in small words", "how thick is the forest in the protected areas"],
    ["for a fate that nobody tells of", "Did two hundred policemen get fired over heroin?"],
    ["for what it measures", "how long is the border with Uzbekistan?"],
    ["by what it is carried", "на каких машинах возят гашиш?"],
    ["by what it is carried", "героинди кайсы унаа менен ташышат?"],
    ["what one gets for it", "какой срок дают за героин?"],
    ["for a number that is taken for granted", "Is it true that 500 prisoners escaped with help from the mafia?"],
    ["for a number that is taken for granted", "Is it true that a thousand inmates starved to death?"],
    ["how many were taken to a country", "сколько женщин вывезли в Эмираты в 2019 году?"],
    ["how many were taken to a country", "сколько девушек увезли в Турцию в 2018 году?"],
    ["how much there is at a border", "how much heroin was seized at the Uzbek border"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "not-in-profile" });
  });
});

describe("A question is declined as not told that asks something else of what is told", () => {
  it.each([
    ["who escaped from the prisons", "do gangs control the prisons"],
    ["where is seized heroin stored", "are heroin seizures going up"],
    ["which officials were extradited", "are there extradition treaties"],
    ["which gang is the richest", "which gangs are there"],
    ["how deep are the illegal coal mines", "where is coal mined illegally"],
    ["кто охраняет патронный завод", "есть ли в стране производство оружия"],
  ])("%s", (question, told) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "not-in-profile" });
    expect(ask(told)).toMatchObject({ kind: "answer" });
  });
});

describe("A question is declined as another country's that asks", () => {
  it.each([
    ["what is in it, by the ending of its name", "в Турции какие тюрьмы?"],
    ["what such people are like there", "тюрьмы в Казахстане какие?"],
    ["in bare words after what this profile has nothing of", "yakuza structure japan"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "another-country" });
  });
});

describe("A question is declined as operational detail that asks how it is done", () => {
  it.each([
    "How should cash deposits be split so that the bank does not report them?",
    "How should transfers be cut up so the bank stays silent?",
    "How might one get falcons past the customs?",
    "recepi for amfetamine plz",
    "best path over the border at night w/o guards",
    "жасалма паспортту кантип жасатса болот?",
  ])("by nobody in particular: %s", (question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "operational-detail" });
  });
});

describe("A question is answered beside that", () => {
  it.each([
    ["chechen gangs around?", "foreign-actors.ethnic-gangs"],
    ["prison food", "judicial-system-and-detention.prison-conditions"],
    ["кто запугивает прессу?", "non-state-actors.journalists-harassed"],
    ["судьялар пара алышабы?", "judicial-system-and-detention.extremely-corrupt"],
    ["жасалма документтерди ким сатат?", "human-smuggling.fraudulent-documents"],
    ["what do border guards do with all their money?", "territorial-integrity.border-staff-underfunded"],
  ])("%s", (question, finding) => {
    expect(firstOf(ask(question))).toBe(finding);
  });

  it.each([
    ["of what is counted by no word of it", "What do the border troops do with their generous budget?", /underfunded/u],
    [
      "of what grows, by number or not",
      "why is there a growing number of cannabis seizures?",
      /cannabis-trade\.rise|demand/u,
    ],
    [
      "of a part that counts none",
      "Which minerals are extracted illegally and in what part of the country?",
      /^non-ren/u,
    ],
    [
      "of what somebody is said to ask for",
      "What do officers reportedly ask traffickers for in exchange for dropping a case?",
      /payments-to-drop-charges/u,
    ],
    [
      "by what denies it, if another one is nearer",
      "Kyrgyzstan builds its own rifles, so in how many factories?",
      /^arms-trafficking/u,
    ],
    [
      "of what staff has",
      "could you tell me whether border staff have decent budgets? they take bribes",
      /underfunded/u,
    ],
  ])("%s: %s", (_, question, finding) => {
    expect(firstOf(ask(question))).toMatch(finding);
  });
});
