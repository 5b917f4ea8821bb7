/** Slack over Socket Mode, for bots without a public address. https://docs.slack.dev/apis/events-api/using-socket-mode */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "@slack/web-api";
import pTimeout from "p-timeout";
import type { Log } from "#core/ports.ts";
import { acknowledgeEventsWhenTaken } from "./acknowledge.ts";
import type { Way } from "./receive.ts";

const OPEN_MS = 5000;
/** Somebody has to put a refusal right; and Slack's own client gives up for good where it cannot be reached for half an hour. */
const START_AGAIN_MS = 60_000;

/** An HTTP proxy by its conventional names, each empty where it is not set. */
export interface SocketProxy {
  readonly HTTPS_PROXY: string;
  readonly HTTP_PROXY: string;
  readonly NO_PROXY: string;
}

interface SocketConfig {
  readonly appToken: string;
  /** Ends in a slash; Slack's own when null. */
  readonly apiUrl: string | null;
  /** The web socket goes straight to Slack without it, whatever the rest of the process does. */
  readonly proxy?: SocketProxy | null;
}

export async function createSocket({ appToken, apiUrl, proxy = null }: SocketConfig, logger: Logger): Promise<Way> {
  // Loaded when it is used: it brings a web socket and an HTTP client of its own.
  const { default: socketMode } = await import("@slack/bolt/dist/receivers/SocketModeReceiver.js");
  const clientOptions = apiUrl === null ? {} : { slackApiUrl: apiUrl };
  const through = proxy === null ? {} : { dispatcher: await dispatcherThrough(proxy) };
  const receiver = new socketMode.default({ appToken, logger, installerOptions: { clientOptions }, ...through });
  let open = false;
  receiver.client.on("connected", () => (open = true));
  receiver.client.on("close", () => (open = false));
  const starting = startUntilOpen(() => receiver.start());
  return {
    receiver: {
      init: (app) => receiver.init(acknowledgeEventsWhenTaken(app)),
      start: starting.start,
      stop() {
        starting.stop();
        return receiver.stop();
      },
    },
    handle: refuseHttp,
    connected: () => open || "Slack's Socket Mode connection is not open at the moment.",
  };
}

/** The first start tells whoever waits what became of it; it is tried again behind that, and what becomes of that is the SDK's to log. */
function startUntilOpen(open: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const start = async (): Promise<unknown> => {
    try {
      return await open();
    } catch (error) {
      if (!isStopped) timer = setTimeout(() => void start().catch(() => undefined), START_AGAIN_MS).unref();
      throw error;
    }
  };
  return {
    start,
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** HTTP/1.1 alone: a web socket has its connection to itself. */
async function dispatcherThrough({ HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy }: SocketProxy) {
  const { EnvHttpProxyAgent } = await import("undici");
  return new EnvHttpProxyAgent({ httpsProxy, httpProxy, noProxy, allowH2: false });
}

/** Rejects with a sentence when Slack refuses the app's token; a Slack that cannot be reached is tried on meanwhile. */
export async function openSocket({ receiver }: Pick<Way, "receiver">, log: Log): Promise<void> {
  const opening = receiver.start().then(
    () => ({ refusal: null }),
    (error: unknown) => ({ refusal: socketRefusal(error) }),
  );
  const opened = await pTimeout(opening, { milliseconds: OPEN_MS, fallback: () => null });
  if (opened === null) {
    log.warn({ afterMs: OPEN_MS }, "Socket Mode is not open yet; still trying");
    void opening.then(({ refusal }) => refusal !== null && log.error({ err: refusal }, "Socket Mode did not open"));
  } else if (opened.refusal !== null) throw opened.refusal;
}

/** Where the right token is. */
export function socketRefusal(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const where = "api.slack.com/apps, your app, Basic Information, App-Level Tokens";
  return new Error(
    `Slack does not open Socket Mode with SLACK_APP_TOKEN (${reason}). Make a token with connections:write at ${where}.`,
    { cause: error },
  );
}

function refuseHttp(req: IncomingMessage, res: ServerResponse): Promise<void> {
  req.resume();
  const sentence = Buffer.from("This bot hears Slack over Socket Mode (SLACK_APP_TOKEN is set), not over HTTP.");
  res.writeHead(404, { "content-type": "text/plain; charset=utf-8", "content-length": sentence.byteLength });
  res.end(sentence);
  return Promise.resolve();
}

/** What came over the socket and is under way, which nothing else waits for when the bot stops. */
interface InFlight {
  /** Counts `work` until it is done. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for what is under way, at most `deadlineMs`. True when all of it was done. */
  drain(deadlineMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const open = new Set<Promise<unknown>>();
  return {
    run(work) {
      const done = work().finally(() => open.delete(done));
      open.add(done);
      return done;
    },
    drain(deadlineMs) {
      const all = Promise.allSettled(open).then(() => true);
      return pTimeout(all, { milliseconds: deadlineMs, fallback: () => false });
    },
  };
}
