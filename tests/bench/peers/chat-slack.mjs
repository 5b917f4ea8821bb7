// The Chat SDK with its Slack adapter: a command is acknowledged, which carries no answer; a mention answered by `post`.
import { createServer } from "node:http";
import { createSlackAdapter } from "@chat-adapter/slack";
import { createMemoryState } from "@chat-adapter/state-memory";
import { Chat } from "chat";
import { toWeb } from "./web-request.mjs";

const { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, PORT } = process.env;
const bot = new Chat({
  userName: "briefing",
  adapters: {
    slack: createSlackAdapter({
      signingSecret: SLACK_SIGNING_SECRET,
      botToken: SLACK_BOT_TOKEN,
      apiUrl: "https://slack.com/api/",
    }),
  },
  state: createMemoryState(),
  logger: "error",
});
bot.onNewMention((thread) => thread.post("An answer from the profile, in a sentence or two."));
bot.onSlashCommand(() => undefined);
createServer((req, res) =>
  toWeb(req, res, (request) => bot.webhooks.slack(request, { waitUntil: () => undefined })),
).listen(Number(PORT), "127.0.0.1");
