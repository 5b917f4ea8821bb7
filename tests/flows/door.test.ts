/** Strangers at the door of the real process, set up for both platforms: what they cost, and what it says of them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHIPPED } from "#tests/fixtures/library.ts";

const APP = "11111111-0000-4000-8000-000000000001";
const MIB = 1024 * 1024;
const PRELOADED = ["chatter.mjs", "no-network.mjs"].map((file) => `--import=./tests/fixtures/${file}`);
const ALMOST_ALL = Buffer.alloc(MIB - 1, "x");

let address: string;
let child: ChildProcess;
let printed = "";
let close: () => Promise<void>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "briefing-door-"));
  const { PATH = "", HOME = "" } = process.env;
  child = spawn(process.execPath, [...PRELOADED, "src/main.ts"], {
    env: {
      ...{ PATH, HOME, PORT: "0", DATA_FOLDER: folder, DEFAULT_PACK: SHIPPED },
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
      MICROSOFT_APP_ID: APP,
      MICROSOFT_APP_PASSWORD: "secret",
      MICROSOFT_APP_TENANT_ID: APP,
      ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { promise, resolve } = Promise.withResolvers<string>();
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString();
    const found = /http:\/\/localhost:\d+/.exec(printed);
    if (found !== null) resolve(found[0]);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  address = await promise;
  close = async () => {
    child.kill("SIGKILL");
    await once(child, "close");
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

/** What the process holds outside of its heap, where bodies are, in MiB. */
async function buffered(): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Number(/^nodejs_external_memory_bytes (\S+)$/m.exec(metrics)?.[1]) / MIB;
}

/** A stranger who announces a body and sends all of it but the last byte. */
async function sendHalf(path: string, headers: readonly string[]): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  await once(socket, "connect");
  const head = [`POST ${path} HTTP/1.1`, "host: here", `content-length: ${MIB}`, ...headers, "", ""];
  socket.write(head.join("\r\n"));
  socket.write(ALMOST_ALL);
  return socket;
}

describe("Five hundred strangers who each send a mebibyte and do not finish", () => {
  const FORM = "content-type: application/x-www-form-urlencoded";
  const JSON_TYPE = "content-type: application/json";

  it.each([
    ["unsigned to Slack's address", "/slack/events", [FORM]],
    [
      "with half a signature",
      "/slack/events",
      [JSON_TYPE, `x-slack-request-timestamp: ${Math.floor(Date.now() / 1000)}`],
    ],
    ["without a token to Teams' address", "/api/messages", [JSON_TYPE]],
    ["with a token that is none", "/api/messages", [JSON_TYPE, "authorization: Bearer a.b.c"]],
    ["to an address where nothing is", "/nothing", [JSON_TYPE]],
  ])("%s leave nothing behind", async (_, path, headers) => {
    const before = await buffered();
    const strangers = await Promise.all(Array.from({ length: 500 }, () => sendHalf(path, headers)));
    // What was let go of is still counted until it is collected.
    await expect.poll(async () => (await buffered()) - before, { timeout: 20_000 }).toBeLessThan(20);
    for (const socket of strangers) socket.destroy();
  });
});

describe("What the process prints", () => {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = { iss: "https://api.botframework.com", aud: APP, serviceurl: "https://smba.trafficmanager.net/emea/" };

  it.each([
    ["a token of an unknown key", `Bearer ${encode({ alg: "RS256", kid: "made-up" })}.${encode(claims)}.c2ln`],
    ["a token of another method", `Bearer ${encode({ alg: "HS256", kid: "made-up" })}.${encode(claims)}.c2ln`],
    ["a token that is none", "Bearer nonsense"],
  ])("of %s is lines of JSON and nothing else", async (_, authorization) => {
    const headers = { authorization, "content-type": "application/json" };
    const { status } = await fetch(`${address}/api/messages`, { method: "POST", headers, body: "{}" });
    expect([401, 503]).toContain(status);
    expect(linesThatAreNotJson()).toEqual([]);
  });

  it("is lines of JSON also where a library prints, or Node warns", async () => {
    child.kill("SIGUSR2");
    await expect.poll(() => printed).toContain("a warning of a library");
    expect(printed).toMatch(/"from":"console".*"msg":"a library prints keys"/);
    expect(printed).not.toContain("the second line of them");
    expect(linesThatAreNotJson()).toEqual([]);
  });
});

function linesThatAreNotJson(): readonly string[] {
  return printed.split("\n").filter((line) => line !== "" && !isJson(line));
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
