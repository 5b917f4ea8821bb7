import { beforeAll, describe, expect, it } from "vitest";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

/** What people may say to any bot, by the pillar or section whose words are in it. */
const SAID = {
  sport: [
    "who won the gold medals",
    "arm wrestling championship",
    "tennis court booking",
    "when is the football match",
  ],
  animals: [
    "wolves and livestock",
    "horse trade",
    "wool of a Marco Polo sheep",
    "where do falcons nest",
    "a golden retriever",
  ],
  plants: [
    "how do I weed my garden",
    "best poppy seed cake",
    "mushroom soup",
    "tree house plans",
    "can I grow tomatoes",
  ],
  networks: [
    "network provider",
    "which network provider is best",
    "phone network coverage",
    "social network for students",
  ],
  courts: ["judge my presentation", "can you judge my presentation", "the judges of the baking contest", "free trial"],
  borders: [
    "how long does a visa take",
    "do I need a visa",
    "visas for tourists",
    "passport photo size",
    "crossing the street",
  ],
  drugs: ["coke or pepsi", "drug store hours", "flu vaccine", "speed of light"],
  police: ["police academy film", "crime novel recommendations", "traffic lights", "is the traffic bad on Chui avenue"],
  prisons: ["prison break season 2", "escape room"],
  money: ["money heist", "bank holiday dates", "stock market today", "power bank", "exchange dollars"],
  arms: ["nerf gun", "nail gun", "photo shoot", "job hunting"],
  mining: ["gold earrings", "minecraft", "charcoal grill"],
  state: ["state of matter", "state of the art", "electric cars", "electricity bill"],
  prevention: ["guitar lessons", "how do I train my dog", "school exam results"],
  customs: ["wedding customs", "local customs and traditions", "family tree"],
} as const;

const said = Object.entries(SAID).flatMap(([field, all]) => all.map((each) => [field, each] as const));

describe("Ordinary words", () => {
  it.each(said)("are no subject (%s): %s", (_, question) => {
    expect(answers.askSync("kyrgyzstan", question, null)).toMatchObject({
      kind: "abstention",
      reason: expect.stringMatching(/^(?:off-topic|not-in-profile)$/),
    });
  });

  it.each([
    ["is gold smuggled", "non-renewable-resource-crimes"],
    ["are wolves poached", "fauna-crimes"],
    ["criminal networks", "criminal-networks"],
    ["do judges take bribes", "judicial-system-and-detention"],
    ["cocaine use", "cocaine-trade"],
    ["is the power supply reliable", "economic-regulatory-capacity"],
    ["argali and Marco Polo sheep hunted for trophies", "fauna-crimes"],
  ])("leave the subjects that they are part of: %s", (question, topic) => {
    expect(answers.askSync("kyrgyzstan", question, null)).toMatchObject({ kind: "answer", topic });
  });
});
