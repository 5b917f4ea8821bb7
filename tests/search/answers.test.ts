import { beforeAll, describe, expect, it } from "vitest";
import { answerLine } from "#terminal/answer-line.ts";
import { readAnswerKey } from "#core/briefings/answer.ts";
import type { Block } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import { createAnswers, type Answers, type UnansweredCounts } from "#search/answers.ts";
import { indexesOf } from "#tests/fixtures/bot.ts";
import { NOON, openAnswers } from "#tests/evaluation/evaluate.ts";
import { loadTestLibrary, loadTwoPacks, shippedPack } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { frameAbout, TYPED } from "#tests/fixtures/frames.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string, previous: string | null = null): Reply =>
  answers.askSync("kyrgyzstan", question, frameAbout(previous));
const said = (reply: Reply): string => plainText(reply.briefing);

function blockOf<K extends Block["kind"]>({ briefing }: Reply, kind: K): Extract<Block, { kind: K }> {
  const block = briefing.blocks.find((candidate): candidate is Extract<Block, { kind: K }> => candidate.kind === kind);
  if (block === undefined) throw new Error(`There is no ${kind} block`);
  return block;
}

function citationsOf(reply: Reply) {
  return reply.kind === "answer" || reply.kind === "figures" ? reply.citations : [];
}

describe("An answer", () => {
  it("holds one to three findings in the order in which they are cited, the first of them as the first line", () => {
    for (const question of ["are heroin seizures going up?", "who controls prisons?", "corruption at the borders"]) {
      const [block, ...others] = ask(question).briefing.blocks;
      const cited = citationsOf(ask(question)).map(({ finding }) => finding);
      expect(cited.length, question).toBeGreaterThan(0);
      expect(cited.length, question).toBeLessThanOrEqual(3);
      expect(block?.kind).toBe("lead");
      const first = shippedPack().findings.find(({ id }) => id === cited[0])?.text ?? "none";
      expect(said(ask(question)).split("\n")[0], question).toContain(first);
      const items = others.flatMap((each) => (each.kind === "findings" ? each.items : []));
      expect(items.map(({ id }) => id)).toEqual(cited.slice(1));
    }
    const reply = ask("are heroin seizures going up?");
    expect(reply).toMatchObject({ kind: "answer", topic: "heroin-trade" });
    expect(citationsOf(reply)[0]).toEqual({
      finding: "heroin-trade.seizures-declined",
      section: "drugs",
      edition: 2021,
    });
  });

  it.each([
    ["Customer operates from a wholesale market. Who controls those sites?", "territorial-integrity.trading-locations"],
    ["Пишу про trophy hunters. Which sheep is at risk because of them?", "fauna-crimes.trophy-hunting"],
  ])("knows what a question points back at: %s", (question, finding) => {
    expect(citationsOf(ask(question))[0]).toMatchObject({ finding });
  });

  it("does not print what is plain: neither that it is stated, nor its id; its section stands in the source line", () => {
    const text = said(ask("how much Afghan heroin passes through?"));
    expect(text).toContain("Nearly a quarter of Afghanistan's heroin passed through Kyrgyzstan.\n");
    expect(text).not.toMatch(/stated|heroin-trade\./u);
    expect(text).toMatch(
      /\n\nOrganized Crime Index 2021 \(\S+\) · describes 2020 \(6 years ago\) · section: Drugs\u00A0· newest page on Kyrgyzstan \(.*\)$/u,
    );
  });

  it("names the editions of a score that it tells, and which way is worse", () => {
    expect(said(ask("are heroin seizures going up?"))).toMatch(
      /7\.5 in 2023 and falling back to 7\.0 in 2025\.\n\nScores: above 5\.50 is high · higher is worse\nOrganized Crime Index 2021 \(\S+\) \(describes 2020, 6 years ago\), 2023, 2025 \(\S+\) · /u,
    );
  });

  it("says once how sure it is: in the sentence, and not behind it again", () => {
    const hedged = shippedPack().findings.filter(({ certainty, said: inWords }) => certainty !== "stated" && inWords);
    const told = hedged.filter(({ text }) => {
      const words = said(ask(text));
      expect(words).not.toContain(`${text} (`);
      return words.includes(text);
    });
    expect(told.length).toBeGreaterThan(0);
  });

  it("offers the whole indicator, a form for errors and a word on whether it helped", () => {
    const reply = ask("falcon smuggling");
    const { items, more } = blockOf(reply, "actions");
    expect(items[0]).toMatchObject({ kind: "show", text: "fauna-crimes" });
    expect(more.at(-1)).toMatchObject({ kind: "form" });
    const { feedback } = blockOf(reply, "feedback");
    expect(more.at(-1)).toMatchObject({ text: `report ${feedback.answer}` });
    expect(readAnswerKey(feedback.answer)).toMatchObject({ topic: "fauna-crimes" });
  });

  it("ends with the source line and, where it is an answer, a word on whether it helped", () => {
    const ends = (question: string) =>
      ask(question)
        .briefing.blocks.slice(-2)
        .map(({ kind }) => kind);
    expect(ends("falcon smuggling")).toEqual(["stamp", "feedback"]);
    expect(ends("how many people were convicted?")).toEqual(["actions", "stamp"]);
    expect(ends("lunch?"), "nothing there could be cited").toEqual(["lead", "actions"]);
  });

  it("draws on several indicators when the question spans them", () => {
    const indicators = new Set(
      citationsOf(ask("corruption at the borders")).map(({ finding }) => finding.split(".")[0]),
    );
    expect(indicators.size).toBeGreaterThan(1);
  });

  it("never repeats the words of the question", () => {
    expect(said(ask("zzyzx heroin seizures"))).not.toContain("zzyzx");
  });

  it.each([
    ["herion siezures", "heroin-trade"],
    ["canabis", "cannabis-trade"],
    ["human traficking", "human-trafficking"],
    ["наркотики и талибан", "heroin-trade"],
    ["чек ара", "territorial-integrity"],
  ])("understands %s", (question, topic) => {
    expect(ask(question)).toMatchObject({ kind: "answer", topic });
  });
});

