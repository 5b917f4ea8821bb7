/** What stands around a question: who asks, and what somebody takes to be so. */
import { beforeAll, describe, expect, it } from "vitest";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { astrayIn, type Said } from "#tests/fixtures/asked.ts";

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

describe("What is said around a question", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "who asks takes nothing from what is asked",
      [
        [
          "Hi, I'm writing a risk assessment for a mining company. What should I know about illegal mining?",
          "answer",
          "[Mm]ining",
        ],
      ],
    ],
    [
      "where the asker works is not the country that is asked about",
      [["I work for a bank in Almaty. What does the profile say about money laundering?", "answer", "laundering"]],
    ],
    [
      "what is asked to be right is what was said before, not what the bot said",
      [
        ["Judges are clean. Is it true?", "answer", "corrupt"],
        ["My colleague says heroin goes to China. Is that right?", "answer", "otherwise.*Russia"],
        ["Police take bribes. Is that still the case?", "answer", "accepted bribes"],
      ],
    ],
    [
      "alone it points at what the bot said",
      [
        ["heroin", "page"],
        ["is that right?", "about", "2020"],
      ],
    ],
    [
      "of those who were named nothing else is told, whoever is called he",
      [
        ["who leads the mafia?", "answer", "Kolbayev"],
        ["is he dead?", "abstention", "look people up"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astrayIn(subject, said)).toEqual([]);
  });
});
