/** The one HTTP server: routes by path, answers faults itself, and drains before it closes. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import pTimeout from "p-timeout";
import type { Log } from "#core/ports.ts";
import { folderOf, localAddress, pathOf } from "./address.ts";

// An import would take hold of all that it exports, and so load web sockets and `fetch`: 66 ms instead of 9.
const { createServer } = process.getBuiltinModule("node:http");

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/**
 * By `METHOD /path`, or `METHOD /folder/*` for whatever is in it; a handler answers every request that it is given, and
 * one for `GET` those for `HEAD` too, of which Node sends no body.
 */
export type Routes = Readonly<Record<string, Handler>>;

export interface HttpServer {
  /** The port that was taken, when 0 was asked for. */
  readonly port: number;
  /**
   * Takes no new request and resolves when those under way have ended, or after `deadline` milliseconds. A request has
   * ended when its handler has: what is done after the answer was sent counts.
   */
  stop(deadline: number): Promise<void>;
}

/** What answers where, looked up at each request: what is still opening may be replaced by what is open. */
export interface Routing {
  routes: Routes;
  /** Has a look at what no route matches; false when it is not its business either. */
  fallback: ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | null;
}

export interface HttpOptions {
  readonly port: number;
  /** A name or an address of this machine; null is all of them, by IPv6 and IPv4. */
  readonly host: string | null;
  /** The path that a proxy puts before every other, `/briefing`; empty or absent where there is none. */
  readonly basePath?: string;
  readonly routing: Readonly<Routing>;
  readonly log: Log;
  readonly limits?: HttpLimits;
}

export interface HttpLimits {
  /** Connections that are open at the same time; whoever comes then is turned away. */
  readonly connections: number;
  /** Milliseconds that a client may take over its headers and body, and how often that is looked at. */
  readonly patience: number;
  readonly lookEvery: number;
}

/** Node's own: any number of connections, looked at every 30 s. */
const LIMITS: HttpLimits = { connections: 1000, patience: 9000, lookEvery: 1000 };
const TOLD_AGAIN_MS = 60_000;
/**
 * Slack, Teams and the proxies before them send one after another. Node hands over whatever a client sends ahead, some
 * 2,000 requests of 64 KB, and would have this one thread answer all of them before anybody else.
 */
const AHEAD = 8;
/**
 * Longer than any load balancer keeps its own side open, or it sends a request into a connection that just closed: AWS 60 s,
 * Azure 4 minutes, Google 10: https://cloud.google.com/load-balancing/docs/https/request-distribution#timeouts
 */
const KEEP_ALIVE_MS = 620_000;

const TOO_LATE = "too late";

