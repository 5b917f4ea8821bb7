/** How requests travel between the beings of a world: late, cut off, or never. */
import { Readable } from "node:stream";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AT_WORK, type Being, type World } from "./world.ts";

export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Who answers at an address; null where nobody does. */
export type Route = (url: URL) => { readonly being: Being; readonly handle: Handle } | null;

export interface Passage {
  /** Milliseconds each. */
  readonly ways: readonly [there: number, back: number];
  readonly fate:
    | { readonly kind: "arrives" }
    /** No connection is made. */
    | { readonly kind: "unreachable" }
    /** It is cut off on its way there, or the answer is on its way back. */
    | { readonly kind: "lost"; readonly on: "there" | "back" }
    /** Answered on the way, by a gateway or the platform's own limits: nothing is done. */
    | {
        readonly kind: "turned-back";
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
        readonly body: string;
      };
}

export interface Network {
  carry(being: Being, url: URL, init: RequestInit): Promise<Response>;
}

export interface NetworkParts {
  readonly world: World;
  readonly route: Route;
  readonly passageOf: (being: Being, url: URL, body: string) => Passage;
  /** It is on its way, or was to be: nothing takes it back. */
  readonly left: (being: Being, url: URL, body: string) => void;
  /** One has answered: the answer is on its way. */
  readonly answered: (being: Being) => void;
}

export function createNetwork({ world, route, passageOf, left, answered }: NetworkParts): Network {
  return {
    carry(being, url, init) {
      const body = typeof init.body === "string" ? init.body : "";
      const passage = passageOf(being, url, body);
      const [there, back] = passage.ways;
      const { fate } = passage;
      left(being, url, body);
      return new Promise<Response>((resolve, reject) => {
        const { signal } = init;
        // Whoever gave up hears nothing any more; the request goes on.
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        const fail = (code: string): void => reject(new TypeError("fetch failed", { cause: coded(code) }));
        const answer = (given: Answer): void => void world.after(back, being, () => resolve(responseOf(url, given)));
        if (fate.kind === "unreachable") return void world.after(there, being, () => fail("ECONNREFUSED"));
        if (fate.kind === "lost" && fate.on === "there")
          return void world.after(there + back, being, () => fail("ECONNRESET"));
        if (fate.kind === "turned-back") return void world.after(there, world.outside, () => answer(fate));
        const found = route(url);
        if (found === null) return void world.after(there, being, () => fail("ECONNREFUSED"));
        world.after(there, found.being, () => {
          const hear = (given: Answer): void => {
            if (fate.kind === "lost") world.after(back, being, () => fail("ECONNRESET"));
            else answer(given);
            answered(found.being);
          };
          void askAt(found.handle, requestOf(url, init, body)).then(hear);
        });
      });
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the one end of `node:http` shows to its other end, without a socket between them. */
function askAt(handle: Handle, req: IncomingMessage): Promise<Answer> {
  return new Promise((resolve) => {
    const headers: Record<string, string> = {};
    let status = 200;
    const res = {
      req,
      destroyed: false,
      shouldKeepAlive: true,
      once: () => res,
      headersSent: false,
      setHeader: (name: string, value: string) => void (headers[name] = value),
      writeHead(given: number, more: Readonly<Record<string, string>> = {}) {
        status = given;
        res.headersSent = true;
        Object.assign(headers, more);
        return res;
      },
      end(body: string | Buffer = "") {
        resolve({ status, headers, body: body.toString() });
        return res;
      },
      destroy: () => void (res.destroyed = true),
    };
    void handle(req, standingIn<ServerResponse>(res));
  });
}

function requestOf(url: URL, init: RequestInit, body: string): IncomingMessage {
  const headers = {
    ...Object.fromEntries([...new Headers(init.headers)]),
    "content-length": String(Buffer.byteLength(body)),
  };
  const parts = { method: init.method ?? "GET", url: `${url.pathname}${url.search}`, headers, complete: true };
  return standingIn<IncomingMessage>(Object.assign(Readable.from([Buffer.from(body)]), parts));
}

function responseOf(url: URL, { status, headers, body }: Answer): Response {
  const parts = {
    url: url.href,
    status,
    ok: status >= 200 && status < 300,
    statusText: "",
    headers: new Headers(headers),
    text: () => Promise.resolve(body),
    json: () => Promise.resolve(JSON.parse(body)),
  };
  return standingIn<Response>(parts);
}

/** As much of something large as is asked of it: what is asked beyond that fails loudly. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it stands in for any of three
function standingIn<T>(parts: object): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return parts as T;
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Runs as that being. */
export function as<T>(being: Being, work: () => T): T {
  return AT_WORK.run(being, work);
}
