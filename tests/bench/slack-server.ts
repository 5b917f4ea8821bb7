/** The servers that `slack-command.bench.ts` compares, each in a process of its own: `raw`, `stock` or `bot`. */
import { createRunFrames, NONE_GIVEN } from "#app/memory/conversations.ts";
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { App, HTTPReceiver } from "@slack/bolt";
import { createBot } from "#app/bot.ts";
import { openContent } from "#app/content.ts";
import { SILENT, UNCOUNTED } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { startSlack } from "#slack/start.ts";
import { EACH_TIME } from "#tests/fixtures/once.ts";

const SECRET = process.env["BENCH_SECRET"] ?? "";
const BODY = Buffer.from(process.env["BENCH_ANSWER"] ?? "");

/** What a server cannot do without: reading, checking the signature, and answering with bytes that are at hand. */
const raw: RequestListener = (req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    const signed = `v0:${String(req.headers["x-slack-request-timestamp"])}:`;
    const digest = createHmac("sha256", SECRET).update(signed).update(Buffer.concat(chunks)).digest();
    const given = Buffer.from(String(req.headers["x-slack-signature"]).slice(3), "hex");
    const status = given.length === digest.length && timingSafeEqual(digest, given) ? 200 : 401;
    res
      .writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": BODY.byteLength })
      .end(BODY);
  });
};

/** Bolt as it comes, with one listener that answers with what is at hand. */
function stock(): RequestListener {
  const receiver = new HTTPReceiver({ signingSecret: SECRET });
  const app = new App({ receiver, authorize: () => Promise.resolve({ botToken: "xoxb-bench" }) });
  const answer: object = JSON.parse(BODY.toString() || "{}");
  app.command(/^\//u, ({ ack }) => ack(answer));
  return receiver.requestListener;
}

async function bot(): Promise<RequestListener> {
  const content = openContent({ defaultPack: SHIPPED });
  const handlers = { subscriptions: unasked, ask: unasked, here: unasked, feedback: unasked };
  const app = createBot({
    ...{ content, handlers, log: SILENT, metrics: UNCOUNTED, frames: createRunFrames(), packOf: async () => null },
    clock: { now: Date.now },
    once: EACH_TIME,
    given: NONE_GIVEN,
  });
  const slack = await startSlack({
    bot: app,
    log: SILENT,
    clock: { now: Date.now },
    config: { token: "xoxb-bench", apiUrl: "http://127.0.0.1:2/api/", via: { kind: "http", signingSecret: SECRET } },
  });
  return (req, res) => void slack.handle(req, res);
}

function unasked(): Promise<never> {
  return Promise.reject(new Error("The benchmark asks for topics only"));
}

const servers: Readonly<Record<string, () => RequestListener | Promise<RequestListener>>> = {
  raw: () => raw,
  stock,
  bot,
};
const server = createServer(await servers[process.argv[2] ?? ""]?.());
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
