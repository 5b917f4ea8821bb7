import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Briefing } from "#core/document/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Incoming } from "#core/request.ts";
import { keepAnswered, type KeptLines } from "#teams/answered.ts";
import type { AdaptiveCard } from "#teams/drawing/card.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { botWith, CHANNEL, GROUP, PERSONAL, startSetting, type Setting } from "./harness.ts";
import { cardText, teamsText } from "./words.ts";
import { made } from "#tests/fixtures/made.ts";

const everyone = await startSetting();
afterAll(() => everyone[Symbol.asyncDispose]());
beforeEach(() => everyone.people.state.clear());

describe("a message to the bot", () => {
  it("is answered with one card in a personal chat", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(everyone.sent()).toHaveLength(1);
    const words = teamsText(everyone.sent()[0]!);
    for (const market of ["Heroin trade", "Cocaine trade", "Cannabis trade", "Synthetic drug trade"]) {
      expect(words).toContain(market);
    }
  });

  it.each(["/kyrgyzstan drugs", "kyrgyzstan drugs", "drugs", "Drugs"])("%s means the same", async (text) => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text });
    expect(everyone.sent()[0]?.summary).toMatch(/^Kyrgyzstan: Drugs/u);
  });

  it("is answered in its thread in a channel", async () => {
    const { id } = await everyone.people.sendMessage({ conversation: CHANNEL, text: "@Briefing heroin" });
    const answer = everyone.people.state.messages.find(({ from }) => from.id === "28:briefing");
    expect(answer).toMatchObject({ conversation: CHANNEL });
    expect(answer?.thread).toBe(everyone.people.state.messages[0]?.id);
    expect(id).not.toBe("");
  });

  it("is answered in a group chat where it mentions the bot", async () => {
    await everyone.people.sendMessage({ conversation: GROUP, text: "@Briefing people" });
    expect(everyone.sent()[0]?.summary).toMatch(/^Kyrgyzstan: People/u);
  });

  it("is not answered in a group chat where it speaks to somebody else", async () => {
    await everyone.people.sendActivity({ type: "message", text: "drugs" }, { conversation: GROUP });
    expect(everyone.sent()).toEqual([]);
  });

  it("with nothing but the mention gets the overview", async () => {
    await everyone.people.sendMessage({ conversation: CHANNEL, text: "@Briefing" });
    expect(everyone.sent()[0]?.summary).toContain("Global Organized Crime Index 2021");
  });

  it("is answered once however often it is delivered", async () => {
    const message = { type: "message", id: "1700000000001", text: "drugs" };
    await everyone.people.sendActivity(message, { conversation: PERSONAL });
    await everyone.people.sendActivity(message, { conversation: PERSONAL });
    expect(everyone.sent()).toHaveLength(1);
  });

  it("with the same id in another conversation is another message", async () => {
    const message = { type: "message", id: "1700000000002", text: "<at>Briefing</at> drugs" };
    await everyone.people.sendActivity(message, { conversation: GROUP });
    await everyone.people.sendActivity(message, { conversation: PERSONAL });
    expect(everyone.sent()).toHaveLength(2);
  });

  it("that was edited is not answered again", async () => {
    await everyone.people.sendActivity({ type: "messageUpdate", text: "drugs" }, { conversation: PERSONAL });
    expect(everyone.sent()).toEqual([]);
  });

  it("from a bot is not answered", async () => {
    const from = { id: "28:other", name: "Other bot" };
    await everyone.people.sendActivity({ type: "message", text: "drugs", from }, { conversation: PERSONAL });
    expect(everyone.sent()).toEqual([]);
  });

  it("adding the bot gets one word of help, though Teams tells it twice", async () => {
    await everyone.people.install(PERSONAL);
    expect(everyone.sent().map(teamsText)).toEqual([expect.stringContaining("See a topic: drugs")]);
    expect(JSON.stringify(everyone.sent())).not.toContain("/kyrgyzstan");
  });
});

