import { describe, expect, it } from "vitest";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import { openAnswers, readQuestions } from "#tests/evaluation/evaluate.ts";
import { briefingFor, createTestBot, requestFor } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";

const bot = createTestBot();
const SHARE_LENGTH = 2000;

function sharesOf({ blocks }: Briefing): readonly Extract<Action, { kind: "share" }>[] {
  return blocks.flatMap((block) =>
    block.kind === "actions" ? block.items.filter((action) => action.kind === "share") : [],
  );
}

async function pressed(text: string): Promise<Reply> {
  const command = bot.parsePress(text);
  if (command === null) throw new Error(`Nothing is read in ${text}`);
  return bot.handle({ ...requestFor(bot, ""), command, typed: false });
}

describe("An answer that is shared", () => {
  it("shows what was answered, whatever the question was", async () => {
    const answers = openAnswers();
    const given = readQuestions("development").flatMap(({ ask: question }) => {
      const reply = answers.askSync(SHIPPED, question, null);
      return reply.kind === "answer" && reply.citations.length > 0 ? [{ question, reply }] : [];
    });
    expect(given.length).toBeGreaterThan(50);
    for (const { question, reply } of given) {
      const [share, ...others] = sharesOf(reply.briefing);
      expect(others, question).toEqual([]);
      expect(share?.text.length, question).toBeLessThan(SHARE_LENGTH);
      const shared = await pressed(share?.text ?? "");
      const words = plainText(reply.briefing).replace(/^The profile says otherwise\. /u, "");
      expect(plainText(shared.briefing), question).toBe(words);
      expect(shared.topic, question).toBe(reply.topic);
    }
  });

  it("can be typed as it is pressed, with or without the topic's name before each", async () => {
    const long = await briefingFor("show heroin-trade.transit-share heroin-trade.seizures-declined");
    expect(await briefingFor("show heroin-trade.transit-share .seizures-declined")).toEqual(long);
  });
});
