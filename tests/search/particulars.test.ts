/** What a question asks for by its kind or by its name: where nothing near tells it, it is not answered. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Reply } from "#core/reply.ts";
import type { Answers } from "#search/answers.ts";
import { openAnswers } from "#tests/evaluation/evaluate.ts";
import { firstOf } from "#tests/fixtures/asked.ts";

let answers: Answers;
beforeAll(() => {
  answers = openAnswers();
});

const ask = (question: string): Reply => answers.askSync("kyrgyzstan", question, null);
const leadingTo = (question: string): string => firstOf(ask(question));

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
    expect(ask(question)).toMatchObject({
      kind: "abstention",
      reason: expect.stringMatching(/^(?:operational-detail|not-in-profile)$/),
    });
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
    expect(leadingTo(question)).toBe(finding);
  });
});

describe("A question is not answered, since nobody or no sum is told of, that asks", () => {
  it.each([
    ["who was arrested", "who was it that got arrested for the looted army guns?", "about-a-person"],
    ["who holds an office, however it is spelt", "whos the minster of justise", "about-a-person"],
    ["what is paid", "so what do folks actually pay these smugglers to get to Istanbul?", "not-in-profile"],
    ["for a share in bare words", "percent migrants women", "not-in-profile"],
    ["for the largest of its kind", "largest drug bust", "not-in-profile"],
    ["which investors", "Which foreign investors withdrew over opaque rules?", "not-in-profile"],
    ["how many are in a part of the country", "How many of the four mafia groups are based in Osh?", "not-in-profile"],
    ["what somebody said", "What did the judge say when the coerced confession was thrown out?", "not-in-profile"],
    ["what is another country's", "What are the findings on Uzbekistan's free economic zones?", "another-country"],
    ["which auditor", "Which auditor reviewed the anti-corruption agency?", "not-in-profile"],
  ])("%s: %s", (_, question, reason) => {
    expect(ask(question)).toMatchObject({ kind: "abstention", reason });
  });

  it.each([
    ["What did the profile say about judges?", "judicial-system-and-detention.extremely-corrupt"],
    ["How many mafia groups are there?", "mafia-style-groups.four-groups"],
    ["What do businesses pay bribes for?", "economic-regulatory-capacity.licence-bribes"],
    ["who gets arrested arbitrarily?", "law-enforcement.arrests-and-extortion"],
    ["how deep is the state's control of illegal business", "state-embedded-actors.control-at-all-levels"],
  ])("but its twin is: %s", (question, finding) => {
    expect(leadingTo(question)).toBe(finding);
  });
});
