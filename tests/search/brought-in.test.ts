/** How questions for another country's score are marked where its figures were brought in. */
import { expect, it } from "vitest";
import { createAnswers } from "#search/answers.ts";
import { NOON } from "#tests/evaluation/evaluate.ts";
import { judge } from "#tests/evaluation/judge.ts";
import { Question } from "#tests/evaluation/keys.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { worldOf } from "#tests/fixtures/world.ts";

const library = loadTestLibrary();
const answers = createAnswers({ library, clock: { now: () => NOON }, world: worldOf() });

function marked(ask: string, register: string) {
  const key = Question.parse({ ask, register, expect: ["abstention"], abstain: ["another-country"] });
  const reply = answers.askSync(SHIPPED, ask, null);
  return { kind: reply.kind, ...judge(key, reply, library) };
}

it("A score of a country that was brought in is as right as to decline it where it is not", () => {
  const right = { kindRight: true, factsRight: true, abstained: true, reasoned: true };
  expect(marked("is heroin worse than in Chile?", "figures")).toMatchObject({ kind: "figures", ...right });
});

it("A score is no answer to what is asked in words", () => {
  expect(marked("is heroin worse than in Chile?", "journalist")).toMatchObject({ kind: "figures", kindRight: false });
});