describe("What the profile says twice", () => {
  it.each([
    "who controls the drug trade",
    "are foreigners in charge of drug trafficking?",
    "кто контролирует наркоторговлю",
  ])("is answered once, with the fuller sentence: %s", (question) => {
    const cited = citationsOf(ask(question)).map(({ finding }) => finding);
    expect(cited).toContain("heroin-trade.foreign-control");
    expect(cited).not.toContain("foreign-actors.drug-trade");
  });
});

describe("A question about figures", () => {
  it("is answered with the score in every edition, and its places", () => {
    const text = said(ask("what is the score for heroin?"));
    expect(text).toMatch(
      /^The heroin trade in Kyrgyzstan scored high: 7\.0 of 10 in 2021, rising to 7\.5 in 2023 and falling back to 7\.0 in 2025\.\n/u,
    );
    expect(text).toContain(
      "The 2021 score was the highest of Kyrgyzstan's 10 criminal-market scores and the 2nd-highest of 8 countries in Central Asia and the Caucasus.",
    );
  });

  it.each([
    "By how much has economic regulatory capacity slid since the 2023 edition?",
    "economic regulatory capacity, all three editions",
    "economic regulatory capacity, direction of travel",
  ])("is answered over the editions: %s", (question) => {
    const subject = { kind: "indicator", slug: "economic-regulatory-capacity" };
    expect(ask(question)).toMatchObject({ kind: "figures", question: { kind: "trend", subject } });
  });

  it.each(["tell me about state-embedded actors", "so tell me about criminal networks"])(
    "is none that names a topic and nothing else: %s",
    (question) => {
      expect(ask(question).kind).toBe("answer");
    },
  );

  it("has the headline as the topic scores, with ranks in the world and the region", () => {
    const reply = ask("how does it rank?");
    expect(reply).toMatchObject({ kind: "figures", topic: "scores" });
    for (const rank of ["joint 72nd-highest of 193", "125th-highest", "2nd-highest of 8", "4th-highest"])
      expect(said(reply)).toContain(rank);
  });

  it("shows a change with the published scores, ours on the first basis, and why they differ", () => {
    const text = said(ask("how has the criminality score changed since 2021?"));
    for (const score of ["5.33", "5.32", "5.25", "5.64", "5.48"]) expect(text).toContain(score);
    expect(text).toMatch(/calculated/i);
  });

  it("puts a neighbour beside it", () => {
    expect(said(ask("compare heroin with Tajikistan"))).toMatch(
      /^In 2021, 2023 and 2025 alike, the heroin trade scored worse in Tajikistan .*Kyrgyzstan \| high 7\.0 \| .*Tajikistan \| high 8\.5 \| /su,
    );
  });

  it("knows the worst market, and that the worst resilience is the lowest", () => {
    expect(ask("which criminal market is worst?")).toMatchObject({ topic: "heroin-trade" });
    expect(said(ask("weakest resilience indicator"))).toContain("3.0");
  });

  it("knows that the worst of all is the highest in Kyrgyz, too", () => {
    expect(ask("эң начар балл")).toMatchObject({ kind: "figures", topic: "state-embedded-actors" });
    expect(said(ask("туруктуулукта эң начар көрсөткүч"))).toContain("had the lowest: 3.0 of 10");
  });

  it("has the scores of indicators that came later, though not their text", () => {
    expect(ask("cybercrime score")).toMatchObject({ kind: "figures", topic: "cyber-dependent-crimes" });
    expect(ask("what do hackers do there?")).toMatchObject({ kind: "abstention", reason: "not-in-profile" });
  });

  it("is not answered for an edition that there is not", () => {
    expect(ask("did heroin trafficking get worse in 2024?")).toMatchObject({
      kind: "abstention",
      reason: "after-edition",
    });
  });
});

