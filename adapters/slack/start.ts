/** Slack as the outside sees it: one handler for its requests, a sender for digests, and a way to stop. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exports } from "#core/document/exported.ts";
import type { App, Receiver } from "@slack/bolt";
import type { Logger } from "@slack/web-api";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot, Clock, Log, Sender } from "#core/ports.ts";
import { createDepartures } from "#shared/departures.ts";
import { createConnection, type KeptOwner } from "./wire/connection.ts";
import { createFiles } from "./files.ts";
import { createDirect } from "./wire/direct.ts";
import { createFormSeal } from "./wire/form-context.ts";
import { createListeners, registerListeners } from "./listeners.ts";
import { createPeople } from "./people.ts";
import { createPicturePosts, NO_PICTURES } from "./wire/pictures.ts";
import { createPosts } from "./post.ts";
import { createReceiver } from "./wire/receive.ts";
import { createDrawing } from "./reply.ts";
import { createSlackRenderer } from "./drawing/render.ts";
import { authorizeAs, clientOptions, createClient, SdkLog } from "./wire/sdk.ts";
import { createSlackSender } from "./sender.ts";
import { createInFlight, createSocket, openSocket, type SocketProxy } from "./wire/socket.ts";

export interface SlackConfig {
  /** `xoxb-...`: one workspace. */
  readonly token: string;
  /** How Slack is heard: by HTTP, or over Socket Mode with an app-level token, `xapp-...`. */
  readonly via:
    | { readonly kind: "http"; readonly signingSecret: string }
    | { readonly kind: "socket"; readonly appToken: string; readonly proxy?: SocketProxy | null };
  /** Ends in a slash; Slack's own when null. */
  readonly apiUrl: string | null;
}

export interface Slack {
  /** Answers requests to `/slack/events`. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly sender: Sender;
  /**
   * Settles when Slack was asked whether it knows the bot; rejects with a sentence when it refuses a token. One that
   * cannot be reached is asked again meanwhile.
   */
  readonly opened: Promise<void>;
  /** Waits, at most 7 s, for the answers that are under way over Socket Mode; those over HTTP are the server's. */
  readonly stop: () => Promise<void>;
  /** True when questions can be answered; else why not, as a sentence. */
  readonly ready: () => true | string;
}

export interface SlackParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly clock: Clock;
  /** Without it a post shows its figures as tables. */
  readonly pictures?: Pictures;
  /** Without it no evidence pack is handed over. */
  readonly exports?: Exports;
  /** Without it the first answers of each start wait until Slack has told whose the token is. */
  readonly kept?: KeptOwner | undefined;
  readonly config: SlackConfig;
}

/** The whole bot has ten seconds. */
const DRAIN_MS = 7000;

/** Requests are answered as soon as it resolves, whatever Slack itself makes of the token. */
export async function startSlack({ bot, log, clock, pictures, exports, kept, config }: SlackParts): Promise<Slack> {
  const { via, apiUrl } = config;
  const logger = new SdkLog(log);
  const client = createClient(config, logger, (reason) => connection.refused(reason));
  // Over a socket nothing is heard before Slack was asked.
  const connection = createConnection({ client, log, kept: via.kind === "http" ? kept : undefined });
  const inFlight = createInFlight();
  const renderer = createSlackRenderer(bot, pictures);
  const picturePosts = pictures === undefined ? NO_PICTURES : createPicturePosts({ client, pictures, log });
  const drawing = createDrawing(renderer, bot);
  const answering = {
    ...{ bot, log, drawing, files: createFiles({ client, bot, drawing, log, exports }) },
    posts: createPosts({ client, bot, log, pictures: picturePosts }),
    people: createPeople(client, { clock, log }),
    tenantOf: connection.tenantOf,
    forms: createFormSeal(via.kind === "http" ? via.signingSecret : via.appToken),
  };
  const listeners = createListeners(answering);
  const openBolt = async (receiver: Receiver): Promise<void> => {
    const app = await createApp(receiver, { config, logger, log });
    // Whatever comes by HTTP is waited for by the server; over the socket nobody else would.
    if (via.kind === "socket") app.use(({ next }) => inFlight.run(next));
    registerListeners(app, { ...listeners, answering, connection });
  };
  const way =
    via.kind === "http"
      ? createReceiver({ ...via, clock, log, direct: createDirect(listeners), open: openBolt })
      : await createSocket({ ...via, apiUrl }, logger);
  if (via.kind === "socket") await openBolt(way.receiver);
  const opened = Promise.all([connection.asked, via.kind === "socket" ? openSocket(way, log) : null]);
  return {
    opened: opened.then(() => undefined),
    handle: way.handle,
    sender: createSlackSender({
      ...{ client, renderer, bot, log, clock, departures: createDepartures(), tenants: connection.reached },
      pictures: picturePosts,
    }),
    ready() {
      const known = connection.ready();
      return known === true ? way.connected() : known;
    },
    async stop() {
      await way.receiver.stop();
      connection.stop();
      if (!(await inFlight.drain(DRAIN_MS)))
        log.warn({ afterMs: DRAIN_MS }, "Stopped before every answer in Slack was sent");
    },
  };
}

interface AppParts {
  readonly config: SlackConfig;
  readonly logger: Logger;
  readonly log: Log;
}

/** Loaded when it is needed, and only the parts in use: the package's entry also brings Express and two more receivers. */
async function createApp(receiver: Receiver, { config, logger, log }: AppParts): Promise<App> {
  const { default: bolt } = await import("@slack/bolt/dist/App.js");
  const app = new bolt.default({
    receiver,
    authorize: authorizeAs(config.token),
    logger,
    clientOptions: clientOptions(config.apiUrl),
    convoStore: false,
    // Done in `readMessage`, for every bot.
    ignoreSelf: false,
  });
  app.error(({ name, message }) => Promise.resolve(log.error({ name }, `Bolt: ${message}`)));
  return app;
}
