/** What leaves for a platform, and what comes back, beside what Node's own `fetch` makes of the same. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exchange } from "#shared/exchange.ts";
import { networkCode } from "#shared/network.ts";
import { freePort } from "#tests/fixtures/free-port.ts";

const headers = { "content-type": "application/json; charset=utf-8", authorization: "Bearer a" };
const body = JSON.stringify({ text: "Кыргызстан" });

let answer: RequestListener;
let heard: { readonly path: string; readonly said: string }[];
let server: Server;
let url: string;
beforeEach(async () => {
  heard = [];
  const hear = async (req: IncomingMessage, res: Parameters<RequestListener>[1]): Promise<void> => {
    heard.push({ path: req.url ?? "", said: await readAll(req) });
    answer(req, res);
  };
  server = createServer((req, res) => void hear(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/post?a=1`;
  // Node makes its connections ready with the first request.
  answer = (_, res) => res.end();
  await (await fetch(url)).text();
  heard = [];
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function readAll(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const post = (timeoutMs = 5000, to = url) => exchange({ url: to, headers, body, timeoutMs });
const codeOf = (failing: Promise<unknown>) => failing.then(() => "answered", networkCode);

describe("What is posted", () => {
  const long = "ä€😀".repeat(20_000);
  it.each<[string, RequestListener]>([
    ["is taken", (_, res) => res.writeHead(200, { "x-oauth-scopes": "chat:write" }).end('{"ok":true}')],
    ["is answered in pieces that cut letters", (_, res) => sendByPieces(res, long)],
    ["is turned back for a while", (_, res) => res.writeHead(429, { "retry-after": "7" }).end()],
    ["is sent elsewhere", (_, res) => res.writeHead(302, { location: "https://elsewhere.example/" }).end()],
    ["fails", (_, res) => res.writeHead(503, "Not Now", { "x-twice": ["a", "b"] }).end("later")],
    ["is answered by nothing", (_, res) => res.writeHead(204).end()],
  ])("%s, as fetch tells it", async (_what, answering) => {
    answer = answering;
    const { status, statusText, header, text } = await post();
    const told = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
    expect([status, statusText, text]).toEqual([told.status, told.statusText, await told.text()]);
    for (const name of ["x-oauth-scopes", "retry-after", "location"]) expect(header(name)).toBe(told.headers.get(name));
    expect(heard).toEqual(Array.from({ length: 2 }, () => ({ path: "/api/post?a=1", said: body })));
  });

  it("is known by its code where nobody listens, and where the connection ends before the answer", async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}/`;
    expect(await codeOf(post(5000, nowhere))).toBe("ECONNREFUSED");
    answer = (req) => req.socket.destroy();
    expect(await codeOf(post())).toBe(await codeOf(fetch(url, { method: "POST", headers, body })));
  });

  it("is given up when its time is over, before its answer and in the midst of it", async () => {
    answer = () => undefined;
    expect(await codeOf(post(50))).toBe("TimeoutError");
    answer = (_, res) => res.writeHead(200).write("half");
    expect(await codeOf(post(50))).toBe("TimeoutError");
  });
});

function sendByPieces(res: Parameters<RequestListener>[1], text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 4001) res.write(bytes.subarray(at, at + 4001));
  res.end();
}