describe("a command of the conversation's own menu", () => {
  const targeted = {
    type: "message",
    text: "drugs",
    recipient: { id: "28:briefing", name: "Briefing", isTargeted: true },
  };

  it("is answered for the asker's eyes alone", async () => {
    await everyone.people.sendActivity(targeted, { conversation: GROUP });
    expect(everyone.people.state.messages).toMatchObject([{ conversation: GROUP, onlyFor: "29:asker" }]);
    expect(everyone.people.calls.at(-1)).toMatchObject({
      path: `/v3/conversations/${encodeURIComponent(GROUP)}/activities?isTargetedActivity=true`,
      body: { recipient: { id: "29:asker", isTargeted: true }, from: { id: "28:briefing" } },
    });
    expect(teamsText(everyone.sent()[0]!)).toContain("Heroin trade");
  });

  it("is answered in the personal chat where Teams takes no such message, never before everyone", async () => {
    everyone.people.failNext("sendToConversation", { kind: "refuse", status: 400, error: "BadArgument" });
    await everyone.people.sendActivity(targeted, { conversation: GROUP });
    expect(everyone.people.state.messages).toMatchObject([{ conversation: PERSONAL }]);
  });
});

describe("an upgrade of the app", () => {
  it("is met with silence", async () => {
    await everyone.people.sendActivity(
      { type: "installationUpdate", action: "add-upgrade" },
      { conversation: CHANNEL },
    );
    expect(everyone.sent()).toEqual([]);
  });
});

describe("what the bot is asked", () => {
  it("says who asks, where, and in which zone", async () => {
    const asked: Incoming[] = [];
    await using setting = await startSetting({ bot: recordingBot(asked) });
    const { id } = await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing heroin" });
    expect(asked).toEqual([
      {
        pack: null,
        command: { kind: "topic", slug: "heroin-trade", detail: "brief" },
        conversation: {
          platform: "teams",
          tenant: "6f0b1c52-0000-4000-8000-00000000cafe",
          channel: CHANNEL,
          thread: id,
          kind: "channel",
        },
        asker: { id: "29:asker", name: "Ines Castell", zone: "Europe/Paris" },
        key: `${CHANNEL}/${id}`,
        ...{ at: expect.any(Number), typed: true, audience: "everyone" },
      },
    ]);
  });
});

describe("a button", () => {
  it("replaces the card for the one who pressed, without a new message", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const activity = everyone.people.state.messages[1]!.id;
    const { notice } = await everyone.people.pressButton({ activity, title: "Heroin trade" });
    expect(notice).toBeNull();
    expect(everyone.people.state.messages).toHaveLength(2);
    expect(cardOn(everyone, activity)).toContain("The heroin trade");
    expect(cardOn(everyone, activity)).toContain("a quarter of Afghanistan");
  });

  it("of an older client is answered with a message", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const data = { verb: "show", pack: "kyrgyzstan", text: "heroin-trade" };
    const action = { type: "Action.Submit", title: "Heroin", data };
    await everyone.people.pressAction({ activity: everyone.people.state.messages[1]!.id, action });
    expect(everyone.sent()[1]?.summary).toMatch(/The heroin trade/u);
  });

  it("shares the briefing for everyone, in the name of who pressed", async () => {
    await everyone.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    const activity = everyone.people.state.messages[1]!.id;
    await everyone.people.pressButton({ activity, title: "Heroin trade" });
    const own = cardOn(everyone, activity);
    await everyone.people.pressButton({ activity, title: "Share" });
    const [, shared] = everyone.sent();
    expect(teamsText(shared!)).toBe(`Shared by Ines Castell\n${own}`);
    expect(JSON.stringify(shared)).not.toContain('"title":"Share"');
  });

  it("to share is not there in a personal chat", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(JSON.stringify(everyone.sent())).not.toContain('"verb":"share"');
  });

  it("of another card than the bot's is answered for the presser alone, without a new message", async () => {
    const value = { action: { type: "Action.Execute", verb: "other", data: { any: 1 } } };
    const activity = { type: "invoke", name: "adaptiveCard/action", value };
    const answer = await everyone.people.sendActivity(activity, { conversation: PERSONAL });
    expect(answer.status).toBe(200);
    expect(everyone.sent()).toEqual([]);
  });
});

