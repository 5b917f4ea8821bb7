/** What is answered from a profile stays as it is, whatever other countries' figures are brought in beside it. */
import { expect, it } from "vitest";
import { indexesOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { anImportedCountry, worldOf } from "#tests/fixtures/world.ts";
import { createAnswers } from "#search/answers.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { readQuestions } from "#tests/evaluation/sets.ts";

const library = loadTestLibrary();
const clock = { now: () => NOON };
const { countries, "rare-countries": rare } = library.vocabulary;

it("answers every development question with figures of all countries as it does without", () => {
  const all = [...Object.keys(countries), ...Object.keys(rare)].map((slug) => ({
    ...anImportedCountry(slug),
    name: slug.replaceAll("-", " "),
  }));
  expect(all.length).toBeGreaterThan(190);
  const indexes = indexesOf();
  const [without, with_] = [
    createAnswers({ library, indexes, clock }),
    createAnswers({ library, indexes, clock, world: worldOf(all) }),
  ];
  const changed = readQuestions("development").flatMap(({ ask }) => {
    const [before, after] = [without, with_].map((answers) => {
      const reply = answers.askSync(SHIPPED, ask, null);
      const cited = reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [];
      return JSON.stringify([reply.kind, reply.topic, reply.kind === "abstention" ? reply.reason : "", cited]);
    });
    return before === after ? [] : [`${ask}: ${before} -> ${after}`];
  });
  expect(changed).toEqual([]);
});
