import { beforeAll, describe, expect, it } from "vitest";
import type { Answers } from "#search/answers.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { askAll, mark, openAnswers, readQuestions, readTwins } from "#tests/evaluation/evaluate.ts";

/** Two people may well ask `uranium?`. */
const FEW = 4;

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

describe.each(["development", "hold-out", "strangers"] as const)("The %s questions", (name) => {
  it("are answered as well as the marks ask", () => {
    const marks = mark(askAll(readQuestions(name), answers));
    expect(marks.hit).toBeGreaterThanOrEqual(0.93);
    expect(marks.shown).toBeGreaterThanOrEqual(0.92);
    expect(marks.precision).toBeGreaterThanOrEqual(0.9);
    expect(marks.recall).toBeGreaterThanOrEqual(0.9);
  });
});

describe("Questions that nobody looked at while tuning", () => {
  it("are answered nearly as well", () => {
    const marks = mark(askAll(readQuestions("fresh"), answers));
    expect(marks.hit).toBeGreaterThanOrEqual(0.93);
    expect(marks.shown).toBeGreaterThanOrEqual(0.92);
    expect(marks.precision).toBeGreaterThanOrEqual(0.89);
    expect(marks.recall).toBeGreaterThanOrEqual(0.87);
  });
});

describe("The sets", () => {
  it("are large enough, a quarter to abstain from, and share no question", () => {
    const development = readQuestions("development");
    const unseen = [...readQuestions("hold-out"), ...readQuestions("fresh")];
    expect(development.length).toBeGreaterThanOrEqual(200);
    expect(development.filter(({ abstain }) => abstain.length > 0).length / development.length).toBeGreaterThan(0.23);
    const asked = new Set([...development, ...readQuestions("strangers")].map(({ ask }) => ask.toLowerCase()));
    expect(unseen.filter(({ ask }) => asked.has(ask.toLowerCase()))).toEqual([]);
  });
});

describe("Listed questions", () => {
  it("are none of those that nobody looked at", () => {
    const listed = loadTestLibrary().packs.flatMap(({ questions }) => Object.values(questions).flat());
    const known = new Set(listed.map((question) => question.toLowerCase()));
    const unseen = [...readQuestions("hold-out"), ...readQuestions("fresh")];
    const shared = unseen.filter(({ ask }) => ask.split(" ").length > FEW && known.has(ask.toLowerCase()));
    expect(shared).toEqual([]);
  });
});

describe("Twins", () => {
  it("are at least twenty-five", () => {
    expect(readTwins().length).toBeGreaterThanOrEqual(25);
  });

  it.each(readTwins().map((twin) => [twin.compliance, twin] as const))(
    "%s is answered, its recipe is not",
    (_, { compliance, topics, recipe }) => {
      const answered = answers.askSync("kyrgyzstan", compliance, null);
      expect(answered.kind).toBe("answer");
      expect(topics).toContain(answered.topic);
      expect(answers.askSync("kyrgyzstan", recipe, null)).toMatchObject({
        kind: "abstention",
        reason: "operational-detail",
      });
    },
  );
});
