import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { plainText } from "#core/document/plain-text.ts";
import { listenOnLoopback, type LoopbackServer } from "#playground/platform/for-tests.ts";
import type { AdaptiveCard, Execute } from "#teams/drawing/card.ts";
import { type AgentsPlayground, startAgentsPlayground } from "#teams/package/agents-playground.ts";
import { startTeams, type Teams } from "#teams/start.ts";
import { briefingFor, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { createTeamsMemory, LOCAL } from "./harness.ts";
import { cardText } from "./words.ts";

const ME = { id: "29:ines" };
const PERSONAL = "a:personal";
const CHANNEL = "19:general@thread.tacv2";

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
const Posted = z.object({ messageId: z.string(), postConversationId: z.string().optional() });
const Answer = z.object({ type: z.string(), value: Card });

/** Microsoft's own Teams client: it sends real activities and shows what the bot posts. */
describe("in Microsoft's Agents Playground", () => {
  const folder = mkdtempSync(join(tmpdir(), "agents-playground-"));
  let teams: Teams;
  let server: LoopbackServer;
  let playground: AgentsPlayground;
  let stream: Stream;

  beforeAll(async () => {
    teams = startTeams({ bot: createTestBot(), config: LOCAL, log: SILENT, ...createTeamsMemory() });
    server = await listenOnLoopback(teams.handle);
    const endpoint = `${server.url}/api/messages`;
    playground = await startAgentsPlayground({ endpoint, port: 56_151, logFile: join(folder, "log") });
    stream = await openStream(playground.url);
  });

  afterAll(async () => {
    stream.close();
    await playground.stop();
    await teams.stop();
    await server.close();
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

  const invoke = (name: string, value: object, replyToId = "1") =>
    call("/_conversation/v1/invoke", { name, value, from: ME, conversation: { id: PERSONAL }, replyToId });

  async function say(message: { conversation: string; text: string; mentions?: readonly object[] }) {
    const { conversation, text, mentions = [] } = message;
    const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
    return Posted.parse(await call(path, { from: ME, text, textFormat: "markdown", mentions }));
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
  readonly close: () => void;
}

async function openStream(url: string): Promise<Stream> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
  const arrived: Sent[] = [];
  const waiting: ((sent: Sent) => void)[] = [];
  socket.addEventListener("message", ({ data }) => {
    const read = Sent.safeParse(JSON.parse(String(data)));
    if (!read.success || read.data.message.from.id !== "28:briefing") return;
    const take = waiting.shift();
    if (take === undefined) arrived.push(read.data);
    else take(read.data);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  return {
    next: () => {
      const ready = arrived.shift();
      return ready === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(ready);
    },
    close: () => socket.close(),
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
