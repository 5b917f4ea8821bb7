import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reply } from "#core/reply.ts";
import { createAnswers } from "#search/answers.ts";
import { NOON, openAnswers } from "#tests/evaluation/evaluate.ts";
import { loadTestLibrary, shippedPack } from "#tests/fixtures/library.ts";
import { frameAbout } from "#tests/fixtures/frames.ts";

/** Asks the shipped pack with other lists of questions. */
function asker(questions: Readonly<Record<string, readonly string[]>>) {
  const library = loadTestLibrary();
  const answers = createAnswers({
    library: { ...library, packs: [{ ...shippedPack(), questions }] },
    clock: { now: () => NOON },
  });
  return (question: string, previous: string | null = null): Reply =>
    answers.askSync("kyrgyzstan", question, frameAbout(previous));
}

/** Every so many of them: all would take ten seconds. */
const STRIDE = 7;

function isAsItDeserves(reply: Reply, key: string): boolean {
  if (reply.kind === "figures") return key === "figures";
  if (reply.kind === "answer") return key === "figures" || reply.citations[0]?.finding === key;
  return reply.kind === "abstention" && (key === "figures" || reply.reason === key);
}

describe("An example", () => {
  const LIST = {
    "fauna-crimes.saker-falcons": ["do sheikhs fly in to pick hunting companions", "desert princes and their hobby"],
    "off-topic": ["gangs of new york, worth watching tonight?", "which gangs film should we watch"],
    figures: ["give us the naked digits", "digits please"],
  };

  it("is answered with its finding, whatever words it uses", () => {
    const question = "do the sheikhs pick their hunting companions here";
    const firstOf = (reply: Reply): string | undefined =>
      reply.kind === "answer" ? reply.citations[0]?.finding : undefined;
    expect(firstOf(asker({})(question))).not.toBe("fauna-crimes.saker-falcons");
    expect(firstOf(asker(LIST)(question))).toBe("fauna-crimes.saker-falcons");
  });

  it("is refused for its reason, though findings have its words", () => {
    const question = "which gangs of new york film is worth watching";
    expect(asker(LIST)(question)).toMatchObject({ kind: "abstention", reason: "off-topic" });
  });

  it("is answered from the figures where it stands under them", () => {
    const reply = asker(LIST)("the naked digits please");
    expect(reply).toMatchObject({ kind: "figures", topic: "scores" });
  });

  it("is answered word for word whatever rule speaks against it", () => {
    const question = "can I say the Taliban carry heroin through here";
    expect(asker({})(question)).toMatchObject({ kind: "abstention", reason: "operational-detail" });
    const ask = asker({ ...LIST, "heroin-trade.taliban-links": [question] });
    expect(ask(question)).toMatchObject({ kind: "answer", topic: "heroin-trade" });
  });

  it("is answered by its own finding, every one of them", () => {
    const lists = shippedPack().questions;
    const ask = asker(lists);
    const wrong = Object.entries(lists).flatMap(([key, questions]) =>
      questions.filter((question, at) => at % STRIDE === 0 && !isAsItDeserves(ask(question), key)),
    );
    expect(wrong).toEqual([]);
  });

  it("with a later year in it is another question", () => {
    const ask = asker({ "prevention.training-for-professionals": ["does crime prevention work here"] });
    expect(ask("does crime prevention work here in 2030?")).toMatchObject({
      kind: "abstention",
      reason: "after-edition",
    });
  });

  it("does not make up for a country that the profile does not have", () => {
    expect(asker(LIST)("do sheikhs fly in to pick hunting companions in Japan")).toMatchObject({ kind: "abstention" });
  });

  it("leaves a question alone that is not like it", () => {
    const question = "how much Afghan heroin passes through?";
    expect(asker(LIST)(question)).toMatchObject({ kind: "answer", topic: "heroin-trade" });
    expect(asker({})(question)).toMatchObject({ kind: "answer", topic: "heroin-trade" });
  });

  it("is known the same whether the lists were read before, are being read, or not yet", async () => {
    const question = "what share of the afghan stuff comes our way";
    const [cold, warming, warm] = [openAnswers(), openAnswers(), openAnswers()];
    await warm.warm();
    const underWay = warming.warm();
    const replies = [cold, warming, warm].map((answers) => answers.askSync("kyrgyzstan", question, null));
    await underWay;
    expect(replies).toEqual(replies.map(() => warming.askSync("kyrgyzstan", question, null)));
  });

  it("may be compared with any text", () => {
    const ask = asker(LIST);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(["answer", "abstention"]).toContain(ask(text).kind);
      }),
    );
  });
});
