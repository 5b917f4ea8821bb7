/** Local mode's stand-in for Slack and Teams: both fakes, the page that shows them, and the page's own API. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Clock, Log } from "#core/ports.ts";
import { playgroundTeam, playgroundTenant } from "./cast.ts";
import type { MovableClock } from "./clock.ts";
import { type Deeds, createDeeds } from "./deeds.ts";
import { isJsonRequest, refusalOf } from "./guard.ts";
import { createClockMover } from "./move-clock.ts";
import { PARTS } from "./built-page.ts";
import { type PageServer, createPageServer } from "./page-server.ts";
import { answerJson, bodyText } from "./platform/http.ts";
import { type FakeSlack, createFakeSlack } from "./slack/fake-slack.ts";
import { type PackName, type TeamsCommand, type TopicName, takeSnapshot } from "./snapshot.ts";
import { type Stream, createStream } from "./stream.ts";
import { type FakeConnector, createFakeConnector } from "./teams/fake-connector.ts";

export interface PlaygroundOptions {
  readonly log: Log;
  readonly clock: Clock | MovableClock;
  /** Where the bot's own server listens, for example `http://localhost:3978`; no slash at the end. */
  readonly address: string;
  /** Generated at each start: what Slack and the bot share. */
  readonly signingSecret: string;
  /** Countries that have a command, the default one first; read anew each time, as figures come and go. */
  readonly packs: () => readonly PackName[];
  /** Offered while a command is being typed. */
  readonly topics?: readonly TopicName[];
  /** What the app's manifest offers behind `/` in Teams. */
  readonly teamsCommands?: readonly TeamsCommand[];
  /** Lets happen what is due at the clock's new time; the page moves the clock only when this is given. */
  readonly onMove?: () => Promise<unknown>;
  /** Has the bot forget what was said to it and ordered from it. */
  readonly onClear?: () => Promise<unknown>;
  /** Whether the page is shown from its sources, and not as it was built. */
  readonly isLive?: boolean;
}

/** How much of what was said and called each platform remembers: twice what the page shows. */
const KEPT = { messages: 600, calls: 200 } as const;

export interface Playground {
  /** For the bot's Slack adapter in local mode. */
  readonly slack: { readonly apiUrl: string; readonly token: string };
  /** For the allow-list of the bot's Teams adapter in local mode. */
  readonly connector: { readonly serviceUrl: string };
  /** Answers `/`, `/playground/...`; false when the request is somebody else's. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export function startPlayground(options: PlaygroundOptions): Playground {
  const { clock, log, packs, topics = [], teamsCommands = [], onMove, onClear, isLive = false } = options;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { slack, connector } = createPlatforms(options, zone);
  const mover = onMove !== undefined && "moveTo" in clock ? createClockMover(clock, { onMove, zone }) : null;
  const shown = { packs, topics, teamsCommands, canMoveClock: mover !== null };
  const snapshot = () => takeSnapshot({ slack, connector, now: clock.now, ...shown });
  const stream = createStream(snapshot);
  slack.state.onChange(stream.changed);
  connector.state.onChange(stream.changed);
  const deeds = createDeeds({
    ...{ slack, connector, packs, teamsCommands },
    moveClock: mover && ((step) => mover.move(step).finally(stream.changed)),
    async clear() {
      await mover?.reset();
      await onClear?.();
      slack.clear();
      connector.clear();
    },
  });
  const page = createPageServer({ isLive });
  const greet = greeter(connector, log);
  const routes = { greet, slack: slack.handle, connector: connector.handle, stream, snapshot, deeds, page, log };
  return {
    slack: { apiUrl: slack.apiUrl(), token: slack.token },
    connector: { serviceUrl: connector.serviceUrl() },
    handle: (req, res) => route(routes, req, res),
    async close() {
      stream.close();
      await page.close();
    },
  };
}

/** Both fakes, mounted on the bot's own server. */
function createPlatforms(
  { address, clock, signingSecret }: PlaygroundOptions,
  zone: string,
): { readonly slack: FakeSlack; readonly connector: FakeConnector } {
  const shared = { clock, keep: KEPT };
  return {
    slack: createFakeSlack({
      ...shared,
      signingSecret,
      botUrl: `${address}/slack/events`,
      baseUrl: `${address}/playground/slack`,
      teams: [playgroundTeam(zone)],
    }),
    connector: createFakeConnector({
      ...shared,
      botUrl: `${address}/api/messages`,
      baseUrl: `${address}/playground/connector`,
      tenant: playgroundTenant(zone),
    }),
  };
}

/** Teams tells a bot that somebody has added it; here that is whoever opens the page first. */
function greeter(connector: FakeConnector, log: Log): () => void {
  let greeted = false;
  return () => {
    if (greeted) return;
    greeted = true;
    connector.install("a:personal").catch((error: unknown) => {
      log.warn({ err: error }, "the playground could not add the bot to its personal chat");
    });
  };
}

interface PlaygroundRoutes {
  readonly greet: () => void;
  readonly slack: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly connector: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly stream: Stream;
  readonly snapshot: () => object;
  readonly deeds: Deeds;
  readonly page: PageServer;
  readonly log: Log;
}

async function route(routes: PlaygroundRoutes, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const { pathname } = new URL(req.url ?? "/", "http://playground");
  if (pathname !== "/" && !pathname.startsWith("/playground/")) return false;
  const refused = refusalOf(req);
  if (refused !== null) {
    answerJson(res, 403, { notice: refused });
  } else if (pathname === "/") {
    await routes.page.sendPage(res);
  } else if (pathname.startsWith(PARTS)) {
    await routes.page.sendPart(req, res);
  } else if (pathname.startsWith("/playground/slack/")) {
    await routes.slack(req, res);
  } else if (pathname.startsWith("/playground/connector/")) {
    await routes.connector(req, res);
  } else {
    await answerPage(routes, { name: pathname.slice("/playground/api/".length), req, res });
  }
  return true;
}

async function answerPage(
  { greet, stream, snapshot, deeds, log }: PlaygroundRoutes,
  { name, req, res }: { name: string; req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  if (req.method === "GET" && name === "events") {
    stream.open(res);
    return greet();
  }
  // The page hears of every change instead; this is for whoever looks once, tests and measurements.
  if (req.method === "GET" && name === "state") return answerJson(res, 200, snapshot());
  const deed = req.method === "POST" && isJsonRequest(req) ? new Map(Object.entries(deeds)).get(name) : undefined;
  if (deed === undefined) return answerJson(res, 404, { notice: "There is no such thing here" });
  try {
    answerJson(res, 200, await deed(JSON.parse(await bodyText(req))));
  } catch (error) {
    const asked = error instanceof z.ZodError || error instanceof SyntaxError;
    log.warn({ request: name, error: String(error) }, "the playground could not do what its page asked");
    answerJson(res, asked ? 400 : 409, { notice: "That is no longer there. Reload the page and try again." });
  }
}
