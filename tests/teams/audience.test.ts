/** What is private and what is public: who may share, who may delete, and what is said in place of an answer. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createPatience } from "#app/patience.ts";
import type { Bot } from "#core/ports.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { botWith, CHANNEL, COLLEAGUE, GROUP, PERSONAL, startSetting } from "./harness.ts";
import { cardText, teamsText } from "./words.ts";

const everyone = await startSetting();
afterAll(() => everyone[Symbol.asyncDispose]());
beforeEach(() => everyone.people.state.clear());

const { people, sent } = everyone;
const TENANT = "6f0b1c52-0000-4000-8000-00000000cafe";
const GONE = "This button is an old one, and what it opened is no longer here.";
const MESSAGE = "application/vnd.microsoft.activity.message";
const fromBot = () => people.state.messages.filter(({ from }) => from.id === "28:briefing");
const shared = () => sent().filter((activity) => teamsText(activity).startsWith("Shared by"));
const targeted = {
  type: "message",
  text: "drugs",
  recipient: { id: "28:briefing", name: "Briefing", isTargeted: true },
};

/** The bot's newest message. */
const newest = () => fromBot().at(-1)!;
const bodyOf = (answer: { readonly text: string }): { type: string; value: unknown } => JSON.parse(answer.text);

async function askIn(conversation: string, text = "@Briefing drugs"): Promise<string> {
  await people.sendMessage({ conversation, text });
  return newest().id;
}

async function postDigest(): Promise<string> {
  await people.install(CHANNEL);
  const to = { platform: "teams", tenant: TENANT, channel: CHANNEL, thread: null, kind: "channel" } as const;
  await everyone.teams.sender.send({ to, delivery: "delivery-1", briefing: everyBlock() });
  return newest().id;
}

async function askPrivately(): Promise<string> {
  await people.sendActivity(targeted, { conversation: GROUP });
  return newest().id;
}

describe("a share button", () => {
  it("is there on what only the asker sees", async () => {
    await askPrivately();
    expect(JSON.stringify(sent())).toContain('"verb":"share"');
    expect(JSON.stringify(sent())).not.toContain('"verb":"delete"');
  });

  it.each([
    ["a channel", CHANNEL],
    ["a group chat", GROUP],
    ["a personal chat", PERSONAL],
  ])("is not there on an answer in %s", async (_, conversation) => {
    await askIn(conversation, conversation === PERSONAL ? "drugs" : "@Briefing drugs");
    expect(JSON.stringify(sent())).not.toContain('"verb":"share"');
  });

  it("pressed twice by one person posts once, and says so to that person alone", async () => {
    const activity = await askPrivately();
    await people.pressButton({ activity, title: "Share" });
    expect(shared()).toHaveLength(1);
    const { notice } = await people.pressButton({ activity, title: "Share" });
    expect(notice).toBe("You have shared this already.");
    expect(shared()).toHaveLength(1);
  });

  it("delivered twice posts once", async () => {
    const replyToId = await askPrivately();
    const data = { verb: "share", pack: "kyrgyzstan", text: "drugs" };
    const value = { action: { type: "Action.Execute", verb: "share", data } };
    const press = { type: "invoke", name: "adaptiveCard/action", id: "f:once", value, replyToId };
    await people.sendActivity(press, { conversation: GROUP });
    expect(shared()).toHaveLength(1);
    const again = await people.sendActivity(press, { conversation: GROUP });
    expect(again.status).toBe(200);
    expect(bodyOf(again)).toMatchObject({ type: MESSAGE, value: "That was done already." });
    expect(shared()).toHaveLength(1);
  });

  it("that Teams did not take may be pressed again", async () => {
    const activity = await askPrivately();
    people.failNext("replyToActivity", { kind: "refuse", status: 403, error: "NotEnoughPermissions" });
    const data = { verb: "share", pack: "kyrgyzstan", text: "drugs" };
    const action = { type: "Action.Execute", verb: "share", data };
    await people.pressAction({ activity, action });
    expect(shared()).toHaveLength(0);
    await people.pressAction({ activity, action });
    expect(shared()).toHaveLength(1);
  });
});

