/** What is answered from a profile stays as it is, whatever other countries' figures are brought in beside it. */
import { expect, it } from "vitest";
import { frameAfter } from "#core/conversation/frame.ts";
import { fold } from "#core/profile/fold.ts";
import { indexesOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { anImportedCountry, worldOf } from "#tests/fixtures/world.ts";
import { createAnswers } from "#search/answers.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { readQuestions } from "#tests/evaluation/sets.ts";

const library = loadTestLibrary();
const clock = { now: () => NOON };
const { countries, "rare-countries": rare } = library.vocabulary;

/** Of every set that may be read, what names a country: the other questions are read without any of them. */
const names = [...Object.values(countries), ...Object.values(rare)].flat().map((name) => fold(name));
const isOfPlace = (ask: string): boolean => {
  const words = ` ${fold(ask)} `;
  return names.some((name) => words.includes(` ${name}`));
};
const questions = (["development", "registers", "strangers", "other-hand"] as const)
  .flatMap((set) => readQuestions(set))
  .filter(({ ask }) => isOfPlace(ask));

const all = [...Object.keys(countries), ...Object.keys(rare)].map((slug) => ({
  ...anImportedCountry(slug),
  name: slug.replaceAll("-", " "),
}));
const indexes = indexesOf();
const [without, with_] = [
  createAnswers({ library, indexes, clock }),
  createAnswers({ library, indexes, clock, world: worldOf(all) }),
];

it("tells behind findings what they say of a country, and its score there where they say nothing of it", () => {
  const women = "what happens to Kyrgyz women and girls?";
  const behind = (ask: string) =>
    with_.askSync(SHIPPED, ask, frameAfter(null, SHIPPED, with_.askSync(SHIPPED, women, null)));
  const reply = behind("anything about Syria?");
  expect(reply.kind === "answer" ? reply.citations : reply.kind).toMatchObject([
    { finding: "human-trafficking.syria" },
  ]);
  expect(behind("anything about Chile?").kind).toBe("figures");
});

it("answers every question that names a place with figures of all countries as it does without, but for their scores", () => {
  expect(questions.length).toBeGreaterThan(300);
  expect(all.length).toBeGreaterThan(190);
  const changed = questions.flatMap(({ ask }) => {
    const [before, after] = [without, with_].map((answers) => {
      const reply = answers.askSync(SHIPPED, ask, null);
      const cited = reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [];
      return JSON.stringify([reply.kind, reply.topic, reply.kind === "abstention" ? reply.reason : "", cited]);
    });
    // Another country's score is what was brought in.
    const isOfScore = /score/iu.test(ask) && before?.includes('"another-country"') && after?.startsWith('["figures"');
    return before === after || isOfScore === true ? [] : [`${ask}: ${before} -> ${after}`];
  });
  expect(changed).toEqual([]);
});
