/** What a question asks for by its kind or by its name: where nothing near tells it, it is not answered. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Reply } from "#core/reply.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);
const firstOf = (question: string): string => {
  const reply = ask(question);
  return reply.kind === "answer" ? (reply.citations[0]?.finding ?? "") : reply.kind;
};

describe("A question is not answered that asks", () => {
  it.each([
    ["in which village", "Which Kyrgyz village has lost the most women to traffickers?"],
    ["in which village", "кайсы айылда көмүр мыйзамсыз казылат?"],
    [
      "in which oblast, where no place is told",
      "so which oblast would you say has most of the unregistered guns then?",
    ],
    ["in which month", "any idea in which month the seizures of weed went up?"],
    ["which company", "which company runs the biggest gold mine"],
    ["which of what no finding tells of", "Which dentists treat men beaten in custody?"],
    ["for a sum in a time", "any clue how much a people smuggler takes home in a month? just being nosy"],
    ["for so many to each", "inmates per guard"],

    ["by whom something else is run", "my aunt is sure that gangs run the taxis in Bishkek, is that in there?"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "not-in-profile" });
  });

  it.each([
    ["who holds an office", "Ош милициясынын башчысы ким?"],
    ["who holds an office", "Бишкек милициясынын начальниги ким?"],
    ["who holds an office", "кто начальник милиции Бишкека?"],
    ["who holds an office", "who is the director of the bishkek prison"],
    ["who holds an office", "customs chief name"],
    ["who owns a place", "who's the owner of the Kara-Suu bazaar? a name is all I need"],
    ["who owns a place", "so who owns the Dordoi market then? just a name would do"],
    ["who leads a group that is not one of those named", "boss of the osh heroin ring, name"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "about-a-person" });
  });

  it.each([
    ["how to go about it, however it is spelt", "how too get a gun withot regestering it"],
    ["for a price of hash, which is no dish", "hash price per kilo"],
  ])("%s: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason: "operational-detail" });
  });

  it("whether somebody's friend is right, and not about that friend", () => {
    expect(
      ask("my mate swears the mafia fixed football matches in Bishkek, does it say anything on that?"),
    ).toMatchObject({
      kind: "abstention",
      reason: "off-topic",
    });
  });
});

describe("A question in nearly the same words is answered", () => {
  it.each([
    [
      "Which northern district has most of the illegal gold pits?",
      "non-renewable-resource-crimes.illicit-mining-in-the-south",
    ],
    ["Which individuals does the profile identify as heads of mafia-style groups?", "mafia-style-groups.named-leaders"],
    ["Who is the head of the mafia-style groups, by name?", "mafia-style-groups.named-leaders"],
    ["Каким баранам грозит трофейная охота?", "fauna-crimes.trophy-hunting"],
    ["which UN style crime treaty did they not sign", "international-cooperation.treaties-ratified"],
    ["на каких языках газет и каналов не хватает?", "non-state-actors.media-diversity"],
    [
      "Which ministry or committee fights organised crime?",
      "political-leadership-and-governance.national-security-committee",
    ],
    ["who runs the prisons?", "judicial-system-and-detention.prisons-under-criminal-control"],
    ["worst borders to police", "territorial-integrity.uzbek-and-tajik-borders"],
  ])("%s", (question, finding) => {
    expect(firstOf(question)).toBe(finding);
  });
});
