/** Turns that lean on their thread in a word and ask of something else, or set two topics beside each other. */
import { beforeAll, describe, expect, it } from "vitest";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { astrayIn, type Said } from "#tests/fixtures/asked.ts";

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

const astray = (said: readonly Said[]): Promise<readonly string[]> => astrayIn(subject, said);

describe("A turn that leans on its thread", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "is of another topic where that has nearly all of its words",
      [
        ["since when has the government been asking for foreign help against corruption?", "answer", "2010"],
        ["fine. does that fight spare the loyal ones?", "answer", "disloyal"],
      ],
    ],
    [
      "is of another topic where that alone tells which body is asked for",
      [
        ["since when has the government been asking for foreign help against corruption?", "answer", "2010"],
        ["which agency is in charge of that fight?", "answer", "National Security Committee"],
      ],
    ],
    [
      "stays with its own where that tells which body it is",
      [
        ["are there witness protection laws?", "answer"],
        ["who runs the victim programmes then?", "answer", "international|government"],
      ],
    ],
    [
      "asks once more who does it",
      [
        ["do local gangs control the drug trade?", "answer", "foreign"],
        ["who does, then?", "answer", "controlled by foreign criminal actors"],
      ],
    ],
    [
      "compares it with another topic",
      [
        ["mafia-style groups", "page"],
        ["compare with criminal networks", "figures", "6\\.5 against 5\\.5"],
      ],
    ],
    [
      "compares it behind figures as well",
      [
        ["mafia-style groups", "page"],
        ["score since 2021", "figures", "5\\.5"],
        ["compare that with criminal networks", "figures", "6\\.5 against 5\\.5"],
      ],
    ],
    [
      "compares it with a country, as before",
      [
        ["heroin", "page"],
        ["compare with Tajikistan", "figures", "8\\.5"],
      ],
    ],
    [
      "asks which of the borders are hardest to watch",
      [
        ["borders", "page"],
        ["which of them are hardest?", "answer", "Uzbekistan and Tajikistan"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("A topic and an edition", () => {
  it.each([
    ["victim and witness support Kyrgyzstan 2021", "4.5"],
    ["law enforcement Kyrgyzstan 2021", "3.5"],
  ])("ask for its score, whatever its name has in it: %s", (question, score) => {
    const reply = subject.answers.askSync("kyrgyzstan", question, null);
    expect(reply).toMatchObject({ kind: "figures" });
    expect(JSON.stringify(reply.briefing)).toContain(score);
  });
});

describe("What stands for what was spoken of", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "is a market or a trade that is pointed at",
      [
        ["fauna crimes", "page"],
        ["2023 score for this trade?", "figures", "^Fauna crimes .*3\\.5"],
        ["score of this market in 2025", "figures", "^Fauna crimes .*4\\.0"],
        ["оценка этого рынка за 2025 год?", "figures", "^Fauna crimes .*4\\.0"],
        ["бул базардын 2025-жылдагы упайы?", "figures", "^Fauna crimes .*4\\.0"],
      ],
    ],
    [
      "is left out in Kyrgyz where somebody takes part",
      [
        ["героин", "page"],
        ["полиция аралашканбы?", "answer", "heroin"],
        ["милициячы?", "answer", "heroin"],
        ["2023-жылкы упайы?", "figures", "^The heroin trade"],
      ],
    ],
    [
      "is what is counted, and nothing else",
      [
        ["is coal mined illegally?", "answer", "coal"],
        ["how many tons get taken?", "abstention", "^(?!.*heroin)"],
      ],
    ],
    [
      "has no more to do with somebody in need",
      [
        ["is there witness protection?", "answer"],
        ["a friend of mine is being held by traffickers right now, please help", "need"],
      ],
    ],
    [
      "is a border whose stretches are asked for",
      [
        ["почему трудно контролировать границы?", "answer"],
        ["какие участки хуже всего?", "answer", "Uzbekistan and Tajikistan"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});
