import { describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";

const answers = openAnswers();
const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);
const lead = (question: string): string => plainText(ask(question).briefing).split("\n")[0] ?? "";

describe("Which of several topics is worse", () => {
  it.each([
    ["heroin or cannabis", "The heroin trade scored higher than the cannabis trade in 2021: 7.0 against 5.5 of 10."],
    [
      "Cannabis or heroin, which is worse?",
      "The heroin trade scored higher than the cannabis trade in 2021: 7.0 against 5.5 of 10.",
    ],
    [
      "что хуже, героин или каннабис",
      "The heroin trade scored higher than the cannabis trade in 2021: 7.0 against 5.5 of 10.",
    ],
    ["flora crimes or cocaine", "Flora crimes and the cocaine trade scored the same in 2021: 2.0 of 10."],
    [
      "heroin, cannabis or cocaine",
      "Highest first, the scores of 2021 are: the heroin trade (7.0), the cannabis trade (5.5) and the cocaine trade (2.0).",
    ],
  ])("is said first, with both figures: %s", (question, words) => {
    expect(lead(question)).toBe(words);
  });

  it.each(["heroin or police", "heroin or cannabis in Georgia"])(
    "is not said of what has no one scale: %s",
    (question) => {
      expect(lead(question)).not.toMatch(/scored higher than/u);
    },
  );

  it("is told with a finding on each, the direction, and a way to each", () => {
    const { briefing } = ask("heroin or cannabis");
    const text = plainText(briefing);
    expect(text).toMatch(/Afghanistan's heroin[^]*Cannabis was grown[^]*higher is worse/u);
    const ways = briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    expect(ways.slice(0, 2).map(({ label }) => label)).toEqual(["Heroin trade", "Cannabis trade"]);
  });
});

describe("Why a score is what it is", () => {
  it.each([
    [
      "why is the score of heroin so high",
      "The heroin trade in Kyrgyzstan scored high: 7.0 of 10",
      "made heroin trafficking worse",
    ],
    ["why is resilience low?", "Resilience in Kyrgyzstan scored low: 4.17 of 10 in 2021.", "Corruption was rampant"],
    [
      "why is criminality high",
      "Criminality in Kyrgyzstan scored 5.33 of 10 in 2021, just under the 5.50 line.",
      "Local groups dominated",
    ],
    ["почему устойчивость низкая", "Resilience in Kyrgyzstan scored low", "Corruption was rampant"],
  ])("has no reasons of the Index, which is said, and what the profile says: %s", (question, first, said) => {
    const reply = ask(question);
    expect(reply.kind).toBe("figures");
    expect(lead(question)).toContain(first);
    expect(plainText(reply.briefing)).toContain("The Index gives no reasons for a single score.");
    expect(plainText(reply.briefing)).toContain(said);
  });
});

describe("Whether something has improved", () => {
  it("is told by its scores where no finding tells it", () => {
    expect(lead("has law enforcement improved")).toBe(
      "The score for law enforcement in Kyrgyzstan fell from 3.5 (2021) to 3.0 (2023) and rose back to 3.5 (2025).",
    );
  });

  it("is not answered of what is not scored", () => {
    expect(ask("has corruption got worse")).toMatchObject({ kind: "abstention", reason: "not-in-profile" });
  });
});
