import { beforeAll, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";

const OTHERWISE = "The profile says otherwise.";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});
const said = (question: string): string => plainText(answers.askSync("kyrgyzstan", question, null).briefing);

describe("What the profile contradicts", () => {
  it("is told in place of the year that is asked for, where it never was", () => {
    expect(said("When did Kyrgyzstan ratify the Arms Trade Treaty?")).toContain("but not the Arms Trade Treaty");
  });

  it.each([
    ["Most people smuggled out go to Germany and Italy, correct?", "wanted to reach Russia or Turkey"],
    ["so heroin seizures are rising?", "Seizures of heroin in Kyrgyzstan had declined"],
    ["so the influence of mafia groups increased, then?", "had declined"],
    ["why do heroin seizures keep climbing?", "Seizures of heroin in Kyrgyzstan had declined"],
    ["Why is the arms market the biggest criminal business in Kyrgyzstan?", "negligible"],
    ["Why is the illegal trade in plants so enormous there?", "rather limited"],
    ["How come drug use inside Kyrgyzstan is so high?", "remained low"],
    ["why is cocaine so popular with ordinary kids in bishkek", "mostly limited to wealthy users"],
    ["Почему торговля оружием такая крупная?", "negligible"],
    ["почему растут изъятия героина?", "Seizures of heroin in Kyrgyzstan had declined"],
    ["local gangs control the drug trade, right", "controlled by foreign criminal actors"],
  ])("is said first, with the finding: %s", (question, finding) => {
    const words = said(question);
    expect(words.indexOf(OTHERWISE)).toBe(0);
    expect(words.split("\n")[0]).toContain(finding);
  });

  it.each([
    "are heroin seizures rising or falling?",
    "where do most people smuggled out go?",
    "do most migrants go to Russia?",
    "heroin seizures are not rising, right?",
    "are heroin seizures falling?",
    "why are heroin seizures falling?",
    "why do donors like working with local associations there",
    "каковы масштабы торговли оружием",
    "why is poaching so widespread?",
    "why is the heroin trade so big?",
    "are heroin seizures going up?",
    "чем ограничено гражданское общество",
    "hash to north america seriously?",
  ])("is no contradiction where the question leaves it open, or is right: %s", (question) => {
    expect(said(question)).not.toContain(OTHERWISE);
  });
});
