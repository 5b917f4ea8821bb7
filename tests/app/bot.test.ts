import { createPatience } from "#app/patience.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { createBot } from "#app/bot.ts";
import type { Handlers } from "#core/handle.ts";
import { plainText } from "#core/document/plain-text.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { CLOCK, contentOf } from "#tests/fixtures/bot.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { createRunFrames, NONE_GIVEN } from "#app/memory/conversations.ts";
import { EACH_TIME } from "#tests/fixtures/once.ts";

const QUESTION = "who smuggles heroin through my cousin's village?";
const broken = (): never => {
  throw new Error("a fault of ours");
};

let logged: string[];
let metrics: ReturnType<typeof createMetrics>;

beforeEach(() => {
  logged = [];
  metrics = createMetrics();
});

function botWith(handlers: Partial<Handlers>) {
  const away = () => Promise.reject(new Error("the store is away"));
  const bot = createBot({
    content: contentOf(),
    handlers: { ask: away, subscriptions: away, here: away, feedback: away, ...handlers },
    once: EACH_TIME,
    given: NONE_GIVEN,
    frames: createRunFrames(),
    packOf: () => Promise.resolve(null),
    clock: { now: () => CLOCK },
    log: createLog("info", (line) => logged.push(line)),
    metrics,
  });
  const ask = (text: string, platform: "slack" | "teams" = "slack") =>
    bot.handle({
      ...{ pack: bot.defaultPack, command: bot.parse(text), conversation: channel("C1", "T1", platform) },
      ...{ asker: { id: "U1", name: "Aida", zone: null }, key: null, ...TYPED },
    });
  return { bot, ask };
}

/** What is counted, as whoever watches over the bot reads it. */
async function counted(name: string): Promise<readonly string[]> {
  const server = await listenOnLoopback(async (request, response) => metrics.handle(request, response));
  const text = await (await fetch(server.url)).text();
  await server.close();
  return text.split("\n").filter((line) => line.startsWith(`briefing_${name}`));
}

describe("Somebody who asks very many questions", () => {
  it("is counted by platform once they are not heard any more", async () => {
    const { bot } = botWith({});
    const asker = { id: "U1", name: "Aida", zone: null };
    const heard = Array.from({ length: 33 }, () => bot.heed(asker, channel("C1", "T1", "teams")));
    expect(heard.slice(29)).toEqual(["answer", "too-many", "silence", "silence"]);
    expect(bot.heed(asker, channel("C1", "T2", "teams"))).toBe("answer");
    expect(await counted("unheeded")).toEqual(['briefing_unheeded_total{platform="teams"} 3']);
  });
});

describe("How often somebody is heard", () => {
  it("is counted anew when the clock is set back, rather than holding them until it has caught up", () => {
    let now = Date.parse("2026-11-22T12:00:00Z");
    const heed = createPatience({ now: () => now }, { unheeded: { inc: () => undefined } });
    const ask = () => heed({ id: "U1", name: "Aida", zone: null }, channel("C1"));
    for (let asked = 0; asked < 31; asked += 1) ask();
    expect(ask()).toBe("silence");
    now -= 3_600_000;
    expect(ask()).toBe("answer");
  });
});

describe("A fault inside the bot", () => {
  it.each([
    ["in a handler's store", `ask ${QUESTION}`, {}, "ask"],
    ["thrown at once", "subscribe", { subscriptions: broken }, "subscription"],
  ] as const)("%s becomes an apology, is counted where it was met, and logged with its stack", async (...told) => {
    const [, text, handlers, command] = told;
    const { bot, ask } = botWith(handlers);
    const reply = await ask(text, "teams");
    expect(reply).toEqual(bot.apology());
    expect(reply.kind).toBe("apology");
    expect(plainText(reply.briefing)).toContain("try again in a minute");
    expect(await counted("faults")).toEqual([`briefing_faults_total{where="teams ${command}"} 1`]);
    expect(await counted("answers")).toEqual([]);
    expect(logged).toHaveLength(1);
    const entry: unknown = JSON.parse(logged[0] ?? "");
    expect(entry).toMatchObject({ platform: "teams", pack: bot.defaultPack, command, msg: "Answering failed" });
    expect(entry).toMatchObject({
      err: { stack: expect.stringMatching(/(a fault of ours|the store is away)\n +at /u) },
    });
  });

  it("leaves no word of what was asked in the log", async () => {
    await botWith({}).ask(`ask ${QUESTION}`);
    expect(logged).toHaveLength(1);
    expect(logged.join("")).not.toMatch(/cousin|village/u);
  });

  it("costs that answer and no other: the next one is given and counted by its kind", async () => {
    const { ask } = botWith({});
    expect((await ask("subscribe")).kind).toBe("apology");
    expect((await ask("drugs")).kind).toBe("briefing");
    expect(await counted("answers")).toEqual(['briefing_answers_total{platform="slack",kind="briefing",reason=""} 1']);
  });
});

describe("A message whose form a platform refused", () => {
  it("is counted by platform and by whether its words were taken", async () => {
    const { bot } = botWith({});
    bot.refusedForm("slack", true);
    bot.refusedForm("slack", true);
    bot.refusedForm("teams", false);
    expect(await counted("refused_forms")).toEqual([
      'briefing_refused_forms_total{platform="slack",outcome="plain"} 2',
      'briefing_refused_forms_total{platform="teams",outcome="lost"} 1',
    ]);
  });
});

describe("Digests of a tenant that nobody here serves", () => {
  it("are counted by tenant for as long as they wait", async () => {
    const { unserved } = metrics.digests;
    unserved.set([{ platform: "slack", tenant: "T2", waiting: 3 }]);
    expect(await counted("digests_unserved")).toEqual(['briefing_digests_unserved{platform="slack",tenant="T2"} 3']);
    unserved.set([]);
    expect(await counted("digests_unserved")).toEqual([]);
  });
});
