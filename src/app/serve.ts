/** The server put together: content, store, both platforms, digests, and in local mode the playground. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { loadLibrary } from "#content/load.ts";
import { loadVocabulary } from "#content/vocabulary-schema.ts";
import { createMovableClock } from "#playground/clock.ts";
import { startPlayground, type Playground } from "#playground/start.ts";
import { healthz, readyz } from "#server/health.ts";
import { startHttp } from "#server/http.ts";
import { createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { assemble } from "./assemble.ts";
import type { Config } from "./config.ts";
import { CONTENT } from "./content-folder.ts";
import { createDigests, type Digests } from "./digests.ts";
import { createDoor, type Door } from "./door.ts";
import { keepLater } from "./store-later.ts";
import { openSlack, openTeams, type PlatformParts } from "./platforms.ts";

export interface Running {
  /** Where it listens, on this machine. */
  readonly address: string;
  /** Takes nothing new, finishes what is under way, closes the store; about 9 s at most. */
  stop(): Promise<void>;
  /** For a fault that nothing else caught: logged, and the process goes on. */
  report(error: unknown): void;
}

/** Shorter than the ten seconds that container platforms give before they kill; the store closes after it. */
const DRAIN_MS = 8000;
const TABLES_AFTER_MS = 200;
const TEAMS_AFTER_MS = 1000;
/** Reading the listed questions takes most of a second, in pieces; a question that comes before reads the rest at once. */
const WARM_AFTER_MS = 2000;

type Doors = Readonly<Record<"slack" | "teams", Door>>;

/** Starts everything; resolves when requests are answered. Rejects with a sentence when it cannot. */
export async function serve(config: Config): Promise<Running> {
  const core = await openCore(config);
  const { log, store, metrics, digests, topics, answers } = core;
  const doors = { slack: createDoor(), teams: createDoor() };
  let playground: Playground | null = null;
  const http = await startHttp({
    port: config.port,
    host: core.local ? "127.0.0.1" : "0.0.0.0",
    routes: {
      "GET /healthz": healthz,
      "GET /readyz": readyz({ database: store.ready, slack: doors.slack.ready, teams: doors.teams.ready }),
      "GET /metrics": metrics.handle,
      "POST /slack/events": doors.slack.handle,
      "POST /api/messages": doors.teams.handle,
    },
    // Local mode's platforms live on this very server, so they come after its address.
    fallback: async (request, response) => (await playground?.handle(request, response)) ?? false,
    log,
  });
  const schedule = digests.schedule(topics);
  const signingSecret = randomBytes(16).toString("hex");
  const address = `http://localhost:${http.port}`;
  if (core.local) {
    const { clock, bot } = core;
    playground = startPlayground({
      log,
      clock,
      address,
      signingSecret,
      packs: bot.packs,
      topics: topics.all,
      onMove: () => schedule.tick(),
    });
  }
  const emulated = playground === null ? null : { slack: playground.slack, signingSecret };
  await openPlatforms({ ...core, platforms: config.platforms, emulated }, doors, digests);
  // Behind the first answers: a question needs no tables, and making them takes longer than answering.
  void pause(TABLES_AFTER_MS).then(() => schedule.start());
  const report = (error: unknown): void => reportFault(error, core);
  void pause(WARM_AFTER_MS, undefined, { ref: false })
    .then(() => answers.warm())
    .catch(report);
  return {
    address,
    report,
    async stop() {
      // An open page holds a connection for as long as it is open: it must not hold up the stop.
      await playground?.close();
      await Promise.all([http.stop(DRAIN_MS), doors.slack.stop(), doors.teams.stop(), schedule.stop(DRAIN_MS)]);
      await store.close();
    },
  };
}

function reportFault(
  error: unknown,
  { log, metrics }: Pick<Awaited<ReturnType<typeof openCore>>, "log" | "metrics">,
): void {
  metrics.failed("nowhere in particular");
  log.error({ err: error }, "A fault that nothing else caught");
}

/** What works without any platform: the content, the store and the bot over them. */
async function openCore(config: Config) {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const clock = createMovableClock();
  const library = loadLibrary(CONTENT);
  const vocabulary = loadVocabulary(CONTENT);
  const store = keepLater(async () => (await import("./store.ts")).openStore(config, { clock, log }));
  const digests = createDigests({ library, store, clock, log, metrics: metrics.digests, zone: config.zone });
  const subscriptions = digests.handler;
  const assembled = assemble({
    library,
    vocabulary,
    clock,
    log,
    store: store.answers,
    subscriptions,
    count: metrics,
  });
  return { ...assembled, local: config.platforms.kind === "local", log, metrics, clock, store, digests };
}

/**
 * Slack at once: its requests must be answered within three seconds. Teams' SDK takes the only thread for most of a
 * second to load, so it comes when the start is over, or when the first Teams request does.
 */
async function openPlatforms(parts: PlatformParts, doors: Doors, { senders }: Digests): Promise<void> {
  const slack = await openSlack(parts);
  if (slack !== null) senders.slack = slack.sender;
  doors.slack.open(slack);
  void openTeamsLater(parts, doors.teams, senders);
}

async function openTeamsLater(parts: PlatformParts, door: Door, senders: Digests["senders"]): Promise<void> {
  await Promise.race([door.knocked, pause(TEAMS_AFTER_MS, undefined, { ref: false })]);
  try {
    const teams = await openTeams(parts);
    if (teams !== null) senders.teams = teams.sender;
    door.open(teams);
  } catch (error) {
    parts.log.error({ err: error }, "Teams could not be started; Slack goes on");
    door.open(null);
  }
}
