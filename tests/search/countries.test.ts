import { beforeAll, describe, expect, it } from "vitest";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const { countries, "rare-countries": rare } = loadTestLibrary().vocabulary;
/** Members of the United Nations but the pack's own country. */
const OTHERS = 192;
/** Places that the Index or people name and the United Nations do not seat. */
const NO_MEMBERS = new Set(["taiwan", "palestine", "kosovo"]);

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});
const ask = (question: string) => answers.askSync("kyrgyzstan", question, null);

describe("The countries", () => {
  const slugs = [...Object.keys(countries), ...Object.keys(rare)];

  it("are all known, each once", () => {
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs.filter((slug) => !NO_MEMBERS.has(slug))).toHaveLength(OTHERS);
  });

  it("are told from this one, every one of them", () => {
    const name = (slug: string) => (rare[slug] ?? countries[slug])?.find((each) => !each.includes("*")) ?? slug;
    const answered = Object.keys(rare).filter((slug) => {
      const place = name(slug).replace(/^in /, "");
      return ask(`how corrupt are the police in ${place}`).kind !== "abstention";
    });
    expect(answered).toEqual([]);
  });

  it.each([
    "police corruption in Chad",
    "gangs in El Salvador",
    "Өзбекстанда баңгизатты кимдер сатат?",
    "human trafficking in Guinea",
    "is there a mafia in Jordan",
    "cannabis in Mali",
  ])("are meant where they are spoken of as places: %s", (question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "another-country" });
  });

  it.each([
    "my friend Chad likes hiking",
    "a man called Chad",
    "Jordan shoes",
    "are fake Jordan shoes sold at the bazaar",
    "turkey dinner",
    "how long to roast a turkey",
    "guinea pig",
    "can I bring my guinea pig",
    "brazil nuts",
    "french fries",
    "roman coins",
    "finish my report",
    "polish my English text",
  ])("are not meant where their names are words: %s", (question) => {
    const reply = ask(question);
    expect(reply).toMatchObject({
      kind: "abstention",
      reason: expect.stringMatching(/^(?:off-topic|not-in-profile|about-a-person)$/),
    });
  });
});
