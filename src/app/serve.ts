/** The server put together: content, store, both platforms, digests, and in local mode the playground. */
import { setTimeout as pause } from "node:timers/promises";
import pTimeout from "p-timeout";
import { lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import type { Platform } from "#core/request.ts";
import { healthz, readyz } from "#server/health.ts";
import { startHttp, type Routing } from "#server/http.ts";
import { createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { createOutput } from "#server/output.ts";
import { createAnswerOnce } from "./answer-once.ts";
import { createBot, createHandlers } from "./bot.ts";
import type { Config } from "./config.ts";
import { keepChannelPacks, keepFrames, keepGivenAnswers } from "./conversations.ts";
import { openContent } from "./content.ts";
import { createDigests, type Digests } from "./digests.ts";
import {
  openSlack,
  openTeams,
  readinessOf,
  waitFor,
  type OpeningPlatform,
  type PlatformParts,
  type RunningPlatform,
} from "./platforms.ts";

export interface Running {
  /** Where it listens, on this machine. */
  readonly address: string;
  /** Resolves when Slack's requests are answered, if Slack is on. Rejects with a sentence when Slack refuses the bot. */
  readonly opened: Promise<"opened">;
  /** Takes nothing new, finishes what is under way, closes the store; 9 s at most. Never rejects. */
  stop(): Promise<void>;
  /** For a fault that nothing else caught: logged and counted, and the process goes on. Never throws. */
  report(error: unknown): void;
}

/** Shorter than the ten seconds that container platforms give before they kill; the store closes after it. */
const DRAIN_MS = 7000;
/** For giving back to the store what was not finished. */
const GIVE_BACK_MS = 1000;
const CLOSE_MS = 1000;
const TABLES_AFTER_MS = 200;
/** How long whoever needs the store first waits for its tables. */
const TABLES_MS = 1000;
const TEAMS_AFTER_MS = 1000;
/** Reading the listed questions takes most of a second, in pieces; a question that comes before reads the rest at once. */
const WARM_AFTER_MS = 2000;

/** Starts everything; resolves when it listens, before the platforms are open. Rejects with a sentence when it cannot. */
export async function serve(config: Config): Promise<Running> {
  const core = await openCore(config);
  const { log, local, store, bot, content, digests } = core;
  const parts = Promise.withResolvers<PlatformParts>();
  const slack: OpeningPlatform = lazy(async () => openSlack(await parts.promise));
  const teams: OpeningPlatform = lazy(async () => openTeamsOrNone(await parts.promise));
  const database = async (): Promise<true | string> => (await store.get()).ready();
  const routing: Routing = {
    routes: {
      "GET /healthz": healthz,
      "GET /readyz": readyz({ database, slack: readinessOf(slack), teams: readinessOf(teams) }),
      "GET /metrics": core.metrics.handle,
      "POST /slack/events": waitFor(slack),
      "POST /api/messages": waitFor(teams),
    },
    fallback: null,
  };
  const http = await startHttp({ port: config.port, host: local === null ? "0.0.0.0" : "127.0.0.1", routing, log });
  const address = `http://localhost:${http.port}`;
  const playground = local?.open({ bot, content, log, address, tick: digests.schedule.tick }) ?? null;
  routing.fallback = playground?.handle ?? null;
  parts.resolve({ ...core, platforms: config.platforms, emulated: playground?.emulated ?? null });
  const report = createReport(core);
  return {
    address,
    report,
    opened: openPlatforms(core, { slack, teams, routing, report }),
    async stop() {
      log.info({}, "Stopping");
      const parts = {
        requests: http.stop(DRAIN_MS),
        playground: playground?.close(),
        slack: slack.peek()?.stop(),
        teams: teams.peek()?.stop(),
        digests: digests.schedule.stop(DRAIN_MS),
      };
      await Promise.all(
        Object.entries(parts).map(([part, ended]) =>
          waitAtMost(ended, { part, atMostMs: DRAIN_MS + GIVE_BACK_MS, log }),
        ),
      );
      await waitAtMost(store.peek()?.close(), { part: "store", atMostMs: CLOSE_MS, log });
    },
  };
}

type Core = Awaited<ReturnType<typeof openCore>>;

/** What works without any platform: the content, the store and the bot over them. */
async function openCore(config: Config) {
  const metrics = createMetrics();
  const onLost = (): void => metrics.lostLines.inc();
  const log = createLog(config.logLevel, createOutput(process.stdout, onLost));
  // Not ours, but the parts of others may write there; unheard, its error would end the process.
  process.stderr.on("error", onLost);
  const local = config.platforms.kind === "local" ? (await import("./local.ts")).createLocalMode() : null;
  const clock = local?.clock ?? { now: Date.now };
  const content = openContent(config);
  // Loading a database's driver must not delay the first answer, which needs none.
  const store = lazy(async () => {
    const opened = await (await import("./store.ts")).openStore(config, { clock, log, metrics });
    // What came before the tables of a new database would be lost, such as the way back to a conversation. Without the
    // database questions are answered all the same.
    await pTimeout(opened.migrate(), { milliseconds: TABLES_MS, fallback: () => undefined });
    return opened;
  });
  const digests: Digests = createDigests({ content, store, clock, log, metrics: metrics.digests, zone: config.zone });
  const { subscriptions } = digests;
  const { handlers, answers } = createHandlers({ content, clock, log, store, subscriptions });
  const once = createAnswerOnce({ store, clock, log });
  // With one pack there is nothing to choose, and the first answer waits for no store.
  const packOf = content.library.packs.length > 1 ? keepChannelPacks(store, log) : async () => null;
  const memory = { once, given: keepGivenAnswers(store, { clock, log }), frames: keepFrames(store, log), packOf };
  const bot = createBot({ content, handlers, ...memory, clock, log, metrics });
  return { log, metrics, local, clock, content, store, digests, bot, answers };
}

/** A part that takes too long to stop, or cannot, is told of and left. */
async function waitAtMost(
  ended: Promise<void> | undefined,
  { part, atMostMs, log }: { readonly part: string; readonly atMostMs: number; readonly log: Log },
): Promise<void> {
  try {
    await pTimeout(Promise.resolve(ended), { milliseconds: atMostMs });
  } catch (error) {
    log.warn({ part, err: error }, "A part of the bot did not stop as it should");
  }
}

/** Counts before it tells: an error may be of a kind that cannot be told. */
function createReport({ log, metrics }: Pick<Core, "log" | "metrics">): Running["report"] {
  return (error) => {
    metrics.faults.inc({ where: "nowhere in particular" });
    try {
      log.error({ err: error }, "A fault that nothing else caught");
    } catch {
      log.error({}, "A fault that nothing else caught, and that cannot be told");
    }
  };
}

interface Opening {
  readonly slack: OpeningPlatform;
  readonly teams: OpeningPlatform;
  readonly routing: Routing;
  readonly report: Running["report"];
}

async function openPlatforms(core: Core, { slack, teams, routing, report }: Opening): Promise<"opened"> {
  const join = (platform: Platform, path: string, { handle, sender }: RunningPlatform): void => {
    routing.routes = { ...routing.routes, [`POST ${path}`]: handle };
    core.digests.join(platform, sender).catch(report);
  };
  await openRoute(slack, (opened) => join("slack", "/slack/events", opened));
  startBehind(core, report, () => openRoute(teams, (opened) => join("teams", "/api/messages", opened)));
  return "opened";
}

/** Once it is open, requests go straight to it. */
async function openRoute(opening: OpeningPlatform, use: (opened: RunningPlatform) => void): Promise<void> {
  const opened = await opening.get();
  if (opened !== null) use(opened);
}

/** Slack's requests must be answered within three seconds; a fault in Teams' start leaves it working. */
async function openTeamsOrNone(parts: PlatformParts): ReturnType<typeof openTeams> {
  try {
    return await openTeams(parts);
  } catch (error) {
    parts.log.error({ err: error }, "Teams could not be started; Slack goes on");
    return null;
  }
}

/**
 * Behind the first answers: Teams' SDK takes the only thread for most of a second to load, so it comes when the start is
 * over or when the first Teams request does; an answer about a topic needs neither tables nor the index of questions.
 */
function startBehind({ digests, answers }: Core, report: Running["report"], openTeamsRoute: () => Promise<void>): void {
  const behind = (ms: number, work: () => Promise<void>): void => {
    void pause(ms, undefined, { ref: false }).then(work).catch(report);
  };
  behind(TABLES_AFTER_MS, () => digests.schedule.start());
  behind(TEAMS_AFTER_MS, openTeamsRoute);
  behind(WARM_AFTER_MS, () => answers.warm());
}
