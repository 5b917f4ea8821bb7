import { describe, expect, it } from "vitest";
import { createBot } from "#app/bot.ts";
import type { Reply } from "#core/reply.ts";
import type { Request } from "#core/request.ts";
import { contentOf, SILENT, UNCOUNTED } from "#tests/fixtures/bot.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { createRunFrames } from "#app/memory/conversations.ts";
import { createRunGiven } from "#tests/fixtures/given.ts";
import { EACH_TIME } from "#tests/fixtures/once.ts";

const DAY = 24 * 60 * 60_000;

/** The real bot, at a time that the test moves. */
function botAt(start: number) {
  const time = { now: start };
  const asked: Request[] = [];
  const answer = (request: Request): Promise<Reply> => {
    asked.push(request);
    return Promise.resolve({ kind: "briefing", topic: null, briefing: { title: "A", summary: "B", blocks: [] } });
  };
  const handlers = { subscriptions: answer, ask: answer, here: answer, feedback: answer };
  const clock = { now: () => time.now };
  const bot = createBot({
    content: contentOf(),
    clock,
    handlers,
    once: EACH_TIME,
    given: createRunGiven(),
    frames: createRunFrames(),
    packOf: () => Promise.resolve(null),
    log: SILENT,
    metrics: UNCOUNTED,
  });
  const pack = bot.defaultPack;
  const ask = (text: string) =>
    bot.handle({
      pack,
      command: bot.parse(text),
      conversation: { platform: "terminal", tenant: "here", channel: "", thread: null, kind: "direct" },
      asker: { id: "", name: "", zone: null },
      key: null,
      ...TYPED,
    });
  return { time, asked, ask };
}

describe("a reply that only reads the library", () => {
  it("is the same object all day", async () => {
    const { ask, time } = botAt(100 * DAY);
    const first = await ask("drugs");
    time.now += DAY - 1;
    expect(await ask("drugs")).toBe(first);
  });

  it("is made anew the next day, when the edition may be a year older", async () => {
    const { ask, time } = botAt(Date.parse("2026-12-31T23:00:00Z"));
    const first = JSON.stringify(await ask("drugs"));
    time.now += DAY;
    expect(JSON.stringify(await ask("drugs"))).not.toBe(first);
  });

  it("is another one for other words", async () => {
    const { ask } = botAt(100 * DAY);
    expect(await ask("drugs all")).not.toEqual(await ask("drugs"));
  });
});

describe("a reply that depends on more", () => {
  it("is asked for each time", async () => {
    const { ask, asked } = botAt(100 * DAY);
    await ask("subscribe");
    await ask("subscribe");
    expect(asked).toHaveLength(2);
  });
});
