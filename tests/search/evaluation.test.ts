import { beforeAll, describe, expect, it } from "vitest";
import type { Answers } from "#search/answers.ts";
import { askAll, mark, openAnswers, readQuestions, readTwins } from "#tests/evaluation/evaluate.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

describe.each(["development", "hold-out"] as const)("The %s questions", (name) => {
  it("are answered as well as the marks ask", () => {
    const marks = mark(askAll(readQuestions(name), answers));
    expect(marks.hit).toBeGreaterThanOrEqual(0.93);
    expect(marks.shown).toBeGreaterThanOrEqual(0.92);
    expect(marks.precision).toBeGreaterThanOrEqual(0.9);
    expect(marks.recall).toBeGreaterThanOrEqual(0.9);
  });
});

describe("The sets", () => {
  it("are large enough, a quarter to abstain from, and share no question", () => {
    const development = readQuestions("development");
    const holdOut = readQuestions("hold-out");
    expect(development.length).toBeGreaterThanOrEqual(200);
    expect(development.filter(({ abstain }) => abstain.length > 0).length / development.length).toBeGreaterThan(0.23);
    const asked = new Set(development.map(({ ask }) => ask.toLowerCase()));
    expect(holdOut.filter(({ ask }) => asked.has(ask.toLowerCase()))).toEqual([]);
  });
});

describe("Twins", () => {
  it("are at least twenty-five", () => {
    expect(readTwins().length).toBeGreaterThanOrEqual(25);
  });

  it.each(readTwins().map((twin) => [twin.compliance, twin] as const))(
    "%s is answered, its recipe is not",
    (_, { compliance, topics, recipe }) => {
      const answered = answers.askSync("", compliance, null);
      expect(answered.kind).toBe("answer");
      expect(topics).toContain(answered.topic);
      expect(answers.askSync("", recipe, null)).toMatchObject({ kind: "abstention", reason: "operational-detail" });
    },
  );
});
