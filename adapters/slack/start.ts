/** Slack as the outside sees it: one handler for its requests, and a way to stop. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { Receiver } from "@slack/bolt";
import { type Logger, LogLevel, WebClient } from "@slack/web-api";
import type { Bot, Clock, Log } from "#core/ports.ts";
import { createBoltLog } from "./sdk-log.ts";
import { createConnection, type Connection } from "./connection.ts";
import { createInFlight, withinTime } from "#shared/in-flight.ts";
import { registerListeners } from "./listeners.ts";
import { createOutbound } from "./post.ts";
import { createPeople } from "./people.ts";
import { createSlackReceiver } from "./receive.ts";

// Only the parts in use: the package's entry also loads Express and two more receivers, a third of the time it takes.
const require = createRequire(import.meta.url);
const { default: App }: typeof import("@slack/bolt/dist/App.js") = require("@slack/bolt/dist/App.js");

export interface SlackConfig {
  /** `xoxb-...`: one workspace. */
  readonly token: string;
  readonly signingSecret: string;
  /** `xapp-...`: with it Slack is heard over Socket Mode instead of HTTP. */
  readonly appToken?: string;
  /** Ends in a slash; Slack's own unless given. */
  readonly apiUrl?: string;
}

export interface Slack {
  /** Answers requests to `/slack/events`. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Waits, at most 10 s, for the answers that are under way. */
  readonly stop: () => Promise<void>;
  /** True when questions can be answered; else why not, as a sentence. */
  readonly ready: () => true | string;
}

interface Parts {
  readonly bot: Bot;
  readonly log: Log;
  readonly clock: Clock;
  readonly config: SlackConfig;
}

type Road = Pick<Slack, "handle"> & { readonly receiver: Receiver; readonly connected: () => true | string };

const CALL_MS = 10_000;
const DRAIN_MS = 10_000;
const OPEN_MS = 5000;

/** Rejects with a sentence when Slack refuses the token; a Slack that cannot be reached is asked again meanwhile. */
export async function startSlack(parts: Parts): Promise<Slack> {
  const { bot, log, clock, config } = parts;
  const logger = createBoltLog(log, LogLevel.WARN);
  const slackApiUrl = config.apiUrl === undefined ? {} : { slackApiUrl: config.apiUrl };
  // A dedicated client: the SDK would retry a lost answer for half an hour, and hold back everything on one 429.
  const client = new WebClient(config.token, {
    ...slackApiUrl,
    logger,
    timeout: CALL_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const connection = await createConnection(client, log);
  const road = config.appToken === undefined ? openHttp(parts) : openSocket(config.appToken, logger, slackApiUrl);
  const app = new App({
    receiver: road.receiver,
    // A new object each time: Bolt writes the asker into it.
    authorize: () => Promise.resolve({ botToken: config.token }),
    logger,
    clientOptions: { ...slackApiUrl, timeout: CALL_MS },
    convoStore: false,
    // Done in `readMessage`, for every bot.
    ignoreSelf: false,
  });
  app.error(({ name, message }) => Promise.resolve(log.error({ name }, `Bolt: ${message}`)));
  const inFlight = createInFlight(log);
  const outbound = createOutbound(client, log);
  const people = createPeople(client, { clock, log });
  registerListeners(app, { bot, log, outbound, people, shown: new WeakMap(), inFlight, leave: connection.leave });
  await open(road, log);
  return {
    handle: road.handle,
    ready: () => readiness(connection, road),
    async stop() {
      await road.receiver.stop();
      connection.stop();
      if (!(await inFlight.drain(DRAIN_MS)))
        log.warn({ afterMs: DRAIN_MS }, "Stopped before every answer in Slack was sent");
    },
  };
}

function openHttp({ config, clock, log }: Parts): Road {
  // Anyone can sign with an empty secret.
  if (config.signingSecret === "") {
    throw new Error("SLACK_SIGNING_SECRET is empty. Copy it from api.slack.com/apps, your app, Basic Information.");
  }
  const { receiver, handle } = createSlackReceiver({ signingSecret: config.signingSecret, clock, log });
  return { receiver, handle, connected: () => true };
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode */
function openSocket(appToken: string, logger: Logger, clientOptions: { slackApiUrl?: string }): Road {
  // Loaded when it is used: it brings a web socket and an HTTP client of its own.
  const {
    default: SocketModeReceiver,
  }: typeof import("@slack/bolt/dist/receivers/SocketModeReceiver.js") = require("@slack/bolt/dist/receivers/SocketModeReceiver.js");
  const receiver = new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } });
  let open = false;
  receiver.client.on("connected", () => (open = true));
  receiver.client.on("close", () => (open = false));
  return {
    receiver,
    handle: refuseHttp,
    connected: () => open || "Slack's Socket Mode connection is not open at the moment.",
  };
}

/** Rejects with a sentence when Slack refuses the app's token; a Slack that cannot be reached is tried on meanwhile. */
async function open(road: Road, log: Log): Promise<void> {
  const opening = road.receiver.start().then(
    () => ({ refusal: null }),
    (error: unknown) => ({ refusal: socketRefusal(error) }),
  );
  const opened = await withinTime(opening, OPEN_MS);
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

function readiness(connection: Connection, road: Road): true | string {
  const known = connection.ready();
  return known === true ? road.connected() : known;
}

function refuseHttp(req: IncomingMessage, res: ServerResponse): Promise<void> {
  req.resume();
  const sentence = Buffer.from("This bot hears Slack over Socket Mode (SLACK_APP_TOKEN is set), not over HTTP.");
  res.writeHead(404, { "content-type": "text/plain; charset=utf-8", "content-length": sentence.byteLength });
  res.end(sentence);
  return Promise.resolve();
}