describe("A question about a person", () => {
  it("is answered with what the profile said, and that nothing was checked since", () => {
    const reply = ask("who is Kamchy Kolbayev?");
    expect(reply).toMatchObject({ kind: "answer", citations: [{ finding: "mafia-style-groups.named-leaders" }] });
    expect(said(reply)).toContain("checked since");
  });

  it.each([
    "where does Kolbayev live?",
    "is Batukayev still in jail?",
    "who is Raimbek Matraimov?",
    "is Sadyr Japarov corrupt?",
    "кто такой Матраимов",
  ])("is refused beyond that: %s", (question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "about-a-person" });
  });
});

describe("An abstention", () => {
  it.each([
    ["how many trafficking victims were identified?", "not-in-profile"],
    ["organ trafficking?", "not-in-profile"],
    ["heroin seizures in 2023", "after-edition"],
    ["how do I smuggle gold out?", "operational-detail"],
    ["how much is a gram of heroin", "not-in-profile"],
    ["drug cartels in Mexico", "another-country"],
    ["write me a poem", "off-topic"],
    ["", "off-topic"],
  ])("says why: %s", (question, reason) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason });
  });

  it("says what is near, as findings and as topics to open", () => {
    const reply = ask("heroin seizures in 2023");
    expect(said(reply)).toContain("- Seizures of heroin had declined");
    expect(blockOf(reply, "actions").items[2]).toMatchObject({ kind: "show", text: "heroin-trade" });
  });

  it("shows nothing nearby of a recipe", () => {
    const reply = ask("how do I smuggle falcons?");
    expect(reply).toMatchObject({ kind: "abstention", reason: "operational-detail" });
    expect(said(reply)).not.toContain("not an answer");
    for (const { text } of shippedPack().findings) expect(said(reply)).not.toContain(text);
  });
});

