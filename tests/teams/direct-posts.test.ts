/** What goes to the Bot Connector without the SDK's pipeline, beside the same sent through it. */
import * as sdk from "botbuilder";
import { afterAll, describe, expect, it } from "vitest";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson, bodyText } from "#playground/platform/http.ts";
import type { TeamsActivity, TeamsWords } from "#teams/drawing/card.ts";
import { renderTeams, renderWords } from "#teams/drawing/render.ts";
import { postDirectly } from "#teams/wire/post-directly.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { briefingFor, createTestBot, everyTopic } from "#tests/fixtures/bot.ts";
import { CHANNEL, PERSONAL } from "./harness.ts";

const heard: unknown[] = [];
const connector = await listenOnLoopback(async (req, res) => {
  const { accept, "content-type": type } = req.headers;
  heard.push({ method: req.method, url: req.url, accept, type, body: JSON.parse(await bodyText(req)) });
  answerJson(res, 201, { id: "1772050244572" });
});
afterAll(() => connector.close());

const bot = createTestBot();
const WRITTEN = new Date("2026-11-22T12:00:00Z");

/** An activity as it comes in, with more about people and places than the connector's schema names. */
function arrived(conversation: object): Partial<sdk.Activity> {
  return {
    ...{ type: "message", id: "1772050244000", channelId: "msteams", serviceUrl: connector.url, locale: "en-GB" },
    from: Object.assign(
      { id: "29:asker", name: "Ines Castell", aadObjectId: "0a0b0c0d" },
      { userRole: "user", tenantId: "t" },
    ),
    recipient: Object.assign({ id: "28:briefing", name: "Briefing" }, { isTargeted: false }),
    conversation: Object.assign(
      { id: "", name: "", isGroup: false, conversationType: "", tenantId: "t" },
      { eTag: "1" },
      conversation,
    ),
  };
}

/** As a turn makes it ready to be sent. */
function answerTo(activity: Partial<sdk.Activity>, message: object): Partial<sdk.Activity> {
  const reference = sdk.TurnContext.getConversationReference(activity);
  return { ...sdk.TurnContext.applyConversationReference({ ...message }, reference), timestamp: WRITTEN };
}

const messages: readonly (readonly [string, TeamsActivity | TeamsWords | { readonly type: string }])[] = [
  ["every block", renderTeams(everyBlock(), bot)],
  ["words alone", renderWords(everyBlock())],
  ["dots", { type: "typing" }],
  ...(await Promise.all(everyTopic.map(async (topic) => [topic, renderTeams(await briefingFor(topic), bot)] as const))),
];

class Adapter extends sdk.CloudAdapter {
  identity() {
    return this.createClaimsIdentity("");
  }
}

describe("A message that is posted directly", () => {
  it.each([
    ["a personal chat", { id: PERSONAL, conversationType: "personal" }],
    ["a thread", { id: `${CHANNEL};messageid=1772050244000`, conversationType: "channel", isGroup: true }],
  ])("says what the SDK would send to %s", async (_, conversation) => {
    const authentication = new sdk.ConfigurationBotFrameworkAuthentication({});
    const factory = authentication.createConnectorFactory(new Adapter().identity());
    const options = { serviceUrl: connector.url, authorize: () => Promise.resolve(null), timeoutMs: 1000 };
    const piped = await factory.create(connector.url, "");
    const direct = postDirectly(await factory.create(connector.url, ""), options);
    for (const [name, message] of messages) {
      const activity = answerTo(arrived(conversation), message);
      for (const client of [piped, direct]) {
        const place = activity.conversation?.id ?? "";
        await client.conversations.replyToActivity(place, activity.replyToId ?? "", activity);
        await client.conversations.sendToConversation(place, activity);
      }
      const [pipedReply, pipedPost, directReply, directPost] = heard.splice(0);
      expect([directReply, directPost], name).toEqual([pipedReply, pipedPost]);
    }
  });
});
