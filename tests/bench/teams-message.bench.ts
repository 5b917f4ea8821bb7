import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { burst } from "./load.ts";

const ROUNDS = 5;
const BURST_MS = 1000;
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill();
});

interface Server {
  readonly port: number;
  readonly cpuMicros: () => Promise<number>;
}

async function start(which: "raw" | "bot", answer: string): Promise<Server> {
  const child = fork(new URL("teams-server.ts", import.meta.url).pathname, [which], {
    env: { ...process.env, NODE_ENV: "production", BENCH_ANSWER: answer },
  });
  children.push(child);
  const [started]: unknown[] = await once(child, "message");
  return {
    port: z.object({ port: z.number() }).parse(started).port,
    async cpuMicros() {
      const told = once(child, "message");
      child.send("usage");
      const [usage]: unknown[] = await told;
      return z.object({ cpuMicros: z.number() }).parse(usage).cpuMicros;
    },
  };
}

/** `drugs` in a personal chat, the answer wanted in the response: no second server takes part. */
const BODY = JSON.stringify({
  type: "message",
  id: "1731940000000",
  channelId: "msteams",
  deliveryMode: "expectReplies",
  serviceUrl: "http://127.0.0.1:1",
  timestamp: "2026-11-22T12:00:00.000Z",
  localTimezone: "Europe/Paris",
  locale: "en-GB",
  text: "drugs",
  textFormat: "plain",
  from: { id: "29:asker", name: "Ines Castell", aadObjectId: "0a0b0c0d-0000-4000-8000-000000000001" },
  recipient: { id: "28:briefing", name: "Briefing" },
  conversation: { id: "a:personal", conversationType: "personal", tenantId: "6f0b1c52-0000-4000-8000-00000000cafe" },
  channelData: { tenant: { id: "6f0b1c52-0000-4000-8000-00000000cafe" } },
  entities: [{ type: "clientInfo", locale: "en-GB", country: "FR", platform: "Web", timezone: "Europe/Paris" }],
});

function bytes(): Buffer {
  const head = ["POST /api/messages HTTP/1.1", "host: 127.0.0.1", "content-type: application/json"];
  return Buffer.from(`${head.join("\r\n")}\r\ncontent-length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`);
}

async function measure(server: Server, concurrency: number) {
  const before = await server.cpuMicros();
  const { requests, seconds } = await burst(server.port, bytes(), { concurrency, ms: BURST_MS });
  return { perSecond: requests / seconds, cpu: ((await server.cpuMicros()) - before) / requests };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe("a message in Teams, answered with a section of the profile", () => {
  it("costs a multiple of a bare server's parsing and static answer", async () => {
    const bot = await start("bot", "");
    const response = await fetch(`http://127.0.0.1:${bot.port}/api/messages`, { method: "POST", body: BODY });
    const raw = await start("raw", await response.text());
    for (const server of [raw, bot, raw, bot]) await measure(server, 16);
    const rows = [];
    for (const concurrency of [1, 16, 64]) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.push({ raw: await measure(raw, concurrency), bot: await measure(bot, concurrency) });
      }
      rows.push({
        concurrency,
        "raw/s": Math.round(median(rounds.map((round) => round.raw.perSecond))),
        "bot/s": Math.round(median(rounds.map((round) => round.bot.perSecond))),
        "x raw": Number(median(rounds.map((round) => round.bot.perSecond / round.raw.perSecond)).toFixed(2)),
        "bot CPU us": Math.round(median(rounds.map((round) => round.bot.cpu))),
        "x raw CPU": Number(median(rounds.map((round) => round.bot.cpu / round.raw.cpu)).toFixed(1)),
      });
    }
    console.table(rows);
    expect(rows).toHaveLength(3);
  }, 120_000);
});