describe("a delete button", () => {
  it.each([
    ["a channel", CHANNEL],
    ["a group chat", GROUP],
  ])("in %s takes the answer away for whoever asked", async (_, conversation) => {
    const activity = await askIn(conversation);
    const { notice } = await people.pressButton({ activity, title: "Delete this message" });
    expect(notice).toBe("The answer is deleted.");
    expect(people.calls.at(-1)).toMatchObject({ operation: "deleteActivity" });
    expect(fromBot()).toEqual([]);
  });

  it("tries again where Teams is busy", async () => {
    const activity = await askIn(CHANNEL);
    people.failNext("deleteActivity", { kind: "rate-limit", retryAfterSeconds: 0 });
    await people.pressButton({ activity, title: "Delete this message" });
    expect(fromBot()).toEqual([]);
  });

  it("pressed by anybody else gets them one private sentence", async () => {
    const activity = await askIn(CHANNEL);
    const { notice } = await people.pressButton({ activity, title: "Delete this message", user: COLLEAGUE });
    expect(notice).toBe("Only whoever asked can delete this answer.");
    expect(fromBot()).toHaveLength(1);
  });

  it.each([
    ["another's answer", () => askIn(CHANNEL)],
    ["a digest", postDigest],
  ])("takes %s from nobody, whatever their client sends", async (_, post) => {
    const activity = await post();
    const data = { verb: "delete", pack: "", text: COLLEAGUE };
    await people.pressAction({ activity, action: { type: "Action.Execute", verb: "delete", data }, user: COLLEAGUE });
    expect(people.state.message(activity)).toBeDefined();
  });

  it("of an older client does the same by messages", async () => {
    const activity = await askIn(GROUP);
    const data = { verb: "delete", pack: "", text: "29:asker" };
    const action = { type: "Action.Submit", title: "Delete this message", data };
    await people.pressAction({ activity, action, user: COLLEAGUE });
    expect(newest()).toMatchObject({ onlyFor: COLLEAGUE });
    expect(teamsText(sent().at(-1)!)).toContain("Only whoever asked");
    await people.pressAction({ activity, action });
    expect(people.state.message(activity)).toBeUndefined();
  });

  it("is not there in a personal chat", async () => {
    await askIn(PERSONAL, "drugs");
    expect(JSON.stringify(sent())).not.toContain('"verb":"delete"');
  });
});

