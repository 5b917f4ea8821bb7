import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createLog } from "#server/log.ts";
import { healthz, readyz } from "#server/health.ts";
import { startHttp, type HttpLimits, type HttpServer, type Routes } from "#server/http.ts";

const open: HttpServer[] = [];
const logged: string[] = [];
const log = createLog("info", (line) => logged.push(line));

async function serve(routes: Routes, limits?: HttpLimits): Promise<string> {
  const bounds = limits === undefined ? {} : { limits };
  const server = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log, ...bounds });
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
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET"]);
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
    const address = await serve({ "POST /read": read }, { connections: 10, patience: 50, lookEvery: 10 });
    const dawdling = connect(Number(new URL(address).port), "127.0.0.1");
    dawdling.on("error", () => undefined).resume();
    if (words !== "") dawdling.write(words);
    await once(dawdling, "close");
    expect((await fetch(`${address}/nothing`)).status).toBe(404);
  });

  it("turns away who comes when as many connections are open as may be, and says so once", async () => {
    const routes = { "GET /healthz": healthz };
    const port = Number(new URL(await serve(routes, { connections: 2, patience: 9000, lookEvery: 1000 })).port);
    const open = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    await Promise.all(open.map((socket) => once(socket, "connect")));
    for (const late of [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")])
      await once(late.on("error", () => undefined).resume(), "close");
    expect(logged.filter((line) => line.includes("Turned connections away"))).toHaveLength(1);
    for (const socket of open) socket.destroy();
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200));
  });

  it("says which port is taken and what to do", async () => {
    const port = Number(new URL(await serve({})).port);
    await expect(startHttp({ port, host: "127.0.0.1", routing: { routes: {}, fallback: null }, log })).rejects.toThrow(
      `Port ${port} is taken. Stop what uses it, or choose another`,
    );
  });
});

describe("/readyz", () => {
  it("is 200 only when every part is ready, and names the one that is not", async () => {
    let database: true | string = true;
    const address = await serve({ "GET /readyz": readyz({ database: () => database, slack: () => true }) });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    database = "connection refused";
    const answer = await fetch(`${address}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: "not ready", database: "connection refused", slack: "ready" },
    ]);
  });

  it("counts a check that throws as failed", async () => {
    const address = await serve({ "GET /readyz": readyz({ database: () => Promise.reject(new Error("gone")) }) });
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: "not ready", database: "gone" });
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
