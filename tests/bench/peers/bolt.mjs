// Bolt as it comes: a command is acknowledged with what is at hand, a mention answered by `say` with the same blocks.
import { App, HTTPReceiver } from "@slack/bolt";

const { SLACK_SIGNING_SECRET, PORT, BENCH_ANSWER = "{}" } = process.env;
const answer = JSON.parse(BENCH_ANSWER);
const receiver = new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET });
const app = new App({
  receiver,
  authorize: () => Promise.resolve({ botToken: "xoxb-bench", botId: "BBOT", botUserId: "UBOT" }),
});
app.command(/^\//u, ({ ack }) => ack(answer));
app.event("app_mention", ({ event, say }) =>
  say({ text: answer.text ?? "An answer", blocks: answer.blocks, thread_ts: event.ts }),
);
await app.start({ port: Number(PORT), host: "127.0.0.1" });
