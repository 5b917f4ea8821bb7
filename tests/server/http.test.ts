import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import fc from "fast-check";
import { localAddress } from "#server/address.ts";
import { bullets, lead, link, message, paragraph } from "#core/document/blocks.ts";
import { createLog } from "#server/log.ts";
import { createPulse, healthz as healthzOf, readyz } from "#server/health.ts";
import { servePage } from "#server/page.ts";
import { startHttp, type HttpOptions, type HttpServer, type Routes } from "#server/http.ts";

const healthz = healthzOf({ blockedFor: () => null, stop: () => undefined });
const open: HttpServer[] = [];
const logged: string[] = [];
const log = createLog("info", (line) => logged.push(line));

async function serve(routes: Routes, more: Partial<HttpOptions> = {}): Promise<string> {
  const server = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log, ...more });
  open.push(server);
  return `http://127.0.0.1:${server.port}`;
}

afterEach(async () => {
  logged.length = 0;
  await Promise.all(open.splice(0).map((server) => server.stop(100)));
});

describe("The HTTP server", () => {
  it("answers what it does not know with a sentence", async () => {
    const address = await serve({ "GET /healthz": healthz });
    const nothing = await fetch(`${address}/nothing`);
    expect([nothing.status, await nothing.text()]).toEqual([404, "There is nothing at this address.\n"]);
    const post = await fetch(`${address}/healthz`, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("answers HEAD wherever it answers GET, and nowhere else", async () => {
    const address = await serve({ "GET /healthz": healthz, "POST /slack/events": healthz });
    const head = await fetch(`${address}/healthz`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const posts = await fetch(`${address}/slack/events`, { method: "HEAD" });
    expect([posts.status, posts.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("keeps a connection for longer than any load balancer does", async () => {
    const answer = await fetch(`${await serve({ "GET /healthz": healthz })}/healthz`);
    // Ten minutes is the longest: https://cloud.google.com/load-balancing/docs/https/request-distribution#timeouts
    expect(Number(/timeout=(\d+)/.exec(answer.headers.get("keep-alive") ?? "")?.[1])).toBeGreaterThan(600);
  });

  it("lets whoever idles make way when nobody else would get in", async () => {
    const limits = { connections: 2, patience: 9000, lookEvery: 1000 };
    const address = await serve({ "GET /healthz": healthz }, { limits });
    const ask = async (): Promise<boolean> => {
      const socket = connect(Number(new URL(address).port), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write("GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n");
      return new Promise((resolve) => {
        socket.once("data", () => resolve(true));
        socket.once("close", () => resolve(false));
      });
    };
    expect([await ask(), await ask()]).toEqual([true, true]);
    await expect.poll(ask).toBe(true);
  });

  it.each([
    ["/slack/events/"],
    ["//slack/events"],
    ["/slack//events//"],
    ["/briefing/slack/events"],
    ["/briefing//slack/events/?a=b"],
  ])("finds what is meant by %s, also behind a path of its own", async (path) => {
    const address = await serve(
      { "POST /slack/events": (request, response) => void response.end(request.url) },
      { basePath: "/briefing" },
    );
    const answer = await fetch(address + path, { method: "POST" });
    expect([answer.status, (await answer.text()).split("?")[0]]).toEqual([200, "/slack/events"]);
  });

  it.each(["/briefings/slack/events", "/briefing", "/slack/events/more", "/other/slack/events"])(
    "does not take %s for it",
    async (path) => {
      const address = await serve({ "POST /slack/events": healthz }, { basePath: "/briefing" });
      expect((await fetch(address + path, { method: "POST" })).status).toBe(404);
    },
  );

  it.each([
    ["/api", "/api/messages", "/api/messages"],
    ["/api", "/api/api/messages", "/api/messages"],
    ["/slack", "/slack/events", "/slack/events"],
    ["/slack/events", "/slack/events", "/slack/events"],
    ["/charts", "/charts/a.png", "/charts/a.png"],
    ["/charts", "/charts/charts/a.png", "/charts/a.png"],
    ["/charts", "/charts/slack/events", "/slack/events"],
    ["/api", "//api//messages/", "/api/messages"],
  ])("finds it where %s, which is before every path, is a path here too: %s", async (basePath, path, meant) => {
    const show = (request: IncomingMessage, response: ServerResponse): void => void response.end(request.url);
    const routes = { "POST /slack/events": show, "POST /api/messages": show, "POST /charts/*": show };
    const address = await serve(routes, { basePath });
    expect(await (await fetch(address + path, { method: "POST" })).text()).toBe(meant);
  });

  it("says what an address takes, also where that begins like the path before every other", async () => {
    const address = await serve({ "POST /api/messages": healthz }, { basePath: "/api" });
    for (const path of ["/api/messages", "/api/api/messages"]) {
      const answer = await fetch(address + path);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  it("reads an address the same however a proxy writes it", () => {
    const part = fc.stringMatching(/^[\w.~-]{1,8}$/);
    const slashes = fc.integer({ min: 1, max: 3 }).map((count) => "/".repeat(count));
    const written = fc.record({
      parts: fc.array(part, { maxLength: 4 }),
      between: slashes,
      end: fc.constantFrom("", "/", "//"),
    });
    fc.assert(
      fc.property(
        written,
        fc.constantFrom("", "/app", "/a/b"),
        fc.constantFrom("", "?a=//b/"),
        ({ parts, between, end }, base, query) => {
          const plain = `/${parts.join("/")}`;
          fc.pre(base === "" || !`${plain}/`.startsWith(`${base}/`));
          const given = base + parts.map((each) => between + each).join("") + (end || (parts.length === 0 ? "/" : ""));
          expect(localAddress(given + query, base)).toBe(plain + query);
        },
      ),
    );
  });

  it("is reached by IPv6 and by IPv4 alike where no address is chosen", async () => {
    const port = new URL(await serve({ "GET /healthz": healthz }, { host: null })).port;
    const reached = async (host: string): Promise<number> => (await fetch(`http://${host}:${port}/healthz`)).status;
    expect([await reached("127.0.0.1"), await reached("[::1]")]).toEqual([200, 200]);
  });

  it.each([
    ["192.0.2.1", /^HOST: 192\.0\.2\.1 is no address of this machine/],
    ["no-such-host.invalid", /^HOST: no-such-host\.invalid is no address of this machine/],
  ])("says so when %s is not an address of this machine", async (host, sentence) => {
    await expect(serve({}, { host })).rejects.toThrow(sentence);
  });

  it("answers 500 and logs when a handler throws, and goes on", async () => {
    const address = await serve({
      "GET /broken": () => Promise.reject(new Error("wires crossed")),
      "GET /healthz": healthz,
    });
    expect((await fetch(`${address}/broken`)).status).toBe(500);
    expect(logged.join("")).toContain("wires crossed");
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it("survives addresses that are no addresses", async () => {
    const address = await serve({ "GET /healthz": healthz });
    for (const path of ["//", "/%E0%A4%A", "/healthz?%%%"])
      expect((await fetch(address + path)).status).toBeLessThan(500);
  });

  it("finishes what is under way before it stops", async () => {
    const { promise: underWay, resolve: arrived } = Promise.withResolvers<void>();
    const { promise: gate, resolve: finish } = Promise.withResolvers<void>();
    const address = await serve({
      "GET /slow": async (_request, response) => {
        arrived();
        await gate;
        response.end("done");
      },
    });
    const slow = fetch(`${address}/slow`);
    await underWay;
    const stopped = open.splice(0)[0]?.stop(5000);
    finish();
    expect(await (await slow).text()).toBe("done");
    await stopped;
  });

  it("waits for what a handler still does after its answer was sent", async () => {
    const { promise: gate, resolve: finish } = Promise.withResolvers<void>();
    let done = false;
    const address = await serve({
      "GET /answered": async (_request, response) => {
        response.end("soon");
        await gate;
        done = true;
      },
    });
    expect(await (await fetch(`${address}/answered`)).text()).toBe("soon");
    const stopped = open.splice(0)[0]?.stop(5000);
    finish();
    await stopped;
    expect(done).toBe(true);
  });

  it("says when it stopped before a handler was done", async () => {
    const address = await serve({
      "GET /answered": (_request, response) => {
        response.end("soon");
        return new Promise(() => undefined);
      },
    });
    await (await fetch(`${address}/answered`)).text();
    await open.splice(0)[0]?.stop(20);
    expect(logged.join("")).toContain("Stopped before every request was done with");
  });

  it("does not wait longer than the deadline", async () => {
    const { promise: underWay, resolve: arrived } = Promise.withResolvers<void>();
    const address = await serve({ "GET /never": () => arrived() });
    const never = fetch(`${address}/never`).catch((error: unknown) => error);
    await underWay;
    await open.splice(0)[0]?.stop(20);
    expect(await never).toBeInstanceOf(Error);
  });

  it("does not wait for a connection that never asked anything", async () => {
    const port = Number(new URL(await serve({})).port);
    const silent = connect(port, "127.0.0.1");
    await once(silent, "connect");
    const cut = once(silent, "close");
    await open.splice(0)[0]?.stop(60_000);
    await cut;
    expect(silent.destroyed).toBe(true);
  });

  it.each([
    ["says nothing", ""],
    ["dawdles over its headers", "POST /read HTTP/1.1\r\nhost: here\r\nx-slow: "],
    ["dawdles over its body", "POST /read HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nhalf"],
    ["sends a body to nobody", "POST /nothing HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nhalf"],
  ])("closes a connection that %s", { timeout: 20_000 }, async (_, words) => {
    const read: Routes[string] = async (request, response) => {
      for await (const chunk of request) void chunk;
      response.end();
    };
    const address = await serve({ "POST /read": read }, { limits: { connections: 10, patience: 50, lookEvery: 10 } });
    const dawdling = connect(Number(new URL(address).port), "127.0.0.1");
    dawdling.on("error", () => undefined).resume();
    if (words !== "") dawdling.write(words);
    await once(dawdling, "close");
    expect((await fetch(`${address}/nothing`)).status).toBe(404);
  });

  it("turns away who comes when as many connections are open as may be, and says so once", async () => {
    const routes = { "GET /healthz": healthz };
    const port = Number(
      new URL(await serve(routes, { limits: { connections: 2, patience: 9000, lookEvery: 1000 } })).port,
    );
    const open = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    await Promise.all(open.map((socket) => once(socket, "connect")));
    for (const late of [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")])
      await once(late.on("error", () => undefined).resume(), "close");
    expect(logged.filter((line) => line.includes("Turned connections away"))).toHaveLength(1);
    for (const socket of open) socket.destroy();
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200));
  });

  it("cuts a connection that sends many requests ahead, answers none of the rest, and says so once", async () => {
    let asked = 0;
    const address = await serve({
      "GET /privacy": (_request, response) => {
        asked += 1;
        response.end("x".repeat(1000));
      },
    });
    const port = Number(new URL(address).port);
    for (const greedy of [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")]) {
      greedy.on("error", () => undefined).pause();
      greedy.write("GET /privacy HTTP/1.1\r\nhost: here\r\n\r\n".repeat(1000));
      await once(greedy.resume(), "close");
    }
    expect(asked).toBeLessThanOrEqual(16);
    expect(logged.filter((line) => line.includes("Cut a connection"))).toHaveLength(1);
    expect((await fetch(`${address}/privacy`)).status).toBe(200);
  });

  it("answers a few requests that are sent ahead, and any number one after another, whatever goes on behind the answers", async () => {
    const behind = Promise.withResolvers<void>();
    const address = await serve({
      "GET /healthz": async (_request, response) => {
        response.end("well");
        await behind.promise;
      },
    });
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    let heard = "";
    socket.setEncoding("utf8").on("data", (words: string) => (heard += words));
    for (const round of [1, 2, 3, 4]) {
      socket.write("GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n".repeat(4));
      await vi.waitFor(() => expect(heard.match(/well/g)).toHaveLength(4 * round));
    }
    behind.resolve();
    socket.destroy();
  });

  it("says which port is taken and what to do", async () => {
    const port = Number(new URL(await serve({})).port);
    await expect(startHttp({ port, host: "127.0.0.1", routing: { routes: {}, fallback: null }, log })).rejects.toThrow(
      `Port ${port} is taken. Stop what uses it, or choose another`,
    );
  });
});

describe("A page of the site", () => {
  it("is composed once a minute, however often it is asked for", async () => {
    let [now, composed] = [0, 0];
    const compose = () => ({ briefing: message({ title: `${++composed}`, summary: "s" }, []), language: "en" });
    const address = await serve({ "GET /about": servePage(compose, () => now) });
    const title = async () => /<h1>(.*)<\/h1>/.exec(await (await fetch(`${address}/about`)).text())?.[1];
    expect([await title(), await title()]).toEqual(["1", "1"]);
    now += 60_000;
    expect(await title()).toBe("2");
  });

  it("shows every word of its document, and runs and loads nothing", async () => {
    const briefing = message({ title: "Privacy & <script>", summary: "s" }, [
      lead("<img src=x onerror=alert(1)>"),
      paragraph("See ", link("the 'Index'", 'https://ocindex.net/?a="b"&c')),
      bullets(["one"]),
    ]);
    const address = await serve({ "GET /privacy": servePage(() => ({ briefing, language: "en" })) });
    const answer = await fetch(`${address}/privacy/`);
    const html = await answer.text();
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("<h1>Privacy &amp; &lt;script&gt;</h1>");
    expect(html).toContain("<p>&lt;img src=x onerror=alert(1)&gt;</p>");
    expect(html).toContain('<a href="https://ocindex.net/?a=&quot;b&quot;&amp;c">the &#39;Index&#39;</a>');
    expect(html).not.toMatch(/<(script|img|link)/);
  });
});

describe("/readyz", () => {
  const AWAY = "Microsoft gives no access token";
  const yes = () => true as const;
  const away = () => AWAY;

  async function statusOf(parts: Parameters<typeof readyz>[0]): Promise<readonly [number, unknown]> {
    const answer = await fetch(`${await serve({ "GET /readyz": readyz(parts) })}/readyz`);
    return [answer.status, await answer.json()];
  }

  it("is 200 when everything is ready", async () => {
    expect(await statusOf({ needed: { database: yes }, platforms: { slack: yes, teams: null } })).toEqual([
      200,
      { status: "ready", database: "ready", slack: "ready", teams: "not set up" },
    ]);
  });

  it("is 503 when the database is not, and names it", async () => {
    const needed = { database: () => "connection refused" };
    expect(await statusOf({ needed, platforms: { slack: yes, teams: yes } })).toEqual([
      503,
      { status: "not ready", database: "connection refused", slack: "ready", teams: "ready" },
    ]);
  });

  it("is 200 as long as one platform answers, and names the other", async () => {
    const needed = { database: yes };
    expect(await statusOf({ needed, platforms: { slack: yes, teams: away } })).toEqual([
      200,
      { status: "partly ready", database: "ready", slack: "ready", teams: AWAY },
    ]);
    expect(await statusOf({ needed, platforms: { slack: () => "starting", teams: yes } })).toMatchObject([
      200,
      { status: "partly ready" },
    ]);
  });

  it.each([
    ["the only one is away", { slack: null, teams: away }],
    ["both are away", { slack: () => "starting", teams: away }],
  ])("is 503 when no platform answers: %s", async (_, platforms) => {
    expect(await statusOf({ needed: { database: yes }, platforms })).toMatchObject([
      503,
      { status: "not ready", teams: AWAY },
    ]);
  });

  it("counts a check that throws as failed", async () => {
    const needed = { database: () => Promise.reject(new Error("gone")) };
    expect(await statusOf({ needed, platforms: { slack: yes } })).toEqual([
      503,
      { status: "not ready", database: "gone", slack: "ready" },
    ]);
  });
});

describe("/healthz", () => {
  it("is 503 for a while when the process could do nothing for five seconds or more", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let now = 0;
    const pulse = createPulse(() => now);
    const address = await serve({ "GET /healthz": healthzOf(pulse) });
    const statusAfter = async (ms: number): Promise<number> => {
      now += ms;
      vi.advanceTimersByTime(1000);
      return (await fetch(`${address}/healthz`)).status;
    };
    expect(await statusAfter(1000)).toBe(200);
    expect(await statusAfter(5900)).toBe(200);
    expect(await statusAfter(6000)).toBe(503);
    expect(await statusAfter(1000)).toBe(503);
    for (let beat = 0; beat < 9; beat += 1) await statusAfter(1000);
    expect(await statusAfter(1000)).toBe(200);
    expect(await statusAfter(60_000)).toBe(503);
    pulse.stop();
    vi.useRealTimers();
  });
});

describe("The log", () => {
  it("hides secrets and people's words at any depth", () => {
    log.info({ text: "who is who", deep: { request: { token: "xoxb-1", body: "secret words" } } }, "An event");
    expect(logged.join("")).not.toMatch(/who is who|xoxb-1|secret words/);
  });

  it("hides tokens that slipped into an error", () => {
    log.error(
      { err: new Error("failed with xoxb-12-abc and Bearer abc.def and postgres://me:pass@host/db") },
      "Failed",
    );
    expect(logged.join("")).not.toMatch(/xoxb-12|abc\.def|:pass@/);
  });
});
