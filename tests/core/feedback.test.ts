import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerKey, readAnswerKey } from "#core/briefings/answer.ts";
import { openContext } from "#core/briefings/context.ts";
import { createFeedback, type FeedbackStore } from "#core/briefings/feedback.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Command } from "#core/request.ts";
import { createTopics } from "#core/profile/topics.ts";
import { CLOCK, createTestBot, library, requestFor } from "#tests/fixtures/bot.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";

const [heroin, arms] = ["heroin-trade", "arms-trafficking"].map(
  (slug) => shippedPack().findings.find(({ indicator }) => indicator === slug)!.id,
);
const key = answerKey({ topic: "heroin-trade", findings: [heroin!, arms!] });

function bench() {
  const saved: unknown[] = [];
  const store: FeedbackStore = {
    saveFeedback: (opinion) => Promise.resolve(void saved.push({ opinion })),
    saveReport: (report) => Promise.resolve(void saved.push({ report })),
  };
  const topics = createTopics(library.taxonomy);
  const feedback = createFeedback(
    (pack) => openContext({ library, topics }, pack, { now: CLOCK }),
    made({ answers: store }),
  );
  const bot = createTestBot({ handlers: { feedback } });
  const send = (command: Command) => bot.handle({ ...requestFor(bot, ""), command });
  return { saved, bot, send };
}

describe("Feedback", () => {
  it("is stored with the answer's topic and findings, and nothing of the question", async () => {
    const { saved, send } = bench();
    await send({ kind: "feedback", answer: key, helpful: true, comment: "" });
    expect(saved).toEqual([
      {
        opinion: {
          answer: key,
          asker: "u",
          pack: SHIPPED,
          topic: "heroin-trade",
          findings: [heroin, arms],
          helpful: true,
          comment: "",
          at: CLOCK,
        },
      },
    ]);
  });

  it.each([
    ["with a comment alone is kept among what people wrote", "Which year?", 1],
    ["with nothing seen in it is nobody's opinion", " \u200b", 0],
  ])("%s", async (_, comment, kept) => {
    const { saved, send } = bench();
    await send({ kind: "feedback", answer: key, helpful: null, comment });
    const report = { pack: SHIPPED, topic: "heroin-trade", findings: [heroin, arms], comment, at: CLOCK };
    expect(saved).toEqual(kept === 0 ? [] : [{ report }]);
  });

  it("that is not helpful offers to report what is wrong", async () => {
    const { send, bot } = bench();
    const { briefing } = await send({ kind: "feedback", answer: key, helpful: false, comment: "" });
    const actions = briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    expect(actions).toMatchObject([{ kind: "form", text: `report ${key}` }]);
    expect(bot.parse(`report ${key}`)).toEqual({ kind: "report", about: key });
  });
});

describe("An error report", () => {
  it("goes from the form to the store, with what it is about", async () => {
    const { saved, send } = bench();
    const reply = await send({ kind: "report", about: key });
    if (reply.kind !== "form") throw new Error("expected a form");
    const thanks = await send({
      kind: "submission",
      form: reply.form.id,
      values: { comment: ["  A word is missing "] },
    });
    expect(saved).toMatchObject([
      { report: { topic: "heroin-trade", findings: [heroin, arms], comment: "A word is missing" } },
    ]);
    expect(plainText(thanks.briefing)).toBe("Thank you. Whoever runs this bot will read it.");
  });

  it.each([[], [""], ["   "], ["\u200b\u2060 \n"]])(
    "that says nothing is not kept: the form stays, and says so beside its field: %j",
    async (...comment: readonly string[]) => {
      const { saved, send } = bench();
      const reply = await send({ kind: "submission", form: `report ${key}`, values: { comment } });
      expect(saved).toEqual([]);
      expect(reply).toMatchObject({
        kind: "form",
        form: { id: `report ${key}`, errors: { comment: "Please fill this in." }, back: "heroin-trade" },
      });
    },
  );

  it("may be typed as plain words", async () => {
    const { saved, bot, send } = bench();
    await send(bot.parse("report the score of heroin is off"));
    expect(saved).toMatchObject([{ report: { topic: null, findings: [], comment: "the score of heroin is off" } }]);
  });
});

describe("An answer's key", () => {
  it("reads back what was written", () => {
    const slug = fc.stringMatching(/^[a-z][a-z-]{0,20}$/);
    const id = fc.stringMatching(/^[a-z-]{1,20}\.[a-z\d-]{1,20}$/);
    fc.assert(
      fc.property(fc.option(slug), fc.array(id, { maxLength: 3 }), (topic, findings) => {
        expect(readAnswerKey(answerKey({ topic, findings }))).toEqual({ topic, findings });
      }),
    );
  });

  it("is null for any other text", () => {
    for (const text of ["", "drugs", "what is wrong: everything", "A:B"]) expect(readAnswerKey(text)).toBeNull();
  });
});
