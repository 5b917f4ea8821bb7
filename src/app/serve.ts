/** The server put together: content, store, both platforms, digests, and in local mode the playground. */
import { setTimeout as pause } from "node:timers/promises";
import pTimeout from "p-timeout";
import { lazy, type Lazy } from "#core/lazy.ts";
import { createPulse, healthz, type Pulse, readyz } from "#server/health.ts";
import { startHttp, type Routing } from "#server/http.ts";
import { adoptConsole, createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";
import { assemble } from "./assemble.ts";
import type { Config, Platforms } from "./config.ts";
import { openContent } from "./content.ts";
import { openSlack, openTeams, readinessOf, waitFor, type OpeningPlatform, type PlatformParts } from "./platforms.ts";

import type { Store } from "./store.ts";

export interface Running {
  /** Where it listens, on this machine. */
  readonly address: string;
  /** Takes nothing new, finishes what is under way, closes the store; about 9 s at most. */
  stop(): Promise<void>;
  /** For a fault that nothing else caught: logged and counted, and the process goes on. */
  report(error: unknown): void;
}

/** Shorter than the ten seconds that container platforms give before they kill; the store closes after it. */
const DRAIN_MS = 8000;
const SLACK_OPENS_MS = 2000;
const TABLES_AFTER_MS = 200;
const TEAMS_AFTER_MS = 1000;
/** Reading the listed questions takes most of a second, in pieces; a question that comes before reads the rest at once. */
const WARM_AFTER_MS = 2000;

/** Starts everything; resolves when requests are answered. Rejects with a sentence when it cannot. */
export async function serve(config: Config): Promise<Running> {
  const core = await openCore(config);
  const { log, local, store, bot, content, digests } = core;
  if (local === null) adoptConsole(log);
  const parts = Promise.withResolvers<PlatformParts>();
  const slack: OpeningPlatform = lazy(async () => openSlack(await parts.promise));
  const teams: OpeningPlatform = lazy(async () => openTeamsOrNone(await parts.promise));
  const pulse = createPulse();
  const routing = createRouting(core, config.platforms, { pulse, slack, teams });
  const http = await startHttp({ port: config.port, host: local === null ? "0.0.0.0" : "127.0.0.1", routing, log });
  const address = `http://localhost:${http.port}`;
  const playground = local?.open({ bot, content, log, address, tick: digests.schedule.tick }) ?? null;
  routing.fallback = playground?.handle ?? null;
  parts.resolve({ ...core, platforms: config.platforms, emulated: playground?.emulated ?? null });
  await openRoute(slack, (opened) => {
    routing.routes = { ...routing.routes, "POST /slack/events": opened.handle };
    digests.senders.slack = opened.sender;
  });
  // A token that Slack refuses ends the start; a Slack that takes its time does not hold it up.
  await pTimeout(Promise.resolve(slack.peek()?.opened), { milliseconds: SLACK_OPENS_MS, fallback: () => undefined });
  const report = (error: unknown): void => {
    core.metrics.faults.inc({ where: "nowhere in particular" });
    log.error({ err: error }, "A fault that nothing else caught");
  };
  startBehind(core, report, () =>
    openRoute(teams, (opened) => {
      routing.routes = { ...routing.routes, "POST /api/messages": opened.handle };
      digests.senders.teams = opened.sender;
    }),
  );
  if (local === null) log.info({ address }, "Briefing listens");
  return {
    address,
    report,
    async stop() {
      await playground?.close();
      pulse.stop();
      const platforms = [slack.peek(), teams.peek()].map((platform) => platform?.stop());
      await Promise.all([http.stop(DRAIN_MS), ...platforms, digests.schedule.stop(DRAIN_MS)]);
      await store.peek()?.close();
    },
  };
}

interface Opening {
  readonly pulse: Pulse;
  readonly slack: OpeningPlatform;
  readonly teams: OpeningPlatform;
}

function createRouting({ store, metrics }: Core, platforms: Platforms, { pulse, slack, teams }: Opening): Routing {
  const database = async (): Promise<true | string> => (await store.get()).ready();
  const ways = { slack: readinessOf(platforms, "slack", slack), teams: readinessOf(platforms, "teams", teams) };
  return {
    routes: {
      "GET /healthz": healthz(pulse),
      "GET /readyz": readyz({ needed: { database }, platforms: ways }),
      "GET /metrics": metrics.handle,
      "POST /slack/events": waitFor(slack),
      "POST /api/messages": waitFor(teams),
    },
    fallback: null,
  };
}

type Core = Awaited<ReturnType<typeof openCore>>;

/** What works without any platform: the content, the store and the bot over them. */
async function openCore(config: Config) {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const local = config.platforms.kind === "local" ? (await import("./local.ts")).createLocalMode() : null;
  const clock = local?.clock ?? { now: Date.now };
  const content = openContent(config);
  // Loading a database's driver must not delay the first answer, which needs none.
  const store = openUnlessRefused(async (refuse) =>
    (await import("./store.ts")).openStore(config, { clock, log, metrics, refuse }),
  );
  const { digests, bot, answers } = assemble({ content, store, clock, log, metrics, zone: config.zone });
  return { log, metrics, local, clock, content, store, digests, bot, answers };
}

/** Whoever needs a store that must not be used is told so, and answers without, or not at all. */
function openUnlessRefused(open: (refuse: (reason: string | null) => void) => Promise<Store>): Lazy<Store> {
  let refusal: string | null = null;
  const opening = lazy(() =>
    open((reason) => {
      refusal = reason;
    }),
  );
  return {
    async get() {
      if (refusal !== null) throw new StoreRefusal(refusal);
      return opening.get();
    },
    peek: () => opening.peek(),
  };
}

/** Once it is open, requests go straight to it. */
async function openRoute(
  opening: OpeningPlatform,
  use: (opened: NonNullable<ReturnType<OpeningPlatform["peek"]>>) => void,
): Promise<void> {
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
function startBehind(
  { digests, answers }: Core,
  report: (error: unknown) => void,
  openTeamsRoute: () => Promise<void>,
) {
  const behind = (ms: number, work: () => Promise<void>): void => {
    void pause(ms, undefined, { ref: false }).then(work).catch(report);
  };
  behind(TABLES_AFTER_MS, () => digests.schedule.start());
  behind(TEAMS_AFTER_MS, openTeamsRoute);
  behind(WARM_AFTER_MS, () => answers.warm());
}
