import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { MANIFESTS } from "#app/figures/manifests.ts";
import { exportsAt } from "#tests/fixtures/exports.ts";
import { made } from "#tests/fixtures/made.ts";
import { plainText } from "#core/document/plain-text.ts";
import { listenOnLoopback, type LoopbackServer } from "#playground/platform/for-tests.ts";
import type { AdaptiveCard, Execute } from "#teams/drawing/card.ts";
import { type AgentsPlayground, startAgentsPlayground } from "#teams/package/agents-playground.ts";
import { startTeams, type Teams } from "#teams/start.ts";
import { briefingFor, SILENT } from "#tests/fixtures/bot.ts";
import { openWholeBot, type WholeBot } from "#tests/fixtures/whole-bot.ts";
import { GROUP, LOCAL } from "./harness.ts";
import { cardText } from "./words.ts";

const ME = { id: "29:ines" };
const PERSONAL = "a:personal";
const CHANNEL = "19:general@thread.tacv2";
const TENANT = "6f0b1c52-0000-4000-8000-00000000cafe";
const BOT = "28:briefing";
const MENTION = { mentioned: { id: BOT, name: "Briefing" }, text: "<at>Briefing</at>" };
const IN_GROUP = { conversationType: "groupChat", isGroup: true };
const IN_PERSON = { conversationType: "personal" };

const Declared = z.object({
  bots: z.tuple([
    z.object({ commandLists: z.array(z.object({ commands: z.array(z.object({ title: z.string() })) })) }),
  ]),
});
const declared = Declared.parse(JSON.parse(readFileSync(MANIFESTS.teams, "utf8"))).bots[0];
const titles = new Set(declared.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)));

const Card = z.custom<AdaptiveCard>((value) => typeof value === "object" && value !== null && "body" in value);
const Sent = z.object({
  action: z.string(),
  actionConversationId: z.string(),
  message: z.object({
    messageId: z.string(),
    from: z.object({ id: z.string() }),
    attachments: z.array(z.object({ content: Card })).min(1),
  }),
});
type Sent = z.infer<typeof Sent>;
const FileShown = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.card.file.info"),
  content: z.object({ uniqueId: z.string(), fileType: z.string() }),
});
const FileSent = z.object({ message: z.object({ attachments: z.tuple([FileShown]) }) });
const Posted = z.object({ messageId: z.string(), postConversationId: z.string().optional() });
const Answer = z.object({ type: z.string(), value: Card });

