import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import type { StagedFailure } from "#playground/platform/staged-failures.ts";
import { paragraph } from "#core/document/blocks.ts";
import { renderWords } from "#teams/drawing/render.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { botWith, CHANNEL, GROUP, PERSONAL, startSetting, type Setting } from "./harness.ts";

const everyone = await startSetting();
afterAll(() => everyone[Symbol.asyncDispose]());
beforeEach(() => everyone.people.state.clear());

const tooBig: StagedFailure = { kind: "refuse", status: 413, error: "MessageSizeTooBig" };
const malformed: StagedFailure = { kind: "refuse", status: 400, error: "BadSyntax" };
const newest = () => everyone.people.state.messages.at(-1);

describe("a message whose card Teams does not take", () => {
  it.each([
    ["too large", tooBig],
    ["malformed", malformed],
    ["of a bad argument", { kind: "refuse", status: 400, error: "BadArgument" } as const],
  ])("is said in its words alone in the thread of the mention: %s", async (_, failure) => {
    everyone.people.failNext("replyToActivity", failure);
    await everyone.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    const [question] = everyone.people.state.messages;
    expect(newest()).toMatchObject({ conversation: CHANNEL, thread: question?.id, attachments: [] });
    expect(newest()?.text).toMatch(/heroin trade/iu);
  });

  it("is said in its words alone for the asker's eyes where the question was", async () => {
    everyone.people.failNext("sendToConversation", tooBig);
    everyone.people.failNext("sendToConversation", tooBig);
    const recipient = { id: "28:briefing", name: "Briefing", isTargeted: true };
    await everyone.people.sendActivity({ type: "message", text: "drugs", recipient }, { conversation: GROUP });
    expect(everyone.people.state.messages).toMatchObject([
      { conversation: GROUP, onlyFor: "29:asker", attachments: [], text: expect.stringMatching(/heroin trade/iu) },
    ]);
  });

  it("is said in its words alone to a press of an older client", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const data = { verb: "show", pack: "kyrgyzstan", text: "heroin-trade" };
    everyone.people.failNext("replyToActivity", malformed);
    await everyone.people.pressAction({ activity: newest()?.id ?? "", action: { type: "Action.Submit", data } });
    expect(newest()).toMatchObject({ attachments: [], text: expect.stringMatching(/heroin trade/iu) });
  });

  it("is shared in its words alone, under the name of who shared it", async () => {
    await everyone.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    const activity = newest()?.id ?? "";
    await everyone.people.pressButton({ activity, title: "Heroin trade" });
    everyone.people.failNext("replyToActivity", tooBig);
    await everyone.people.pressButton({ activity, title: "Share" });
    expect(newest()).toMatchObject({ attachments: [], onlyFor: null });
    expect(newest()?.text).toMatch(/^Shared by Ines Castell\n/u);
  });

  it("is counted, and its shape is logged once without a word of it", async () => {
    const counted: unknown[] = [];
    const bot = botWith({ refusedForm: (platform, taken) => void counted.push([platform, taken]) });
    await using setting = await startSetting({ bot });
    setting.people.failNext("replyToActivity", tooBig);
    await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const told = setting.logged.filter((line) => line.includes("as it is drawn"));
    expect(counted).toEqual([["teams", true]]);
    expect(told).toEqual([expect.stringMatching(/413 MessageSizeTooBig.*"kinds":\{"\w+":\d/u)]);
    expect(told[0]).not.toMatch(/heroin/iu);
  });
});

describe("a message in its words alone", () => {
  it("is no larger than Teams takes, whole lines at a time, in any script", () => {
    const line = "Незаконный оборот героина ".repeat(20).trim();
    const briefing = { title: "Героин", summary: line, blocks: Array.from({ length: 60 }, () => paragraph(line)) };
    const { text } = renderWords(briefing);
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
    expect(new Set(text.split("\n").filter(Boolean))).toEqual(new Set([line]));
  });

  it("is its summary where even one line is too long", () => {
    const briefing = { title: "Heroin", summary: "One line", blocks: [paragraph("x".repeat(30_000))] };
    expect(renderWords(briefing).text).toBe("Heroin: One line");
  });
});

describe("a press whose client has gone before its answer", () => {
  /** Presses and hangs up while the bot is at it. */
  async function pressAndLeave(conversation: string, data: object): Promise<Setting> {
    const { handle } = createTestBot();
    const pressed = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const bot = botWith({
      async handle(request) {
        if (!request.typed) {
          pressed.resolve();
          await left.promise;
        }
        return handle(request);
      },
    });
    const setting = await startSetting({ bot });
    const { activity: asked } = await setting.people.sendMessage({ conversation, text: "@Briefing drugs" });
    const message = setting.people.state.messages.at(-1)?.id;
    const value = { action: { type: "Action.Execute", verb: "show", data } };
    const { text: _, entities: __, ...place } = asked;
    const invoke = { ...place, type: "invoke", name: "adaptiveCard/action", id: "f:1", value, replyToId: message };
    const leaving = new AbortController();
    const server = await listenOnLoopback((req, res) => {
      res.once("close", left.resolve);
      return setting.teams.handle(req, res);
    });
    const headers = { "content-type": "application/json" };
    const answer = fetch(`${server.url}/api/messages`, {
      ...{ method: "POST", headers, body: JSON.stringify(invoke), signal: leaving.signal },
    }).catch(() => undefined);
    await pressed.promise;
    leaving.abort();
    await answer;
    await server.close();
    return setting;
  }
  const heroin = { verb: "show", pack: "kyrgyzstan", text: "heroin-trade" };

  it.each([
    ["in a channel", CHANNEL, "29:asker"],
    ["in a group", GROUP, "29:asker"],
    ["between two", PERSONAL, null],
  ])("is answered by a message for the presser alone: %s", async (_, conversation, onlyFor) => {
    await using setting = await pressAndLeave(conversation, heroin);
    await expect.poll(() => setting.sent().length).toBe(2);
    expect(setting.people.state.messages.at(-1)).toMatchObject({ conversation, onlyFor });
    expect(setting.sent()[1]?.summary).toMatch(/Heroin trade/u);
  });

  it("shares once all the same, and says nothing more", async () => {
    await using setting = await pressAndLeave(CHANNEL, { ...heroin, verb: "share" });
    await expect.poll(() => setting.sent().length).toBe(2);
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing people" });
    expect(setting.sent().map(({ summary }) => summary)).toEqual([
      expect.stringContaining("Drugs"),
      expect.stringContaining("Heroin"),
      expect.stringContaining("People"),
    ]);
  });
});
