import { createHmac } from "node:crypto";
import { type ClientRequest, createServer, request } from "node:http";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createReceiver } from "#slack/wire/receive.ts";
import { createTestLog } from "./bot.ts";
import { portOf, SECRET } from "./workspace.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const FORM = "application/x-www-form-urlencoded";
const COMMAND = "command=%2Fatlantis&text=drugs&team_id=T1";

type Received = Readonly<Record<string, unknown>>;
type Work = (body: Received, ack: (answer?: unknown) => Promise<void>) => Promise<void>;

let work: Work;
let url: string;
let close: () => Promise<void>;
const log = createTestLog();

/** Bolt's part in it: takes the body and acknowledges. */
beforeAll(async () => {
  const { receiver, handle } = createReceiver({ signingSecret: SECRET, clock: { now: () => NOW }, log });
  const app: Parameters<typeof receiver.init>[0] = Object.create({
    processEvent: ({ body, ack }: { body: Received; ack: (answer?: unknown) => Promise<void> }) => work(body, ack),
  });
  receiver.init(app);
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${portOf(server.address())}/`;
  close = async () => {
    await receiver.stop();
    server.closeAllConnections();
    server.close();
  };
});

afterAll(() => close());

function signed(body: string | Uint8Array, seconds = NOW / 1000): Record<string, string> {
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:`).update(body).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${signature}` };
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": FORM, ...headers } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Keeps what came in and acknowledges with `answer`. */
function answering(answer?: unknown): Received[] {
  const received: Received[] = [];
  work = async (body, ack) => {
    received.push(body);
    await ack(answer);
  };
  return received;
}

describe("a request that Slack signed", () => {
  it("reaches the bot parsed, and the acknowledgement is its answer", async () => {
    const received = answering({ text: "Here", response_type: "ephemeral" });
    const answer = await post(COMMAND, signed(COMMAND));
    expect(received).toEqual([{ command: "/atlantis", text: "drugs", team_id: "T1" }]);
    expect(answer).toMatchObject({ status: 200, text: '{"text":"Here","response_type":"ephemeral"}' });
    expect(answer.headers.get("content-length")).toBe(String(answer.text.length));
  });

  it("may carry JSON in a form, or be JSON", async () => {
    const received = answering();
    const payload = `payload=${encodeURIComponent('{"type":"block_actions"}')}`;
    await post(payload, signed(payload));
    const json = '{"event":{"type":"app_mention","text":"Кыргызстан"}}';
    await post(json, { ...signed(json), "content-type": "application/json; charset=utf-8" });
    expect(received).toEqual([{ type: "block_actions" }, { event: { type: "app_mention", text: "Кыргызстан" } }]);
  });

  it("verifies the address by repeating the challenge", async () => {
    const body = '{"type":"url_verification","challenge":"3eZbrw1aB"}';
    const answer = await post(body, { ...signed(body), "content-type": "application/json" });
    expect(answer).toMatchObject({ status: 200, text: '{"challenge":"3eZbrw1aB"}' });
  });

  it("is counted as Slack's repeat when it says so", async () => {
    answering();
    const answer = await post(COMMAND, {
      ...signed(COMMAND),
      "x-slack-retry-num": "1",
      "x-slack-retry-reason": "http_timeout",
    });
    expect(answer.status).toBe(200);
  });

  it("that nothing answers is told so at once", async () => {
    work = () => Promise.resolve();
    expect(await post(COMMAND, signed(COMMAND))).toMatchObject({
      status: 404,
      text: expect.stringContaining("Nothing here answers"),
    });
  });

  it("that fails inside is told so, without what failed", async () => {
    work = () => Promise.reject(new Error("secret detail"));
    const answer = await post(COMMAND, signed(COMMAND));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret detail");
  });

  it("that hangs is closed when Slack has given up", async () => {
    const hanging = Promise.withResolvers<void>();
    work = () => hanging.promise;
    expect((await post(COMMAND, signed(COMMAND))).status).toBe(503);
    hanging.resolve();
    expect(log.heard.at(-1)?.message).toContain("no answer in time");
  });

  it("that is answered twice keeps its first answer", async () => {
    work = async (_, ack) => {
      await ack("first");
      await ack("second");
    };
    expect((await post(COMMAND, signed(COMMAND))).text).toBe("first");
  });
});

describe("a request that Slack did not sign", () => {
  it("is turned away with what is wrong", async () => {
    answering();
    const cases: readonly (readonly [Record<string, string>, string])[] = [
      [{}, "not signed"],
      [{ ...signed(COMMAND), "x-slack-signature": `v0=${"0".repeat(64)}` }, "does not match"],
      [{ ...signed(COMMAND), "x-slack-signature": "v0=short" }, "not one of Slack's"],
      [{ ...signed(COMMAND), "x-slack-request-timestamp": "yesterday" }, "not a number"],
      [signed(`${COMMAND}&more=1`), "does not match"],
      [signed(COMMAND, NOW / 1000 - 301), "five minutes"],
      [signed(COMMAND, NOW / 1000 + 301), "five minutes"],
    ];
    for (const [headers, words] of cases) {
      expect(await post(COMMAND, headers)).toMatchObject({ status: 401, text: expect.stringContaining(words) });
    }
  });

  it("never reaches the bot, whatever its signature looks like, and fills no log", async () => {
    const received = answering();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("v", "0", "=", "a", "f", "9", " ", "é") }),
        fc.integer(),
        async (signature, seconds) => {
          const encoded = encodeURI(signature);
          const headers = { "x-slack-signature": encoded, "x-slack-request-timestamp": String(seconds) };
          expect((await post(COMMAND, headers)).status).toBe(401);
        },
      ),
      { numRuns: 50 },
    );
    expect(received).toEqual([]);
    expect(log.heard.filter(({ message }) => message.startsWith("Turned away")).length).toBeLessThanOrEqual(2);
  });

  it("is still accepted four minutes late", async () => {
    answering();
    expect((await post(COMMAND, signed(COMMAND, NOW / 1000 - 240))).status).toBe(200);
  });

  it("may be Slack checking the certificate", async () => {
    expect((await post("ssl_check=1&token=x", {})).status).toBe(200);
  });
});

describe("a body", () => {
  it("that cannot be read is refused with a sentence", async () => {
    for (const [body, type] of [
      ["payload=%7Bnot+json", FORM],
      ["payload=1&payload=2", FORM],
      ["[1]", "application/json"],
      ["{", "application/json"],
    ] as const) {
      expect((await post(body, { ...signed(body), "content-type": type })).status).toBe(400);
    }
  });

  it("of another kind, or by another method, is refused", async () => {
    expect((await post("a=b", { ...signed("a=b"), "content-type": "text/xml" })).status).toBe(415);
    const get = await fetch(url);
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("that is announced or grows too large is refused without being read", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect(await statusOf({ ...signed(large), "content-length": String(large.length) }, [])).toBe(413);
    expect(await statusOf({ ...signed(large), "transfer-encoding": "chunked" }, [large])).toBe(413);
  });

  it("that nobody signed is refused before it has come", async () => {
    expect(await statusOf({ "content-length": "900000" }, [])).toBe(401);
    expect(await statusOf({ "transfer-encoding": "chunked" }, ["ssl_check=1"])).toBe(401);
    expect(await statusOf({ "content-type": "application/json", "content-length": "12" }, [])).toBe(401);
    expect(await statusOf({ ...signed("x", NOW / 1000 - 301), "content-length": "2000" }, ["half"])).toBe(401);
  });

  it("that is large waits for room when eight others are being read, and a small one does not", async () => {
    answering();
    const half = { ...signed("x"), "content-length": String(1024 * 1024) };
    const others = await Promise.all(Array.from({ length: 8 }, () => beginSending(half)));
    const large = `payload=${encodeURIComponent(JSON.stringify({ words: "x".repeat(500_000) }))}`;
    await vi.waitFor(async () => expect((await post(large, signed(large))).status).toBe(503));
    expect((await post(COMMAND, signed(COMMAND))).status).toBe(200);
    for (const other of others) other.destroy();
    await vi.waitFor(async () => expect((await post(large, signed(large))).status).toBe(200));
  });

  it("whose sender hangs up leaves nothing behind", async () => {
    const received = answering();
    const sent = request(url, { method: "POST", headers: { "content-type": FORM, "content-length": "100" } });
    sent.on("error", () => undefined);
    sent.write("half of it");
    await new Promise((resolve) => {
      sent.once("socket", (socket) => socket.once("connect", resolve));
    });
    sent.destroy();
    await post(COMMAND, signed(COMMAND));
    expect(received).toHaveLength(1);
  });

  it("may hold any bytes", async () => {
    answering();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const body = Uint8Array.from(bytes);
        expect([200, 400]).toContain(
          (await post(body, { ...signed(body), "content-type": "application/json" })).status,
        );
      }),
      { numRuns: 50 },
    );
  });
});

/** Sends a little of a body and no more. */
async function beginSending(headers: Record<string, string>): Promise<ClientRequest> {
  const sent = request(url, { method: "POST", headers: { "content-type": FORM, ...headers } });
  sent.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    sent.write("payload=", () => resolve());
  });
  return sent;
}

/** Sends `chunks` and never ends: what the server makes of that. */
function statusOf(headers: Record<string, string>, chunks: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { "content-type": FORM, ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on("error", reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.flushHeaders();
  });
}

describe("What is made at the first request that needs it", () => {
  const signed = (body: string): RequestInit => {
    const timestamp = String(NOW / 1000);
    const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    const headers = {
      "content-type": FORM,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
    };
    return { method: "POST", headers, body };
  };

  it("is made once where two come at once, and again where it could not be made", async () => {
    let made = 0;
    const { handle } = createReceiver({
      ...{ signingSecret: SECRET, clock: { now: () => NOW }, log: createTestLog() },
      async open(receiver) {
        made += 1;
        await Promise.resolve();
        if (made === 1) throw new Error("The file cannot be read");
        const processEvent = ({ ack }: { ack: () => Promise<void> }): Promise<void> => ack();
        receiver.init(Object.create({ processEvent }));
      },
    });
    const server = createServer((req, res) => void handle(req, res));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const send = async (): Promise<number> =>
      (await fetch(`http://127.0.0.1:${portOf(server.address())}/`, signed(COMMAND))).status;
    expect([await send(), made]).toEqual([500, 1]);
    expect([await Promise.all([send(), send()]), made]).toEqual([[200, 200], 2]);
    expect([await send(), made]).toEqual([200, 2]);
    server.closeAllConnections();
    server.close();
  });
});
