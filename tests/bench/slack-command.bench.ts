import { fork, type ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { burst } from "./load.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
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

async function start(which: "raw" | "stock" | "bot", answer: string): Promise<Server> {
  const child = fork(new URL("slack-server.ts", import.meta.url).pathname, [which], {
    env: { ...process.env, NODE_ENV: "production", BENCH_SECRET: SECRET, BENCH_ANSWER: answer },
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

/** A signed `/kyrgyzstan drugs`, as Slack sends it. */
function command(): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const body = new URLSearchParams({
    token: "gIkuvaNzQIHg97ATvDxqgjtO",
    team_id: "T0001",
    team_domain: "example",
    channel_id: "C2147483705",
    channel_name: "general",
    user_id: "U2147483697",
    user_name: "ines",
    command: "/kyrgyzstan",
    text: "drugs",
    api_app_id: "A123456",
    is_enterprise_install: "false",
    response_url: "https://hooks.slack.com/commands/T0001/1234567890/abcdefghijklmnopqrstuvwx",
    trigger_id: "13345224609.738474920.8088930838d88f008e0",
  }).toString();
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(seconds),
      "x-slack-signature": `v0=${signature}`,
    },
  };
}

function bytes(): Buffer {
  const { body, headers } = command();
  const lines = Object.entries({ ...headers, "content-length": body.length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from(`POST /slack/events HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

async function measure(server: Server, concurrency: number) {
  const before = await server.cpuMicros();
  const { requests, seconds } = await burst(server.port, bytes(), { concurrency, ms: BURST_MS });
  return { perSecond: requests / seconds, cpu: ((await server.cpuMicros()) - before) / requests };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe("a slash command, answered with a section of the profile", () => {
  it("costs a small multiple of a bare server's signature check and static answer", async () => {
    const bot = await start("bot", "");
    const { body, headers } = command();
    const response = await fetch(`http://127.0.0.1:${bot.port}/slack/events`, { method: "POST", body, headers });
    const answer = await response.text();
    const raw = await start("raw", answer);
    const rivals = { bot, "bolt as it comes": await start("stock", answer) };
    const rows = [];
    for (const [name, rival] of Object.entries(rivals)) {
      for (const server of [raw, rival, raw, rival]) await measure(server, 16);
      for (const concurrency of [1, 16, 64]) rows.push({ name, ...(await compare(raw, rival, concurrency)) });
    }
    console.table(rows);
    expect(rows).toHaveLength(6);
  }, 180_000);
});

/** Medians of pairs run back to back: the machine's mood counts for both. */
async function compare(raw: Server, rival: Server, concurrency: number) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ raw: await measure(raw, concurrency), rival: await measure(rival, concurrency) });
  }
  return {
    concurrency,
    "raw/s": Math.round(median(rounds.map((round) => round.raw.perSecond))),
    "its/s": Math.round(median(rounds.map((round) => round.rival.perSecond))),
    "x raw": Number(median(rounds.map((round) => round.rival.perSecond / round.raw.perSecond)).toFixed(2)),
    "CPU us": Math.round(median(rounds.map((round) => round.rival.cpu))),
    "CPU x raw": Number(median(rounds.map((round) => round.rival.cpu / round.raw.cpu)).toFixed(1)),
  };
}