describe("A follow-up", () => {
  it("is read with the thread's topic", () => {
    expect(ask("and its score?", "heroin-trade")).toMatchObject({ topic: "heroin-trade" });
    expect(citationsOf(ask("who controls it?", "arms-trafficking"))[0]).toMatchObject({
      finding: "arms-trafficking.foreign-control",
    });
  });

  it("that has a subject of its own is not bent", () => {
    expect(ask("what about gold mining?", "heroin-trade")).toMatchObject({ topic: "non-renewable-resource-crimes" });
    expect(ask("what did the profile say about judges?", "heroin-trade")).toMatchObject({
      topic: "judicial-system-and-detention",
    });
  });

  it("without a thread is no question", () => {
    expect(ask("and its score?")).toMatchObject({ topic: "scores" });
    expect(ask("who controls it?").kind).toBe("abstention");
  });
});

describe("What is not answered", () => {
  const turn: FramedRequest = {
    pack: "kyrgyzstan",
    command: { kind: "ask", question: "" },
    conversation: { platform: "slack", tenant: "T1", channel: "C1", thread: null, kind: "channel" },
    asker: { id: "U1", name: "Asel", zone: null },
    ...{ key: null, frame: null, ...TYPED },
  };

  function answersCounting(countUnanswered: UnansweredCounts["countUnanswered"]) {
    return createAnswers({
      ...{ library: loadTestLibrary(), indexes: indexesOf() },
      clock: { now: () => NOON },
      store: made({ answers: { countUnanswered } }),
    });
  }

  it("is counted by reason and topic", async () => {
    const counted: { reason: string; topic: string | null }[] = [];
    const counting = answersCounting(async ({ reason, topic }) => void counted.push({ reason, topic }));
    await counting.ask(turn, "heroin seizures in 2023");
    expect(counted).toEqual([{ reason: "after-edition", topic: "heroin-trade" }]);
  });

  it("is told also where it cannot be counted", async () => {
    const forgetful = answersCounting(() => Promise.reject(new Error("down")));
    expect((await forgetful.ask(turn, "lunch?")).kind).toBe("abstention");
  });
});

describe("A second pack", () => {
  it("is answered from itself", () => {
    const library = loadTwoPacks();
    const two = createAnswers({ library, indexes: indexesOf(library), clock: { now: () => NOON } });
    const other = library.packs.find(({ slug }) => slug !== "kyrgyzstan");
    const finding = other?.findings[0];
    expect(two.askSync(other?.slug ?? "", finding?.text ?? "", null)).toMatchObject({
      kind: "answer",
      topic: finding?.indicator,
    });
  });
});

describe("An answer for scripts", () => {
  it("is one object with the text, the citations and the reason", () => {
    const line = answerLine(ask("taliban links"));
    expect(line).toMatchObject({ kind: "answer", topic: "heroin-trade", reason: null });
    expect(line?.citations[0]).toEqual({ finding: "heroin-trade.taliban-links", section: "drugs", edition: 2021 });
    expect(answerLine(ask("lunch?"))).toMatchObject({ kind: "abstention", citations: [], reason: "off-topic" });
  });
});

describe("Courtesy in a thread", () => {
  it.each(["ok", "great, thank you", "hello", "lol", "👍", "спасибо"])(
    "is no question about the thread's topic: %s",
    (words) => {
      expect(answers.askSync("kyrgyzstan", words, frameAbout("cannabis-trade"))).toMatchObject({
        kind: "abstention",
        reason: "off-topic",
      });
    },
  );
});

describe("Names of persons", () => {
  const shows = (question: string): boolean => {
    const reply = answers.askSync("kyrgyzstan", question, null);
    return (
      reply.kind === "answer" && reply.citations.some(({ finding }) => finding === "mafia-style-groups.named-leaders")
    );
  };

  it.each(["who are the crime bosses", "names of the mafia leaders", "кто лидеры опг", "Batukayev"])(
    "are told to whoever asks for them: %s",
    (question) => {
      expect(shows(question)).toBe(true);
    },
  );

  it.each([
    "who is the head of the national security committee",
    "which agency leads on organised crime?",
    "who runs the prisons really",
  ])("never stand beside the answer to another question: %s", (question) => {
    expect(shows(question)).toBe(false);
  });
});