/** Listens; rejects with a sentence when the port is taken. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const serving = new Set<Promise<void>>();
  const { connections, patience, lookEvery } = options.limits ?? LIMITS;
  // A client that dawdles would hold a connection for ever.
  const dawdling = { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: lookEvery };
  const takes = limitAhead(options.log);
  const server = createServer({ ...dawdling, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (!takes(request, response)) return;
    const served = serve(request, response, options);
    serving.add(served);
    void served.then(() => serving.delete(served));
  });
  const unasked = new Set<Socket>();
  server.on("connection", (socket) => {
    unasked.add(socket);
    socket.once("close", () => unasked.delete(socket));
  });
  server.on("request", (request) => unasked.delete(request.socket));
  server.maxConnections = connections;
  tellOfDropped(server, options.log);
  // Whoever only keeps a connection makes way for whoever has something to ask.
  server.on("drop", () => server.closeIdleConnections());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, options)));
    const { port, host } = options;
    server.listen({ port, ...(host === null ? {} : { host }) }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    async stop(deadline) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection that was busy when the server closed would otherwise idle on in keep-alive.
      const sweep = setInterval(() => {
        server.closeIdleConnections();
        // Browsers open connections ahead of time; one that never asked anything has nothing to wait for.
        for (const socket of unasked) socket.destroy();
      }, 20);
      const ended = closed.then(() => Promise.all(serving));
      if ((await pTimeout(ended, { milliseconds: deadline, fallback: () => TOO_LATE })) === TOO_LATE) {
        options.log.warn({ unfinished: serving.size, afterMs: deadline }, "Stopped before every request was done with");
        server.closeAllConnections();
      }
      clearInterval(sweep);
    },
  };
}

/** False for what is not to be answered: its connection has as many unanswered as may be, and is cut. */
function limitAhead(log: Log): (request: IncomingMessage, response: ServerResponse) => boolean {
  const unanswered = new WeakMap<Socket, number>();
  const tell = onceAMinute(() =>
    log.warn({ ahead: AHEAD }, "Cut a connection that sent more requests than it waited for"),
  );
  return ({ socket }, response) => {
    // The rest of what it sent is handed over all the same.
    if (socket.destroyed) return false;
    const count = (unanswered.get(socket) ?? 0) + 1;
    if (count > AHEAD) {
      socket.destroy();
      tell();
      return false;
    }
    unanswered.set(socket, count);
    // What a handler does behind its answer is nothing that the client waits for.
    response.on("close", () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    return true;
  };
}

function tellOfDropped(server: Server, log: Log): void {
  const tell = (): void =>
    log.warn({ connections: server.maxConnections }, "Turned connections away: as many as may be are open");
  server.on("drop", onceAMinute(tell));
}

/** Whoever opens that many connections must not fill the log too. */
function onceAMinute(tell: () => void): () => void {
  let toldAt = -Infinity;
  return () => {
    if (performance.now() - toldAt < TOLD_AGAIN_MS) return;
    toldAt = performance.now();
    tell();
  };
}

/** Does not reject. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { routing, log, basePath = "" }: HttpOptions,
): Promise<void> {
  const { routes, fallback } = routing;
  const { url, handler } = findRoute(routes, request, basePath);
  // Handlers see the address as if there were no proxy.
  request.url = url;
  try {
    if (handler !== undefined) return await handler(request, response);
    if (fallback !== null && (await fallback(request, response))) return;
    refuse(routes, request, response);
  } catch (error) {
    log.error({ err: error, path: pathOf(url) }, "A request could not be answered");
    if (!response.headersSent) answer(response, 500, "Something failed on our side. Please try again.");
    else response.destroy();
  }
}

/** The path before every other may begin like one of these: an address is looked for as it is, and without that path. */
function findRoute(
  routes: Routes,
  request: IncomingMessage,
  basePath: string,
): { readonly url: string; readonly handler: Handler | undefined } {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const whole = localAddress(request.url ?? "/", "");
  const below = localAddress(whole, basePath);
  const folder = (url: string): string => `${folderOf(pathOf(url))}*`;
  const places = [
    [whole, pathOf(whole)],
    [below, pathOf(below)],
    [below, folder(below)],
    [whole, folder(whole)],
  ] as const;
  for (const [url, place] of places) {
    const handler = routes[`${method} ${place}`];
    if (handler !== undefined) return { url, handler };
  }
  const otherwise = [whole, below].find((url) => methodsOf(routes, pathOf(url)).length > 0);
  return { url: otherwise ?? below, handler: undefined };
}

/** Answers with a sentence of plain text. */
export function answer(response: ServerResponse, status: number, sentence: string): void {
  // A body that nobody reads is not waited for.
  if (!response.req.complete) response.shouldKeepAlive = false;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${sentence}\n`);
}

function refuse(routes: Routes, request: IncomingMessage, response: ServerResponse): void {
  const methods = methodsOf(routes, pathOf(request.url ?? "/")).flatMap((method) =>
    method === "GET" ? ["GET", "HEAD"] : [method],
  );
  if (methods.length === 0) return answer(response, 404, "There is nothing at this address.");
  response.setHeader("allow", methods.join(", "));
  answer(response, 405, `This address takes ${methods.join(" or ")}.`);
}

function methodsOf(routes: Routes, path: string): readonly string[] {
  return Object.keys(routes).flatMap((route) => (route.endsWith(` ${path}`) ? [route.split(" ", 1)[0] ?? ""] : []));
}

const NO_ADDRESS: ReadonlySet<string> = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EAI_AGAIN", "ENOTFOUND"]);

function explain(error: NodeJS.ErrnoException, { port, host }: HttpOptions): Error {
  if (error.code === "EADDRINUSE")
    return new Error(`Port ${port} is taken. Stop what uses it, or choose another: PORT=4000 npm start`);
  if (error.code === "EACCES")
    return new Error(`Port ${port} may not be opened. Choose one above 1023: PORT=3978 npm start`);
  if (NO_ADDRESS.has(error.code ?? ""))
    return new Error(`HOST: ${host} is no address of this machine. Leave it empty to listen on all of them.`);
  return error;
}
