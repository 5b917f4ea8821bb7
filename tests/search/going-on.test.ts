/** What a turn behind figures is about that names nothing: by how much, the edition before, the other country's. */
import { beforeAll, describe, expect, it } from "vitest";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { astrayIn, type Said } from "#tests/fixtures/asked.ts";

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

describe("Behind figures", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "by how much is asked of the course that was shown",
      [
        ["criminality score", "figures"],
        ["has it got worse?", "figures"],
        ["by how much?", "figures", "0\\.08 lower"],
      ],
    ],
    [
      "by how much is asked of the two that were compared, and so is whether theirs is high",
      [
        ["heroin", "page"],
        ["Tajikistan", "figures"],
        ["by how much?", "figures", "difference was 1\\.5 in 2021"],
        ["is theirs high?", "figures", "Tajikistan.*8\\.5"],
      ],
    ],
    [
      "by how much is not guessed where an order was shown",
      [
        ["which country is worst on heroin?", "figures"],
        ["by how much?", "abstention"],
      ],
    ],
    [
      "the edition before is the one before that which was spoken of, and before the first there is none",
      [
        ["resilience score 2025", "figures"],
        ["and in the edition before?", "figures", "3\\.83"],
        ["and before that?", "figures", "4\\.17"],
        ["and the one before?", "abstention"],
      ],
    ],
    [
      "a country that is said to be worse is so in what was spoken of, in Kyrgyz too",
      [
        ["героин баллы 2023", "figures"],
        ["Тажикстанда начарыраакпы?", "figures", "heroin.*8\\.5"],
      ],
    ],
    [
      "why it rose or fell between editions the profile cannot say, which told its reasons before that; why it is high it can",
      [
        ["score of Kyrgyzstan for resilience 2023", "figures"],
        ["why did it go up?", "abstention", "cannot say"],
        ["why did it rise in 2023?", "abstention", "cannot say"],
        ["почему он вырос?", "abstention", "Scores reach 2025"],
        ["heroin score 2025", "figures"],
        ["why did it fall?", "abstention", "Seizures of heroin had declined"],
        ["why is it so high?", "answer", "Corruption"],
      ],
    ],
    [
      "why it rose or fell is asked in many words, and in Russian and Kyrgyz",
      [
        ["heroin score 2025", "figures"],
        ["what made it drop?", "abstention", "cannot say"],
        ["heroin score 2025", "figures"],
        ["what's behind the rise?", "abstention", "cannot say"],
        ["heroin score 2025", "figures"],
        ["what caused it to go up?", "abstention", "cannot say"],
        ["heroin score 2025", "figures"],
        ["из-за чего он вырос?", "abstention", "Scores reach 2025"],
        ["heroin score 2025", "figures"],
        ["почему стало хуже?", "abstention", "Scores reach 2025"],
        ["heroin score 2025", "figures"],
        ["эмнеге көтөрүлдү?", "abstention", "Scores reach 2025"],
        ["heroin score 2025", "figures"],
        ["what is behind it?", "answer", "Corruption"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astrayIn(subject, said)).toEqual([]);
  });

  it("why something rises that a finding tells of is told by it", async () => {
    const said: readonly Said[] = [
      ["what does the profile say about synthetic drugs?"],
      ["why are seizures going up?"],
    ];
    expect(await astrayIn(subject, said)).toEqual([]);
  });

  it("by how much is no number of findings, which have none", async () => {
    const said: readonly Said[] = [["are cannabis seizures rising?"], ["by how much?", "abstention"]];
    expect(await astrayIn(subject, said)).toEqual([]);
  });
});

describe("Behind a topic", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "a thing of which no finding tells is not of that topic, nor is one of the asker's own",
      [
        ["heroin", "page"],
        ["bananas?", "abstention"],
        ["where is my car?", "abstention", "only answers questions about organized crime"],
      ],
    ],
    [
      "another country's routes are that country's, whatever they may be searched for by",
      [
        ["heroin", "page"],
        ["and Tajikistan's routes?", "abstention"],
      ],
    ],
    [
      "the worst of several is told of none where an answer in words spoke of them, and of markets by their scores",
      [
        ["do the banks know the risk of money laundering?"],
        ["which of them is the worst?", "abstention"],
        ["criminal markets", "page"],
        ["which of them is the worst?", "figures", "heroin"],
      ],
    ],
    [
      "how many of them there are, and how they came to their posts, is told in Russian too",
      [
        ["группы мафиозного типа", "page"],
        ["сколько из них широко известны?", "answer", "four"],
        ["Берут ли судьи взятки?"],
        ["а как они получают должность?", "answer", "posts"],
      ],
    ],
    [
      "what somebody does with what is pointed at is not told where nothing of it says who",
      [
        ["what do the gangs in the north do?", "answer", "goods"],
        ["who buys those goods?", "abstention"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astrayIn(subject, said)).toEqual([]);
  });
});
