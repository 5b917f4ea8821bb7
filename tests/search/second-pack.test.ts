import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadLibrary } from "#content/load.ts";
import { findPack } from "#core/briefings/context.ts";
import { createAnswers } from "#search/answers.ts";
import { judge } from "#tests/evaluation/judge.ts";
import { readSetFile } from "#tests/evaluation/sets.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { CONTENT } from "#tests/fixtures/library.ts";

/** An invented country of which nothing is known but 40 findings: no questions are listed for it. */
const KARVONIA = fileURLToPath(new URL("../fixtures/packs/karvonia", import.meta.url));
const ASKED = fileURLToPath(new URL("../evaluation/karvonia.yaml", import.meta.url));

let rate: { hit: number; recall: number };
beforeAll(() => {
  const library = loadLibrary(CONTENT, [KARVONIA]);
  const alone = { ...library, packs: [findPack(library, "karvonia")] };
  const answers = createAnswers({ library: alone, clock: { now: () => NOON } });
  const set = readSetFile(ASKED);
  const outcomes = (set.kind === "questions" ? set.questions : []).map((question) => ({
    question,
    verdict: judge(question, answers.askSync("karvonia", question.ask, null), alone),
  }));
  const part = (some: number, all: number): number => some / Math.max(1, all);
  const told = outcomes.filter(({ question }) => question.topics.length > 0);
  const refused = outcomes.filter(({ question }) => question.topics.length === 0);
  rate = {
    hit: part(told.filter(({ verdict }) => verdict.hit).length, told.length),
    recall: part(refused.filter(({ verdict }) => verdict.abstained).length, refused.length),
  };
});

describe("A pack with nothing but findings, their subjects and their aspects", () => {
  it("answers three questions of four of somebody who has not seen how it is asked", () => {
    expect(rate.hit).toBeGreaterThan(0.75);
  });

  it("says of nine questions of ten that it has no answer, where it has none", () => {
    expect(rate.recall).toBeGreaterThan(0.9);
  });
});
