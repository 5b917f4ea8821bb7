/** The two servers that `teams-message.bench.ts` compares, each in a process of its own: `raw` or `bot`. */
import { createRunFrames, NONE_GIVEN } from "#app/memory/conversations.ts";
import { createServer, type RequestListener } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createBot } from "#app/bot.ts";
import { openContent } from "#app/content.ts";
import { SILENT, UNCOUNTED } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { createTeamsMemory, LOCAL } from "#tests/teams/harness.ts";
import { startTeams } from "#teams/start.ts";
import { EACH_TIME } from "#tests/fixtures/once.ts";

const BODY = Buffer.from(process.env["BENCH_ANSWER"] ?? "");

/** What a server cannot do without: reading, parsing, and answering with bytes that are at hand. */
const raw: RequestListener = (req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    const activity: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const status = typeof activity === "object" ? 200 : 400;
    res
      .writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": BODY.byteLength })
      .end(BODY);
  });
};

async function bot(): Promise<RequestListener> {
  const content = openContent({ defaultPack: SHIPPED });
  const teams = startTeams({
    bot: createBot({
      ...{ content, log: SILENT, metrics: UNCOUNTED, frames: createRunFrames(), packOf: async () => null },
      clock: { now: Date.now },
      handlers: { subscriptions: unasked, ask: unasked, here: unasked, feedback: unasked },
      once: EACH_TIME,
      given: NONE_GIVEN,
    }),
    log: SILENT,
    config: LOCAL,
    ...createTeamsMemory(),
  });
  while (teams.ready() !== true) await pause(10);
  return (req, res) => void teams.handle(req, res);
}

function unasked(): Promise<never> {
  return Promise.reject(new Error("The benchmark asks for topics only"));
}

const server = createServer(process.argv[2] === "raw" ? raw : await bot());
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("SIGINT", () => process.exit(0));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
