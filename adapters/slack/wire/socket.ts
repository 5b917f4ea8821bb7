/** Slack over Socket Mode, for bots without a public address. https://docs.slack.dev/apis/events-api/using-socket-mode */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { Logger } from "@slack/web-api";
import pTimeout from "p-timeout";
import type { Log } from "#core/ports.ts";
import { acknowledgeEventsWhenTaken } from "./acknowledge.ts";
import type { Way } from "./receive.ts";

const require = createRequire(import.meta.url);
const OPEN_MS = 5000;

/** `apiUrl` ends in a slash, and is Slack's own when null. */
export function createSocket(config: { appToken: string; apiUrl: string | null }, logger: Logger): Way {
  // Loaded when it is used: it brings a web socket and an HTTP client of its own.
  const {
    default: SocketModeReceiver,
  }: typeof import("@slack/bolt/dist/receivers/SocketModeReceiver.js") = require("@slack/bolt/dist/receivers/SocketModeReceiver.js");
  const { appToken, apiUrl } = config;
  const clientOptions = apiUrl === null ? {} : { slackApiUrl: apiUrl };
  const receiver = new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } });
  let open = false;
  receiver.client.on("connected", () => (open = true));
  receiver.client.on("close", () => (open = false));
  return {
    receiver: {
      init: (app) => receiver.init(acknowledgeEventsWhenTaken(app)),
      start: () => receiver.start(),
      stop: () => receiver.stop(),
    },
    handle: refuseHttp,
    connected: () => open || "Slack's Socket Mode connection is not open at the moment.",
  };
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

function socketRefusal(error: unknown): Error {
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
