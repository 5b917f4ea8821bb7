// The Chat SDK with its Teams adapter: the token is checked, and a message answered by `post`.
import { createServer } from "node:http";
import { createMemoryState } from "@chat-adapter/state-memory";
import { createTeamsAdapter } from "@chat-adapter/teams";
import { Chat } from "chat";
import { toWeb } from "./web-request.mjs";

const { MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID, PORT } = process.env;
const bot = new Chat({
  userName: "briefing",
  adapters: {
    teams: createTeamsAdapter({
      ...{ appId: MICROSOFT_APP_ID, appPassword: MICROSOFT_APP_PASSWORD, appTenantId: MICROSOFT_APP_TENANT_ID },
      appType: "SingleTenant",
    }),
  },
  state: createMemoryState(),
  logger: "error",
});
const reply = (thread) => thread.post("An answer from the profile, in a sentence or two.");
bot.onNewMention(reply);
bot.onDirectMessage(reply);
createServer((req, res) =>
  toWeb(req, res, (request) => bot.webhooks.teams(request, { waitUntil: () => undefined })),
).listen(Number(PORT), "127.0.0.1");
