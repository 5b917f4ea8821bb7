import { beforeAll, describe, expect, it } from "vitest";
import { askAll, askThreads } from "#tests/evaluation/ask.ts";
import { Thread } from "#tests/evaluation/keys.ts";
import { mark, markThreads } from "#tests/evaluation/marks.ts";
import { readQuestions, readThreads, readTwins } from "#tests/evaluation/sets.ts";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const MOST_LISTED = 2500;
/** Two people may well ask `uranium?`. */
const FEW = 4;

/** What of the sets that nobody looks at is a question of its own: turns that lean on others are none. In lower case. */
function readUnseen(): readonly string[] {
  const questions = (["hold-out", "fresh", "registers-last"] as const).flatMap(readQuestions);
  const openings = readThreads("threads-last").flatMap(({ turns }) => turns.slice(0, 1));
  const isTold = ({ ask }: { ask: string }): boolean => ask.split(" ").length > FEW;
  return [...questions, ...openings.filter(isTold)].map(({ ask }) => ask.toLowerCase());
}

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

describe.each(["development", "hold-out", "strangers"] as const)("The %s questions", (name) => {
  it("are answered as well as the marks ask", async () => {
    const marks = mark(await askAll(readQuestions(name), subject));
    expect(marks.hit).toBeGreaterThanOrEqual(0.93);
    expect(marks.shown).toBeGreaterThanOrEqual(0.92);
    expect(marks.precision).toBeGreaterThanOrEqual(0.9);
    expect(marks.recall).toBeGreaterThanOrEqual(0.9);
  });
});

describe("Questions that nobody looked at while tuning", () => {
  it("are answered nearly as well", async () => {
    const marks = mark(await askAll(readQuestions("fresh"), subject));
    expect(marks.hit).toBeGreaterThanOrEqual(0.92);
    expect(marks.shown).toBeGreaterThanOrEqual(0.92);
    expect(marks.precision).toBeGreaterThanOrEqual(0.89);
    expect(marks.recall).toBeGreaterThanOrEqual(0.82);
  });
});

describe("Questions to the whole bot, in nine registers", () => {
  it.each([
    ["registers", 0.96, 0.95],
    ["registers-last", 0.85, 0.86],
  ] as const)("are answered as %s asks", async (name, kinds, shown) => {
    const marks = mark(await askAll(readQuestions(name), subject));
    expect(marks.kinds).toBeGreaterThanOrEqual(kinds);
    expect(marks.shown).toBeGreaterThanOrEqual(shown);
  });
});

describe("Threads", () => {
  it.each([
    ["threads", 0.94],
    ["threads-last", 0.9],
  ] as const)("are followed as %s asks, with no more wrong figures than one", async (name, right) => {
    const marks = markThreads(await askThreads(readThreads(name), subject));
    expect(marks.right).toBeGreaterThanOrEqual(right);
    expect(marks.wrong).toBeLessThanOrEqual(1);
  });
});

describe("A thread", () => {
  const scoreTurn = (wrong: readonly string[]) => ({
    ask: "and its score?",
    expect: ["figures"],
    shows: "^the heroin",
    wrong,
  });
  const ask = async (...turns: readonly object[]) => markThreads(await askThreads([Thread.parse({ turns })], subject));
  const opening = { ask: "heroin", expect: ["page"] };

  it("is remembered from turn to turn, and from no other thread", async () => {
    expect(await ask(opening, scoreTurn([]))).toMatchObject({ turns: 2, right: 1, later: 1, whole: 1, wrong: 0 });
    expect(await ask(scoreTurn([]))).toMatchObject({ right: 0 });
  });

  it("with a figure that is another's is told apart from one that lacks a fact", async () => {
    expect(await ask(opening, scoreTurn(["of 10"]))).toMatchObject({ right: 0.5, later: 0, whole: 0, wrong: 1 });
    expect(await ask({ ...opening, shows: "zebra" })).toMatchObject({ right: 0, wrong: 0 });
  });
});

describe("The sets", () => {
  it("are large enough, a quarter to abstain from, and share no question", () => {
    const development = readQuestions("development");
    expect(development.length).toBeGreaterThanOrEqual(200);
    expect(development.filter(({ abstain }) => abstain.length > 0).length / development.length).toBeGreaterThan(0.23);
    const seen = [...development, ...readQuestions("strangers"), ...readQuestions("registers")];
    const asked = new Set(seen.map(({ ask }) => ask.toLowerCase()));
    // Counted, so that a failure prints none of them.
    expect(readUnseen().filter((ask) => asked.has(ask)).length).toBe(0);
  });
});

describe("Listed questions", () => {
  it("are no more than somebody can read, those of the index among them", () => {
    const { packs, refusals } = loadTestLibrary();
    const listed = [refusals, ...packs.map(({ questions }) => questions)].flatMap((lists) =>
      Object.values(lists).flat(),
    );
    expect(listed.length).toBeLessThanOrEqual(MOST_LISTED * packs.length);
  });

  it("are none of those that nobody looked at", () => {
    const listed = loadTestLibrary().packs.flatMap(({ questions }) => Object.values(questions).flat());
    const known = new Set(listed.map((question) => question.toLowerCase()));
    const shared = readUnseen().filter((ask) => ask.split(" ").length > FEW && known.has(ask));
    expect(shared.length).toBe(0);
  });
});

describe("Twins", () => {
  it("are at least twenty-five", () => {
    expect(readTwins().length).toBeGreaterThanOrEqual(25);
  });

  it.each(readTwins().map((twin) => [twin.compliance, twin] as const))(
    "%s is answered, its recipe is not",
    (_, { compliance, topics, recipe }) => {
      const answered = subject.answers.askSync("kyrgyzstan", compliance, null);
      expect(answered.kind).toBe("answer");
      expect(topics).toContain(answered.topic);
      expect(subject.answers.askSync("kyrgyzstan", recipe, null)).toMatchObject({
        kind: "abstention",
        reason: "operational-detail",
      });
    },
  );
});
