import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LoopbackServer, listenOnLoopback } from "#playground/platform/for-tests.ts";
import { bodyText } from "#playground/platform/http.ts";
import { type FakeConnector, createFakeConnector } from "#playground/teams/fake-connector.ts";

const CARD = "application/vnd.microsoft.card.adaptive";
const button = { type: "Action.Execute", title: "Drugs", verb: "show", data: { pack: "land", text: "drugs" } };
const card = (actions: object[] = []) => ({ type: "AdaptiveCard", version: "1.5", body: [], actions });
const cardMessage = (content: object) => ({ type: "message", attachments: [{ contentType: CARD, content }] });

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).error.code];

describe("the fake Bot Connector", () => {
  let teams: FakeConnector;
  let open: LoopbackServer[];
  let heard: Record<string, unknown>[];
  let answers: object[];

  beforeEach(async () => {
    heard = [];
    answers = [];
    const bot = await listenOnLoopback(async (req, res) => {
      heard.push(JSON.parse(await bodyText(req)));
      res.end(JSON.stringify(answers.shift() ?? {}));
    });
    teams = createFakeConnector({ botUrl: `${bot.url}/api/messages` });
    open = [bot, await teams.listen()];
  });
  afterEach(async () => {
    for (const each of open) await each.close();
  });

  const call = (method: string, path: string, body?: object) =>
    fetch(`${teams.serviceUrl()}/v3/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const send = (conversation: string, body: object) =>
    call("POST", `conversations/${encodeURIComponent(conversation)}/activities`, body);

  it("puts a mention in front in a channel, and opens a thread", async () => {
    const { id } = await teams.sendMessage({ conversation: "19:general@thread.tacv2", text: "drugs" });
    expect(heard[0]).toMatchObject({
      text: "<at>Briefing</at> drugs",
      conversation: { id: `19:general@thread.tacv2;messageid=${id}`, conversationType: "channel" },
      entities: [{ type: "mention", mentioned: { id: "28:briefing" } }, { type: "clientInfo" }],
      serviceUrl: teams.serviceUrl(),
    });
  });

  it("keeps what the bot sends: in the thread it names, or as a new post", async () => {
    await send("19:general@thread.tacv2;messageid=17", { type: "message", text: "in the thread" });
    await send("19:general@thread.tacv2", { type: "message", text: "a new post" });
    expect(teams.state.messages).toMatchObject([
      { text: "in the thread", thread: "17" },
      { text: "a new post", thread: null },
    ]);
    expect(teams.calls).toMatchObject([{ operation: "sendToConversation" }, { operation: "sendToConversation" }]);
  });

  it("replaces a card by what the bot answers to a press", async () => {
    await send("a:personal", cardMessage(card([button])));
    answers.push({ statusCode: 200, type: CARD, value: { ...card(), speak: "after" } });
    const press = await teams.pressButton({
      activity: teams.state.messages[0]!.id,
      title: "Drugs",
      inputs: { day: "mon" },
    });
    expect(press.notice).toBeNull();
    expect(heard[0]).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      value: { action: { verb: "show", data: { pack: "land", text: "drugs", day: "mon" } } },
    });
    expect(teams.state.messages[0]?.attachments).toMatchObject([{ content: { speak: "after" } }]);
  });

  it("sends a thumb as Teams does, and remembers it", async () => {
    await send("a:personal", { type: "message", text: "an answer" });
    await teams.rate({ activity: teams.state.messages[0]!.id, reaction: "like", comment: "good" });
    expect(heard[0]).toMatchObject({
      name: "message/submitAction",
      value: { actionName: "feedback", actionValue: { reaction: "like", feedback: '{"feedbackText":"good"}' } },
    });
    expect(teams.state.messages[0]?.rated).toBe("like");
  });

  it("updates and deletes", async () => {
    await send("a:personal", { type: "message", text: "before" });
    const { id } = teams.state.messages[0]!;
    await call("PUT", `conversations/a%3Apersonal/activities/${id}`, { type: "message", text: "after" });
    expect(teams.state.messages).toMatchObject([{ text: "after", edited: true }]);
    await call("DELETE", `conversations/a%3Apersonal/activities/${id}`);
    expect(teams.state.messages).toEqual([]);
  });

  it("refuses what Teams refuses, with its codes", async () => {
    teams.state.changeConversation({ ...teams.state.conversation("a:personal")!, id: "a:left", installed: false });
    expect(await codeOf(await send("nowhere", { type: "message", text: "x" }))).toEqual([404, "ConversationNotFound"]);
    expect(await codeOf(await send("a:left", { type: "message", text: "x" }))).toEqual([
      403,
      "BotNotInConversationRoster",
    ]);
    expect(await codeOf(await send("a:personal", { type: "message", text: "x".repeat(60_000) }))).toEqual([
      413,
      "MessageSizeTooBig",
    ]);
    expect(await codeOf(await send("a:personal", cardMessage({ ...card(), version: "1.6" })))).toEqual([
      400,
      "BadArgument",
    ]);
  });

  it("opens a new thread for the bot and tells its id", async () => {
    const activity = { type: "message", text: "hello" };
    const body = { isGroup: true, channelData: { channel: { id: "19:general@thread.tacv2" } }, activity };
    const answer = await (await call("POST", "conversations", body)).json();
    expect(answer).toMatchObject({ id: `19:general@thread.tacv2;messageid=${answer.activityId}` });
  });

  it("fails as it is told", async () => {
    const message = { type: "message", text: "x" };
    const post = () => send("a:personal", message);
    teams.failNext("sendToConversation", { kind: "rate-limit", retryAfterSeconds: 3 });
    teams.failNext("sendToConversation", { kind: "refuse", status: 502, error: "BadGateway" });
    teams.failNext("sendToConversation", { kind: "drop", work: "done" });
    const limited = await post();
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "3"]);
    expect((await post()).status).toBe(502);
    await expect(post()).rejects.toThrow("fetch failed");
    expect(teams.state.messages).toHaveLength(1);
  });

  it("tells the bot of a command that it is for its eyes alone, and shows it to nobody else", async () => {
    const conversation = "19:general@thread.tacv2";
    await teams.sendTargeted({ conversation, text: "/Briefing drugs", words: "drugs" });
    expect(heard[0]).toMatchObject({ text: "drugs", recipient: { id: "28:briefing", isTargeted: true } });
    expect(teams.state.messages).toMatchObject([{ text: "/Briefing drugs", onlyFor: "29:asker" }]);
  });

  it("forgets the oldest when it keeps only so much, and answers for it as for what was deleted", async () => {
    const small = createFakeConnector({ keep: { messages: 2, calls: 2 } });
    const listening = await small.listen();
    open.push(listening);
    const ask = (method: string, path: string, body: object) =>
      fetch(`${listening.url}/v3/conversations/a:personal/activities${path}`, { method, body: JSON.stringify(body) });
    const { id } = await (await ask("POST", "", { type: "message", text: "0" })).json();
    for (const text of ["1", "2"]) await ask("POST", "", { type: "message", text });
    expect(small.state.messages.map(({ text }) => text)).toEqual(["1", "2"]);
    expect(small.calls).toHaveLength(2);
    const update = await ask("PUT", `/${id}`, { type: "message", text: "x" });
    expect(await codeOf(update)).toEqual([404, "ActivityNotFoundInConversation"]);
  });
});