/** Microsoft's own Teams client: it sends real activities and shows what the bot posts. */
describe("in Microsoft's Agents Playground", () => {
  const folder = mkdtempSync(join(tmpdir(), "agents-playground-"));
  let whole: WholeBot;
  let teams: Teams;
  /** What the bot has answered over HTTP, in the order in which it was asked; null where it is still at it. */
  const statuses: (number | null)[] = [];
  let server: LoopbackServer;
  let playground: AgentsPlayground;
  let stream: Stream;

  beforeAll(async () => {
    whole = await openWholeBot();
    const { answers } = whole.store;
    teams = startTeams({
      ...{ bot: whole.bot, config: LOCAL, log: SILENT, store: made(whole.store) },
      exports: exportsAt(null),
      answered: {
        remember: (name, line) => answers.rememberLine(name, line, Date.now()),
        recall: (name) => answers.recallLine(name, Date.now()),
      },
    });
    await whole.digests.join("teams", teams.sender);
    server = await listenOnLoopback(async (req, res) => {
      const asked = statuses.push(null) - 1;
      res.on("finish", () => (statuses[asked] = res.statusCode));
      await teams.handle(req, res);
    });
    const endpoint = `${server.url}/api/messages`;
    playground = await startAgentsPlayground({ endpoint, port: 56_151, logFile: join(folder, "log") });
    stream = await openStream(playground.url);
  });

  afterAll(async () => {
    stream.close();
    await playground.stop();
    await teams.stop();
    await server.close();
    await whole.close();
    rmSync(folder, { recursive: true });
  });

  it("a word in the personal chat is answered with the briefing", async () => {
    await say({ conversation: PERSONAL, text: "drugs" });
    const { actionConversationId, message } = await stream.next();
    expect(actionConversationId).toBe(PERSONAL);
    const words = cardText(cardOf(message));
    for (const market of ["Heroin trade", "Cocaine trade", "Cannabis trade", "Synthetic drug trade"]) {
      expect(words).toContain(market);
    }
  });

  it("a mention in a channel is answered in its thread", async () => {
    const { postConversationId } = await say({
      conversation: CHANNEL,
      text: "<at>Briefing</at>&nbsp;heroin",
      mentions: [{ mentioned: { id: "28:briefing" }, text: "<at>Briefing</at>" }],
    });
    const { actionConversationId, message } = await stream.next();
    expect(actionConversationId).toBe(postConversationId);
    expect(actionConversationId).toMatch(/^19:general@thread\.tacv2;messageid=\d+$/u);
    expect(cardText(cardOf(message))).toContain("The heroin trade");
  });

  it("a button is answered with the card that replaces its own", async () => {
    await say({ conversation: PERSONAL, text: "drugs" });
    const { message } = await stream.next();
    const { verb, data, title } = firstButton(cardOf(message));
    const answer = Answer.parse(
      await invoke(
        "adaptiveCard/action",
        { action: { type: "Action.Execute", title, verb, data }, trigger: "manual" },
        message.messageId,
      ),
    );
    expect(answer).toMatchObject({ type: "application/vnd.microsoft.card.adaptive" });
    const pressed = plainText(await briefingFor(data.text));
    expect(answer.value.fallbackText).toBe(pressed);
    expect(cardText(answer.value).split("\n")[0]).toBe(pressed.split("\n")[0]);
    expect(pressed).not.toBe(cardOf(message).fallbackText);
  });

  it("a thumb is taken", async () => {
    await say({ conversation: PERSONAL, text: "drugs" });
    const { message } = await stream.next();
    const value = { actionName: "feedback", actionValue: { reaction: "like", feedback: '{"feedbackText":""}' } };
    expect(await invoke("message/submitAction", value, message.messageId)).toEqual({});
  });

  it("a button of another card is answered in words", async () => {
    await say({ conversation: PERSONAL, text: "drugs" });
    const { messageId: replyToId } = (await stream.next()).message;
    const conversation = { id: PERSONAL };
    await call("/_conversation/v1/submit", { from: ME, conversation, replyToId, value: { any: 1 } });
    expect(cardText(cardOf((await stream.next()).message))).toContain("This button is an old one");
  });

  it.each([
    ["composeExtension/query", { parameters: [{ value: "iraq drugs" }] }, { composeExtension: { type: "message" } }],
    ["composeExtension/queryLink", { url: "https://example.org" }, { composeExtension: { type: "message" } }],
    ["composeExtension/fetchTask", { commandId: "any" }, { composeExtension: { type: "message" } }],
    ["composeExtension/submitAction", { commandId: "any", data: {} }, { composeExtension: { type: "message" } }],
  ])("%s, which the manifest does not declare, gets a no in words", async (name, value, no) => {
    expect(await invoke(name, value)).toMatchObject(no);
  });

  it.each([...titles])(
    "the command %s of the menu is answered, alone and by a mention in a group chat",
    async (title) => {
      await say({ conversation: PERSONAL, text: title });
      const alone = await stream.next();
      expect(alone.actionConversationId).toBe(PERSONAL);
      await say({ by: "29:teo", conversation: GROUP, text: `<at>Briefing</at> ${title}`, mentions: [MENTION] });
      const inGroup = await stream.next();
      expect(inGroup.actionConversationId).toBe(GROUP);
      for (const { message } of [alone, inGroup]) {
        expect(cardText(cardOf(message))).not.toMatch(/is not a topic here|does not answer|Something failed/u);
        expect(cardText(cardOf(message)).length).toBeGreaterThan(40);
      }
    },
  );

  it("a command for the bot's eyes alone is answered", async () => {
    await deliver(
      { type: "message", text: "drugs", recipient: { id: BOT, name: "Briefing", isTargeted: true } },
      GROUP,
    );
    expect(cardText(cardOf((await stream.next()).message))).toContain("Heroin trade");
  });

  it("an edit that adds the mention is answered, and a deleted message is no question", async () => {
    const edited = {
      type: "messageUpdate",
      id: String(Date.now() - 60_000),
      channelData: { eventType: "editMessage" },
    };
    await deliver({ ...edited, text: "<at>Briefing</at> cocaine", entities: [{ type: "mention", ...MENTION }] }, GROUP);
    expect(cardText(cardOf((await stream.next()).message))).toMatch(/cocaine trade/iu);
    expect(await statusOf({ type: "messageDelete", id: "17", channelData: { eventType: "softDeleteMessage" } })).toBe(
      200,
    );
    await say({ conversation: PERSONAL, text: "help" });
    expect(cardText(cardOf((await stream.next()).message))).not.toMatch(/cocaine trade/iu);
  });

  it("a search in a field of a form is taken", async () => {
    const search = { name: "application/search", value: { queryText: "bishkek", dataset: "zone" } };
    expect(await statusOf({ type: "invoke", ...search })).toBe(200);
  });

  describe("the consent to a file", () => {
    const context = { pack: "kyrgyzstan", text: "export drugs csv" };
    const consent = (value: object) =>
      statusOf({ type: "invoke", name: "fileConsent/invoke", value: { type: "fileUpload", context, ...value } });

    it("is taken where it is declined", async () => {
      expect(await consent({ action: "decline" })).toBe(200);
      expect(cardText(cardOf((await stream.next()).message))).toContain("Nothing was saved");
    });

    it("is taken where it is accepted: the file is put where Teams says, and shown from there", async () => {
      const put: { method: string | undefined; range: string | undefined; text: string }[] = [];
      const drive = await listenOnLoopback(async (req, res) => {
        let text = "";
        for await (const part of req) text += String(part);
        put.push({ method: req.method, range: req.headers["content-range"], text });
        res.writeHead(201).end("{}");
      });
      const shown = { contentUrl: `${drive.url}/drugs.csv`, uniqueId: "01AB", fileType: "csv" };
      expect(await consent({ action: "accept", uploadInfo: { uploadUrl: drive.url, ...shown } })).toBe(200);
      expect((await stream.nextFile()).content).toEqual({ uniqueId: "01AB", fileType: "csv" });
      await drive.close();
      const bytes = Buffer.byteLength(put[0]?.text ?? "");
      expect(put).toEqual([
        { method: "PUT", range: `bytes 0-${bytes - 1}/${bytes}`, text: expect.stringContaining("heroin-trade") },
      ]);
    });

    it("puts the file nowhere but where Teams keeps files", async () => {
      const uploadInfo = { uploadUrl: "https://example.org/x", contentUrl: "", uniqueId: "", fileType: "csv" };
      expect(await consent({ action: "accept", uploadInfo })).toBe(200);
      expect(cardText(cardOf((await stream.next()).message))).toContain("could not be sent");
    });
  });

  it.each([
    ["task/fetch", 200],
    ["task/submit", 200],
    ["config/fetch", 200],
    ["tab/fetch", 501],
    ["signin/verifyState", 501],
    ["actionableMessage/executeAction", 501],
  ])("%s, which the manifest does not declare, is answered %i", async (name, status) => {
    expect(await statusOf({ type: "invoke", name, value: {} })).toBe(status);
  });

  it("activities that the bot does not listen to are taken, and nothing comes of them", async () => {
    const types = ["messageReaction", "event", "typing", "endOfConversation", "trace", "somethingNew"];
    const answered: unknown[] = [];
    for (const type of types) answered.push([type, await statusOf({ type })]);
    expect(answered).toEqual(types.map((type) => [type, 200]));
    await say({ by: "29:ada", conversation: GROUP, text: "<at>Briefing</at> privacy", mentions: [MENTION] });
    expect(cardText(cardOf((await stream.next()).message))).toContain("The bot keeps");
  });

  it("is greeted where it is installed, and forgets what was ordered where it is taken out", async () => {
    const order = "<at>Briefing</at> subscribe daily 09:00 UTC";
    await say({ by: "29:ada", conversation: GROUP, text: order, mentions: [MENTION] });
    await stream.next();
    const kept = () => whole.database.db.selectFrom("subscriptions").select("channel").execute();
    expect(await kept()).toContainEqual({ channel: GROUP });
    await deliver({ type: "installationUpdate", action: "remove" }, GROUP);
    await expect.poll(kept).not.toContainEqual({ channel: GROUP });
    await deliver({ type: "installationUpdate", action: "add" }, GROUP);
    expect((await stream.next()).actionConversationId).toBe(GROUP);
  });

  /** What the bot answers an activity of the personal chat with over HTTP, which the playground does not wait for. */
  const statusOf = async (activity: object): Promise<number | null | undefined> => {
    const asked = statuses.length;
    await deliver(activity, PERSONAL);
    await expect.poll(() => statuses[asked]).toBeTypeOf("number");
    return statuses[asked];
  };

  /** Any activity, as Teams would send it from a conversation. */
  const deliver = (activity: object, conversation: string): Promise<unknown> =>
    call("/_internal/v1/customActivities", {
      ...{ id: String(Date.now()), channelId: "msteams", serviceUrl: `${playground.url}/_connector` },
      ...{ from: ME, recipient: { id: BOT, name: "Briefing" }, replyToId: "1", timestamp: new Date().toISOString() },
      conversation: { id: conversation, tenantId: TENANT, ...(conversation === GROUP ? IN_GROUP : IN_PERSON) },
      ...activity,
    });

  const invoke = (name: string, value: object, replyToId = "1") =>
    call("/_conversation/v1/invoke", { name, value, from: ME, conversation: { id: PERSONAL }, replyToId });

  async function say(message: { by?: string; conversation: string; text: string; mentions?: readonly object[] }) {
    const { by = ME.id, conversation, text, mentions = [] } = message;
    const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
    return Posted.parse(await call(path, { from: { id: by }, text, textFormat: "markdown", mentions }));
  }

  async function call(path: string, body: object): Promise<unknown> {
    const response = await fetch(playground.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([path, response.ok]).toEqual([path, true]);
    const answer = await response.text();
    return answer === "" ? null : JSON.parse(answer);
  }
});

interface Stream {
  /** The next message with a card, from the bot. */
  readonly next: () => Promise<Sent>;
  /** The next file of the bot's. */
  readonly nextFile: () => Promise<z.infer<typeof FileShown>>;
  readonly close: () => void;
}

async function openStream(url: string): Promise<Stream> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
  const cards = createQueue<Sent>();
  const files = createQueue<z.infer<typeof FileShown>>();
  socket.addEventListener("message", ({ data }) => {
    const told: unknown = JSON.parse(String(data));
    const card = Sent.safeParse(told).data;
    if (card?.message.from.id === BOT) cards.add(card);
    const file = FileSent.safeParse(told).data;
    if (file !== undefined) files.add(file.message.attachments[0]);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  return { next: cards.next, nextFile: files.next, close: () => socket.close() };
}

/** What arrives, for whoever waits for it in turn. */
function createQueue<One>() {
  const arrived: One[] = [];
  const waiting: ((one: One) => void)[] = [];
  return {
    add(one: One): void {
      const take = waiting.shift();
      if (take === undefined) arrived.push(one);
      else take(one);
    },
    next: (): Promise<One> => {
      const ready = arrived.shift();
      return ready === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(ready);
    },
  };
}

function cardOf(message: Sent["message"]): AdaptiveCard {
  const [attachment] = message.attachments;
  if (attachment === undefined) throw new Error("a message without a card");
  return attachment.content;
}

function firstButton(card: AdaptiveCard): Execute {
  const actions = card.body.flatMap((element) => (element.type === "ActionSet" ? element.actions : []));
  const found = actions.find((action) => action.type === "Action.Execute");
  if (found === undefined) throw new Error("a card without buttons");
  return found;
}
