/** Threads, turn by turn, that once went astray: what each turn is about, and what its answer shows. */
import { beforeAll, describe, expect, it } from "vitest";
import { askThreads } from "#tests/evaluation/ask.ts";
import { isRight } from "#tests/evaluation/judge.ts";
import { Thread } from "#tests/evaluation/keys.ts";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { astrayIn, type Said } from "#tests/fixtures/asked.ts";

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

const astray = (said: readonly Said[]): Promise<readonly string[]> => astrayIn(subject, said);

describe("What a thread is about", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "stays what it was behind a question that is not answered",
      [
        ["who uses cocaine?"],
        ["how can I bring some in without getting caught?", "abstention"],
        ["its score in 2021?", "figures", "^The cocaine trade .*2\\.0"],
      ],
    ],
    [
      "stays it, whatever the words of such a question are near to",
      [
        ["Где нелегально добывают золото?"],
        ["сколько тонн вывезли в 2018 году?", "abstention"],
        ["какая там оценка за 2023 год?", "figures", "non-renewable"],
      ],
    ],
    [
      "is what the answer shows first",
      [
        ["Баңгизат соодасын кимдер көзөмөлдөйт?", "answer", "^Foreign"],
        ["ал эми кокаинди кимдер колдонот?", "answer", "wealthy"],
      ],
    ],
    [
      "is asked for in turns of phrase with small words inside",
      [
        ["торговля людьми", "page"],
        ["кто чаще всего страдает?", "answer", "men|women"],
        ["where is it most common?", "answer"],
      ],
    ],
    [
      "is what a word means that fits several topics",
      [
        ["cannabis", "page"],
        ["seizures?", "answer", "^Cannabis seizures"],
        ["Каннабис", "page"],
        ["seizures?", "answer", "^Cannabis seizures"],
      ],
    ],
    [
      "is gone on with by questions of which no word is of anything",
      [
        ["do politicians take part in organized crime?", "answer"],
        ["which ones?", "answer"],
        ["how?", "answer"],
      ],
    ],
    [
      "has the score that is asked about told again, with the side of the line that it lies on",
      [
        ["cannabis score", "figures"],
        ["is that high?", "figures", "cannabis trade .*5\\.5"],
        ["is that good or bad?", "figures", "cannabis trade .*5\\.5"],
        ["это много?", "figures", "cannabis trade .*5\\.5"],
      ],
    ],
    [
      "is scored, in whichever words that is asked",
      [
        ["cannabis", "page"],
        ["whats teh score", "figures", "^The cannabis trade"],
        ["extradition", "page"],
        ["score for that one", "figures", "^Kyrgyzstan's international cooperation"],
        ["what does 5.33 mean?", "about", "^Scores run"],
        ["what is a score?", "about", "^Scores run"],
      ],
    ],
    [
      "is named again by a part of it",
      [
        ["are journalists free?", "answer", "journalists"],
        ["and NGOs?", "answer", "^Civil society"],
      ],
    ],
    [
      "has a strong and a weak point",
      [
        ["resilience", "page"],
        ["strongest point?", "figures", "^Of the 12 scores for resilience .* non-state actors had the highest"],
        ["weak spot?", "figures", "^Of the 12 scores for resilience .* the lowest"],
      ],
    ],
    [
      "may be two countries, set side by side again",
      [
        ["resilience score 2021", "figures"],
        ["compare it with Georgia", "figures", "Georgia"],
        ["so which of the two is better placed?", "figures", "better in Georgia"],
        ["which is worse?", "figures", "Georgia"],
      ],
    ],
    [
      "has its figures in another edition, asked for by the ending that Kyrgyz asks with",
      [
        ["героин", "page"],
        ["2021-жылы баллы канча?", "figures", "7\\.0"],
        ["2023-жылычы?", "figures", "7\\.5 .*in 2023"],
      ],
    ],
    [
      "is the region where one of its countries is asked for",
      [
        ["human trafficking", "page"],
        ["score in 2023?", "figures", "7\\.0"],
        ["which Central Asian country was worst that year?", "figures", "Turkmenistan"],
      ],
    ],
    [
      "is the worst of all, gone on with",
      [
        ["which is the worst of all the markets?", "figures", "heroin trade had the highest: 7\\.0"],
        ["and of the actors?", "figures", "^Of the 4 .* state-embedded actors had the highest: 8\\.5"],
        ["why?", "figures", "^State-embedded actors .*gives no reasons"],
        ["in 2025?", "figures", "8\\.5"],
        ["and the lowest?", "figures", "^Of the 5 .* private sector actors had the lowest: 4\\.0"],
      ],
    ],
    [
      "is what stands at the end, where that is asked about",
      [
        ["which is the worst of all the markets?", "figures", "heroin trade had the highest: 7\\.0"],
        ["who controls it?", "answer", "^Foreign criminals"],
        ["its score in 2023?", "figures", "^The heroin trade .*7\\.5"],
        ["how does Tajikistan compare?", "figures", "heroin trade"],
      ],
    ],
    [
      "is the end of a section in another edition",
      [
        ["resilience", "page"],
        ["weakest?", "figures", "had the lowest: 3\\.0"],
        ["and in 2025?", "figures", "^Of the 12 scores for resilience in Kyrgyzstan in 2025, .* had the lowest: 2\\.0"],
        ["how do we stand in the region?", "figures", "Kyrgyzstan"],
      ],
    ],
    [
      "has the other end, whatever was asked between",
      [
        ["drugs", "page"],
        ["which is the worst of them?", "figures", "heroin"],
        ["seizures?", "answer", "^Seizures of heroin"],
        ["least?", "figures", "^Of the 4 scores for drugs .* cocaine trade had the lowest"],
        ["who uses it?", "answer", "wealthy"],
      ],
    ],
    [
      "has no reasons for a score, which is said",
      [
        ["criminality score", "figures"],
        ["why?", "figures", "gives no reasons"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("A country by itself", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "behind a page is set beside the own one, by the score of that page",
      [
        ["heroin", "page"],
        ["Tajikistan?", "figures", "heroin trade .*8\\.5"],
        ["and in Russia?", "abstention", "nothing on Russia"],
        ["actors", "page"],
        ["uzbekistan", "figures", "criminal actors .*5\\.38"],
        ["since 2021?", "figures", "criminal actors"],
      ],
    ],
    [
      "behind it is told of where the page's topic speaks of it",
      [
        ["heroin", "page"],
        ["Afghanistan?", "answer", "^Nearly a quarter of Afghanistan"],
        ["to Russia?", "answer", "between Afghanistan and Russia"],
        ["and from China?", "abstention", "does not answer"],
        ["its score?", "figures", "^The heroin trade"],
      ],
    ],
    [
      "behind an answer is none of this profile, unless the topic tells of it",
      [
        ["who controls heroin?"],
        ["Tajikistan?", "abstention", "For Tajikistan there are only scores"],
        ["children and the drug trade?", "answer", "^Children"],
        ["and Syria?", "answer", "sexually exploited in Syria"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("A turn that is not answered", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "leaves the topic where a deed is refused whose words are near to another",
      [
        ["smuggling of people", "page"],
        ["how would I get a fake ID there?", "abstention"],
        ["whats their score", "figures", "^Human smuggling"],
      ],
    ],
    [
      "asks what those pay who were told of",
      [
        ["where are smuggled migrants from Kyrgyzstan taken?", "answer"],
        ["how much do they pay?", "abstention"],
      ],
    ],
    [
      "moves on with a deed that names a topic of the profile",
      [
        ["heroin", "page"],
        ["how do I grow cannabis?", "abstention"],
        ["its score?", "figures", "^The cannabis trade"],
      ],
    ],
    [
      "leaves it where what it asks about is a part of it",
      [
        ["human trafficking", "page"],
        ["how many victims a year?", "abstention"],
        ["what's Uzbekistan's score for it in 2021?", "figures", "human trafficking .*7\\.5"],
      ],
    ],
    [
      "has no name to tell",
      [
        ["state-embedded actors", "page"],
        ["do politicians protect the bosses?"],
        ["which politicians, by name?", "abstention"],
        ["name one of them", "abstention"],
        ["score?", "figures", "8\\.5"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("Who and what a turn asks for", () => {
  it.each<readonly [string, readonly Said[]]>([
    ["by whom it was done", [["are journalists intimidated?"], ["by whom?", "answer", "^Political figures"]]],
    [
      "by whom, where what was told speaks of nobody",
      [
        ["is gold mined illegally?", "answer"],
        ["by whom?", "answer", "^Both domestic and foreign criminals"],
        ["добывают ли золото незаконно?", "answer"],
        ["а кем?", "answer", "^Both domestic and foreign criminals"],
      ],
    ],
    [
      "others of the same",
      [
        ["who runs the mafia?", "answer", "Kolbayev"],
        ["who else?", "answer", "Batukayev"],
        ["name one of them", "answer", "Batukayev"],
        ["who are the victims of trafficking?", "answer", "women, men and children"],
        ["who else?", "answer", "servitude|migrated"],
        ["who controls heroin?", "answer", "^Foreign"],
        ["who else?", "answer", "^Police officers"],
      ],
    ],
    [
      "the same of others that the finding speaks of",
      [["Are lawyers threatened?"], ["and judges?", "answer", "intimidation"]],
    ],
    [
      "who buys",
      [
        ["synthetic drugs", "page"],
        ["who's buying?", "answer", "young people"],
      ],
    ],
    ["who helps", [["Куда вывозят мигрантов?"], ["а кто им помогает?", "answer", "fraudulent migration documents"]]],
    [
      "how, of what was spoken of",
      [
        ["Where do smuggled migrants want to end up?"],
        ["how do corrupt officials help with that?", "answer", "fraudulent migration documents"],
      ],
    ],
    [
      "help for victims, of which another topic tells",
      [
        ["human trafficking", "page"],
        ["how do victims get help?", "answer", "protecting victims|insufficient"],
      ],
    ],
    [
      "a treaty, of which another topic tells",
      [
        ["arms trafficking", "page"],
        ["which treaty on this is not ratified?", "answer", "Arms Trade Treaty"],
      ],
    ],
    [
      "the agency, whether it works, and who leads it",
      [
        ["When did the government change?"],
        ["which agency is in charge?", "answer", "^The National Security Committee"],
        ["does it work?", "answer", "lacking"],
        ["who leads it?", "abstention"],
      ],
    ],
    [
      "the score of what Russian calls by two words",
      [["Полиция сильно коррумпирована?"], ["какая у правоохранительных органов оценка в 2023?", "figures", "3\\.0"]],
    ],
  ])("is found: %s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("Whether one country is worse than another", () => {
  it.each<Said>([
    ["is it worse than Uzbekistan?", "figures", "^Yes\\. .*worse in Kyrgyzstan \\(7\\.0"],
    ["worse than Tajikistan?", "figures", "^No\\. .*worse in Tajikistan \\(8\\.5"],
    ["is Tajikistan worse?", "figures", "^Yes\\. .*worse in Tajikistan"],
    ["is that lower than Kazakhstan?", "figures", "^No\\. .*Kazakhstan \\(6\\.5"],
    ["хуже чем в Узбекистане?", "figures", "^Yes\\."],
    ["by how much is it worse than Georgia?", "figures", "^In (?:the 2021 edition|2021, 2023 and 2025 alike)"],
    ["which is worse, it or Georgia's?", "figures", "^(?!Yes|No)"],
    ["compare with Georgia", "figures", "^In (?:the 2021 edition|2021, 2023 and 2025 alike)"],
  ])("is affirmed or denied where it is asked: %s", async (ask, expected, shows) => {
    const said: readonly Said[] = [
      ["heroin", "page"],
      [ask ?? "", expected, shows],
    ];
    expect(await astray(said)).toEqual([]);
  });

  it("is told by the editions alone where they are not at one", async () => {
    const said: readonly Said[] = [
      ["cannabis", "page"],
      ["is it worse than Tajikistan?", "figures", "^In the 2021 edition, .* In the 2025 edition"],
      ["is it worse than Tajikistan in 2021?", "figures", "^No\\."],
    ];
    expect(await astray(said)).toEqual([]);
  });
});

describe("What is said to others in a thread", () => {
  it.each([
    "Interesting, I'll put that in the second paragraph.",
    "I visited one in 2014, it was grim.",
    "sorry to hear that, @Aida please call the embassy",
    "good point, adding it to my notes",
    "let me think about it",
    "hm, we should mention that to Karin",
    "интересно, вставлю это во второй абзац",
  ])("gets no findings: %s", async (remark) => {
    const said: readonly Said[] = [
      ["who controls prisons?"],
      [remark, "smalltalk"],
      ["any torture?", "answer", "^Confessions"],
    ];
    expect(await astray(said)).toEqual([]);
  });

  it.each([
    ["I'd like to hear more about that", "answer"],
    ["I think they were poor", "answer"],
    ["explain this to me", "answer"],
    ["we heard that judges are bought", "answer"],
    ["i mean in 2023", "figures"],
  ])("is told from what asks without a question mark: %s", async (asked, kind) => {
    expect(await astray([["who controls prisons?"], [asked, kind]])).toEqual([]);
  });
});

describe("A question by itself", () => {
  it.each<Said>([
    ["Тажикстандагы кылмыш топторун ким башкарат?", "abstention"],
    ["Why is arms trafficking the largest criminal market?", "answer", "negligible"],
    ["Did the shooting of Kolbayev in October 2023 break up his group?", "abstention", "2020"],
    ["how did they get hold of it?", "abstention", "only answers"],
    ["На каких языках мало СМИ?", "answer", "Uzbek"],
    ["which of the five Central Asian states has the lowest resilience in 2025?", "figures", "Turkmenistan"],
  ])("%s", async (ask, expected, shows) => {
    expect(await astray([[ask ?? "", expected, shows]])).toEqual([]);
  });
});

describe("A turn that leans on the answer before it", () => {
  it.each<readonly [string, readonly Said[]]>([
    [
      "takes it back, and asks the same of what was meant",
      [
        ["human smuggling", "page"],
        ["score", "figures", "^Human smuggling"],
        ["no, for the trafficking", "figures", "^Human trafficking"],
      ],
    ],
    [
      "takes it back, and asks the same of what was meant",
      [
        ["cocaine", "page"],
        ["who controls it?", "answer"],
        ["no, for heroin", "answer", "^Foreign criminals"],
      ],
    ],
    [
      "asks what became of it, which no edition tells",
      [["did the action plan cover victims?"], ["was it renewed afterwards?", "abstention", "2020"]],
    ],
    [
      "asks for another of its kind, by its country",
      [
        ["why is the border with Uzbekistan hard to monitor?"],
        ["and the one with Tajikistan?", "answer", "Tajikistan"],
        ["and the one with China?", "abstention"],
      ],
    ],
    [
      "asks whether what was told works",
      [
        ["Is there a law protecting witnesses?", "answer", "witness protection"],
        ["does it work?", "answer", "^Kyrgyzstan had laws on witness protection"],
      ],
    ],
    [
      "asks what was excepted",
      [
        ["which conventions has it signed up to?", "answer", "not the Arms Trade Treaty"],
        ["and which not?", "answer", "not the Arms Trade Treaty"],
      ],
    ],
    [
      "asks in which line of business state actors are most of all",
      [
        ["state-embedded actors", "page"],
        ["in which trade above all?", "answer", "drug trade"],
      ],
    ],
    [
      "asks after somebody who was named",
      [
        ["Tell me about Kamchy Kolbayev", "answer"],
        ["where is he hiding?", "abstention"],
      ],
    ],
    [
      "names another topic by a word that is an everyday one elsewhere",
      [
        ["flora crimes", "page"],
        ["and with animals?", "answer", "fauna|animals"],
      ],
    ],
    [
      "points at what it has named itself",
      [
        ["arms trafficking", "page"],
        ["and gold mining, who is in that?", "answer", "non-renewable"],
        ["what about Uzbekistan?", "figures", "non-renewable"],
      ],
    ],
    [
      "asks for one of a kind that the answer does not name",
      [
        ["can one buy forged papers to travel?", "answer"],
        ["which ministry are those officials in?", "abstention"],
      ],
    ],
    [
      "asks how much that is on average, of what is no score",
      [
        ["милиция берёт на лапу?", "answer"],
        ["сколько в среднем?", "abstention"],
      ],
    ],
    [
      "asks after nobody who is not told of",
      [
        ["which bodies fight the mafia?", "answer", "National Security Committee"],
        ["who is its chief now?", "abstention"],
        ["mafia", "page"],
        ["where do the bosses live?", "abstention"],
        ["кто покрывает криминальных боссов?", "answer"],
        ["какой министр самый продажный?", "abstention"],
      ],
    ],
  ])("%s", async (_, said) => {
    expect(await astray(said)).toEqual([]);
  });
});

describe("What one thread was told", () => {
  it("is not told to another that asks in the same words", async () => {
    const turns = (topic: string, shows: string) => ({
      turns: [
        { ask: topic, expect: ["page"] },
        { ask: "who's behind it?", expect: ["answer"], shows },
      ],
    });
    const threads = [turns("poaching", "fauna"), turns("arms trafficking", "arms trafficking")].map((each) =>
      Thread.parse(each),
    );
    const outcomes = await askThreads(threads, subject);
    expect(outcomes.map((of) => of.every(isRight))).toEqual([true, true]);
  });
});
