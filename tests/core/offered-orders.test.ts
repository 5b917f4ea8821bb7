/** Orders that are not done as they stand: what is said of them, and which way on is offered. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import { createGrammar, parseMention, parsePress } from "#core/parse.ts";
import type { Bot } from "#core/ports.ts";
import type { Command } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";

const content = contentOf();
const grammar = createGrammar(content.library, content.topics);
const HERE = channel("C1");

/** It is Monday 23 November 2026, 09:00:05 in Bishkek. */
let stage: ScheduleStage;
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  let count = 0;
  const subscriptions = createSubscriptions({
    ...{ content, store: made({ digests: stage.store }), clock: stage.clock, log: SILENT },
    ...{ defaultZone: "Asia/Bishkek", newId: () => `id-${++count}`, ...NOBODY_ELSE },
  });
  bot = createTestBot({ handlers: { subscriptions } });
});
afterEach(() => stage.close());

async function answer(command: Command, typed = true): Promise<Briefing> {
  const { briefing } = await bot.handle({
    ...{ pack: "kyrgyzstan", command, conversation: HERE, key: null, at: null, typed, audience: "everyone" },
    asker: { id: "U1", name: "Aida", zone: "Asia/Bishkek" },
  });
  return briefing;
}

/** What is answered to a mention with these words. */
const said = (words: string): Promise<Briefing> => answer(parseMention(words, grammar).command);
/** Each has to be done at once. */
async function ordered(...orders: readonly string[]): Promise<void> {
  for (const order of orders) await said(order);
}
const buttonsOf = ({ blocks }: Briefing): readonly Action[] =>
  blocks.flatMap((block) => (block.kind === "actions" ? [...block.items, ...block.more] : []));
const labels = (briefing: Briefing): readonly string[] => buttonsOf(briefing).map(({ label }) => label);
async function press(briefing: Briefing, label: string): Promise<Briefing> {
  const button = buttonsOf(briefing).find((each) => each.label === label);
  const command = button !== undefined && "text" in button ? parsePress(button.text, grammar) : null;
  if (command === null) throw new Error(`There is no ${label} among ${labels(briefing).join(", ")}`);
  return answer(command, false);
}
/** What is kept: topics, whether it runs, when. */
const kept = async (): Promise<readonly string[]> =>
  (await stage.store.subscriptions.list(HERE)).map(({ topics, standing }) =>
    [topics.join("+") || "everything", standing.kind].join(" "),
  );

describe("Two orders in one", () => {
  it.each([
    ["subscribe drugs monday and unsubscribe borders", "Topics: Drugs.", "Subscribe without it", ["drugs active"]],
    ["subscribe drugs and subscribe trade fridays", "Topics: Drugs.", "Subscribe without it", ["drugs active"]],
    ["subscribe drugs, then show me heroin", "Topics: Drugs.", "Subscribe without it", ["drugs active"]],
  ])("%s: the first half alone is offered", async (order, understood, label, after) => {
    const briefing = await said(order);
    expect(plainText(briefing)).toContain("Nothing was changed.");
    expect(plainText(briefing)).toContain(`${understood}`);
    expect(await kept()).toEqual([]);
    await press(briefing, label);
    expect(await kept()).toEqual(after);
  });

  it("ends what the first half names and nothing of the second", async () => {
    await ordered("subscribe cocaine heroin");
    const briefing = await said("unsubscribe cocaine, then tell me about heroin");
    expect(labels(briefing)).toEqual(["Only unsubscribe cocaine trade"]);
    await press(briefing, "Only unsubscribe cocaine trade");
    expect(await kept()).toEqual(["heroin-trade active"]);
  });
});

describe("What is offered", () => {
  it.each([
    ["unsubscribe cocaine xyzzy", "Only unsubscribe cocaine trade"],
    ["pause heroin until the 10th xyzzy", "Only pause heroin trade until the 10th"],
    ["skip 2 state-embedded xyzzy", "Only skip state-embedded actors 2"],
  ])("after %s stands in people's words: %s", async (order, label) => {
    expect(labels(await said(order))).toContain(label);
  });
});