describe("a form", () => {
  const form: Reply = {
    kind: "form",
    topic: null,
    briefing: briefing("Subscribe"),
    form: {
      title: "Weekly digest",
      submit: "Save",
      pack: "kyrgyzstan",
      id: "subscribe:new",
      fields: [
        { kind: "time", name: "time", label: "Time", value: "09:00" },
        {
          kind: "choices",
          name: "topics",
          label: "Topics",
          values: [],
          options: [{ label: "Drugs", value: "drugs" }],
          hint: "",
        },
      ],
      errors: {},
      back: "help",
    },
  };

  it("takes the place of the card, and its answers come back by name", async () => {
    const asked: Incoming[] = [];
    const bot = recordingBot(asked, ({ command }) => (command.kind === "submission" ? plain("Saved") : form));
    await using setting = await startSetting({ bot });
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing subscribe" });
    const activity = setting.people.state.messages[1]!.id;
    const inputs = { "one:time": "08:30", "many:topics": "drugs,people" };
    await setting.people.pressButton({ activity, title: "Save", inputs });
    expect(asked[1]?.command).toEqual({
      kind: "submission",
      form: "subscribe:new",
      values: { time: ["08:30"], topics: ["drugs", "people"] },
    });
    expect(cardOn(setting, activity)).toContain("Saved");
  });
});

describe("feedback", () => {
  it("tells which answer it is about, and is met with silence", async () => {
    const asked: Incoming[] = [];
    const feedback = { pack: "kyrgyzstan", answer: "heroin-trade.transit-share" };
    const blocks = [...briefing("Answer").blocks, { kind: "feedback", feedback } as const];
    const answer: Reply = { ...plain("Answer"), briefing: { ...briefing("Answer"), blocks } };
    await using setting = await startSetting({ bot: recordingBot(asked, () => answer) });
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing how much heroin?" });
    const activity = setting.people.state.messages[1]!.id;
    const thumb = await setting.people.rate({ activity, reaction: "dislike", comment: "Which year?" });
    expect(thumb).toMatchObject({ status: 200, text: "{}" });
    expect(asked[1]?.command).toEqual({
      kind: "feedback",
      answer: "heroin-trade.transit-share",
      helpful: false,
      comment: "Which year?",
    });
    expect(setting.sent()).toHaveLength(1);
  });

  it("is understood after a restart, where answers are kept", async () => {
    const asked: Incoming[] = [];
    const lines = new Map<string, string>();
    const answered: KeptLines = {
      remember: (name, line) => Promise.resolve(void lines.set(name, line)),
      recall: (name) => Promise.resolve(lines.get(name) ?? null),
    };
    await keepAnswered(answered).save(`${PERSONAL}/42`, {
      pack: "kyrgyzstan",
      answer: "heroin-trade:heroin-trade.transit-share",
    });
    await using setting = await startSetting({ bot: recordingBot(asked), answered });
    const value = { actionName: "feedback", actionValue: { reaction: "like" } };
    const thumb = { type: "invoke", name: "message/submitAction", value, replyToId: "42" };
    await setting.people.sendActivity(thumb, { conversation: PERSONAL });
    expect(asked[0]?.command).toMatchObject({ answer: "heroin-trade:heroin-trade.transit-share", helpful: true });
  });

  it("on a message that is no longer known is taken without complaint", async () => {
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const activity = everyone.people.state.messages[1]!.id;
    expect(await everyone.people.rate({ activity, reaction: "like" })).toMatchObject({ status: 200, text: "{}" });
  });
});