describe("an answer", () => {
  it.each([
    ["in a personal chat", PERSONAL, { type: "messageDelete", channelData: { eventType: "softDeleteMessage" } }],
    ["in a channel", CHANNEL, { type: "messageDelete" }],
  ])("%s goes when its question is deleted", async (_, conversation, event) => {
    const { id, activity } = await people.sendMessage({ conversation, text: "@Briefing drugs" });
    expect(fromBot()).toHaveLength(1);
    const thread = conversation === CHANNEL ? { thread: id } : {};
    await people.sendActivity({ ...event, id: activity["id"] }, { conversation, ...thread });
    expect(fromBot()).toEqual([]);
  });

  it("goes also when its question is deleted while it is on its way", async () => {
    const [asked, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { handle } = createTestBot();
    const slowly: Bot["handle"] = async (request) => {
      asked.resolve();
      await gone.promise;
      return handle(request);
    };
    await using at = await startSetting({ bot: botWith({ handle: slowly }) });
    const sending = at.people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    await asked.promise;
    const { id } = at.people.state.messages.at(-1)!;
    await at.people.sendActivity({ type: "messageDelete", id }, { conversation: PERSONAL });
    gone.resolve();
    await sending;
    expect(at.people.state.messages.filter(({ from }) => from.id === "28:briefing")).toEqual([]);
  });

  it("stays when its question is edited, or something else is deleted", async () => {
    const { id } = await people.sendMessage({ conversation: PERSONAL, text: "drugs" });
    await people.sendActivity({ type: "messageUpdate", id, text: "people" }, { conversation: PERSONAL });
    await people.sendActivity({ type: "messageDelete", id: "1600000000000" }, { conversation: PERSONAL });
    expect(fromBot()).toHaveLength(1);
  });
});

describe("a press that leads nowhere", () => {
  it.each([
    ["of an older version", { verb: "retired", pack: "kyrgyzstan", text: "drugs" }],
    ["without data", undefined],
    ["without a profile", { verb: "show", pack: "", text: "drugs" }],
    ["for a topic that is gone", { verb: "show", pack: "kyrgyzstan", text: "moonshine-of-atlantis" }],
  ])("%s gets one sentence in the card, and the way to help", async (_, data) => {
    const replyToId = await askIn(CHANNEL);
    const value = { action: { type: "Action.Execute", verb: "retired", data } };
    const invoke = { type: "invoke", name: "adaptiveCard/action", value, replyToId };
    const answer = await people.sendActivity(invoke, { conversation: CHANNEL });
    expect(answer.status).toBe(200);
    const { value: card } = JSON.parse(answer.text);
    expect(cardText(card).trim()).toBe(GONE);
    expect(JSON.stringify(card)).toContain('"text":"help"');
    expect(fromBot()).toHaveLength(1);
  });

  it("from an older client gets a message, for the presser alone", async () => {
    const activity = await askIn(GROUP);
    const action = { type: "Action.Submit", title: "Old", data: { verb: "retired", topic: "drugs" } };
    await people.pressAction({ activity, action, user: COLLEAGUE });
    expect(newest()).toMatchObject({ onlyFor: COLLEAGUE });
    expect(teamsText(sent().at(-1)!).trim()).toBe(GONE);
  });
});

describe("how to cite", () => {
  it("takes the place of the card for the presser alone, with the day of access and a way back", async () => {
    const activity = await askIn(CHANNEL, "@Briefing heroin");
    await people.pressButton({ activity, title: "Copy citation" });
    const [attachment] = people.state.message(activity)?.attachments ?? [];
    const card = JSON.parse(JSON.stringify(attachment?.["content"]));
    expect(cardText(card)).toContain("accessed November 22, 2026");
    expect(cardText(card)).toContain("profile, Heroin trade");
    await people.pressButton({ activity, title: "Heroin trade" });
    expect(fromBot()).toHaveLength(1);
  });
});

describe("a message that is only a file", () => {
  const file = { contentType: "application/vnd.microsoft.teams.file.download.info", name: "report.pdf" };

  it("gets one sentence", async () => {
    await people.sendActivity({ type: "message", text: "", attachments: [file] }, { conversation: PERSONAL });
    expect(sent().map((activity) => teamsText(activity).trim())).toEqual([
      "Files are not read here; please ask in words.",
    ]);
  });

  it("with words is answered as they ask; a message's own words in HTML are no file", async () => {
    const html = { contentType: "text/html", content: "<p>drugs</p>" };
    await people.sendActivity({ type: "message", text: "drugs", attachments: [file] }, { conversation: PERSONAL });
    await people.sendActivity({ type: "message", text: "", attachments: [html] }, { conversation: PERSONAL });
    expect(sent().map(({ summary }) => summary)).toEqual([
      expect.stringContaining("Drugs"),
      expect.stringContaining("Global Organized Crime Index 2021"),
    ]);
  });
});

describe("thirty questions of one person within a minute", () => {
  it("are answered; then there is one line, and silence until the minute is over", async () => {
    let now = 1_000_000;
    const unheeded = { inc: () => undefined };
    await using own = await startSetting({ bot: botWith({ heed: createPatience({ now: () => now }, { unheeded }) }) });
    const ask = (user?: string) =>
      own.people.sendMessage({
        conversation: CHANNEL,
        text: "@Briefing help",
        ...(user === undefined ? {} : { user }),
      });
    for (let asked = 0; asked < 32; asked += 1) await ask();
    expect(own.sent()).toHaveLength(31);
    expect(teamsText(own.sent().at(-1)!)).toContain("thirty questions within a minute");
    expect(own.people.state.messages.at(-2)).toMatchObject({ onlyFor: "29:asker" });
    await ask(COLLEAGUE);
    expect(own.sent()).toHaveLength(32);
    now += 61_000;
    await ask();
    expect(own.sent()).toHaveLength(33);
  });
});
