/** The shapes in which Teams' clients send what people say, edit, rate and install. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Incoming, Removed } from "#core/request.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { CHANNEL, createTeamsMemory, GROUP, LOCAL, PERSONAL, startSetting } from "./harness.ts";
import { teamsText } from "./words.ts";

const asked: Incoming[] = [];
const removed: Removed[] = [];
const real = createTestBot();
const memory = createTeamsMemory();
const setting = await startSetting({
  ...memory,
  bot: {
    ...real,
    handle: (request) => {
      asked.push(request);
      return real.handle(request);
    },
    removed: (from) => Promise.resolve(void removed.push(from)),
  },
});
afterAll(() => setting[Symbol.asyncDispose]());
beforeEach(() => {
  asked.length = 0;
  removed.length = 0;
  setting.people.state.clear();
});

const BOT = "28:briefing";
const ours = { type: "mention", mentioned: { id: BOT, name: "Briefing" }, text: "<at>Briefing</at>" };
const send = (activity: object, conversation = GROUP) =>
  setting.people.sendActivity({ type: "message", ...activity }, { conversation });
const commands = () => asked.map(({ command }) => command);

describe("A mention under another name than the bot's own", () => {
  it.each([
    ["whose text is null", { ...ours, mentioned: { id: BOT, name: "Briefing (dev)" }, text: null }],
    ["without a text", { type: "mention", mentioned: { id: BOT, name: "Briefing (dev)" } }],
    ["without a text or a name", { type: "mention", mentioned: { id: BOT } }],
  ])("%s is one, and its name is none of the words", async (_, entity) => {
    await send({ text: "<at>Briefing (dev)</at> help", entities: [entity] });
    expect(commands()).toEqual([{ kind: "help" }]);
  });
});

describe("A reply that quotes", () => {
  it.each(["pause", "status", "help", "scores", "unsubscribe"])("is the command %s that it says", async (word) => {
    const quoted = { type: "quotedReply", quotedReply: { messageId: "1772050244572", preview: "Digest 3 of 13" } };
    await send({ text: `<quoted messageId="1772050244572"/> ${word}`, entities: [quoted] }, PERSONAL);
    const html = `<blockquote itemtype="http://schema.skype.com/Reply"><p>drugs</p></blockquote><p>${word}</p>`;
    await send({ text: html }, PERSONAL);
    expect(commands()).toEqual([real.parse(word), real.parse(word)]);
  });
});

describe("An edit", () => {
  const HOUR = 3_600_000;
  const WRITTEN = 1_796_000_000_000;
  const edit = (after: number, more: object = {}) => ({
    ...{ type: "messageUpdate", id: String(WRITTEN + after), text: "<at>Briefing</at> drugs", entities: [ours] },
    ...{ timestamp: new Date(WRITTEN + after * 2).toISOString(), channelData: { eventType: "editMessage" }, ...more },
  });

  it.each([GROUP, CHANNEL])("that adds the mention is answered once in %s", async (conversation) => {
    await send(edit(HOUR), conversation);
    await send(edit(HOUR), conversation);
    expect(commands()).toMatchObject([{ kind: "topic", slug: "drugs" }]);
  });

  it.each([
    ["in a channel", edit(HOUR + 1), CHANNEL],
    [
      "under the name that people gave the bot",
      edit(HOUR + 2, {
        text: '<p><at id="0">Briefing (dev)</at>&nbsp;drugs</p>',
        entities: [{ ...ours, mentioned: { id: BOT, name: "Briefing (dev)" }, text: null }],
      }),
      GROUP,
    ],
  ])("that adds the mention %s is answered", async (_, activity, conversation) => {
    await send(activity, conversation);
    expect(commands()).toMatchObject([{ kind: "topic", slug: "drugs" }]);
  });

  it("is answered where Teams tells no time of it", async () => {
    await send({ ...edit(0), id: String(WRITTEN), timestamp: undefined });
    expect(commands()).toHaveLength(1);
  });

  it.each([
    ["of what was answered before", { id: String(WRITTEN + 5), timestamp: new Date(WRITTEN).toISOString() }],
    ["of what is older than a day", edit(25 * HOUR)],
    ["a week later", edit(7 * 24 * HOUR)],
    ["that says nothing to the bot", edit(2, { text: "drugs", entities: [] })],
    ["that brings back a deleted message", edit(3, { channelData: { eventType: "undeleteMessage" } })],
  ])("%s is left alone", async (_, change) => {
    await send({ ...edit(5), type: "message", channelData: {} });
    asked.length = 0;
    await send({ ...edit(5), ...change });
    expect(commands()).toEqual([]);
  });
});

describe("What is pressed on a card that the bot does not know", () => {
  it.each([
    ["with its data alone", { value: { choice: "a" } }],
    ["with no data in it", { value: {} }],
    ["under the bot's name", { value: { choice: "a" }, text: "<at>Briefing</at>", entities: [ours] }],
  ])("%s is answered to the presser, in a group and in their own chat", async (_, activity) => {
    for (const conversation of [GROUP, PERSONAL]) await send(activity, conversation);
    expect(setting.sent().map((sent) => teamsText(sent))).toEqual(
      Array(2).fill(expect.stringContaining("This button is an old one")),
    );
  });

  it("with words is what its words say", async () => {
    await send({ value: { choice: "a" }, text: "drugs" });
    expect(commands()).toMatchObject([{ kind: "topic", slug: "drugs" }]);
  });
});

describe("The zone of whoever asks", () => {
  const zoned = (timezone: unknown) => [{ type: "clientInfo", locale: "en-GB", platform: "Web", timezone }];
  it.each([
    [
      "among the entities where the activity has none",
      { localTimezone: null, entities: zoned("Asia/Almaty") },
      "Asia/Almaty",
    ],
    [
      "among the entities where the activity's is empty",
      { localTimezone: "", entities: zoned("Asia/Almaty") },
      "Asia/Almaty",
    ],
    [
      "on the activity where it has one",
      { localTimezone: "Asia/Bishkek", entities: zoned("Asia/Almaty") },
      "Asia/Bishkek",
    ],
    [
      "among the entities where the activity's is none that there is",
      { localTimezone: "Nowhere/X", entities: zoned("Asia/Almaty") },
      "Asia/Almaty",
    ],
    [
      "on the activity where the entities' is in a spelling of Windows",
      { localTimezone: "Asia/Bishkek", entities: zoned("Central Asia Standard Time") },
      "Asia/Bishkek",
    ],
    ["in another entity where one cannot be read", { localTimezone: null, entities: zoned(5) }, "Europe/Paris"],
  ])("is %s", async (_, activity, zone) => {
    await send({ text: "drugs", ...activity }, PERSONAL);
    expect(asked[0]?.asker.zone).toBe(zone);
  });
});

describe("Feedback", () => {
  const rate = (actionValue: unknown, name = "feedback") =>
    send(
      {
        ...{ type: "invoke", name: "message/submitAction", replyToId: "42" },
        value: { actionName: name, actionValue },
      },
      PERSONAL,
    );
  beforeEach(async () => {
    await memory.answered.remember(`teams answer ${PERSONAL}/42`, "kyrgyzstan heroin-trade:heroin-trade.transit-share");
  });

  it.each([
    [
      "as JSON in a string",
      { reaction: "like", feedback: '{"feedbackText":"good"}' },
      { helpful: true, comment: "good" },
    ],
    ["as an object", { reaction: "like", feedback: { feedbackText: "good" } }, { helpful: true, comment: "good" }],
    ["as words", { reaction: "dislike", feedback: "too long" }, { helpful: false, comment: "too long" }],
    ["as words that begin like JSON", { reaction: "dislike", feedback: "{sic}" }, { helpful: false, comment: "{sic}" }],
    ["in capitals", { reaction: "Like" }, { helpful: true, comment: "" }],
    ["with a comment that is null", { reaction: "DISLIKE", feedback: null }, { helpful: false, comment: "" }],
    ["with a form's other fields", { reaction: "like", feedback: { other: 1 } }, { helpful: true, comment: "" }],
    [
      "inside a string",
      JSON.stringify({ reaction: "like", feedback: { feedbackText: "good" } }),
      { helpful: true, comment: "good" },
    ],
    ["without a thumb", { feedback: '{"feedbackText":"x"}' }, { helpful: null, comment: "x" }],
    ["with a thumb that is not known", { reaction: "heart", feedback: "x" }, { helpful: null, comment: "x" }],
  ])("%s is taken", async (_, actionValue, opinion) => {
    expect(await rate(actionValue)).toMatchObject({ status: 200, text: "{}" });
    expect(commands()).toMatchObject([{ kind: "feedback", ...opinion }]);
  });

  it.each([
    ["with its keys in capitals", { ActionName: "feedback", ActionValue: { Reaction: "like", Feedback: "x" } }, "x"],
    ["with one key in capitals", { actionName: "feedback", actionValue: { REACTION: "like" } }, ""],
    [
      "with a form in capitals",
      { actionName: "feedback", actionValue: { reaction: "like", feedback: { FeedbackText: "y" } } },
      "y",
    ],
    ["whose action has no name", { actionValue: { reaction: "like", feedback: "x" } }, "x"],
    ["without an action", { reaction: "like", feedback: '{"feedbackText":"x"}' }, "x"],
    ["all of it inside a string", JSON.stringify({ actionName: "feedback", actionValue: { reaction: "like" } }), ""],
  ])("%s is taken", async (_, value, comment) => {
    const sent = { type: "invoke", name: "message/submitAction", replyToId: "42", value };
    expect(await send(sent, PERSONAL)).toMatchObject({ status: 200, text: "{}" });
    expect(commands()).toMatchObject([{ kind: "feedback", helpful: true, comment }]);
  });

  it.each([
    { actionName: "vote", actionValue: { reaction: "like" } },
    { reaction: "heart" },
    { actionValue: {} },
    "like",
  ])("is not what %j says, whoever means it", async (value) => {
    const sent = { type: "invoke", name: "message/submitAction", replyToId: "42", value };
    expect(await send(sent, PERSONAL)).toMatchObject({ status: 501 });
    expect(commands()).toEqual([]);
  });

  it("that holds nothing is taken without complaint", async () => {
    for (const nothing of [undefined, null, "", 7]) expect((await rate(nothing)).status).toBe(200);
    expect((await rate({ reaction: "like" }, "Feedback")).status).toBe(200);
  });
});

describe("What the app does not declare", () => {
  it.each([
    ["composeExtension/query", 200, { composeExtension: { type: "message" } }],
    ["composeExtension/queryLink", 200, { composeExtension: { type: "message" } }],
    ["composeExtension/fetchTask", 200, { composeExtension: { type: "message" } }],
    ["task/fetch", 200, { task: { type: "message" } }],
    ["task/submit", 200, { task: { type: "message" } }],
    ["message/fetchTask", 200, { task: { type: "message" } }],
    ["config/fetch", 200, { config: { type: "message" } }],
    ["application/search", 400, { statusCode: 400, type: "application/vnd.microsoft.error" }],
    ["message/submitAction", 501, { error: { code: "NotImplemented" } }],
    ["signin/verifyState", 501, { error: { code: "NotImplemented" } }],
    ["fileConsent/invoke", 501, { error: { code: "NotImplemented" } }],
    ["", 501, { error: { code: "NotImplemented" } }],
  ])("%j gets a no that Teams can show", async (name, status, body) => {
    const answer = await send({ type: "invoke", name, value: { any: 1 } }, PERSONAL);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(body);
    expect(answer.text).toContain("This bot does not offer that");
    expect(setting.sent()).toEqual([]);
  });

  it("is a search in a field that no form of the bot has: nothing is found", async () => {
    const value = { queryText: "x", dataset: "people" };
    const answer = await send({ type: "invoke", name: "application/search", value }, PERSONAL);
    expect(JSON.parse(answer.text)).toMatchObject({ statusCode: 200, value: { results: [] } });
  });
});

describe("Taken out", () => {
  const TENANT = "6f0b1c52-0000-4000-8000-00000000cafe";
  const remove = (conversation: string, more: object = {}) =>
    send({ type: "installationUpdate", action: "remove", ...more }, conversation);

  it("of a chat the bot forgets that chat, and says nothing", async () => {
    await remove(GROUP);
    expect(removed).toEqual([{ platform: "teams", tenant: TENANT, channels: [GROUP] }]);
    expect(setting.sent()).toEqual([]);
  });

  it("of a team it forgets the channels of that team", async () => {
    const channelData = { team: { id: "19:another" } };
    await send({ text: "drugs", channelData: { team: { id: CHANNEL } } }, PERSONAL);
    await send({ text: "<at>Briefing</at> drugs", entities: [ours], channelData }, GROUP);
    // What was heard last is how the tenant is reached, and goes with no team.
    await send({ text: "drugs", channelData: { team: { id: CHANNEL } } }, PERSONAL);
    await remove(CHANNEL, { channelData: { team: { id: CHANNEL } } });
    expect(removed).toEqual([{ platform: "teams", tenant: TENANT, channels: [CHANNEL, PERSONAL] }]);
  });

  it("by an upgrade it forgets nothing", async () => {
    await send({ type: "installationUpdate", action: "remove-upgrade" });
    expect(removed).toEqual([]);
  });
});

describe("Whom the bot serves", () => {
  const APP = "11111111-0000-4000-8000-000000000001";
  const OTHER = "11111111-0000-4000-8000-000000000002";
  const at = async (config: object) => {
    const { store, answered } = createTeamsMemory();
    const { references } = await store.get();
    const spoken = (tenant: string, id: string) =>
      references.save(
        { platform: "teams", tenant, channel: "", thread: null, kind: "channel" },
        {
          serviceUrl: "https://smba.trafficmanager.net/emea/",
          bot: { id, name: "Briefing" },
          conversationType: "personal",
        },
      );
    await spoken("ours", `28:${APP.toUpperCase()}`);
    await spoken("theirs", `28:${OTHER}`);
    await spoken("anybody's", "28:briefing");
    await using own = await startSetting({
      ...{ store, answered, accessToken: () => Promise.resolve("outbound") },
      config: { ...LOCAL, appId: APP, appPassword: "x", tenantId: "home", ...config },
    });
    return own.teams.sender.tenants();
  };

  it.each([
    ["its own tenant and those that spoke to this app last", {}, ["home", "ours", "anybody's"]],
    ["of an app for many tenants, those that spoke to it", { appType: "MultiTenant" }, ["ours", "anybody's"]],
    ["of these the ones that are allowed", { allowedTenants: ["ours", "theirs"] }, ["ours"]],
    ["everybody where there are no credentials", { appId: null }, "all"],
  ])("is %s", async (_, config, served) => {
    expect(await at(config)).toEqual(served);
  });
});