describe("when something fails", () => {
  it("inside, the bot apologises once", async () => {
    await using setting = await startSetting({ bot: botWith({ handle: () => Promise.reject(new Error("no store")) }) });
    const { status } = await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(status).toBe(200);
    expect(setting.sent().map(teamsText)).toEqual([cardText(apology())]);
    expect(setting.logged.join("\n")).toContain("no store");
  });

  it("under a button, the apology takes the place of the card", async () => {
    const { handle } = createTestBot();
    let presses = 0;
    const bot = botWith({
      handle: (request) => ((presses += 1) === 1 ? handle(request) : Promise.reject(new Error("no"))),
    });
    await using setting = await startSetting({ bot });
    await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    const activity = setting.people.state.messages[1]!.id;
    await setting.people.pressButton({ activity, title: "Heroin trade" });
    expect(cardOn(setting, activity)).toBe(cardText(apology()));
  });

  it("while sharing, nothing is shared", async () => {
    const { handle } = createTestBot();
    let presses = 0;
    const bot = botWith({
      handle: (request) => ((presses += 1) <= 2 ? handle(request) : Promise.reject(new Error("no"))),
    });
    await using setting = await startSetting({ bot });
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    const activity = setting.people.state.messages[1]!.id;
    await setting.people.pressButton({ activity, title: "Heroin trade" });
    await setting.people.pressButton({ activity, title: "Share" });
    expect(setting.sent()).toHaveLength(1);
    expect(cardOn(setting, activity)).toBe(cardText(apology()));
  });

  it("while remembering, the answer comes all the same", async () => {
    await using setting = await startSetting({
      store: made({ references: { save: away, load: away, list: away } }),
    });
    await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(setting.sent()).toHaveLength(1);
  });

  it("at the connector for a moment, the answer is sent again", async () => {
    everyone.people.failNext("replyToActivity", { kind: "rate-limit", retryAfterSeconds: 0 });
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(everyone.sent()).toHaveLength(1);
  });

  it("with the answer perhaps sent, it is not sent twice", async () => {
    everyone.people.failNext("replyToActivity", { kind: "drop", work: "done" });
    await everyone.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(everyone.sent()).toHaveLength(1);
  });

  it("slowly, the bot is seen typing until its answer is there", async () => {
    const typed = Promise.withResolvers<void>();
    const { handle } = createTestBot();
    const bot = botWith({ handle: (request) => typed.promise.then(() => handle(request)) });
    await using setting = await startSetting({ bot });
    setting.people.state.onChange(() => {
      if (setting.people.state.typing.size > 0) typed.resolve();
    });
    await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect(setting.sent()).toHaveLength(1);
    expect(setting.people.state.typing.size).toBe(0);
  });

  it("slowly, does not wait long for Teams to take the sign of work", async () => {
    const { handle } = createTestBot();
    const asked = Promise.withResolvers<void>();
    const bot = botWith({ handle: (request) => asked.promise.then(() => handle(request)) });
    await using setting = await startSetting({ bot });
    let wasShown = false;
    setting.people.state.onChange(() => (wasShown ||= setting.people.state.typing.size > 0));
    setting.people.setRule(({ body }) => {
      if (body["type"] !== "typing") return null;
      asked.resolve();
      return { kind: "delay", ms: 4000 };
    });
    await setting.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    expect([setting.sent().length, wasShown]).toEqual([1, false]);
  });
});

function away(): Promise<never> {
  return Promise.reject(new Error("database away"));
}

function recordingBot(asked: Incoming[], reply?: (request: Incoming) => Reply) {
  const { handle } = createTestBot();
  return botWith({
    handle(request) {
      asked.push(request);
      return reply === undefined ? handle(request) : Promise.resolve(reply(request));
    },
  });
}

function briefing(title: string): Briefing {
  return { title, summary: title, blocks: [{ kind: "heading", text: title }] };
}

function plain(title: string): Reply {
  return { kind: "briefing", topic: null, briefing: briefing(title) };
}

/** The words of the card that the presser sees now. */
function cardOn({ people }: Setting, activity: string): string {
  const [attachment] = people.state.message(activity)?.attachments ?? [];
  const card: AdaptiveCard = JSON.parse(JSON.stringify(attachment?.["content"]));
  return cardText(card);
}

function apology(): AdaptiveCard {
  const bot = createTestBot();
  return renderTeams(bot.apology().briefing, bot).attachments[0].content;
}
